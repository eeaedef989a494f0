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
    case .symbol(.pipe) where isFirst:
      // At the prompt a line that begins with a pipe goes on from the last result.
      let place = span(from: start, to: start)
      kind = .expression(pipeline(Expression(.name("_"), span: place), from: start))
    default:
      kind = .expression(expression())
    }
    return Statement(kind, span: span(from: start))
  }

  private mutating func declaration(_ keyword: Keyword) -> Statement.Kind {
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

  // MARK: Declarations

  /// Reads `let name = e`.
  private mutating func letStatement() -> Statement.Kind {
    advance()
    guard let name = bindingName() else { return giveUp() }
    if isAt(.colon) {
      let colon = current.start
      advance()
      _ = type()
      let place = span(from: colon)
      fail(
        at: nil, .statementForm, "`let` takes no type", span: place,
        because: "a value has the type of its expression",
        helps: help("", note: "leave it out", replacing: place), )
    }
    guard takeAssign(after: name.text) else { return giveUp() }
    return .let(name, expression())
  }

  /// Reads `metric cac = sum(.cost) / sum(.won)`.
  private mutating func metric() -> Statement.Kind {
    advance()
    guard let name = bindingName(), takeAssign(after: name.text) else { return giveUp() }
    return .metric(name, expression())
  }

  /// Reads `param budget: Money = $250k`.
  private mutating func parameter() -> Statement.Kind {
    advance()
    guard let name = bindingName() else { return giveUp() }
    var type: TypeSyntax?
    if take(.colon) { type = self.type() }
    guard isAt(.assign) else { return .parameter(name, type: type, default: nil) }
    advance()
    skipNewlines()
    return .parameter(name, type: type, default: expression())
  }

  /// Reads `fn f(a: Type, b = default) -> Type = e`.
  private mutating func function() -> Statement.Kind {
    advance()
    guard let name = bindingName() else { return giveUp() }
    guard isAt(.leftParenthesis) else {
      fail(
        .statementForm, "the parameters of `\(name.text)` are missing",
        because: "a function is written fn \(name.text)(a, b) = a + b", )
      return giveUp()
    }
    let parameters = functionParameters()
    var result: TypeSyntax?
    if take(.resultArrow) { result = type() }
    if isAt(.leftBrace) {
      let place = span(from: previousEnd, to: previousEnd)
      fail(
        at: nil, .statementForm, "`=` is missing before the body of `\(name.text)`",
        span: span(of: current), helps: help(" =", replacing: place), )
    } else {
      guard takeAssign(after: "\(name.text)(…)") else { return giveUp() }
    }
    let body = isAt(.leftBrace) && !isRecordAhead ? block() : expression()
    return .function(
      FunctionDeclaration(name: name, parameters: parameters, result: result, body: body))
  }

  private mutating func functionParameters() -> [FunctionDeclaration.Parameter] {
    let opening = open()
    var parameters: [FunctionDeclaration.Parameter] = []
    while !isAt(.rightParenthesis), current.kind != .end {
      guard let name = bindingName() else {
        skip(untilOneOf: [.comma])
        guard take(.comma) else { break }
        continue
      }
      var type: TypeSyntax?
      if take(.colon) { type = self.type() }
      let value = take(.assign) ? expression() : nil
      parameters.append(.init(name: name, type: type, defaultValue: value))
      guard takeComma(before: .rightParenthesis) else { break }
    }
    close(opening)
    return parameters
  }

  /// Reads `use "lib/saas.sales" as saas`.
  private mutating func use() -> Statement.Kind {
    advance()
    guard case .textStart = current.kind else {
      fail(
        .statementForm, "the path of the file is missing after `use`",
        because: "it is written use \"lib/saas.sales\" as saas", )
      return giveUp()
    }
    guard let (path, pathSpan) = plainText() else { return giveUp() }
    var name: Name?
    if isAt(word: "as") {
      advance()
      name = bindingName()
    }
    return .use(path: path, pathSpan: pathSpan, as: name)
  }

  /// Reads `check cond, "message"`.
  private mutating func check() -> Statement.Kind {
    advance()
    let condition = expression()
    guard isAt(.comma) else { return .check(condition, message: nil) }
    advance()
    skipNewlines()
    return .check(condition, message: expression())
  }

  /// Reads `test "name" { … }`.
  private mutating func test() -> Statement.Kind {
    advance()
    guard case .textStart = current.kind, let (name, _) = plainText() else {
      fail(
        .statementForm, "the name of the test is missing",
        because: "a test is written test \"name\" { check … }", )
      return giveUp()
    }
    guard isAt(.leftBrace) else {
      fail(
        .statementForm, "the body of this test is missing",
        because: "a test is written test \"name\" { check … }", )
      return giveUp()
    }
    let opening = open(.statements)
    let body = statements(until: .rightBrace)
    close(opening)
    return .test(name: name, body: body)
  }

  /// Reads `{ let a = …; a * 2 }`.
  mutating func block() -> Expression {
    let start = current.start
    let opening = open(.statements)
    var body = statements(until: .rightBrace)
    let last = body.popLast()
    if case .expression(let result)? = last?.kind {
      close(opening)
      return make(.block(body, result: result), from: start)
    }
    if case .invalid? = last?.kind {
      lastMistake = index
    } else {
      fail(
        .blockResult, "this block has no result",
        because: "the value of a block is its last line, which must be an expression", )
    }
    close(opening)
    return Expression(.invalid, span: span(from: start))
  }

  // MARK: Parts of declarations

  /// The name that a declaration gives.
  mutating func bindingName() -> Name? {
    let token = current
    let place = span(of: token)
    switch token.kind {
    case .word(let word):
      if word.first == "_", word.dropFirst().allSatisfy({ $0 >= "0" && $0 <= "9" }) {
        fail(
          .reservedName, "`\(word)` cannot be given to a value",
          because: "`_` and `_1`, `_2`, … are the results of earlier lines", )
      }
      advance()
      return Name(word, span: place)
    case .keyword(let keyword):
      fail(
        .reservedName, "`\(keyword.rawValue)` is a word of the language and no name",
        helps: help("\(keyword.rawValue)_", replacing: place), )
      advance()
      return Name(keyword.rawValue, span: place)
    default:
      let end = span(from: previousEnd, to: previousEnd)
      fail(.nameMissing, "a name is missing here", span: isAtEnd ? end : nil)
      return nil
    }
  }

  private mutating func takeAssign(after name: String) -> Bool {
    if take(.assign) {
      skipNewlines()
      return true
    }
    let end = span(from: previousEnd, to: previousEnd)
    if isAt(.equal) {
      let place = span(of: current)
      fail(
        at: nil, .assignment, "`==` compares; a name is given with `=`", span: place,
        helps: help("=", replacing: place), )
      advance()
      skipNewlines()
      return true
    }
    fail(
      .statementForm, "`=` and a value are missing after `\(name)`",
      span: current.kind == .newline || isAtEnd ? end : nil, )
    return false
  }

  /// A text without interpolation.
  private mutating func plainText() -> (String, Span)? {
    let literal = textLiteral()
    guard case .text(let parts) = literal.kind else { return nil }
    if parts.isEmpty { return ("", literal.span) }
    if parts.count == 1, case .characters(let characters) = parts[0] {
      return (characters, literal.span)
    }
    fail(
      at: nil, .statementForm, "this text must be fixed", span: literal.span,
      because: "it is read before anything is computed, so it cannot hold {…}", )
    return nil
  }

  /// Goes to the end of a statement whose mistake was reported.
  private mutating func giveUp() -> Statement.Kind {
    lastMistake = index
    skip(untilOneOf: [.semicolon])
    return .invalid
  }

  // MARK: Slips from other languages

  /// `x = 5`, read as `let x = 5`; also `x := 5` and `x <- 5`.
  private mutating func assignment(to word: String) -> Statement.Kind? {
    let next = token(ahead: 1)
    var length = 0
    if next.kind == .symbol(.assign) {
      length = 2
    } else if next.kind == .symbol(.less), token(ahead: 2).kind == .symbol(.minus),
      !token(ahead: 2).hasSpaceBefore, token(ahead: 3).hasSpaceBefore
    {
      length = 3
    }
    guard length > 0 else { return nil }
    let name = Name(word, span: span(of: current))
    let head = span(from: current.start, to: token(ahead: length - 1).end)
    let mistake = index
    for _ in 0..<length { advance() }
    skipNewlines()
    let value = expression()
    let whole = span(from: head.start)
    let code = code(span(from: value.span.start, to: whole.end)).map { "let \(word) = \($0)" }
    fail(
      at: mistake, .assignment, "a name is given with `let`", span: head,
      because: "so that a slip of the pen cannot change a value",
      helps: code.map { help($0, replacing: whole) } ?? help("let \(word) =", replacing: head), )
    return .let(name, value)
  }

  /// Reads `var x = 5`, `def f(x)`, `SELECT …`.
  private mutating func foreignStatement(_ word: String) -> Statement.Kind? {
    let place = span(of: current)
    let next = token(ahead: 1)
    guard next.hasSpaceBefore else { return nil }
    switch next.kind {
    case .word, .textStart, .symbol(.star), .column, .number: break
    default: return nil
    }
    if let keyword = ForeignWord.declarations[word] {
      fail(
        .foreignWord, "`\(word)` is written `\(keyword.rawValue)` here",
        helps: help(keyword.rawValue, replacing: place), )
      return declaration(keyword)
    }
    let lowered = word.lowercased()
    guard let foreign = ForeignWord.statements[lowered] else { return nil }
    fail(
      .foreignWord, "there is no statement `\(word)`", because: foreign.because,
      helps: [Diagnostic.Help(foreign.example)], )
    return giveUp()
  }
}
