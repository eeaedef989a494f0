internal import Columns
internal import Planning
internal import Values

extension Relation {
  /// A relation with as many rows, without the steps that compute columns.
  var withSameRows: Relation {
    var relation = self
    while true {
      switch relation {
      case .project(let input, _), .window(let input, _), .sort(let input, _): relation = input
      default: return relation
      }
    }
  }

  /// The files that a relation reads.
  var scans: [FileScan] {
    sources.compactMap { if case .scan(let scan) = $0 { scan } else { nil } }
  }

  /// The sources whose rows are made on demand.
  var generated: [any RowSource] {
    sources.compactMap { if case .generated(let source) = $0 { source } else { nil } }
  }

  /// The same relation with each scan replaced.
  func replacingScans(
    _ replace: (FileScan) -> FileScan
  ) throws(ValueError) -> Relation {
    if case .scan(let scan) = self { return .scan(replace(scan)) }
    return try replacingInputs { input throws(ValueError) in try input.replacingScans(replace) }
  }

  /// The same relation with every largest part that the engine can run run by `fetch` and kept in memory.
  ///
  /// Of a part below expressions that it cannot run only the rows and columns that are read are fetched.
  func fetchingFiles(
    _ fetch: (Relation) throws(ValueError) -> LocalTable
  ) throws(ValueError) -> Relation {
    if isLocal { return self }
    if !needsMemory { return .local(try fetch(self)) }
    if case .limit(.project(let input, let columns), let count) = self {
      return try Relation.project(.limit(input, count), columns).fetchingFiles(fetch)
    }
    if case .project(let input, let columns) = self, !input.needsMemory {
      let names = Set(columns.flatMap(\.expression.columnNames)).sorted()
      let read = Relation.project(input, names.map { NamedScalar($0, .column($0)) })
      return .project(.local(try fetch(read)), columns)
    }
    return try replacingInputs { input throws(ValueError) in try input.fetchingFiles(fetch) }
  }

  /// The same relation with each outermost aggregation below it replaced where its answer is known.
  ///
  /// The relation itself is not replaced.
  func replacingAggregations(
    _ known: (Relation) throws(ValueError) -> Relation?
  ) throws(ValueError) -> Relation {
    try replacingInputs { input throws(ValueError) in
      if case .aggregate = input, let answer = try known(input) { return answer }
      return try input.replacingAggregations(known)
    }
  }
}
