internal import Columns
internal import Planning
internal import StandardLibrary
internal import Units
internal import Values

/// A column of numbers or amounts that the engine took for text, since a cell of it is neither.
struct ColumnNumbers {
  let column: String
  let scan: FileScan
  let engine: EngineAccess

  /// True when every cell that is an amount is a plain number.
  ///
  /// Then the column is read as numbers, and what is none is a bad cell, which the engine reports
  /// with its line.
  func arePlain() throws(ValueError) -> Bool {
    guard scan.format == .csv else { return false }
    let cell = ScalarExpression.column(column)
    let amounts = Relation.filter(
      .scan(scan), .call(Logic.not, [.call(MoneyText.isNoAmount, [cell])]))
    let cast = BadCells.cast(to: "DOUBLE", dateFormat: nil)
    let measures = [
      NamedScalar("bad", .aggregate(BadCells.count(cast), [cell])),
      NamedScalar("all", .aggregate(.rowCount, [.constant(.number(1))])),
    ]
    let found = try engine.run(.aggregate(amounts, keys: [], measures: measures))
    let counts = found.columns.map { $0.double(at: 0) ?? 0 }
    return counts.first == 0 && (counts.last ?? 0) > 0
  }
}
