import Diagnostics

extension Parser {
  /// The name that a declaration gives.
  mutating func bindingName() -> Name? {
    let token = current
    let place = span(of: token)
    switch token.kind {
    case .word(let word):
      if word.first == "_", word.dropFirst().allSatisfy({ $0 >= "0" && $0 <= "9" }) {
        fail(
          .reservedName, "`\(word)` cannot be given to a value",
          because: "`_` and `_1`, `_2`, … are the results of earlier lines")
      }
      advance()
      return Name(word, span: place)
    case .keyword(let keyword):
      fail(
        .reservedName, "`\(keyword.rawValue)` is a word of the language and no name",
        helps: help("\(keyword.rawValue)_", replacing: place))
      advance()
      return Name(keyword.rawValue, span: place)
    default:
      let end = span(from: previousEnd, to: previousEnd)
      fail(.nameMissing, "a name is missing here", span: isAtEnd ? end : nil)
      return nil
    }
  }

  mutating func takeAssign(after name: String) -> Bool {
    if take(.assign) {
      skipNewlines()
      return true
    }
    let end = span(from: previousEnd, to: previousEnd)
    if isAt(.equal) {
      let place = span(of: current)
      fail(
        at: nil, .assignment, "`==` compares; a name is given with `=`", span: place,
        helps: help("=", replacing: place))
      advance()
      skipNewlines()
      return true
    }
    fail(
      .statementForm, "`=` and a value are missing after `\(name)`",
      span: current.kind == .newline || isAtEnd ? end : nil)
    return false
  }

  /// A text without interpolation.
  mutating func plainText() -> (String, Span)? {
    let literal = textLiteral()
    guard case .text(let parts) = literal.kind else { return nil }
    if parts.isEmpty { return ("", literal.span) }
    if parts.count == 1, case .characters(let characters) = parts[0] {
      return (characters, literal.span)
    }
    fail(
      at: nil, .statementForm, "this text must be fixed", span: literal.span,
      because: "it is read before anything is computed, so it cannot hold {…}")
    return nil
  }

  /// Goes to the end of a statement whose mistake was reported.
  mutating func giveUp() -> Statement.Kind {
    lastMistake = index
    skip(untilOneOf: [.semicolon])
    return .invalid
  }
}
