import Diagnostics

/// Functions as other languages write them: `function(x) x * 2`, `lambda x: x * 2`,
/// `def f(x): return x * 2`, `f(x) -> x`.
extension Parser {
  /// The parameters and the body of a function, with their text where it can stand on one line.
  private struct ForeignFunction {
    var parameters: [FunctionDeclaration.Parameter]
    var parameterText: String?
    var body: Expression
    var bodyText: String?
  }

  func isArrow(_ token: Token) -> Bool {
    token.kind == .symbol(.arrow) || token.kind == .symbol(.resultArrow)
  }

  /// Takes `=>`, or `->` with a message.
  mutating func takeArrow() {
    if isAt(.resultArrow) {
      let place = span(of: current)
      fail(
        at: nil, .foreignOperator, "`->` is written `=>` here", span: place,
        because: "`->` stands before the result type of a function",
        helps: help("=>", replacing: place))
    }
    advance()
  }

  // MARK: Without a name

  /// Whether `function(…)` or `lambda x:` begins here; `fn(…)` has no name either.
  private var isForeignLambdaAhead: Bool {
    switch current.kind {
    case .keyword(.fn): return token(ahead: 1).kind == .symbol(.leftParenthesis)
    case .word("lambda"):
      if case .word = token(ahead: 1).kind { return true }
      return token(ahead: 1).kind == .symbol(.colon)
    case .word(let word):
      guard ForeignWord.lambdas.contains(word), let end = lengthOfParentheses else { return false }
      let next = token(ahead: end)
      let isMatched = index > 0 && tokens[index - 1].kind == .keyword(.match)
      return next.kind == .symbol(.leftBrace) && !isMatched
        || isOperand(next) && next.hasSpaceBefore
    default: return false
    }
  }

  /// How many tokens the word at hand and the parentheses behind it are; nil without parentheses.
  private var lengthOfParentheses: Int? {
    guard token(ahead: 1).kind == .symbol(.leftParenthesis) else { return nil }
    var nesting = 0
    for distance in 1...256 {
      guard case .symbol(let symbol) = token(ahead: distance).kind else { continue }
      if symbol.closing != nil { nesting += 1 }
      if symbol.isClosing { nesting -= 1 }
      if nesting == 0 { return distance + 1 }
    }
    return nil
  }

  /// Reads a function without a name as a lambda; nil when none begins here.
  mutating func foreignLambda() -> Expression? {
    guard isForeignLambdaAhead else { return nil }
    let start = current.start
    let place = span(of: current)
    let word = code(place) ?? ""
    let function = foreignFunction()
    let names = function.parameters.map(\.name)
    let list = names.map(\.text).joined(separator: ", ")
    failWhole(
      .foreignWord, "a function without a name is written with `=>`", span: place,
      because: "there is no `\(word)`: the parameters stand before `=>` and the result behind it",
      helps: help(
        function.bodyText.map { names.count == 1 ? "\(list) => \($0)" : "(\(list)) => \($0)" },
        replacing: span(from: start)))
    return make(.lambda(names, function.body), from: start)
  }

  /// `f <- function(x) …`, `let f = lambda x: …`: the function that is given a name; nil when none is.
  mutating func foreignFunction(for name: Name, from start: Int) -> Statement.Kind? {
    guard isForeignLambdaAhead else { return nil }
    let function = foreignFunction()
    report(function, name, head: span(from: start, to: name.span.end), from: start)
    return declaration(function, name)
  }

  // MARK: With a name

  /// `def f(x): …`, `function f(x) { … }`; nil where only the first word is foreign.
  mutating func foreignDeclaration() -> Statement.Kind? {
    guard case .word(let word) = token(ahead: 1).kind else { return nil }
    let saved = (index, previousEnd)
    let start = current.start
    let place = span(of: current)
    index += 1
    let end = lengthOfParentheses
    let follows = end.map { token(ahead: $0).kind }
    let isForeign =
      follows == .symbol(.colon) || follows == .symbol(.leftBrace) || follows == .symbol(.arrow)
    guard isForeign else {
      (index, previousEnd) = saved
      return nil
    }
    let name = Name(word, span: span(of: current))
    let function = foreignFunction()
    report(function, name, head: place, from: start)
    return declaration(function, name)
  }

  private func declaration(_ function: ForeignFunction, _ name: Name) -> Statement.Kind {
    .function(
      FunctionDeclaration(
        name: name, parameters: function.parameters, result: nil, body: function.body))
  }

  private mutating func report(
    _ function: ForeignFunction, _ name: Name, head: Span, from start: Int
  ) {
    let code = function.parameterText.flatMap { parameters in
      function.bodyText.map { "fn \(name.text)(\(parameters)) = \($0)" }
    }
    failWhole(
      .foreignWord, "a function is declared with `fn`", span: head,
      because: "its parameters stand behind its name and its result behind `=`",
      helps: help(code, replacing: span(from: start)))
  }

  // MARK: Parts

  /// The parameters and the body after a word such as `function`, `lambda` or the function's name.
  private mutating func foreignFunction() -> ForeignFunction {
    advance()
    var parameters: [FunctionDeclaration.Parameter] = []
    let begin = current.start
    var parameterText: String?
    if isAt(.leftParenthesis) {
      parameters = functionParameters()
      parameterText = mended(span(from: begin + 1, to: max(begin + 1, previousEnd - 1)))
    } else {
      while case .word(let word) = current.kind {
        parameters.append(
          .init(name: Name(word, span: span(of: current)), type: nil, defaultValue: nil))
        advance()
        guard take(.comma) else { break }
      }
      parameterText = parameters.map(\.name.text).joined(separator: ", ")
    }
    let (body, bodyText) = foreignBody()
    return ForeignFunction(
      parameters: parameters, parameterText: parameterText, body: body, bodyText: bodyText)
  }

  /// `: return e`, `{ return e; }`, `=> e` or `e`: the result alone.
  private mutating func foreignBody() -> (Expression, String?) {
    if isAt(.colon) || isArrow(current) { advance() }
    skipNewlines()
    guard isAt(.leftBrace) else {
      if isAt(word: "return") { advance() }
      let body = expression()
      return (body, mended(body.span))
    }
    let opening = open(.statements)
    while current.kind == .newline { advance() }
    if isAt(word: "return") { advance() }
    let body = expression()
    while current.kind == .newline || isAt(.semicolon) { advance() }
    let isWhole = isAt(.rightBrace)
    if !isWhole { skipBody() }
    close(opening)
    return (body, isWhole ? mended(body.span) : nil)
  }

  /// Goes over the further lines of a body, which are no part of the one result.
  private mutating func skipBody() {
    while !isAt(.rightBrace), current.kind != .end {
      skip(untilOneOf: [.semicolon])
      guard current.kind == .newline || isAt(.semicolon) else { break }
      advance()
    }
  }
}
