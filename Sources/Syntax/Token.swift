import Diagnostics

/// The smallest piece of the text that has a meaning, with its place in bytes.
package struct Token: Sendable {
  package enum Kind: Hashable, Sendable {
    /// A name, or a word with a meaning in some places only, such as `table` or `within`.
    case word(String)
    case keyword(Keyword)
    case number(NumberToken)
    /// `$`, `€` or `£`.
    case sign(String)
    /// `.channel` or `."New Customers"`: a column, or a field right after an operand.
    case column(String)
    case date(DateLiteral)
    case period(PeriodLiteral)
    case textStart
    case characters(String)
    case interpolationStart
    case format(String)
    case interpolationEnd
    case textEnd
    case symbol(Symbol)
    /// One or more line breaks, with what stands between them.
    case newline
    /// What has no meaning; its diagnostic has been reported.
    case unknown
    case end
  }

  package var kind: Kind
  package var start: Int
  package var end: Int
  /// True when a space or a comment stands directly before the token.
  package var hasSpaceBefore: Bool
}

/// The digits of a number as written, and what was attached to them.
package struct NumberToken: Hashable, Sendable {
  package var value: Double
  package var isPercent: Bool
  package var text: String
}

/// The words that can never be names, except after `.` and directly before `:`.
package enum Keyword: String, CaseIterable, Sendable {
  case `let`, fn, metric, param, use, test, check, `if`, then, `else`, match, and, or, not, `in`
  case `is`, to, per, mod, `true`, `false`, missing

  /// Whether the word begins a statement and can stand nowhere else.
  package var beginsStatement: Bool {
    switch self {
    case .let, .fn, .metric, .param, .use, .test, .check: true
    default: false
    }
  }
}

/// The punctuation of the language.
package enum Symbol: String, CaseIterable, Sendable {
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case leftBrace = "{"
  case rightBrace = "}"
  case comma = ","
  case colon = ":"
  case semicolon = ";"
  case pipe = "|"
  case assign = "="
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case approximately = "~="
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case caret = "^"
  case percent = "%"
  case fallback = "??"
  case question = "?"
  case range = ".."
  case halfOpenRange = "..<"
  case arrow = "=>"
  case resultArrow = "->"

  /// The bracket that closes this one.
  var closing: Symbol? {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    case .leftBrace: .rightBrace
    default: nil
    }
  }

  var isClosing: Bool {
    self == .rightParenthesis || self == .rightBracket || self == .rightBrace
  }
}

/// A comment that documents: `## text`.
struct DocumentationComment {
  var text: String
  var start: Int
  var end: Int
  /// False when code stands before it on its line.
  var ownsLine: Bool
}
