internal import Diagnostics
internal import Syntax
internal import Units

extension Checker {
  /// The message about a literal whose unit is a word of another language: `$50K`, `84 dollars`,
  /// `5 percent`; nil for any other unknown unit.
  func foreignUnit(_ name: Name, in literal: String, endingAt end: Int) -> Diagnostic? {
    let whole = Span(
      source: name.span.source, start: end - literal.utf8.count, end: end)
    let length = name.span.start - whole.start
    guard length > 0, let foreign = foreignUnit(name.text) else { return nil }
    let digits = String(decoding: Array(literal.utf8.prefix(length)), as: UTF8.self)
      .trimmed
    let rest = String(
      decoding: Array(literal.utf8.dropFirst(length + name.text.utf8.count)), as: UTF8.self)
    guard let code = foreign.literal(digits, rest) else { return nil }
    var helps = [Diagnostic.Help(code, note: note(foreign), replacing: whole)]
    let isBare = digits.unicodeScalars.allSatisfy { ("0"..."9").contains($0) || $0 == "." }
    if name.text == "m", isBare {
      helps.append(.init("\(digits) months\(rest)", note: "of time", replacing: whole))
    }
    return Diagnostic(
      .unknownUnit, "there is no unit named `\(name.text)`", at: name.span,
      because: reason(foreign), helps: helps)
  }

  /// What the word means; a currency's code in small letters is its code.
  private func foreignUnit(_ word: String) -> ForeignUnit? {
    if let known = ForeignUnit.named(word) { return known }
    let code = word.uppercased()
    guard code != word, units.named(code)?.base.kind == .currency else { return nil }
    return .currency(code)
  }

  private func note(_ foreign: ForeignUnit) -> String {
    switch foreign {
    case .scale("k"): "thousand"
    case .scale("M"): "million"
    case .scale: "thousand million"
    case .sign, .currency, .percent: ""
    }
  }

  private func reason(_ foreign: ForeignUnit) -> String {
    switch foreign {
    case .scale: "the scales are `k`, `M` and `bn`, directly behind the digits"
    case .sign: "the sign of a currency stands before the number"
    case .currency: "a currency is written by its code in capitals"
    case .percent: "a share is written with `%` behind the number"
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last == " " || text.last == "\t" { text = text.dropLast() }
    return String(text)
  }
}
