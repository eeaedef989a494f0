internal import Columns
internal import Planning
internal import Values

extension Relation {
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

  /// The same relation with every largest part that reads only files run by `fetch` and kept in
  /// memory.
  func fetchingFiles(
    _ fetch: (Relation) throws(ValueError) -> LocalTable
  ) throws(ValueError) -> Relation {
    if isLocal { return self }
    if !hasLocalSource { return .local(try fetch(self)) }
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
