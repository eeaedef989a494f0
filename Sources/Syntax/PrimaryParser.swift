import Diagnostics

extension Parser {
  /// A value with what follows it directly: `f(args)`, `x.field`, `x[i]`.
  mutating func postfix(_ first: Expression, from start: Int) -> Expression {
    var value = first
    while true {
      switch current.kind {
      case .column(let name) where !current.hasSpaceBefore && previousEnd == current.start:
        let token = advance()
        let name = Name(name, span: span(from: token.start + 1, to: token.end))
        value = make(.field(value, name), from: start)
      case .symbol(.leftBracket) where isOnSameLine:
        let opening = open()
        let position = expression()
        close(opening)
        value = make(.index(value, position), from: start)
      case .symbol(.leftParenthesis) where isOnSameLine:
        guard let call = call(of: value, from: start) else { return value }
        value = call
      default: return value
      }
    }
  }

  /// The call of a value; nil when the value cannot be called.
  ///
  /// In `x.f(a)` the value of `x` is the first argument, unless `x` is a name, which may be a module's.
  private mutating func call(of value: Expression, from start: Int) -> Expression? {
    if case .field(let base, let member) = value.kind, !base.isName {
      let receiver = Argument(value: base, isReceiver: true)
      return make(.call(member, [receiver] + arguments(of: member)), from: start)
    }
    guard let function = callee(value) else { return nil }
    return make(.call(function, arguments(of: function)), from: start)
  }

  /// The name that is called; nil when the value cannot be called.
  private mutating func callee(_ value: Expression) -> Name? {
    switch value.kind {
    case .name(let name): return Name(name, span: value.span)
    case .field(let base, let member):
      if case .name(let module) = base.kind {
        return Name("\(module).\(member.text)", span: value.span)
      }
      return nil
    default:
      guard !current.hasSpaceBefore else { return nil }
      if case .invalid = value.kind { return nil }
      fail(
        .callOfValue, "only a function can be called, by its name",
        because: "what stands before the parenthesis is a value")
      return nil
    }
  }

  /// A literal, a name, a column, a bracket, `if`, `match` or `table`.
  mutating func primary() -> Expression {
    let token = current
    switch token.kind {
    case .number, .sign, .symbol(.percent): return quantity()
    case .textStart: return textLiteral()
    case .word("table") where isTableAhead: return tableLiteral()
    case .word: return word()
    case .column(let name): return leaf(.column(name))
    case .date(let date): return leaf(.date(date))
    case .period(let period): return leaf(.period(period))
    case .keyword(.true): return leaf(.bool(true))
    case .keyword(.false): return leaf(.bool(false))
    case .keyword(.missing): return leaf(.missing)
    case .keyword(.if): return ifElse()
    case .keyword(.match): return match()
    case .symbol(.leftParenthesis): return parenthesized()
    case .symbol(.leftBracket): return list()
    case .symbol(.leftBrace): return record()
    default: return missingOperand()
    }
  }

  private mutating func word() -> Expression {
    if isCaseAhead { return foreignCase() }
    guard case .word(let name) = current.kind else { return missingOperand() }
    return leaf(.name(name))
  }

  private var isTableAhead: Bool { token(ahead: 1).kind == .symbol(.leftBrace) }

  mutating func leaf(_ kind: Expression.Kind) -> Expression {
    let token = advance()
    return Expression(kind, span: span(of: token))
  }

  private mutating func parenthesized() -> Expression {
    let start = current.start
    let opening = open()
    if isAt(.rightParenthesis) {
      fail(
        .operandMissing, "these parentheses are empty", span: span(from: start, to: current.end))
    }
    let value =
      isAt(.rightParenthesis) ? Expression(.invalid, span: span(from: start)) : expression()
    let whole = rejectingTuple(value)
    close(opening)
    return whole.spanning(span(from: start))
  }

  /// `(a, b)`, which is a list in brackets here.
  private mutating func rejectingTuple(_ first: Expression) -> Expression {
    guard isAt(.comma), let opening = token(before: first.span.start) else { return first }
    let comma = span(of: current)
    while take(.comma), !isAt(.rightParenthesis), current.kind != .end { _ = expression() }
    let inside = mended(span(from: opening.end, to: current.start))
    let whole = span(from: opening.start, to: current.end)
    fail(
      at: nil, .unexpected, "parentheses hold one value", span: comma,
      because: "several values stand in brackets",
      helps: isAt(.rightParenthesis)
        ? help(inside.map { "[\($0)]" }, note: "a list", replacing: whole) : [])
    return Expression(.invalid, span: whole)
  }

  /// Reads `[1, 2]`, `[.channel, month: month(.started)]`.
  private mutating func list() -> Expression {
    let start = current.start
    let opening = open()
    var elements: [Argument] = []
    while !isAt(.rightBracket), current.kind != .end {
      let name = argumentName()
      elements.append(Argument(name: name, value: expression()))
      guard takeComma(before: .rightBracket) else { break }
    }
    close(opening)
    let hasNames = elements.contains { $0.name != nil }
    return make(hasNames ? .namedList(elements) : .list(elements.map(\.value)), from: start)
  }

  /// Reads `{a: 1, b: "x"}`.
  private mutating func record() -> Expression {
    guard isRecordAhead else { return misplacedBlock() }
    let start = current.start
    let fields = recordFields { $0.expression() }
    return make(.record(fields), from: start)
  }

  /// The fields of a record, whose values are read by `value`.
  mutating func recordFields(_ value: (inout Parser) -> Expression) -> [NamedExpression] {
    let opening = open()
    var fields: [NamedExpression] = []
    while !isAt(.rightBrace), current.kind != .end {
      guard let name = argumentName() else {
        fail(
          .recordForm, "a record has a name before each value",
          because: "it is written {a: 1, b: 2}")
        skip(untilOneOf: [.comma])
        guard take(.comma) else { break }
        continue
      }
      fields.append(NamedExpression(name: name, value: value(&self)))
      guard takeComma(before: .rightBrace) else { break }
    }
    close(opening)
    return fields
  }

  /// Whether `{` begins a record and not a block.
  var isRecordAhead: Bool {
    var distance = 1
    if token(ahead: distance).kind == .newline { distance += 1 }
    if token(ahead: distance).kind == .symbol(.rightBrace) { return true }
    return nameLength(ahead: distance) != nil
  }

  /// A block where only an expression can stand; sets of other languages land here too.
  private mutating func misplacedBlock() -> Expression {
    let brace = current
    let mistake = index
    let isBlock = isAt(.leftBrace) && token(ahead: 1).kind == .keyword(.let)
    let opening = open()
    skip(untilOneOf: [])
    let contents = code(span(from: brace.end, to: current.start))
    close(opening)
    let whole = span(from: brace.start)
    lastMistake = nil
    fail(
      at: mistake, .recordForm, "braces hold a record here", span: span(of: brace),
      because: "a block with statements is only the body of a function; a list stands in brackets",
      helps: help(isBlock ? nil : contents.map { "[\($0)]" }, note: "a list", replacing: whole))
    return Expression(.invalid, span: whole)
  }

  // MARK: What is missing

  /// Whether the token at hand ends something, so that a value before it was forgotten.
  var isOperandMissing: Bool {
    switch current.kind {
    case .newline, .end, .textEnd, .interpolationEnd, .format: true
    case .symbol(let symbol):
      symbol.isClosing || [.comma, .semicolon, .pipe, .colon, .arrow, .assign].contains(symbol)
    case .keyword(let keyword): keyword.beginsStatement || [.then, .else].contains(keyword)
    default: false
    }
  }

  private mutating func missingOperand() -> Expression {
    let token = current
    if token.kind == .unknown {
      advance()
      lastMistake = index
      return Expression(.invalid, span: span(of: token))
    }
    let found = describe(token)
    let place = isAtEnd || token.kind == .newline ? span(from: previousEnd, to: previousEnd) : nil
    let foundText = isAtEnd ? "the end" : found
    fail(
      .operandMissing, "a value is missing before \(foundText)", span: place,
      label: "a number, text, name, column or bracket could stand here")
    guard !isOperandMissing else {
      return Expression(.invalid, span: span(from: previousEnd, to: previousEnd))
    }
    advance()
    lastMistake = index
    return Expression(.invalid, span: span(of: token))
  }
}
