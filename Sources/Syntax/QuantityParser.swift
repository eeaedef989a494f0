import Diagnostics

extension Parser {
  /// A number with its sign, percent and unit, decided by spaces alone: `$40/customer/month`,
  /// `18 months`, `3%/month`.
  mutating func quantity() -> Expression {
    let start = current.start
    var sign: String?
    if case .sign(let text) = current.kind {
      guard case .number = token(ahead: 1).kind, isNumberOnLine(ahead: 1) else {
        return strayUnit()
      }
      sign = text
      let signToken = advance()
      if current.hasSpaceBefore { reportSpaceAfterSign(signToken, text) }
    }
    guard case .number(let number) = current.kind else { return strayUnit() }
    advance()
    var literal = NumberLiteral(
      value: number.value, isPercent: number.isPercent, currencySign: sign, text: number.text,
      span: span(from: start))
    takeTrailingSign(of: &literal, from: start)
    literal.unit = unitSuffix(of: &literal, from: start)
    literal.span = span(from: start)
    return Expression(.number(literal), span: literal.span)
  }

  private func isNumberOnLine(ahead distance: Int) -> Bool {
    index + distance < tokens.count && tokens[index + distance - 1].kind != .newline
  }

  /// `€/month` or `%` where a value should stand: a unit alone.
  private mutating func strayUnit() -> Expression {
    let start = current.start
    let unit = unit()
    var fix: String?
    if let code = code(unit.span), case .sign(let sign) = unit.head {
      fix = "\(sign)1\(code.dropFirst(sign.count))"
    }
    fail(
      .unitAlone, "a unit alone is not a value", span: unit.span,
      because: "a unit stands after a number, after `to` and `per`, or in `units: {…}`",
      helps: help(fix, replacing: unit.span))
    return Expression(.unit(unit), span: span(from: start))
  }

  /// `/customer/month` or ` months` after a number.
  private mutating func unitSuffix(of literal: inout NumberLiteral, from start: Int) -> UnitSyntax?
  {
    let suffixStart = current.start
    var head = UnitSyntax.Head.one
    var headSpan = span(from: previousEnd, to: previousEnd)
    if case .word(let word) = current.kind, isOnSameLine, !goesOn(after: word) {
      let scale = ForeignUnit.scale(ofWord: word) ?? word
      if let power = Self.scales[scale] {
        reportSpacedScale(word, scale, from: start)
        literal.value *= power
        advance()
        if case .word(let unit) = current.kind, isOnSameLine, !goesOn(after: unit) {
          head = .name(unit)
          headSpan = span(of: current)
          advance()
        }
      } else {
        head = .name(word)
        headSpan = span(of: current)
        advance()
      }
    }
    let denominators = denominators()
    guard head != .one || !denominators.isEmpty else { return nil }
    return UnitSyntax(
      head: head, headSpan: headSpan, denominators: denominators, span: span(from: suffixStart))
  }

  /// Whether the word at hand goes on after a number and is no unit: an operator of another language
  /// is one only with an operand behind it, where nothing else could stand.
  private func goesOn(after word: String) -> Bool {
    if Self.wordsAfterNumbers.contains(word) { return true }
    let small = word.lowercased()
    if clauses.goOn(with: small) { return true }
    let next = token(ahead: 1)
    if word == "NOT", next.kind == .keyword(.in) || isOperand(next) { return true }
    guard foreignInfix != nil else { return false }
    // `5 lt not in xs` is a quantity with a unit `lt`, if a script declares one.
    if next.kind == .keyword(.not) { return token(ahead: 2).kind != .keyword(.in) }
    return isOperand(next) || next.kind == .symbol(.leftParenthesis)
  }

  /// Words that go on after a number and are no units.
  private static let wordsAfterNumbers: Set<String> = ["as", "at", "within"]
  private static let scales: [String: Double] = ["k": 1e3, "M": 1e6, "bn": 1e9]

  /// `/customer/month` without spaces.
  private mutating func denominators() -> [Name] {
    var names: [Name] = []
    while isAt(.slash), !current.isFloorDivision, !current.hasSpaceBefore, isOnSameLine,
      case .word(let name) = token(ahead: 1).kind, !token(ahead: 1).hasSpaceBefore
    {
      advance()
      names.append(Name(name, span: span(of: current)))
      advance()
    }
    return names
  }

  /// `(1 | % | sign | name) ('/' name)*`, where only a unit can stand.
  mutating func unit() -> UnitSyntax {
    let start = current.start
    let head: UnitSyntax.Head
    switch current.kind {
    case .number(let number) where number.text == "1": head = number.isPercent ? .percent : .one
    case .symbol(.percent): head = .percent
    case .sign(let sign): head = .sign(sign)
    case .word(let name): head = .name(name)
    default:
      let place = isAtEnd ? span(from: previousEnd, to: previousEnd) : nil
      fail(
        .unitMissing, "a unit is missing here", span: place,
        because: "a unit is written USD/customer, %/month or 1/year")
      let empty = span(from: previousEnd, to: previousEnd)
      return UnitSyntax(head: .one, headSpan: empty, denominators: [], span: empty)
    }
    let token = advance()
    let denominators = denominators()
    return UnitSyntax(
      head: head, headSpan: span(of: token), denominators: denominators, span: span(from: start))
  }

  // MARK: Slips

  private mutating func reportSpaceAfterSign(_ token: Token, _ sign: String) {
    let place = span(from: token.start, to: current.end)
    guard case .number = current.kind, let digits = code(span(of: current)) else { return }
    fail(
      .signPlace, "a currency sign stands directly before its number", span: place,
      helps: [Diagnostic.Help("\(sign)\(digits)", replacing: place)])
    lastMistake = nil
  }

  /// `40€`, `40 %`: a sign after its number.
  private mutating func takeTrailingSign(of literal: inout NumberLiteral, from start: Int) {
    guard isOnSameLine else { return }
    if case .sign(let sign) = current.kind, literal.currencySign == nil {
      let digits = code(span(from: start)) ?? literal.text
      advance()
      let place = span(from: start)
      fail(
        at: nil, .signPlace, "a currency sign stands before its number", span: place,
        helps: [Diagnostic.Help("\(sign)\(digits)", replacing: place)])
      literal.currencySign = sign
    } else if isAt(.percent), !literal.isPercent, !beginsOperand(token(ahead: 1)) {
      let digits = code(span(from: start)) ?? literal.text
      advance()
      let place = span(from: start)
      fail(
        at: nil, .signPlace, "`%` stands directly after its number", span: place,
        helps: [Diagnostic.Help("\(digits)%", replacing: place)])
      literal.isPercent = true
    }
  }

  private func beginsOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .number, .word, .column, .sign, .symbol(.leftParenthesis): true
    default: false
    }
  }

  private mutating func reportSpacedScale(_ word: String, _ scale: String, from start: Int) {
    let digits = code(span(from: start)) ?? ""
    let place = span(from: start, to: current.end)
    fail(
      .signPlace,
      word == scale
        ? "`\(word)` stands directly after its number"
        : "`\(word)` is written `\(scale)`, directly after its number", span: place,
      because: "a word after a space is a unit, and `\(word)` is none",
      helps: [Diagnostic.Help("\(digits)\(scale)", replacing: place)])
    lastMistake = nil
  }
}
