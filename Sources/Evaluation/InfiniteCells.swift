internal import Columns
internal import Planning
internal import StandardLibrary
internal import Values

/// Cells of a file that are infinite or not a number are missing, and counted where they are used.
extension SessionContext {
  /// Says how many such cells these columns have.
  func noteInfinite(_ columns: [NamedScalar], of input: Relation) throws(ValueError) {
    let cells = Self.infiniteCells(of: columns)
    guard !cells.isEmpty else { return }
    let found = try reduce(Self.counting(cells, of: input))
    for (cell, column) in zip(cells, found.columns) {
      let count = Int(exactly: (column.double(at: 0) ?? 0).rounded()) ?? 0
      guard count > 0 else { continue }
      note(
        Note(
          .warning,
          """
          `\(cell.name)`: \(Self.number(count, "cell")) \(count == 1 ? "is" : "are") missing because \
          the file has no finite number there
          """))
    }
  }

  /// Answers an aggregation of a file's columns and counts such cells of them in one pass over the
  /// file; both answers are kept for those who ask for them.
  func countInfinite(whileAnswering relation: Relation) throws(ValueError) {
    guard case .aggregate(let input, let keys, let measures) = relation,
      case .project(let file, let columns) = input, input.runsInEngine
    else { return }
    let used = Self.names(keys + measures)
    let cells = Self.infiniteCells(of: columns.filter { used.contains($0.name) })
    guard !cells.isEmpty else { return }
    // Names that no other column has.
    let longest = (columns + keys + measures).map(\.name.utf8.count).max() ?? 0
    let prefix = String(repeating: "infinite ", count: longest / 9 + 1)
    let flags = cells.map { NamedScalar(prefix + $0.name, $0.expression) }
    let counts = flags.map { flag in
      NamedScalar(flag.name, .aggregate(Self.countTrue, [.column(flag.name)]))
    }
    let both = Relation.aggregate(
      .project(file, columns + flags), keys: keys, measures: measures + counts)
    let found = try reduce(.limit(both, EngineAccess.keptRows + 1))
    guard found.rowCount <= EngineAccess.keptRows else { return }
    try engine.keep(found.prefix(keys.count + measures.count), as: relation)
    let totals = found.columns.suffix(counts.count).map { column in
      Column(doubles: [(0..<column.count).reduce(0) { $0 + (column.double(at: $1) ?? 0) }])
    }
    try engine.keep(
      ColumnTable(names: cells.map(\.name), columns: totals, rowCount: 1),
      as: Self.counting(cells, of: file))
  }

  /// For each column with cells that may be infinite, whether one is.
  private static func infiniteCells(of columns: [NamedScalar]) -> [NamedScalar] {
    columns.compactMap { column in
      column.expression.finiteCell.map {
        NamedScalar(column.name, .call(FiniteNumber.isNone, [$0]))
      }
    }
  }

  private static func counting(_ cells: [NamedScalar], of input: Relation) -> Relation {
    .aggregate(
      input, keys: [],
      measures: cells.map { NamedScalar($0.name, .aggregate(countTrue, [$0.expression])) })
  }
}

extension ColumnTable {
  fileprivate func prefix(_ count: Int) -> ColumnTable {
    ColumnTable(
      names: Array(names.prefix(count)), columns: Array(columns.prefix(count)), rowCount: rowCount)
  }
}

extension ScalarExpression {
  /// The cell whose number is taken only where it is finite.
  fileprivate var finiteCell: ScalarExpression? {
    if case .call(let operation, let arguments) = self,
      operation.name == FiniteNumber.operation.name
    {
      return arguments.first
    }
    return children.lazy.compactMap(\.finiteCell).first
  }
}
