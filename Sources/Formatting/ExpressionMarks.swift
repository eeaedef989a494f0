internal import Diagnostics
internal import Syntax

extension LayoutMarks {
  /// Marks the tokens of an expression; its height is limited by the parser.
  mutating func read(_ expression: Expression) {
    switch expression.kind {
    case .number(let number): number.unit.map { read($0) }
    case .unit(let unit): read(unit)
    case .call(let name, let arguments):
      if arguments.first?.isReceiver == true { joinedBefore.insert(name.span.start - 1) }
      readFunction(name.span)
    case .pipeline(_, let stages): stages.forEach { readFunction($0.function.span) }
    case .field(_, let name): joinedBefore.insert(name.span.start - 1)
    case .index(let base, _): joinBracket(.leftBracket, after: base.span.end)
    case .record(let fields): readRecord(fields, from: expression.span.start)
    case .table(let table): read(table, from: expression.span.start)
    case .match(let subject, let arms): read(arms, after: subject.span.end)
    case .block(let statements, let result):
      readBlock(statements, result, from: expression.span.start)
      return
    case .range(let low, let high, _):
      let isShort = isShort(low) && isShort(high)
      if isShort, let sign = token(before: high.span.start) { join(sign) }
    case .power(_, let exponent):
      if let sign = token(before: exponent.span.start) { join(sign) }
    case .negate(let value):
      if let sign = token(before: value.span.start) {
        signs.insert(sign.start)
        joinedAfter.insert(sign.start)
      }
    case .conversion(_, let unit, _), .per(_, let unit): read(unit)
    default: break
    }
    expression.kind.children.forEach { read($0) }
  }

  private mutating func join(_ token: Token) {
    joinedBefore.insert(token.start)
    joinedAfter.insert(token.start)
  }

  /// No blank stands inside `saas.ltv` and before the parenthesis of a call.
  private mutating func readFunction(_ name: Span) {
    for token in tokens(in: name).dropFirst() { joinedBefore.insert(token.start) }
    joinBracket(.leftParenthesis, after: name.end)
  }

  /// Whether an end of a range is one word, so that no blank is needed beside `..`.
  private func isShort(_ expression: Expression) -> Bool {
    if case .symbol(.leftParenthesis)? = token(after: expression.span.start)?.kind { return true }
    switch expression.kind {
    case .number(let number):
      if case .name? = number.unit?.head { return false }
      return true
    case .date, .period, .name, .text, .call, .bool, .missing, .list: return true
    case .field(let base, _), .index(let base, _), .negate(let base): return isShort(base)
    default: return false
    }
  }

  private mutating func readRecord(_ fields: [NamedExpression], from start: Int) {
    guard let brace = first(.leftBrace, from: start) else { return }
    braces[brace.start] = .fields
    if let end = first(.rightBrace, from: fields.last?.value.span.end ?? brace.end) {
      recordEnds.insert(end.start)
    }
  }

  private mutating func readBlock(_ statements: [Statement], _ result: Expression, from start: Int)
  {
    guard let brace = token(after: start), brace.kind == .symbol(.leftBrace) else {
      // A computed word, `per: (p)`.
      return read(result)
    }
    braces[brace.start] = .statements
    read(statements + [Statement(.expression(result), span: result.span)])
  }

  private mutating func read(_ arms: [MatchArm], after byte: Int) {
    guard let brace = first(.leftBrace, from: byte) else { return }
    braces[brace.start] = .arms
    var reach = brace.end
    for arm in arms {
      if let pattern = arm.patterns.first {
        elements[pattern.span.start] = false
      } else if let start = elseToken(from: reach) {
        elements[start.start] = false
      }
      reach = arm.result.span.end
    }
  }

  /// The `else` of an arm, before which stand only separators.
  private func elseToken(from byte: Int) -> Token? {
    var index = index(at: byte)
    while let token = token(index) {
      switch token.kind {
      case .keyword(.else): return token
      case .newline, .symbol(.comma), .symbol(.semicolon), .symbol(.rightParenthesis): index += 1
      default: return nil
      }
    }
    return nil
  }
}
