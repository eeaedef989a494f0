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
  /// The first cell of a column whose forms are one of these, or none of these.
  func first(
    _ column: Int, among keys: [CellKey], negated: Bool = false, families: [CellFamily]
  ) throws(ValueError) -> CellPlace? {
    let texts = keys.map { CellText.literal($0.text) }.sorted().joined(separator: ", ")
    let test: @Sendable (String) -> String = { cell in
      let key = CellText.key(cell, families: families)
      return keys.isEmpty ? "\(negated)" : "(\(key)) \(negated ? "NOT IN" : "IN") (\(texts))"
    }
    let row = AggregateOperation(
      "first row", usesOrder: true,
      sql: { "CAST(min(CASE WHEN \(test($0[0])) THEN \($0[1]) END) AS DOUBLE)" },
      evaluate: { _ throws(ValueError) in .missing })
    let cell = AggregateOperation(
      "first cell", usesOrder: true,
      sql: { "arg_min(\($0[0]), \($0[1])) FILTER (WHERE \(test($0[0])))" },
      evaluate: { _ throws(ValueError) in .missing })
    let argument = ScalarExpression.column(scan.columns[column].name)
    let found = try engine.run(
      .aggregate(
        .scan(asText([column])), keys: [],
        measures: [
          NamedScalar("row", .aggregate(row, [argument])),
          NamedScalar("cell", .aggregate(cell, [argument])),
        ]))
    guard let text = found.columns.last?.text(at: 0),
      let row = found.columns.first?.double(at: 0).flatMap({ Int(exactly: $0) })
    else { return nil }
    return CellPlace(cell: text, line: scan.line(ofRow: row), row: row)
  }
}
