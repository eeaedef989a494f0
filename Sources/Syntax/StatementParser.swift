import Diagnostics

extension Parser {
  /// Statements up to a closing bracket or the end.
  mutating func statements(until closing: Symbol?) -> [Statement] {
    var statements: [Statement] = []
    while true {
      while current.kind == .newline || isAt(.semicolon) { advance() }
      if current.kind == .end { return statements }
      if let closing, isAt(closing) { return statements }
      let before = index
      var statement = statement(isFirst: statements.isEmpty && closing == nil)
      statement.isSilent = takeStatementEnd(closing)
      statements.append(statement)
      if index == before { advance() }
    }
  }

  /// Takes what ends a statement and says whether it was `;`.
  private mutating func takeStatementEnd(_ closing: Symbol?) -> Bool {
    if take(.semicolon) { return true }
    if current.kind == .newline || current.kind == .end { return false }
    if let closing, isAt(closing) { return false }
    rejectToken(inList: false)
    while true {
      skip(untilOneOf: [.semicolon])
      // A bracket that closes nothing is part of the mistake.
      guard case .symbol(let symbol) = current.kind, symbol.isClosing, symbol != closing else {
        break
      }
      advance()
    }
    while current.kind == .textEnd || current.kind == .interpolationEnd { advance() }
    return take(.semicolon)
  }

  private mutating func statement(isFirst: Bool) -> Statement {
    let start = current.start
    guard enter() else {
      _ = tooDeep()
      return Statement(.invalid, span: span(from: start))
    }
    defer { depth -= 1 }
    let kind: Statement.Kind
    switch current.kind {
    case .keyword(let keyword) where keyword.beginsStatement:
      kind = declaration(keyword)
    case .word("unit") where isDeclarationAhead:
      kind = nameDeclaration { .unit($0) }
    case .word("currency") where isDeclarationAhead:
      kind = nameDeclaration { .currency($0) }
    case .word(let word):
      kind = assignment(to: word) ?? foreignStatement(word) ?? .expression(expression())
    case .symbol(.assign): kind = formula()
    case .symbol(.pipe) where isFirst:
      // At the prompt a line that begins with a pipe goes on from the last result.
      let place = span(from: start, to: start)
      kind = .expression(pipeline(Expression(.name("_"), span: place), from: start))
    default:
      kind = .expression(expression())
    }
    return Statement(kind, span: span(from: start))
  }

  mutating func declaration(_ keyword: Keyword) -> Statement.Kind {
    switch keyword {
    case .let: letStatement()
    case .fn: function()
    case .metric: metric()
    case .param: parameter()
    case .use: use()
    case .check: check()
    default: test()
    }
  }

  /// A word after `unit` or `currency` on the same line.
  private var isDeclarationAhead: Bool {
    guard case .word = token(ahead: 1).kind else { return false }
    return true
  }

  private mutating func nameDeclaration(_ make: (Name) -> Statement.Kind) -> Statement.Kind {
    advance()
    return bindingName().map(make) ?? .invalid
  }
}
