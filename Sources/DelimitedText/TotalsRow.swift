/// Tells a row of sums from a row of data.
package enum TotalsRow {
  private static let missing: Set<String> = ["", "-", "--", "—", "–", "n/a", "na", "null"]

  /// How much a row looks like one of sums.
  package enum Likeness: Sendable {
    /// A cell is a label such as `Total`, and all others are numbers, empty or labels.
    case certain
    /// A cell is such a label, and there are words or days beside it.
    case labelled
    /// A cell is such as `SMB Total`, and beside it are only numbers and empty cells.
    case grouped
  }

  /// Nil for a row without a label or without a number.
  package static func likeness(_ cells: [String]) -> Likeness? {
    let label = cells.firstIndex(where: TotalsLabel.isLabel)
    guard let named = label ?? cells.firstIndex(where: TotalsLabel.isGroupLabel) else { return nil }
    let others = cells.indices.filter {
      $0 != named && !missing.contains(cells[$0].lowercased())
    }
    guard others.contains(where: { isNumber(cells[$0]) }) else { return nil }
    let isBare = others.allSatisfy {
      isNumber(cells[$0]) || TotalsLabel.isLabel(cells[$0]) || isCurrencyCode(cells[$0])
    }
    guard label != nil else { return isBare ? .grouped : nil }
    return isBare ? .certain : .labelled
  }

  static func likeness(_ fields: [Field]) -> Likeness? { likeness(fields.map(\.trimmed)) }

  /// True for a row that is labelled as one of sums and has nothing but numbers beside.
  static func isLabelled(_ fields: [Field]) -> Bool { likeness(fields) == .certain }

  private static func isNumber(_ cell: String) -> Bool { Amount(cell) != nil && !isDay(cell) }

  /// True for digits in three groups, such as 2026-03-01 or 1.3.2026.
  private static func isDay(_ cell: String) -> Bool {
    for sign: Character in ["-", ".", "/"] {
      let parts = cell.split(separator: sign, omittingEmptySubsequences: false)
      if parts.count == 3, parts.allSatisfy({ [1, 2, 4].contains($0.utf8.count) }),
        parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
      {
        return true
      }
    }
    return false
  }

  private static func isCurrencyCode(_ cell: String) -> Bool {
    cell.utf8.count == 3 && cell.utf8.allSatisfy { (0x41...0x5A).contains($0) }
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
    return lacksKey ? cells.indices.filter { Amount(cells[$0])?.isZero == false } : []
  }
}
