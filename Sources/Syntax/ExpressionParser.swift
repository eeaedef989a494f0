import Diagnostics

extension Parser {
  /// A whole expression: a lambda, or operators with the pipes after them.
  ///
  /// Without pipes it is the branch after `else`, so that a pipe takes the whole `if`.
  mutating func expression(withPipes: Bool = true) -> Expression {
    guard enter() else { return tooDeep() }
    defer { depth -= 1 }
    if let lambda = lambda() { return lambda }
    let start = current.start
    let head = operation(.or)
    return withPipes ? pipeline(head, from: start) : head
  }

  /// Operators of a level and all tighter ones.
  mutating func operation(_ minimum: Precedence) -> Expression {
    let start = current.start
    var left = operand()
    while let infix = infix, infix.precedence >= minimum {
      left = extend(left, with: infix, from: start)
    }
    return left
  }

  /// The operator at hand, if one stands there.
  var infix: Infix? {
    Infix(current.kind) ?? foreignInfix
  }

  private mutating func extend(
    _ left: Expression, with infix: Infix, from start: Int,
  ) -> Expression {
    switch infix {
    case .like, .between: return foreignComparison(left, from: start)
    case .link: return chain(left, infix.precedence, from: start)
    case .comparison(let comparison): return compare(left, comparison, from: start)
    case .approximately: return approximately(left, from: start)
    case .isMissing: return isMissing(left, from: start)
    case .range(let inclusive):
      takeOperator()
      let right = operation(.conversion)
      return make(.range(left, right, inclusive: inclusive), from: start)
    case .conversion: return conversion(left, from: start)
    case .per:
      takeOperator()
      let unit = unit()
      return make(.per(left, unit), from: start)
    case .power:
      takeOperator()
      guard enter() else { return tooDeep() }
      let right = operation(.power)
      depth -= 1
      return make(.power(left, right), from: start)
    }
  }

  /// Takes an operator and the newlines that may follow it.
  @discardableResult mutating func takeOperator() -> Token {
    reportForeignInfix()
    let token = advance()
    skipNewlines()
    return token
  }

  /// `a + b - c`: one flat node for all operators of a level.
  private mutating func chain(
    _ first: Expression, _ level: Precedence, from start: Int,
  ) -> Expression {
    var head = first
    var links: [ChainLink] = []
    while let infix = infix, case .link(let link) = infix, infix.precedence == level {
      let sign = takeLink()
      let operand = operation(level.tighter)
      links.append(ChainLink(link, operatorSpan: span(of: sign), operand: operand))
      if sign.isForeignLink { mend(&head, &links, sign, from: start) }
    }
    return links.isEmpty ? head : make(.chain(head, links), from: start)
  }

  private mutating func compare(
    _ left: Expression, _ comparison: ComparisonOperator, from start: Int,
  ) -> Expression {
    let operatorStart = current.start
    if comparison == .notIn { takeNotIn() } else { takeOperator() }
    let place = span(from: operatorStart)
    let right = operation(.fallback)
    let first = make(
      .comparison(compared(left, place, right), comparison, right, operatorSpan: place), from: start
    )
    guard let next = infix, next.precedence == .comparison else { return first }
    return chainedComparison(first, right, from: start)
  }

  /// `a < b < c`, read as `a < b and b < c` with a message.
  private mutating func chainedComparison(
    _ first: Expression, _ middle: Expression, from start: Int,
  ) -> Expression {
    let mistake = index
    var fixes = [code(span(from: start, to: middle.span.end))]
    var previous = middle
    var links: [ChainLink] = []
    while let next = infix, case .comparison(let comparison) = next {
      let token = current
      if comparison == .notIn { takeNotIn() } else { takeOperator() }
      let place = span(from: token.start)
      let right = operation(.fallback)
      let link = make(
        .comparison(previous, comparison, right, operatorSpan: place), from: previous.span.start)
      links.append(ChainLink(.and, operatorSpan: place, operand: link))
      fixes.append(code(span(from: previous.span.start, to: right.span.end)))
      previous = right
    }
    let whole = span(from: start)
    let fix = fixes.contains(nil) ? nil : fixes.compactMap(\.self).joined(separator: " and ")
    fail(
      at: mistake, .chainedComparison, "comparisons do not chain", span: whole,
      because: "each comparison gives true or false, which has no order",
      helps: help(links.isEmpty ? nil : fix, replacing: whole))
    return links.isEmpty ? first : make(.chain(first, links), from: start)
  }

  /// Reads `a ~= b within t`.
  private mutating func approximately(_ left: Expression, from start: Int) -> Expression {
    takeOperator()
    let right = operation(.fallback)
    guard isAt(word: "within") else {
      let place = span(from: start)
      fail(
        .missingWithin, "`~=` needs a tolerance", span: place,
        because: "how near is near enough depends on the numbers",
        helps: help(
          code(place).map { "\($0) within 0.01" }, note: "or another bound", replacing: place))
      return make(.invalid, from: start)
    }
    takeOperator()
    let tolerance = operation(.fallback)
    return make(.approximately(left, right, within: tolerance), from: start)
  }

  /// Reads `x is missing`, `x is not missing`.
  private mutating func isMissing(_ left: Expression, from start: Int) -> Expression {
    if let test = foreignMissingTest(left, from: start) { return test }
    let token = takeOperator()
    let negated = take(.not)
    if take(.missing) { return make(.isMissing(left, negated: negated), from: start) }
    let place = span(from: token.start)
    fail(
      .isWithoutMissing, "`is` asks only whether a value is missing", span: place,
      helps: [
        Diagnostic.Help(negated ? "!=" : "==", note: "compares values", replacing: place)
      ])
    let right = operation(.fallback)
    return make(
      .comparison(left, negated ? .notEqual : .equal, right, operatorSpan: place), from: start)
  }

  /// Reads `x to USD/month`, `x to € at 1.08 USD/EUR`.
  private mutating func conversion(_ left: Expression, from start: Int) -> Expression {
    takeOperator()
    let unit = unit()
    var rate: Expression?
    if isAt(word: "at") {
      takeOperator()
      rate = operation(.add)
    }
    return make(.conversion(left, to: unit, at: rate), from: start)
  }

  /// What stands between operators: signs and `not`, then a value with what follows it directly.
  private mutating func operand() -> Expression {
    if isPrefix { return prefixed() }
    let start = current.start
    return postfix(primary(), from: start)
  }

  /// Reads `not a`, `-a` and, with a message, `+a`.
  private mutating func prefixed() -> Expression {
    let start = current.start
    if isAt(.plus) {
      let place = span(of: current)
      fail(
        .unexpected, "a number has no `+` before it",
        helps: [Diagnostic.Help("", note: "leave it out", replacing: place)])
      while isAt(.plus) { advance() }
      return postfix(primary(), from: current.start)
    }
    let isNot = !isAt(.minus)
    guard enter() else { return tooDeep() }
    takePrefix()
    let value = operation(isNot ? .not : .power)
    depth -= 1
    return make(isNot ? .not(value) : .negate(value), from: start)
  }

  // MARK: Lambdas

  /// `x => e`, `(a, b) => e`; nil, and nothing taken, when no lambda begins here.
  private mutating func lambda() -> Expression? {
    let start = current.start
    if let foreign = foreignLambda() { return foreign }
    if case .word(let name) = current.kind, isArrow(token(ahead: 1)) {
      let parameter = Name(name, span: span(of: current))
      advance()
      takeArrow()
      return lambdaBody([parameter], from: start)
    }
    guard isAt(.leftParenthesis), let length = parameterListLength else { return nil }
    var parameters: [Name] = []
    for distance in 0..<length {
      let token = token(ahead: distance)
      if case .word(let name) = token.kind { parameters.append(Name(name, span: span(of: token))) }
    }
    index += length - 1
    advance()
    takeArrow()
    return lambdaBody(parameters, from: start)
  }

  private mutating func lambdaBody(_ parameters: [Name], from start: Int) -> Expression {
    skipNewlines()
    let body = expression()
    return make(.lambda(parameters, body), from: start)
  }

  /// How many tokens `(a, b)` has when `=>` follows it.
  private var parameterListLength: Int? {
    var distance = 1
    var expectsName = true
    while true {
      switch token(ahead: distance).kind {
      case .word where expectsName: expectsName = false
      case .symbol(.comma) where !expectsName: expectsName = true
      case .newline: break
      case .symbol(.rightParenthesis):
        return isArrow(token(ahead: distance + 1)) ? distance + 1 : nil
      default: return nil
      }
      distance += 1
    }
  }

  // MARK: Depth

  mutating func enter() -> Bool {
    guard depth < SyntaxLimits.depth else { return false }
    depth += 1
    return true
  }

  /// Says once that the nesting is too deep and goes to the end of the innermost bracket.
  mutating func tooDeep() -> Expression {
    let start = current.start
    reportTooDeep(at: span(of: current))
    skip(untilOneOf: [])
    return Expression(.invalid, span: span(from: start))
  }
}
