internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

extension Checker {
  /// Checks an expression.
  ///
  /// A mistake is reported and gives the type `unknown`, which fits everything.
  func check(_ expression: Expression, at place: Place) -> Checked {
    let span = expression.span
    if isTooLarge(span) { return .invalid(span) }
    depth += 1
    defer { depth -= 1 }
    switch expression.kind {
    case .number(let literal): return number(literal, span, at: place)
    case .text(let parts): return text(parts, span, at: place)
    case .date(let literal): return date(literal, span)
    case .period(let literal): return period(literal, span)
    case .bool(let value): return constant(.bool(value), span)
    case .missing: return constant(.missing, span)
    case .name(let name): return self.name(Name(name, span: span), at: place)
    case .field(let base, let field): return self.field(base, field, span, at: place)
    case .index(let base, let index): return element(base, index, span, at: place)
    case .column(let column): return self.column(column, span, at: place)
    case .list(let elements): return list(elements, span, at: place)
    case .record(let fields): return record(fields, span, at: place)
    case .table(let literal): return table(literal, span, at: place)
    case .call(let function, let arguments):
      return call(function, arguments, piped: nil, span, at: place)
    case .pipeline(let head, let stages): return pipeline(head, stages, span, at: place)
    case .chain(let first, let links): return chain(first, links, at: place)
    case .comparison(let left, let comparison, let right, let operatorSpan):
      return self.comparison(left, comparison, right, operatorSpan, span, at: place)
    case .approximately(let left, let right, let tolerance):
      return approximately(left, right, within: tolerance, span, at: place)
    case .isMissing(let value, let negated):
      let checked = check(value, at: place)
      let test = apply(Logic.isMissing, [checked], .bool, span)
      return negated ? apply(Logic.not, [test], .bool, span) : test
    case .range(let low, let high, let inclusive):
      return range(low, high, inclusive: inclusive, span, at: place)
    case .conversion(let value, let unit, let rate):
      return conversion(value, to: unit, at: rate, span, place)
    case .per(let value, let unit): return per(value, unit, span, at: place)
    case .not(let value):
      let checked = check(value, at: place)
      require(checked, .bool, "`not`")
      return apply(Logic.not, [checked], .bool, span)
    case .negate(let value): return negate(value, span, at: place)
    case .power(let base, let exponent): return power(base, exponent, span, at: place)
    case .ifElse(let condition, let then, let otherwise):
      return conditional(condition, then, otherwise, span, at: place)
    case .block(let statements, let result): return block(statements, result, at: place)
    case .lambda: return functionAsValue(span)
    case .match(let subject, let arms): return match(subject, arms, span, at: place)
    case .namedList, .unit:
      report(Diagnostic(.wrongType, "this form stands only inside a call", at: span))
      return .invalid(span)
    case .invalid: return .invalid(span)
    }
  }

  private func pipeline(
    _ head: Expression, _ stages: [PipelineStage], _ span: Span, at place: Place
  ) -> Checked {
    guard stages.count <= Self.maximumStages else {
      report(
        Diagnostic(
          .tooLarge, "the pipeline is too long", at: span,
          because: "it has \(stages.count) stages, and at most \(Self.maximumStages) are run",
          helps: []))
      return .invalid(span)
    }
    var flowing: Checked
    var rest = stages[...]
    if let last = stages.lastIndex(where: { $0.function.text == "try" }) {
      // What flows into `try` may fail, so it is checked there.
      let stage = stages[last]
      let before =
        last == 0 ? head : Expression(.pipeline(head, Array(stages[..<last])), span: span)
      let arguments = [Argument(value: before)] + stage.arguments
      let reached = head.span.joined(with: stage.span)
      flowing = call(stage.function, arguments, piped: nil, reached, at: place)
      rest = stages[(last + 1)...]
    } else {
      flowing = check(head, at: place)
    }
    for stage in rest {
      let reached = head.span.joined(with: stage.span)
      flowing = call(stage.function, stage.arguments, piped: flowing, reached, at: place)
    }
    return flowing
  }

  func unsupported(_ what: String, _ span: Span) -> Checked {
    report(Diagnostic(.notYet, "\(what) comes with a later version", at: span))
    return .invalid(span)
  }

  func constant(_ value: Value, _ span: Span) -> Checked {
    Checked(.constant(value), value.type, span: span, constant: value)
  }

  /// An operation on parts: it runs row by row where one of its parts does.
  func apply(
    _ operation: ScalarOperation, _ parts: [Checked], _ type: Type, _ span: Span
  ) -> Checked {
    let level = parts.map(\.level).max() ?? .value
    if parts.contains(where: { $0.type.isUnknown }) { return .invalid(span) }
    var result = Checked(
      .apply(operation, parts.map(\.core), span), type, level: level, span: span)
    if case .measure = type { result.known = known(operation, parts) }
    return result
  }

  /// What an operation gives for numbers that the text tells; nil where they are not known.
  private func known(_ operation: ScalarOperation, _ parts: [Checked]) -> Value? {
    var values: [Value] = []
    for part in parts {
      guard case .quantity? = part.known else { return nil }
      if let value = part.known { values.append(value) }
    }
    return try? operation.apply(values)
  }

  /// Reports a value that is not of the type required.
  @discardableResult
  func require(
    _ checked: Checked, _ pattern: TypePattern, _ what: String,
    helps: @autoclosure () -> [Diagnostic.Help] = []
  ) -> Bool {
    guard !pattern.accepts(checked.type) else { return true }
    var helps = helps()
    if helps.isEmpty, pattern.accepts(.date) || pattern.accepts(.period(.month)),
      let date = unmarkedDate(checked)
    {
      helps = [.init(date, note: "a day begins with `@`", replacing: checked.span)]
    }
    var because: String?
    if let wanted = pattern.wanted(like: checked.type.measure, units),
      let mended = mending(checked, to: wanted)
    {
      because = mended.because
      if helps.isEmpty { helps = mended.helps(replacing: checked.span) }
    }
    report(
      Diagnostic(
        .wrongType, "\(what) requires \(pattern.description), this is \(checked.type.description)",
        at: checked.span, because: because, helps: helps))
    return false
  }

  private func number(_ literal: NumberLiteral, _ span: Span, at place: Place) -> Checked {
    var unit = Unit.one
    if let sign = literal.currencySign {
      guard let named = units.named(sign) else {
        report(unknownUnit(Name(sign, span: span)))
        return .invalid(span)
      }
      unit = Unit(named)
    }
    var measure = literal.isPercent ? Measure.share : .unit(unit)
    if let written = literal.unit {
      var syntax = written
      if literal.isPercent, syntax.head == .one { syntax.head = .percent }
      guard let suffix = self.measure(of: syntax, dividing: text(literal.span), in: place.scope)
      else {
        return .invalid(span)
      }
      switch (measure, suffix) {
      case (.share, .periodic), (.share, .share): measure = suffix
      case (.share, .unit(let unit)):
        // 3% of a unit is an amount in that unit: `3% USD` has no meaning that a reader would agree on.
        report(
          Diagnostic(
            .wrongUnit, "a percentage has no unit but time", at: span,
            because: "\(unit.description) is no unit of time",
            helps: [.init("3%/month", note: "a share per month")]))
        return .invalid(span)
      default:
        let (product, factor) = unit.multiplied(by: suffix.unit)
        measure = .unit(product)
        return constant(.quantity(Quantity(literal.value * factor, measure)), span)
      }
    }
    let value = literal.isPercent ? literal.value / 100 : literal.value
    return constant(.quantity(Quantity(value, measure)), span)
  }

  private func date(_ literal: DateLiteral, _ span: Span) -> Checked {
    guard let date = CalendarDate(year: literal.year, month: literal.month, day: literal.day) else {
      return .invalid(span)
    }
    guard let time = literal.time else { return constant(.date(date), span) }
    let minutes = time.hour * 60 + time.minute - (time.offsetMinutes ?? 0)
    let seconds = Int(exactly: (time.second * 1_000_000).rounded()) ?? 0
    let moment = date.dayNumber * 86_400_000_000 + minutes * 60_000_000 + seconds
    return constant(.instant(Instant(microseconds: moment)), span)
  }

  private func period(_ literal: PeriodLiteral, _ span: Span) -> Checked {
    let period: Period?
    switch literal {
    case .year(let year):
      period = CalendarDate(year: year, month: 1, day: 1).flatMap { Period(.year, containing: $0) }
    case .quarter(let year, let quarter):
      period = CalendarDate(year: year, month: quarter * 3 - 2, day: 1)
        .flatMap { Period(.quarter, containing: $0) }
    case .month(let year, let month):
      period = CalendarDate(year: year, month: month, day: 1)
        .flatMap { Period(.month, containing: $0) }
    case .week(let year, let week): period = Period.week(week, of: year)
    }
    guard let period else { return .invalid(span) }
    return constant(.period(period), span)
  }

  private func text(_ parts: [TextPart], _ span: Span, at place: Place) -> Checked {
    if parts.isEmpty { return constant(.text(""), span) }
    if parts.count == 1, case .characters(let text)? = parts.first {
      return constant(.text(text), span)
    }
    var pieces: [Checked] = []
    for part in parts {
      switch part {
      case .characters(let text): pieces.append(constant(.text(text), span))
      case .interpolation(let expression, let format):
        let checked = check(expression, at: place)
        if checked.type.isUnknown { return .invalid(span) }
        pieces.append(
          apply(
            Interpolation.formatted(format, dollar: units.dollar.name, type: checked.type),
            [checked], .text, expression.span))
      }
    }
    return apply(Interpolation.concatenate, pieces, .text, span)
  }
}
