/// A word that elsewhere stands behind a number, with how it is written here.
package enum ForeignUnit: Sendable {
  /// `k`, `M` or `bn`, directly behind the digits.
  case scale(String)
  /// `$`, `€` or `£`, before the digits.
  case sign(String)
  /// The code of a currency behind a space.
  case currency(String)
  case percent

  package static func named(_ word: String) -> ForeignUnit? {
    letters[word] ?? words[word.lowercased()]
  }

  /// The scale of a word that can be no unit, `million`; nil for letters, which a script may declare.
  static func scale(ofWord word: String) -> String? {
    guard case .scale(let scale)? = words[word.lowercased()] else { return nil }
    return scale
  }

  private static let letters: [String: ForeignUnit] = [
    "K": .scale("k"), "m": .scale("M"), "mm": .scale("M"), "MM": .scale("M"), "b": .scale("bn"),
    "B": .scale("bn"),
  ]

  private static let words: [String: ForeignUnit] = [
    "thousand": .scale("k"), "thousands": .scale("k"), "million": .scale("M"),
    "millions": .scale("M"), "mio": .scale("M"), "mln": .scale("M"), "mn": .scale("M"),
    "billion": .scale("bn"), "billions": .scale("bn"), "bln": .scale("bn"),
    "dollar": .sign("$"), "dollars": .sign("$"), "bucks": .sign("$"), "euro": .sign("€"),
    "euros": .sign("€"), "pound": .sign("£"), "pounds": .sign("£"), "quid": .sign("£"),
    "yen": .currency("JPY"), "percent": .percent, "pct": .percent, "percents": .percent,
  ]

  /// A literal with this in the place of the word that stands between two parts of it; nil where it
  /// has a sign of its own already.
  package func literal(_ digits: String, _ rest: String) -> String? {
    let isSigned = digits.unicodeScalars.first.map { !("0"..."9").contains($0) } ?? true
    let isPercent = digits.hasSuffix("%")
    switch self {
    case .scale(let scale):
      let isScaled = digits.unicodeScalars.last.map { !("0"..."9").contains($0) } ?? true
      return isScaled ? nil : digits + scale + rest
    case .sign(let sign):
      if digits.hasPrefix(sign) { return digits + rest }
      return isSigned || isPercent ? nil : sign + digits + rest
    case .currency(let code): return isSigned || isPercent ? nil : "\(digits) \(code)\(rest)"
    case .percent: return isSigned || isPercent ? nil : "\(digits)%\(rest)"
    }
  }
}
