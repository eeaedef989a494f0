/// An operator of another language, or a look-alike of one of ours, with what it means here.
struct ForeignSymbol {
  let ours: String
  let kind: Token.Kind
  let because: String?

  private init(_ ours: String, _ kind: Token.Kind, because: String? = nil) {
    self.ours = ours
    self.kind = kind
    self.because = because
  }

  static let all: [String: ForeignSymbol] = [
    "&&": ForeignSymbol("and", .keyword(.and)),
    "&": ForeignSymbol("and", .keyword(.and)),
    "||": ForeignSymbol("or", .keyword(.or)),
    "!": ForeignSymbol("not", .keyword(.not)),
    "**": ForeignSymbol("^", .symbol(.caret)),
    "<>": ForeignSymbol("!=", .symbol(.notEqual)),
    "===": ForeignSymbol("==", .symbol(.equal)),
    "!==": ForeignSymbol("!=", .symbol(.notEqual)),
    ":=": ForeignSymbol("=", .symbol(.assign)),
    "%>%": ForeignSymbol("|", .symbol(.pipe)),
    "|>": ForeignSymbol("|", .symbol(.pipe)),
    "..=": ForeignSymbol("..", .symbol(.range), because: "`..` includes its end already"),
    "\u{2212}": ForeignSymbol("-", .symbol(.minus), because: "this is U+2212, a minus sign"),
    "\u{2013}": ForeignSymbol("-", .symbol(.minus), because: "this is U+2013, a dash"),
    "\u{2014}": ForeignSymbol("-", .symbol(.minus), because: "this is U+2014, a dash"),
    "×": ForeignSymbol("*", .symbol(.star)),
    "÷": ForeignSymbol("/", .symbol(.slash)),
    "·": ForeignSymbol("*", .symbol(.star)),
    "≤": ForeignSymbol("<=", .symbol(.lessOrEqual)),
    "≥": ForeignSymbol(">=", .symbol(.greaterOrEqual)),
    "≠": ForeignSymbol("!=", .symbol(.notEqual)),
    "≈": ForeignSymbol("~=", .symbol(.approximately)),
    "→": ForeignSymbol("=>", .symbol(.arrow)),
    "⇒": ForeignSymbol("=>", .symbol(.arrow)),
    "…": ForeignSymbol("..", .symbol(.range)),
  ]

  /// The text to put in place of the symbol, with the spaces that a word needs around it.
  func edit(in bytes: [UInt8], at start: Int, _ length: Int) -> String {
    guard case .keyword = kind else { return ours }
    let isSpace: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    let before = start > 0 && bytes[start - 1].isWordByte
    let after = start + length < bytes.count && !isSpace(bytes[start + length])
    return (before ? " " : "") + ours + (after ? " " : "")
  }
}

extension UInt8 {
  fileprivate var isWordByte: Bool { isWordStart || isDigit || self >= 0x80 }
}
