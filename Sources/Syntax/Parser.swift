package import Diagnostics

/// Builds the tree of a text by recursive descent, with a table of precedences for operators.
///
/// It always gives a tree: what cannot be read becomes a message and a node `invalid`, and parsing
/// goes on at the next line, comma, bracket or pipe, so that several mistakes of one text are all
/// reported. Time is linear in the text; depth is limited by `SyntaxLimits.depth`.
package struct Parser {
  /// What a newline and a pipe mean at the place at hand: the innermost bracket decides.
  struct Context {
    var newlineEnds: Bool
    var pipeFeeds: Bool

    static let statements = Context(newlineEnds: true, pipeFeeds: true)
    static let brackets = Context(newlineEnds: false, pipeFeeds: true)
    static let tableRows = Context(newlineEnds: true, pipeFeeds: false)
  }

  /// What `=` means in an argument.
  enum Condition { case none, values, rows }

  let text: SourceText
  let source: SourceID
  let tokens: [Token]
  var index = 0
  var previousEnd = 0
  var context = Context.statements
  /// What `=` means in the innermost call: in a condition it compares, elsewhere it names an argument.
  var condition = Condition.none
  var clauses: ForeignClauses = []
  /// The brackets that close those which are open, the innermost last.
  var expectedClosings: [Symbol] = []
  var depth = 0
  var diagnostics: DiagnosticList
  /// The token at which the last mistake was reported; a second one there is only noise.
  var lastMistake: Int?
  var mistakesAtEnd = 0

  /// Parses a file, an `-e` argument or an entry of the prompt.
  package static func parse(_ text: SourceText, id: SourceID) -> SyntaxTree {
    if let violation = SyntaxLimits.violation(in: text, id: id) {
      return SyntaxTree(
        statements: [], documentation: nil, diagnostics: [violation], isIncomplete: false)
    }
    var lexer = Lexer(text, id: id)
    lexer.reportInvalidEncoding()
    guard lexer.run() else {
      return SyntaxTree(
        statements: [], documentation: nil, diagnostics: lexer.diagnostics.all, isIncomplete: false,
      )
    }
    var parser = Parser(text: text, lexer: lexer)
    var statements = parser.statements(until: nil)
    let documentation = Documentation.attach(lexer.comments, to: &statements, in: text)
    let found = parser.diagnostics.all
    let mistakesAtEnd = parser.mistakesAtEnd + (lexer.endsInsideText ? 1 : 0)
    return SyntaxTree(
      statements: statements, documentation: documentation,
      diagnostics: found.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) },
      isIncomplete: mistakesAtEnd > 0 && found.count <= mistakesAtEnd)
  }

  private init(text: SourceText, lexer: Lexer) {
    self.text = text
    source = lexer.source
    tokens = lexer.tokens
    diagnostics = lexer.diagnostics
  }
}

// MARK: - The cursor

extension Parser {
  var current: Token { tokens[index] }

  /// The token so many places ahead; the end of the text past the last one.
  func token(ahead distance: Int) -> Token { tokens[min(index + distance, tokens.count - 1)] }

  func isAt(_ symbol: Symbol) -> Bool { current.kind == .symbol(symbol) }
  func isAt(_ keyword: Keyword) -> Bool { current.kind == .keyword(keyword) }
  func isAt(word: String) -> Bool { current.kind == .word(word) }

  /// Whether the token at hand stands on the line of the one before it.
  var isOnSameLine: Bool { index > 0 && tokens[index - 1].kind != .newline }

  /// Whether nothing but line breaks follows.
  var isAtEnd: Bool { isEnd(index) }

  func isEnd(_ index: Int) -> Bool {
    tokens[index...].prefix(2).contains { $0.kind == .end }
      && (tokens[index].kind == .end || tokens[index].kind == .newline)
  }

  @discardableResult mutating func advance() -> Token {
    let token = current
    previousEnd = token.end
    if index < tokens.count - 1 { index += 1 }
    skipIgnoredNewlines()
    return token
  }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  mutating func take(_ keyword: Keyword) -> Bool {
    guard isAt(keyword) else { return false }
    advance()
    return true
  }

  /// Goes over the newlines after a token that cannot end a line.
  mutating func skipNewlines() {
    while current.kind == .newline, !isStatementAhead { index += 1 }
  }

  /// Inside brackets newlines mean nothing, unless a statement begins after one: then the bracket
  /// was never closed, and only this statement is lost.
  mutating func skipIgnoredNewlines() {
    if !context.newlineEnds { skipNewlines() }
  }

  var isStatementAhead: Bool {
    guard case .keyword(let keyword) = token(ahead: 1).kind, keyword.beginsStatement else {
      return false
    }
    // A name of a field, or of a column in the head of a table.
    switch token(ahead: 2).kind {
    case .symbol(.colon), .symbol(.pipe), .symbol(.rightBrace), .newline: return false
    case .symbol(.leftBracket): return token(ahead: 2).hasSpaceBefore
    default: return true
    }
  }

  func span(from start: Int, to end: Int) -> Span { Span(source: source, start: start, end: end) }
  func span(from start: Int) -> Span { span(from: start, to: max(start, previousEnd)) }
  func span(of token: Token) -> Span { span(from: token.start, to: token.end) }

  /// The text of a span for a fix; nil when it is too long to be shown as one.
  func code(_ span: Span) -> String? {
    guard span.end - span.start <= 200 else { return nil }
    let code = text.text(from: span.start, to: span.end)
    return code.utf8.contains(UInt8(ascii: "\n")) ? nil : code
  }

  /// Makes a node, unless the tree would become too high.
  mutating func make(_ kind: Expression.Kind, from start: Int) -> Expression {
    let expression = Expression(kind, span: span(from: start))
    guard expression.height > Expression.maximumHeight else { return expression }
    reportTooDeep(at: span(from: start, to: min(start + 1, previousEnd)))
    return Expression(.invalid, span: expression.span)
  }
}

// MARK: - Brackets

extension Parser {
  /// An open bracket, with what a newline and a pipe meant before it.
  struct Opening {
    let token: Token
    let closing: Symbol
    let outside: Context
  }

  /// Takes the bracket at hand.
  mutating func open(_ inside: Context = .brackets) -> Opening {
    let token = current
    var closing = Symbol.rightParenthesis
    if case .symbol(let symbol) = token.kind, let match = symbol.closing { closing = match }
    let opening = Opening(token: token, closing: closing, outside: context)
    context = inside
    expectedClosings.append(closing)
    advance()
    return opening
  }

  /// Takes the closing bracket, or says that it is missing and goes to where it could stand.
  mutating func close(_ opening: Opening) {
    if !isAt(opening.closing) {
      reportUnclosed(opening)
      skipToClosing()
    }
    expectedClosings.removeLast()
    context = opening.outside
    if isAt(opening.closing) { advance() } else { skipIgnoredNewlines() }
  }

  private mutating func skipToClosing() {
    while true {
      skip(untilOneOf: [])
      guard case .symbol(let symbol) = current.kind, symbol.isClosing,
        !expectedClosings.contains(symbol)
      else { return }
      advance()
    }
  }

  /// Goes on to one of the symbols, or to where the innermost bracket, text or line ends.
  mutating func skip(untilOneOf symbols: [Symbol]) {
    var nesting = 0
    while true {
      switch current.kind {
      case .end: return finishSkip()
      case .newline:
        if isStatementAhead || nesting == 0 && context.newlineEnds { return finishSkip() }
      case .textStart, .interpolationStart: nesting += 1
      case .textEnd, .interpolationEnd, .format:
        if nesting == 0 { return finishSkip() }
        if current.kind == .textEnd || current.kind == .interpolationEnd { nesting -= 1 }
      case .symbol(let symbol):
        if symbol.closing != nil {
          nesting += 1
        } else if symbol.isClosing {
          if nesting == 0 { return finishSkip() }
          nesting -= 1
        } else if nesting == 0, symbols.contains(symbol) {
          return finishSkip()
        }
      default: break
      }
      previousEnd = current.end
      index += 1
    }
  }

  private mutating func finishSkip() { lastMistake = index }
}
