internal import Columns
internal import Planning
internal import StandardLibrary
internal import Units
internal import Values

/// A column that states the currency of the amounts beside it: `currency`, `Amount Currency`.
struct ColumnCurrency {
  let column: String
  let scan: FileScan
  let request: LoadRequest
  let engine: EngineAccess

  /// The twin of a column of amounts: the one of its own name first.
  static func twin(of amounts: String, among schemas: [ColumnSchema]) -> ColumnSchema? {
    let own = RoleResolution.normalized(amounts) + "_currency"
    let texts = schemas.filter { $0.type == .text }
    return texts.first { RoleResolution.normalized($0.name) == own }
      ?? texts.first { CurrencySpelling.isTwin(RoleResolution.normalized($0.name)) }
  }

  /// How many rows state which currency, in the order of the texts; empty cells state none.
  func counts() throws(ValueError) -> [(unit: NamedUnit, texts: [String], count: Int)] {
    let found = try engine.run(
      .limit(
        .aggregate(
          .scan(scan), keys: [NamedScalar("currency", .column(column))],
          measures: [NamedScalar("rows", .aggregate(.rowCount, [.constant(.number(1))]))]), 100))
    guard let texts = found.columns.first, let counts = found.columns.last else { return [] }
    var units: [(unit: NamedUnit, texts: [String], count: Int)] = []
    for row in 0..<found.rowCount {
      guard let text = texts.text(at: row), !text.allSatisfy(\.isWhitespace) else { continue }
      let trimmed = text.split(separator: " ").joined(separator: " ")
      guard let unit = CurrencySpelling.currency(trimmed, dollar: request.dollar) else {
        throw ValueError(
          .data, "`\(text)` in the column `\(column)` of \(scan.path) is no known currency",
          because: "the column states the currency of the amounts",
          fixes: [
            .init("load(\(LoadRequest.quoted(request.path)))", note: "reads plain numbers")
          ])
      }
      let count = counts.double(at: row).flatMap { Int(exactly: $0) } ?? 0
      if let known = units.firstIndex(where: { $0.unit == unit }) {
        units[known].texts.append(text)
        units[known].count += count
      } else {
        units.append((unit, [text], count))
      }
    }
    return units
  }

  /// The amounts of the rows that state one of these texts, or none; the others are missing.
  func only(_ texts: [String], _ amount: ScalarExpression) -> ScalarExpression {
    let isMeant = ScalarOperation(
      "is one of \(texts.sorted().joined(separator: ", "))", passesMissing: false,
      sql: { "(\($0[0]) IS NULL OR \(CellText.isOne($0[0], of: texts)))" },
      evaluate: { _ throws(ValueError) in .missing })
    return .conditional(
      if: .call(isMeant, [.column(column)]), then: amount, else: .constant(.missing))
  }
}
