import Diagnostics

extension Parser {
  /// Reads `let name = e`.
  mutating func letStatement() -> Statement.Kind {
    let start = current.start
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
        helps: help("", note: "leave it out", replacing: place))
    }
    guard takeAssign(after: name.text) else { return giveUp() }
    return foreignFunction(for: name, from: start) ?? .let(name, expression())
  }

  /// Reads `metric cac = sum(.cost) / sum(.won)`.
  mutating func metric() -> Statement.Kind {
    advance()
    guard let name = bindingName(), takeAssign(after: name.text) else { return giveUp() }
    return .metric(name, expression())
  }

  /// Reads `param budget: Money = $250k`.
  mutating func parameter() -> Statement.Kind {
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
  mutating func function() -> Statement.Kind {
    advance()
    guard let name = bindingName() else { return giveUp() }
    guard isAt(.leftParenthesis) else {
      fail(
        .statementForm, "the parameters of `\(name.text)` are missing",
        because: "a function is written fn \(name.text)(a, b) = a + b")
      return giveUp()
    }
    let parameters = functionParameters()
    var result: TypeSyntax?
    if take(.resultArrow) { result = type() }
    if isAt(.leftBrace) {
      let place = span(from: previousEnd, to: previousEnd)
      fail(
        at: nil, .statementForm, "`=` is missing before the body of `\(name.text)`",
        span: span(of: current), helps: help(" =", replacing: place))
    } else {
      guard takeAssign(after: "\(name.text)(…)") else { return giveUp() }
    }
    let body = isAt(.leftBrace) && !isRecordAhead ? block() : expression()
    return .function(
      FunctionDeclaration(name: name, parameters: parameters, result: result, body: body))
  }

  mutating func functionParameters() -> [FunctionDeclaration.Parameter] {
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
  mutating func use() -> Statement.Kind {
    advance()
    guard case .textStart = current.kind else {
      fail(
        .statementForm, "the path of the file is missing after `use`",
        because: "it is written use \"lib/saas.sales\" as saas")
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
  mutating func check() -> Statement.Kind {
    advance()
    let condition = expression()
    guard isAt(.comma) else { return .check(condition, message: nil) }
    advance()
    skipNewlines()
    return .check(condition, message: expression())
  }

  /// Reads `test "name" { … }`.
  mutating func test() -> Statement.Kind {
    advance()
    guard case .textStart = current.kind, let (name, _) = plainText() else {
      fail(
        .statementForm, "the name of the test is missing",
        because: "a test is written test \"name\" { check … }")
      return giveUp()
    }
    guard isAt(.leftBrace) else {
      fail(
        .statementForm, "the body of this test is missing",
        because: "a test is written test \"name\" { check … }")
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
        because: "the value of a block is its last line, which must be an expression")
    }
    close(opening)
    return Expression(.invalid, span: span(from: start))
  }
}
