import Diagnostics

/// Operators of other languages that stand where ours do: each is read as what it means, so that
/// what follows is read too.
extension Parser {
  /// The operator of another language at hand; no word of ours stands directly after an operand.
  var foreignInfix: Infix? {
    switch current.kind {
    case .keyword(.not), .word("NOT"):
      let next = token(ahead: 1)
      if case .word(let word) = next.kind, word.lowercased() == "in" { return .comparison(.notIn) }
      return next.kind == .keyword(.in) ? .comparison(.notIn) : foreignComparison(next)
    case .word(let word):
      if let kind = ForeignWord.infix[word.lowercased()] { return Infix(kind) }
      return foreignComparison(current)
    default: return nil
    }
  }

  /// Reads `like` or `between`, with `not` before it or without.
  mutating func foreignComparison(_ left: Expression, from start: Int) -> Expression {
    if case .between? = foreignInfix { return between(left, from: start) }
    return like(left, from: start)
  }

  private func foreignComparison(_ token: Token) -> Infix? {
    guard case .word(let word) = token.kind else { return nil }
    let small = word.lowercased()
    if ForeignWord.patterns.contains(small) { return .like }
    return small == ForeignWord.between ? .between : nil
  }

  /// Says how the operator at hand is written, if it is one of another language.
  mutating func reportForeignInfix() {
    guard case .word(let word) = current.kind else { return }
    switch ForeignWord.infix[word.lowercased()] {
    case .keyword(let keyword)?: reportForeignWord(word, keyword.rawValue)
    case .symbol(let symbol)?: reportForeignWord(word, symbol.rawValue)
    default: break
    }
  }

  mutating func reportForeignWord(_ word: String, _ ours: String) {
    let place = span(of: current)
    fail(
      at: nil, .foreignWord, "`\(word)` is written `\(ours)` here", span: place,
      helps: help(ours, replacing: place))
  }

  /// Takes `not in`, in small letters or in capitals.
  mutating func takeNotIn() {
    let place = span(from: current.start, to: token(ahead: 1).end)
    if current.kind != .keyword(.not) || token(ahead: 1).kind != .keyword(.in) {
      fail(
        at: nil, .foreignWord, "`\(code(place) ?? "")` is written `not in` here", span: place,
        helps: help("not in", replacing: place))
    }
    advance()
    advance()
    skipNewlines()
  }

  /// `x is null`, `x IS NOT NULL`; nil, and nothing taken, where the words are ours.
  mutating func foreignMissingTest(_ left: Expression, from start: Int) -> Expression? {
    let first = current
    let negation = token(ahead: 1)
    let negated = negation.kind == .keyword(.not) || negation.kind == .word("NOT")
    let last = token(ahead: negated ? 2 : 1)
    var isOurs = first.kind == .keyword(.is) && (!negated || negation.kind == .keyword(.not))
    switch last.kind {
    case .keyword(.missing): guard !isOurs else { return nil }
    case .word(let word): guard ForeignWord.missing.contains(word) else { return nil }
    default: return nil
    }
    if case .keyword = last.kind { isOurs = false }
    let place = span(from: isOurs ? last.start : first.start, to: last.end)
    let ours = isOurs ? "missing" : negated ? "is not missing" : "is missing"
    fail(
      at: nil, .foreignWord, "`\(code(place) ?? "")` is written `\(ours)` here", span: place,
      helps: help(ours, replacing: place))
    for _ in 0...(negated ? 2 : 1) { advance() }
    return make(.isMissing(left, negated: negated), from: start)
  }

  /// Whether `not` or a sign stands before an operand here; `NOT` may be a name of the script.
  var isPrefix: Bool {
    switch current.kind {
    case .keyword(.not), .symbol(.minus), .symbol(.plus): true
    case .word("NOT"): isOperand(token(ahead: 1))
    default: false
    }
  }

  mutating func takePrefix() {
    if case .word(let word) = current.kind { reportForeignWord(word, "not") }
    advance()
  }

  /// Takes an operator between two operands of a chain; those of other languages are told.
  mutating func takeLink() -> Token {
    if isAt(.percent) { reportModulo() }
    if isAt(word: "of") {
      let sign = advance()
      skipNewlines()
      return sign
    }
    return takeOperator()
  }

  /// Tells `a of b` and `a // b`, whose fix holds both operands.
  mutating func mend(
    _ head: inout Expression, _ links: inout [ChainLink], _ sign: Token, from start: Int,
  ) {
    guard let operand = links.last?.operand else { return }
    guard sign.isFloorDivision else { return reportOf(sign, operand, from: start) }
    head = floorDivision(make(.chain(head, links), from: start), sign, operand, from: start)
    links = []
  }

  /// `10% of $500`, which is a product.
  private mutating func reportOf(_ sign: Token, _ factor: Expression, from start: Int) {
    let code = mended(span(from: start, to: sign.start)).flatMap { share in
      mended(factor.span).map { "\(share)* \($0)" }
    }
    failWhole(
      .foreignWord, "`of` is written `*` here", span: span(of: sign),
      helps: help(code, replacing: span(from: start, to: factor.span.end)))
  }

  /// `.a = 5` where a comparison was meant; in a condition over rows a bare name is a column.
  mutating func compared(
    _ left: Expression, _ place: Span, _ right: Expression,
  ) -> Expression {
    guard code(place) == "=" else { return left }
    let because = "`=` gives a name to a value; `==` asks whether two values are equal"
    guard condition == .rows, case .name(let name) = left.kind, code(left.span) == name else {
      fail(
        at: nil, .assignment, "`=` does not compare", span: place, because: because,
        helps: help("==", replacing: place))
      return left
    }
    failWhole(
      .assignment, "`=` does not compare", span: place,
      because: because + ", and a column has a dot before its name",
      helps: help(
        meant(right).map { ".\(name) == \($0)" },
        replacing: span(from: left.span.start, to: right.span.end)))
    return Expression(.column(name), span: left.span)
  }

  /// Reads `7 // 2`: the quotient that was just read, rounded down.
  private mutating func floorDivision(
    _ quotient: Expression, _ sign: Token, _ divisor: Expression, from start: Int,
  ) -> Expression {
    let whole = span(from: start, to: divisor.span.end)
    let place = span(of: sign)
    let dividend = mended(span(from: start, to: sign.start))
    let code = dividend.flatMap { dividend in
      mended(divisor.span).map { "floor(\(dividend)/ \($0))" }
    }
    fail(
      at: nil, .foreignOperator, "there is no operator `//`", span: place,
      because: "a quotient is rounded down by `floor`, and a comment begins with `#`",
      helps: help(code, note: "the quotient rounded down", replacing: whole)
        + help("#", note: "a comment", replacing: place))
    let name = Name("floor", span: place)
    return make(.call(name, [Argument(value: quotient)]), from: start)
  }
}
