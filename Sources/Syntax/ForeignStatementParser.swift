import Diagnostics

extension Parser {
  /// `x = 5`, read as `let x = 5`; also `x := 5` and `x <- 5`.
  mutating func assignment(to word: String) -> Statement.Kind? {
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
    if let function = foreignFunction(for: name, from: head.start) { return function }
    let value = expression()
    let whole = span(from: head.start)
    let code = mended(span(from: value.span.start, to: whole.end)).map { "let \(word) = \($0)" }
    fail(
      at: mistake, .assignment, "a name is given with `let`", span: head,
      because: "so that a slip of the pen cannot change a value",
      helps: code.map { help($0, replacing: whole) } ?? help("let \(word) =", replacing: head))
    return .let(name, value)
  }

  /// Reads `var x = 5`, `def f(x)`, `SELECT …`.
  mutating func foreignStatement(_ word: String) -> Statement.Kind? {
    let place = span(of: current)
    let next = token(ahead: 1)
    switch next.kind {
    case .symbol(.star): guard isQueryAhead else { return nil }
    case .word, .textStart, .column, .number: guard next.hasSpaceBefore else { return nil }
    default: return nil
    }
    if let keyword = ForeignWord.declarations[word] {
      if keyword == .fn, let declaration = foreignDeclaration() { return declaration }
      fail(
        .foreignWord, "`\(word)` is written `\(keyword.rawValue)` here",
        helps: help(keyword.rawValue, replacing: place))
      return declaration(keyword)
    }
    let lowered = word.lowercased()
    guard let foreign = ForeignWord.statements[lowered] else { return nil }
    if lowered == "select" { return foreignQuery(foreign.because) }
    if lowered == "return" { return returned(word, foreign.because) }
    fail(
      .foreignWord, "there is no statement `\(word)`", because: foreign.because,
      helps: foreign.example.map { [Diagnostic.Help($0)] } ?? [])
    return giveUp()
  }

  /// Reads `return x`, which is `x`.
  private mutating func returned(_ word: String, _ because: String) -> Statement.Kind {
    let start = current.start
    let place = span(of: current)
    advance()
    let value = expression()
    failWhole(
      .foreignWord, "there is no statement `\(word)`", span: place, because: because,
      helps: help(mended(value.span), replacing: span(from: start)))
    return .expression(value)
  }

  /// Whether a `*` after the word at hand is that of `SELECT * FROM …` and no product.
  private var isQueryAhead: Bool {
    switch token(ahead: 2).kind {
    case .newline, .end: true
    case .word(let word): word.lowercased() == "from"
    default: false
    }
  }
}
