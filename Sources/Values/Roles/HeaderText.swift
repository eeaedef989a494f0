internal import Units

/// The forms in which a column's header is compared with the known ones.
///
/// Letter case, spaces and punctuation do not count; nor do the dots of the Turkish i, since a header
/// in capitals may be written with the dots of either language. Marks on letters count first, and
/// are left out in a second form.
package struct HeaderText: Sendable {
  /// Letters and digits, lower case.
  package let key: String
  /// The same without a currency or unit at the end; nil when there is none.
  package let keyWithoutUnit: String?

  /// No known header is longer, and a header may be as long as a file.
  static let longest = 160

  package init(_ header: String) {
    guard header.utf8.count <= Self.longest else {
      (key, keyWithoutUnit) = ("", nil)
      return
    }
    let words = Self.words(header)
    key = words.joined()
    let rest = Self.withoutUnit(header, words)
    keyWithoutUnit = rest.isEmpty || rest.count == words.count ? nil : rest.joined()
  }

  /// Every spelling without marks: `musteri` for `müşteri`, `umsaetze` and `umsatze` for `umsätze`.
  package var plainKeys: [String] {
    if key.utf8.allSatisfy({ $0 < 0x80 }) { return [] }
    let plain = key.map { LetterMarks.plain[$0] ?? Self.unmarked($0) }.joined()
    let spelled = key.map { LetterMarks.spelled[$0] ?? LetterMarks.plain[$0] ?? Self.unmarked($0) }
      .joined()
    return (spelled == plain ? [plain] : [plain, spelled]).filter { $0 != key }
  }

  private static func unmarked(_ character: Character) -> String {
    guard character.unicodeScalars.count > 1 else { return String(character) }
    return String(
      String.UnicodeScalarView(
        character.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }))
  }

  /// By scalars, since thousands of headers are read before the first table is loaded.
  private static func words(_ text: some StringProtocol) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": word.append(scalar)
      case "I", "İ", "ı": word.append("i")
      case "\u{307}" where word.last == "i": continue
      case "A"..."Z",
        "\u{80}"... where isPartOfWord(scalar, after: word.last):
        word.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      default:
        if !word.isEmpty { words.append(String(word)) }
        word = String.UnicodeScalarView()
      }
    }
    return word.isEmpty ? words : words + [String(word)]
  }

  /// Letters, numbers, and the marks that combine with what is before them.
  private static func isPartOfWord(_ scalar: Unicode.Scalar, after last: Unicode.Scalar?) -> Bool {
    let properties = scalar.properties
    if properties.isAlphabetic || properties.numericType != nil { return true }
    return last != nil && properties.canonicalCombiningClass != .notReordered
  }

  /// The words before a unit at the end: `Cost (USD)`, `Amount [EUR]`, `MRR in EUR`, `cost_usd`.
  private static func withoutUnit(_ header: String, _ words: [String]) -> ArraySlice<String> {
    if let close = header.last(where: { !$0.isWhitespace }), ")]}".contains(close),
      let open = header.lastIndex(where: { "([{".contains($0) })
    {
      let inside = Self.words(header[open...])
      guard inside.allSatisfy({ isCurrency($0) || isUnitWord($0) }) else { return words[...] }
      return words.dropLast(inside.count)
    }
    guard let last = words.last, isCurrency(last) else { return words[...] }
    let rest = words.dropLast()
    return rest.last == "in" ? rest.dropLast() : rest
  }

  private static func isCurrency(_ word: String) -> Bool { currencies.contains(word) }

  private static func isUnitWord(_ word: String) -> Bool {
    ["in", "per", "month", "months", "day", "days", "week", "weeks", "year", "years"].contains(word)
  }

  private static let currencies: Set<String> = {
    let codes = UnitCatalogue.builtIn.filter { $0.base.kind == .currency }.map(\.name)
    return Set(codes.map { words($0).joined() })
      .union(["tl", "zl", "zł", "kr", "ft", "元", "人民币", "manat"])
  }()
}
