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

  /// For each column with cells that may be infinite, whether one is.
  static func infiniteCells(of columns: [NamedScalar]) -> [NamedScalar] {
    columns.compactMap { column in
      column.expression.finiteCell.map {
        NamedScalar(column.name, .call(FiniteNumber.isNone, [$0]))
      }
    }
  }

  static func counting(_ cells: [NamedScalar], of input: Relation) -> Relation {
    .aggregate(
      input, keys: [],
      measures: cells.map { NamedScalar($0.name, .aggregate(countTrue, [$0.expression])) })
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
