internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// `== != < <= > >=`, `in`, and `~= … within …`.
extension Checker {
  func comparison(
    _ leftSyntax: Expression, _ comparison: ComparisonOperator, _ rightSyntax: Expression,
    _ operatorSpan: Span, _ span: Span, at place: Place
  ) -> Checked {
    if comparison == .equal || comparison == .notEqual,
      let test = comparedWithForeignMissing(leftSyntax, comparison, rightSyntax, span, at: place)
    {
      return test
    }
    let left = check(leftSyntax, at: place)
    let right = check(rightSyntax, at: place)
    if comparison == .in || comparison == .notIn {
      return membership(left, right, negated: comparison == .notIn, span)
    }
    return compare(left, comparison, right, operatorSpan, span)
  }

  /// `== != < <= > >=` of two parts that have been checked.
  func compare(
    _ left: Checked, _ comparison: ComparisonOperator, _ right: Checked, _ operatorSpan: Span,
    _ span: Span
  ) -> Checked {
    let isRightMissing = right.constant?.isMissing ?? false
    if isRightMissing || left.constant?.isMissing ?? false {
      let other = isRightMissing ? left : right
      report(
        Diagnostic(
          .comparedWithMissing, "nothing equals missing, not even missing", at: span,
          helps: [
            .init(
              "\(text(other.span)) is \(comparison == .notEqual ? "not " : "")missing",
              replacing: span)
          ]))
      return .invalid(span)
    }
    switch (left.type, right.type) {
    case (.unknown, _), (_, .unknown): return .invalid(span)
    case (.missing, _), (_, .missing): return Checked(.constant(.missing), .bool, span: span)
    case (.text, .text), (.bool, .bool), (.date, .date), (.instant, .instant), (.period, .period):
      return apply(comparisonOperation(comparison, factor: 1), [left, right], .bool, span)
    case (.date, .period), (.instant, .period), (.period, .date), (.period, .instant):
      return dateAgainstPeriod(left, right, comparison, span)
    default: break
    }
    guard let a = left.type.measure, let b = right.type.measure else {
      let helps = unmarkedDateHelps(left, comparison, right, span)
      report(
        Diagnostic(
          .wrongType,
          "\(left.type.description) and \(right.type.description) cannot be compared",
          at: operatorSpan,
          labels: [
            .init(left.span, left.type.description), .init(right.span, right.type.description),
          ], because: unmarkedDateReason(helps), helps: helps))
      return .invalid(span)
    }
    do throws(MeasureConflict) {
      let result = try MeasureArithmetic.comparison(a, b, strict: environment.isStrict)
      return apply(
        comparisonOperation(comparison, factor: result.factor), [left, right], .bool, span)
    } catch {
      report(diagnostic(error, left: left, right: right, operatorSpan: operatorSpan, span))
      return .invalid(span)
    }
  }

  func membership(
    _ left: Checked, _ right: Checked, negated: Bool, _ span: Span
  ) -> Checked {
    guard right.level == .value else {
      report(
        Diagnostic(
          .wrongType, "the right side of `in` is a list or a period, not a column", at: right.span))
      return .invalid(span)
    }
    var moment: Membership.Moment?
    switch (left.type, right.type) {
    case (.unknown, _), (_, .unknown): return .invalid(span)
    case (.date, .period): moment = .date
    case (.instant, .period): moment = .instant
    case (.period, .period): moment = .period
    case (_, .list(let element)):
      if commonType(left.type, element) == nil, left.type.measure != element.measure {
        let isDate = left.type == .date || left.type == .instant
        let helps =
          (isDate ? unmarkedDate(right) : nil).map {
            [Diagnostic.Help($0, replacing: right.span)]
          } ?? []
        report(
          Diagnostic(
            .wrongType,
            "the list holds \(element.description), and this is \(left.type.description)",
            at: left.span, because: unmarkedDateReason(helps), helps: helps))
        return .invalid(span)
      }
    default:
      report(
        Diagnostic(
          .wrongType,
          "`in` requires a list, or a date and a period; these are \(left.type.description) and \(right.type.description)",
          at: span))
      return .invalid(span)
    }
    return Checked(
      .membership(left.core, right.core, moment, negated: negated, span), .bool, level: left.level,
      span: span)
  }

  private func dateAgainstPeriod(
    _ left: Checked, _ right: Checked, _ comparison: ComparisonOperator, _ span: Span
  ) -> Checked {
    let date = text(left.span)
    let period = text(right.span)
    report(
      Diagnostic(
        .wrongType, "a date and a period cannot be compared", at: span,
        because: "a period has a first and a last day",
        helps: [
          .init("\(date) in \(period)", note: "within the period", replacing: span),
          .init(
            "\(date) \(comparison.rawValue) start_of(\(period))", note: "its first day",
            replacing: span),
        ]))
    return .invalid(span)
  }

  func approximately(
    _ leftSyntax: Expression, _ rightSyntax: Expression, within tolerance: Expression,
    _ span: Span, at place: Place
  ) -> Checked {
    let left = check(leftSyntax, at: place)
    let right = check(rightSyntax, at: place)
    let margin = check(tolerance, at: place)
    guard let a = left.type.measure, let b = right.type.measure, let c = margin.type.measure else {
      for part in [left, right, margin] { require(part, .quantity, "`~=`") }
      return .invalid(span)
    }
    do throws(MeasureConflict) {
      let aligned = try MeasureArithmetic.comparison(a, b, strict: environment.isStrict)
      let isRelative = c.isShare && !a.isShare && !a.isPeriodic
      let scale = isRelative ? 1 : try MeasureArithmetic.comparison(a, c).factor
      return apply(
        Comparison.approximately(
          factor: aligned.factor, toleranceFactor: scale, isRelative: isRelative),
        [left, right, margin], .bool, span)
    } catch {
      report(diagnostic(error, left: left, right: right, operatorSpan: span, span))
      return .invalid(span)
    }
  }

  private func comparisonOperation(
    _ comparison: ComparisonOperator, factor: Double
  ) -> ScalarOperation {
    (Comparison(rawValue: comparison.rawValue) ?? .equal).operation(factor: factor)
  }
}
