/// How reports label a row of sums.
package enum TotalsLabel {
  /// Whole labels, in lower case.
  private static let labels: Set<String> = [
    "total", "totals", "grand total", "grand totals", "overall total", "total result", "sum",
    "subtotal", "subtotals", "sub total", "sub-total", "sub totals", "sub-totals",
    "gesamt", "gesamtsumme", "summe", "gesamtergebnis", "insgesamt", "zwischensumme", "teilsumme",
    "teilergebnis", "zwischenergebnis",
    "total general", "total général", "totaux", "suma", "suma total",
    "sous-total", "sous total", "sous-totaux", "total partiel", "total parcial", "subtotales",
    "totale", "totale generale", "totale complessivo", "subtotale", "totale parziale",
    "toplam", "genel toplam", "ara toplam", "alt toplam",
    "razem", "suma końcowa", "łącznie", "ogółem", "suma częściowa", "suma cząstkowa", "podsuma",
    "合计", "总计", "總計", "合計", "汇总", "小计", "小計",
    "cəmi", "ümumi cəm", "yekun", "aralıq cəm", "ara cəm",
    "итого", "всего", "промежуточный итог", "промежуточные итоги", "подытог",
    "totaal", "totalt", "celkem", "subtotaal", "delsumma", "delsum", "mezisoučet",
  ]

  /// Words that make a label beside the name of a group: `SMB Total`, `Total SMB`.
  private static let words: Set<String> = [
    "total", "totals", "subtotal", "sub-total", "sous-total", "gesamt", "summe", "zwischensumme",
    "ergebnis", "totale", "subtotale", "toplam", "toplamı", "razem", "suma", "łącznie", "ogółem",
    "合计", "总计", "總計", "合計", "汇总", "小计", "小計", "cəmi", "yekun", "итого", "всего", "итог",
    "totaal", "totalt", "celkem",
  ]

  /// Cells longer than this are no labels.
  private static let longest = 60

  /// `Total`, `Totals:`, `Total: Account`.
  package static func isLabel(_ cell: String) -> Bool {
    guard cell.utf8.count <= longest else { return false }
    var text = cell.lowercased()
    if let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) {
      text = String(text[..<colon])
    }
    while text.last == " " { text.removeLast() }
    return labels.contains(text)
  }

  /// `SMB Total`, `Total SMB`: labels of a group's sums, and names such as `Total Energies`.
  package static func isGroupLabel(_ cell: String) -> Bool {
    guard cell.utf8.count <= longest else { return false }
    let parts = cell.lowercased().split(whereSeparator: { $0 == " " || $0 == ":" || $0 == "：" })
    guard parts.count > 1, let first = parts.first, let last = parts.last else { return false }
    return words.contains(String(first)) || words.contains(String(last))
  }

  /// A pattern that every label has in it, for an engine that ignores the case of letters.
  package static let pattern =
    "(?i)"
    + Set(labels.union(words).flatMap { $0.split { $0 == " " || $0 == "-" } })
    .filter { $0.count > 2 || ($0.utf8.first ?? 0) >= 0x80 }.sorted().joined(separator: "|")

  /// The words of the labels as bytes, in the letter cases of reports, by their first byte.
  private static let spellings: [[[UInt8]]] = {
    var byFirst = [[[UInt8]]](repeating: [], count: 256)
    let all = Set(labels.union(words).flatMap { $0.split { $0 == " " || $0 == "-" } })
    for word in all.sorted() where word.count > 2 || (word.utf8.first ?? 0) >= 0x80 {
      let lower = String(word)
      let capital = (lower.first?.uppercased() ?? "") + lower.dropFirst()
      for spelling in Set([lower, capital, lower.uppercased()]) {
        guard let first = spelling.utf8.first else { continue }
        byFirst[Int(first)].append(Array(spelling.utf8))
      }
    }
    return byFirst
  }()

  private static let begins: [Bool] = spellings.map { !$0.isEmpty }

  /// Whether some of a text's bytes spell a word of a label, so that its cells are worth a look.
  ///
  /// - Complexity: One pass over the bytes.
  static func mayOccur(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let begins = Self.begins
    var isWord = false
    for position in range {
      let byte = text[position]
      let isLetter = byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF)
      defer { isWord = isLetter }
      // Words of Chinese stand side by side.
      guard begins[Int(byte)], !isWord || byte >= 0xE5 else { continue }
      for spelling in spellings[Int(byte)]
      where spelling.count <= range.upperBound - position
        && spelling.indices.allSatisfy({ text[position + $0] == spelling[$0] })
      {
        return true
      }
    }
    return false
  }
}
