internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// `x to USD/month`, `x to € at 1.08 USD/EUR`.
extension Checker {
  func conversion(
    _ value: Expression, to syntax: UnitSyntax, at rate: Expression?, _ span: Span, _ place: Place
  ) -> Checked {
    let checked = check(value, at: place)
    let basis = rate.map { check($0, at: place) }
    guard let target = measure(of: syntax), let from = checked.type.measure else {
      if !checked.type.isUnknown, checked.type.measure == nil {
        require(checked, .quantity, "`to`")
      }
      return .invalid(span)
    }
    if let basis, case .table(let rates) = basis.type, case .unit(let source) = from,
      case .unit(let goal) = target
    {
      guard let rate = datedRate(basis, rates, from: source, to: goal, at: place) else {
        return .invalid(span)
      }
      return convert(checked, from, to: target, by: rate, syntax.span, span)
    }
    if let basis { return convert(checked, from, to: target, by: basis, syntax.span, span) }
    do throws(MeasureConflict) {
      let factor = try MeasureArithmetic.conversion(from, to: target)
      return converted(checked, target, factor: factor, span)
    } catch {
      let asked = Checked(.constant(.missing), .measure(target), span: syntax.span)
      var mistake = diagnostic(
        error, left: checked, right: asked, operatorSpan: syntax.span, span)
      if case .currencies = error {
        mistake.helps = rateHelp(
          from: from.unit, to: target.unit, checked, asked: syntax.span, span)
      }
      report(mistake)
      return .invalid(span)
    }
  }

  private func converted(
    _ checked: Checked, _ target: Measure, factor: Double, _ span: Span
  ) -> Checked {
    apply(
      Arithmetic.rescale(factor: factor, measure: target), [checked],
      checked.type.isEstimate ? .estimate(target) : .measure(target), span)
  }

  /// With a stated rate: the value times the rate, or divided by it, whichever gives the unit asked.
  private func convert(
    _ checked: Checked, _ from: Measure, to target: Measure, by basis: Checked, _ asked: Span,
    _ span: Span
  ) -> Checked {
    guard let rate = basis.type.measure, case .unit(let source) = from,
      case .unit(let goal) = target
    else {
      require(basis, .quantity, "`at`")
      return .invalid(span)
    }
    let isEstimate = checked.type.isEstimate || basis.type.isEstimate
    // A rate such as USD/EUR changes EUR to USD by a product; its inverse does by a quotient. Where
    // the unit stands below the line (per customer per month), the directions swap.
    let (product, productFactor) = source.multiplied(by: rate.unit)
    if let factor = product.factor(to: goal) {
      return apply(
        Arithmetic.multiply(factor: productFactor * factor, measure: target), [checked, basis],
        isEstimate ? .estimate(target) : .measure(target), span)
    }
    let (quotient, quotientFactor) = source.divided(by: rate.unit)
    if let factor = quotient.factor(to: goal) {
      return apply(
        Arithmetic.divide(factor: quotientFactor * factor, measure: target), [checked, basis],
        isEstimate ? .estimate(target) : .measure(target), span)
    }
    report(
      Diagnostic(
        .unconvertible,
        "a rate in \(rate.description) does not take \(from.description) to \(target.description)",
        at: basis.span,
        helps: rateHelp(from: source, to: goal, checked, asked: asked, span)))
    return .invalid(span)
  }
}
