internal import Units

/// How files write currencies: by the catalogue's codes and signs, and by a few of their own.
enum CurrencySpelling {
  /// Spellings that no program writes, by their codes.
  private static let others: [(spelling: String, code: String)] = [
    ("TL", "TRY"), ("US$", "USD"), ("A$", "AUD"), ("AU$", "AUD"), ("C$", "CAD"), ("CA$", "CAD"),
    ("NZ$", "NZD"), ("HK$", "HKD"), ("S$", "SGD"), ("R$", "BRL"), ("MX$", "MXN"), ("CN¥", "CNY"),
    ("JP¥", "JPY"), ("￥", "JPY"), ("円", "JPY"), ("元", "CNY"), ("RMB", "CNY"), ("Kč", "CZK"),
    ("Ft", "HUF"),
  ]

  private static let currencies = UnitCatalogue.builtIn.filter { $0.base.kind == .currency }

  private static let spellings: [(spelling: String, code: String)] =
    (currencies.flatMap { unit in ([unit.name] + unit.aliases).map { ($0, unit.name) } }
      + [("$", "$")] + others)

  static var texts: [String] { spellings.map(\.spelling) }

  /// Any spelling; those of letters in either case.
  static let pattern: String = {
    let words = spellings.map(\.spelling)
    let plain = words.filter { $0.utf8.allSatisfy { (65...90).contains($0 & 0xDF) } }
    let signs = words.filter { !plain.contains($0) }.sorted { $0.utf8.count > $1.utf8.count }
    let quoted = signs.map { sign in
      sign.split(separator: "$", omittingEmptySubsequences: false)
        .joined(separator: "[$]")
    }
    return "(?i:\(plain.joined(separator: "|")))|\(quoted.joined(separator: "|"))"
  }()

  /// The currency of a spelling, or of two that agree, such as the sign and the code of `$12 USD`.
  ///
  /// `$` is the session's dollar unless a code of another dollar stands beside it.
  static func currency(_ text: String, dollar: NamedUnit) -> NamedUnit? {
    if let one = single(text, dollar: dollar) { return one }
    for cut in text.indices.dropFirst() {
      guard let first = single(String(text[..<cut]), dollar: dollar),
        let second = single(String(text[cut...]), dollar: dollar)
      else { continue }
      if first == second { return first }
      if text[..<cut] == "$", second.name.hasSuffix("D") { return second }
      if text[cut...] == "$", first.name.hasSuffix("D") { return first }
    }
    return nil
  }

  private static func single(_ text: String, dollar: NamedUnit) -> NamedUnit? {
    if text == "$" { return dollar }
    let upper = text.uppercased()
    let code = spellings.first { $0.spelling == text || $0.spelling.uppercased() == upper }?.code
    return code.flatMap { code in currencies.first { $0.name == code } }
  }

  /// The currency that a header states: `Cost (USD)`, `Amount [€]`, `mrr_eur`, `Spend, TRY`.
  static func stated(inHeader header: String, dollar: NamedUnit) -> NamedUnit? {
    let words = header.split { " ()[]{},;:/_-|.".contains($0) }.map(String.init)
    guard words.count > 1, let last = words.last else { return nil }
    let isEnclosed = header.last == ")" || header.last == "]"
    // `try` and `ron` are also words: a code in small letters counts only after an underscore.
    let isCode = last == last.uppercased() || isEnclosed || header.hasSuffix("_\(last)")
    return isCode ? single(last, dollar: dollar) : nil
  }

  private static let headers: Set<String> = [
    "currency", "currency_code", "currency_iso_code", "iso_currency", "para_birimi", "döviz",
    "währung", "waehrung", "devise", "moneda", "valuta", "waluta", "货币", "币种", "valyuta",
  ]

  /// True for the header of a column that states the currency of the amounts beside it.
  static func isTwin(_ normalizedHeader: String) -> Bool { headers.contains(normalizedHeader) }
}
