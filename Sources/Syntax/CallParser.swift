import Diagnostics

extension Parser {
  /// The parameters whose value is a word that is taken literally.
  static let wordParameters: Set<String> = ["as", "per", "every", "cohort", "unit"]

  /// `(a, b, name: c)`; positional arguments come first.
  mutating func arguments(of function: Name) -> [Argument] {
    let outside = condition
    let name = function.text.lowercased()
    condition =
      ForeignWord.rowConditions.contains(name)
      ? .rows : ForeignWord.conditions.contains(name) ? .values : .none
    defer { condition = outside }
    let opening = open()
    takeStar(of: function)
    var arguments: [Argument] = []
    var hasNames = false
    while !isAt(.rightParenthesis), current.kind != .end {
      let start = current.start
      let name = cellRange() ?? argumentName() ?? (condition == .none ? assignedName() : nil)
      let value = value(of: name)
      if name != nil {
        hasNames = true
      } else if hasNames {
        fail(
          at: nil, .positionalAfterNamed, "an argument without a name comes first",
          span: span(from: start), because: "after a named argument every argument has a name")
      }
      arguments.append(Argument(name: name, value: value))
      guard takeComma(before: .rightParenthesis) else { break }
    }
    close(opening)
    return arguments
  }

  private mutating func value(of name: Name?) -> Expression {
    guard let name else { return expression() }
    if name.text == "units", isAt(.leftBrace) {
      let start = current.start
      let fields = recordFields { parser in
        let unit = parser.unit()
        return Expression(.unit(unit), span: unit.span)
      }
      return make(.record(fields), from: start)
    }
    guard Self.wordParameters.contains(name.text) else { return expression() }
    if case .keyword(let keyword) = current.kind {
      let next = token(ahead: 1)
      if endsArgument(next.kind == .newline ? token(ahead: 2) : next) {
        return leaf(.name(keyword.rawValue))
      }
    }
    let isComputed = isAt(.leftParenthesis)
    let value = expression()
    guard isComputed, case .name = value.kind else { return value }
    return make(.block([], result: value), from: value.span.start)
  }

  private func endsArgument(_ token: Token) -> Bool {
    token.kind == .symbol(.comma) || token.kind == .symbol(.rightParenthesis)
  }

  /// The name before `:`; any word is one there, and so is a text without interpolation.
  mutating func argumentName() -> Name? {
    guard let length = nameLength(ahead: 0) else { return nil }
    var name = Name("", span: span(of: current))
    switch current.kind {
    case .word(let word): name.text = word
    case .keyword(let keyword): name.text = keyword.rawValue
    default:
      if case .characters(let characters) = token(ahead: 1).kind { name.text = characters }
      name.span.end = token(ahead: length - 1).end
    }
    for _ in 0...length { advance() }
    return name
  }

  /// How many tokens make the name that `:` follows; nil when there is none.
  func nameLength(ahead distance: Int) -> Int? {
    switch token(ahead: distance).kind {
    case .word, .keyword:
      return token(ahead: distance + 1).kind == .symbol(.colon) ? 1 : nil
    case .textStart:
      var length = 1
      if case .characters = token(ahead: distance + 1).kind { length = 2 }
      guard token(ahead: distance + length).kind == .textEnd,
        token(ahead: distance + length + 1).kind == .symbol(.colon)
      else { return nil }
      return length + 1
    default: return nil
    }
  }

  /// `f(a = 5)`, read as `f(a: 5)` with a message.
  private mutating func assignedName() -> Name? {
    guard case .word(let word) = current.kind, token(ahead: 1).kind == .symbol(.assign) else {
      return nil
    }
    let name = Name(word, span: span(of: current))
    let place = span(from: current.start, to: token(ahead: 1).end)
    fail(
      .assignment, "`=` does not name an argument", span: place,
      helps: [
        Diagnostic.Help("\(word):", note: "the argument \(word)", replacing: place),
        Diagnostic.Help("\(word) ==", note: "a comparison", replacing: place),
      ])
    advance()
    advance()
    return name
  }

  /// The comma between two elements; false when none follows and the bracket should close.
  mutating func takeComma(before closing: Symbol) -> Bool {
    if take(.comma) { return true }
    if isAt(closing) || current.kind == .end || isUnclosed(before: closing) { return false }
    rejectToken(inList: true)
    skip(untilOneOf: [.comma])
    lastMistake = nil
    let goesOn = take(.comma)
    if !goesOn { lastMistake = index }
    return goesOn
  }

  /// Whether the bracket was left open: a statement or the end of an outer bracket follows.
  private func isUnclosed(before closing: Symbol) -> Bool {
    switch current.kind {
    case .newline, .textEnd, .interpolationEnd, .format: return true
    case .symbol(let symbol): return symbol.isClosing
    default: return false
    }
  }
}
