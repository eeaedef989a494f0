internal import Columns
internal import Engine
internal import Planning
internal import Values

/// Where a cell of a file stands, for messages.
struct CellPlace: Sendable {
  var cell: String
  /// The line of a file of separated values; the row, from 1, of any other.
  var line: Int?
  var row: Int

  var words: String { "`\(shown)` in \(line.map { "line \($0)" } ?? "row \(row)")" }

  private var shown: String {
    cell.count > 40 ? "\(cell.prefix(40))…" : cell
  }
}

extension CellCounting {
  /// The first cell of a column whose forms are one of these.
  func first(
    _ column: Int, among keys: [CellKey], families: [CellFamily]
  ) throws(ValueError) -> CellPlace? {
    let texts = keys.map(\.text)
    let row = AggregateOperation(
      "first row", usesOrder: true,
      sql: { "CAST(min(\($0[2])) FILTER (WHERE \(CellText.isOne($0[0], of: texts))) AS DOUBLE)" },
      evaluate: { _ throws(ValueError) in .missing })
    let cell = AggregateOperation(
      "first cell", usesOrder: true,
      sql: { "arg_min(\($0[1]), \($0[2])) FILTER (WHERE \(CellText.isOne($0[0], of: texts)))" },
      evaluate: { _ throws(ValueError) in .missing })
    let arguments: [ScalarExpression] = [.column("key \(column)"), .column("cell \(column)")]
    let found = try engine.run(
      .aggregate(
        keyed([column]) { _ in families }, keys: [],
        measures: [
          NamedScalar("row", .aggregate(row, arguments)),
          NamedScalar("cell", .aggregate(cell, arguments)),
        ]))
    guard let text = found.columns.last?.text(at: 0),
      let row = found.columns.first?.double(at: 0).flatMap({ Int(exactly: $0) })
    else { return nil }
    return CellPlace(
      cell: text, line: engine.line(ofRow: row, of: scan),
      row: engine.fileRow(row, of: scan))
  }
}
