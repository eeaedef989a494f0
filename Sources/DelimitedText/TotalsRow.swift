/// Tells a row of sums from a row of data.
enum TotalsRow {
  /// How reports label the row of sums, in lower case.
  private static let labels: Set<String> = [
    "total", "totals", "grand total", "grand totals", "overall total", "total result", "sum",
    "gesamt", "gesamtsumme", "summe", "gesamtergebnis", "insgesamt",
    "total general", "total général", "totaux", "suma", "suma total",
    "totale", "totale generale", "totale complessivo",
    "toplam", "genel toplam", "razem", "suma końcowa", "łącznie", "ogółem",
    "合计", "总计", "總計", "合計", "汇总", "cəmi", "ümumi cəm", "yekun",
    "итого", "всего", "totaal", "totalt", "celkem",
  ]
  private static let missing: Set<String> = ["", "-", "--", "—", "–", "n/a", "na", "null"]

  /// True for a row that is labelled as one of sums and has at least one number.
  static func isLabelled(_ fields: [Field]) -> Bool {
    let cells = fields.map(\.trimmed)
    guard let label = cells.firstIndex(where: isLabel) else { return false }
    let others = cells.indices.filter { $0 != label && !missing.contains(cells[$0].lowercased()) }
    return others.contains { Amount(cells[$0]) != nil }
      && others.allSatisfy {
        Amount(cells[$0]) != nil || isLabel(cells[$0]) || isCurrencyCode(cells[$0])
      }
  }

  private static func isCurrencyCode(_ cell: String) -> Bool {
    cell.utf8.count == 3 && cell.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }

  /// `Total`, `Totals:`, `Total: Account`.
  private static func isLabel(_ cell: String) -> Bool {
    var text = cell.lowercased()
    if let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) {
      text = String(text[..<colon])
    }
    while text.last == " " { text.removeLast() }
    return labels.contains(text)
  }

  /// The columns in which a row without a label may hold the sums of the others: it has no word at
  /// all, and no cell where each row of `sample` has a word.
  ///
  /// - Returns: The columns that have a number; none when the row is one of data.
  static func sumColumns(_ fields: [Field], sample: [[Field]]) -> [Int] {
    let cells = fields.map(\.trimmed)
    guard sample.count >= 2,
      cells.allSatisfy({ missing.contains($0.lowercased()) || Amount($0) != nil })
    else { return [] }
    let lacksKey = cells.indices.contains { column in
      missing.contains(cells[column].lowercased())
        && sample.allSatisfy { row in
          column < row.count && !missing.contains(row[column].trimmed.lowercased())
            && Amount(row[column].trimmed) == nil
        }
    }
    guard lacksKey else { return [] }
    return cells.indices.filter {
      (Amount(cells[$0])?.withPoint ?? Amount(cells[$0])?.withComma ?? 0) != 0
    }
  }
}

/// The sums of some columns, read with a decimal point and with a decimal comma.
struct ColumnSums {
  private var sums: [(column: Int, point: Double, comma: Double)]

  init(columns: [Int]) { sums = columns.map { ($0, 0, 0) } }

  mutating func add(_ fields: [Field]) {
    for index in sums.indices where sums[index].column < fields.count {
      guard let amount = Amount(fields[sums[index].column].trimmed) else { continue }
      sums[index].point += amount.withPoint ?? 0
      sums[index].comma += amount.withComma ?? 0
    }
  }

  /// The columns in which a row holds the sum, to what it shows of the decimals.
  func agreeing(with fields: [Field]) -> [Int] {
    sums.filter { sum in
      guard sum.column < fields.count, let amount = Amount(fields[sum.column].trimmed) else {
        return false
      }
      return Self.isNear(amount.withPoint, sum.point) || Self.isNear(amount.withComma, sum.comma)
    }.map(\.column)
  }

  private static func isNear(_ shown: Double?, _ sum: Double) -> Bool {
    guard let shown, sum != 0 else { return false }
    return (shown - sum).magnitude <= max(0.005, sum.magnitude * 1e-9)
  }
}
