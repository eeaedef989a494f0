internal import Syntax

/// What a bracket means, by what stands before it.
extension OpenEntry {
  /// The place that `(` opens: a call, the parameters of a function, or a value in parentheses.
  func parenthesis(_ index: Int) -> OpenPlace {
    guard let (name, start) = callee(before: index) else {
      return OpenPlace(.group, opening: index)
    }
    if kind(start - 1) == .keyword(.fn) { return OpenPlace(.parameters, opening: index) }
    return OpenPlace(.call(name), opening: index, piped: piped(into: start))
  }

  /// The name of a function before a token, and the first token of it: `sum`, `saas.ltv`.
  func callee(before index: Int) -> (name: String, start: Int)? {
    switch kind(index - 1) {
    case .word(let word): return (word, index - 1)
    case .column(let member):
      guard case .word(let module)? = kind(index - 2), isJoined(index - 1) else { return nil }
      return ("\(module).\(member)", index - 2)
    default: return nil
    }
  }

  /// What flows into a stage that begins at a token; nil where no pipe stands before it.
  func piped(into start: Int) -> Range<Int>? {
    let pipe = previous(start)
    guard kind(pipe) == .symbol(.pipe), place.kind != .table else { return nil }
    let first = place.expressionStart
    return first < pipe ? first..<(previous(pipe) + 1) : first..<first
  }

  /// Whether nothing stands between a token and the one before it.
  func isJoined(_ index: Int) -> Bool {
    index > 0 && index < tokens.count && tokens[index - 1].end == tokens[index].start
  }

  /// What `{` opens: the rows of a table, a body of statements, or a record.
  func braceKind(_ index: Int) -> OpenPlace.Kind {
    if kind(index - 1) == .word("table") { return .table }
    let first = place.kind == .statements ? kind(place.statementStart) : nil
    switch (first, kind(index - 1)) {
    case (.keyword(.test)?, .textEnd?): return .statements
    case (.keyword(.fn)?, .symbol(.assign)?), (.keyword(.fn)?, .symbol(.rightParenthesis)?):
      return isRecord(after: index) ? .record : .statements
    default: return .record
    }
  }

  private func isRecord(after brace: Int) -> Bool {
    var next = brace + 1
    if kind(next) == .newline { next += 1 }
    switch kind(next) {
    case .symbol(.rightBrace)?: return true
    case .word?, .keyword?: return kind(next + 1) == .symbol(.colon)
    default: return false
    }
  }

  /// The first token of the operand that ends before a token: `t` of `t[0].x`, `load` of
  /// `load("a.csv")`; nil where no operand ends there.
  func operandStart(endingBefore index: Int) -> Int? {
    var start = index
    while true {
      switch kind(start - 1) {
      case .word?, .keyword(.missing)?, .keyword(.true)?, .keyword(.false)?, .number?, .date?,
        .period?:
        return start - 1
      case .column?:
        start -= 1
        guard isJoined(start), endsOperand(start - 1) else { return start }
      case .textEnd?:
        return openings[start - 1] < 0 ? nil : openings[start - 1]
      case .symbol(let symbol)?
      where symbol == .rightParenthesis || symbol == .rightBracket
        || symbol == .rightBrace:
        let opening = openings[start - 1]
        guard opening >= 0 else { return nil }
        start = opening
        switch symbol {
        case .rightParenthesis:
          if let callee = callee(before: opening) { return callee.start }
          return opening
        case .rightBrace: return kind(opening - 1) == .word("table") ? opening - 1 : opening
        default:
          guard endsOperand(opening - 1), isJoined(opening) else { return opening }
        }
      default: return nil
      }
    }
  }

  /// Whether a value ends with a token, so that an operator may follow.
  func endsOperand(_ index: Int) -> Bool {
    switch kind(index) {
    case .word(let word)?:
      // `x to EUR at 1.08 …`, `a ~= b within t`
      let isOperator = ["at", "within"].contains(word) && endsOperand(index - 1, besides: word)
      return !isOperator
    case .number?, .column?, .date?, .period?, .textEnd?: return true
    case .keyword(let keyword)?: return [.true, .false, .missing].contains(keyword)
    case .symbol(let symbol)?:
      return [.rightParenthesis, .rightBracket, .rightBrace].contains(symbol)
    default: return false
    }
  }

  private func endsOperand(_ index: Int, besides word: String) -> Bool {
    // `at at at` would be asked about for ever shorter texts.
    if case .word? = kind(index) { return kind(index) != .word(word) }
    return endsOperand(index)
  }
}
