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

  /// What a byte is: 0 no part of a word, 1 a part of one, 2 one that may begin a label.
  private static let kinds: [UInt8] = (0..<256).map { byte in
    if !spellings[byte].isEmpty { return 2 }
    return byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF) ? 1 : 0
  }

  /// Whether a label may begin with these two bytes, by the first times 256 plus the second.
  private static let beginnings: [Bool] = {
    var beginnings = [Bool](repeating: false, count: 1 << 16)
    for spelling in spellings.joined() where spelling.count > 1 {
      beginnings[Int(spelling[0]) << 8 | Int(spelling[1])] = true
    }
    return beginnings
  }()

  /// Whether some of a text's bytes spell a word of a label, so that its cells are worth a look.
  ///
  /// - Complexity: One pass over the bytes.
  static func mayOccur(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let kinds = Self.kinds
    let kindSpan = kinds.span
    var before: UInt8 = 0
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = text[position]
      let kind = kindSpan[Int(byte)]
      // Words of Chinese stand side by side.
      if kind == 2, before == 0 || byte >= 0xE5, spells(in: text, position, range.upperBound) {
        return true
      }
      before = kind
      position += 1
    }
    return false
  }

  /// Whether a word of a label stands at a place.
  private static func spells(in text: Span<UInt8>, _ position: Int, _ end: Int) -> Bool {
    guard position + 1 < end,
      beginnings[Int(text[position]) << 8 | Int(text[position + 1])]
    else { return false }
    return spellings[Int(text[position])].contains { spelling in
      spelling.count <= end - position
        && spelling.indices.allSatisfy { text[position + $0] == spelling[$0] }
    }
  }
}
