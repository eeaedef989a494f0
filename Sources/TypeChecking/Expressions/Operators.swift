internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// `+ - * / mod and or ??`, comparison, `per`, `to`, sign and power.
extension Checker {
  func chain(_ first: Expression, _ links: [ChainLink], at place: Place) -> Checked {
    var left = check(first, at: place)
    var start = left.core
    var steps: [FoldStep] = []
    for link in links {
      let right = check(link.operand, at: place)
      let span = first.span.joined(with: link.operand.span)
      left = combine(left, link, right, span)
      if case .apply(let operation, let parts, _) = left.core, parts.count == 2, links.count > 1 {
        steps.append(
          FoldStep(
            operation: operation, operand: parts[1], span: span,
            cut: ChainCut(link.operator, type: left.type)))
        left.core = .constant(.missing)
      } else {
        (start, steps) = (left.core, [])
      }
    }
    if !steps.isEmpty { left.core = .fold(start, steps) }
    if links.count == 2, reportSubtractedDate(first, links) { return .invalid(left.span) }
    return left
  }

  private func combine(_ left: Checked, _ link: ChainLink, _ right: Checked, _ span: Span)
    -> Checked
  {
    switch link.operator {
    case .or, .and:
      let word = link.operator.rawValue
      let fits = require(left, .bool, "`\(word)`") && require(right, .bool, "`\(word)`")
      return fits
        ? apply(link.operator == .or ? Logic.or : Logic.and, [left, right], .bool, span)
        : .invalid(span)
    case .fallback: return fallback(left, right, span)
    case .add, .subtract, .multiply, .divide, .modulo: break
    }
    if left.type.isUnknown || right.type.isUnknown { return .invalid(span) }
    if let dates = dateArithmetic(left, link, right, span) { return dates }
    guard let a = left.type.measure, let b = right.type.measure else {
      if case .missing = left.type { return left }
      if case .missing = right.type { return right }
      let wrong = left.type.measure == nil ? left : right
      var helps: [Diagnostic.Help] = []
      if case .text = wrong.type, link.operator == .add, left.level == .value,
        right.level == .value
      {
        let joined = "\"{\(text(left.span))}{\(text(right.span))}\""
        helps = [.init(joined, note: "joins the two as text", replacing: span)]
      }
      report(
        Diagnostic(
          .wrongType,
          "`\(link.operator.rawValue)` requires numbers, this is \(wrong.type.description)",
          at: wrong.span, helps: helps))
      return .invalid(span)
    }
    do throws(MeasureConflict) {
      let result: MeasureArithmetic.Result
      let operation: ScalarOperation
      switch link.operator {
      case .add, .subtract:
        result = try MeasureArithmetic.sum(
          a, b, leftIsOne: isOne(left), rightIsOne: isOne(right), strict: environment.isStrict)
        operation =
          link.operator == .add
          ? Arithmetic.add(factor: result.factor, measure: result.measure)
          : Arithmetic.subtract(factor: result.factor, measure: result.measure)
      case .multiply:
        result = try MeasureArithmetic.product(a, b)
        operation = Arithmetic.multiply(factor: result.factor, measure: result.measure)
      case .modulo:
        result = try MeasureArithmetic.remainder(a, b)
        operation = Arithmetic.remainder(factor: result.factor, measure: result.measure)
      default:
        result = try MeasureArithmetic.quotient(a, b)
        operation = Arithmetic.divide(factor: result.factor, measure: result.measure)
      }
      let isEstimate = left.type.isEstimate || right.type.isEstimate
      return apply(
        operation, [left, right], isEstimate ? .estimate(result.measure) : .measure(result.measure),
        span)
    } catch {
      report(diagnostic(error, left: left, right: right, operatorSpan: link.operatorSpan, span))
      return .invalid(span)
    }
  }

  /// The literal 1 or 100%, which may meet a share in a sum.
  private func isOne(_ checked: Checked) -> Bool {
    if case .quantity(let quantity)? = checked.constant {
      return quantity.magnitude == 1 && quantity.measure.isDimensionless
    }
    return false
  }

  private func fallback(_ left: Checked, _ right: Checked, _ span: Span) -> Checked {
    guard let common = commonType(left.type, right.type) else {
      report(
        Diagnostic(
          .wrongType,
          "`??` requires two values of one type, these are \(left.type.description) and \(right.type.description)",
          at: right.span, mended: mending(right, like: left.type)))
      return .invalid(span)
    }
    return apply(Logic.coalesce, [left, right], common, span)
  }

  /// The type that both sides fit: the same one, where a missing or unknown side fits any.
  func commonType(_ a: Type, _ b: Type) -> Type? {
    switch (a, b) {
    case (.unknown, _), (_, .unknown): return .unknown
    case (.missing, _): return b
    case (_, .missing): return a
    case (.estimate(let x), .measure(let y)), (.measure(let x), .estimate(let y)):
      return x == y ? .estimate(x) : nil
    case (.period, .period): return a == b ? a : .period(nil)
    default: return a == b ? a : nil
    }
  }

  func negate(_ value: Expression, _ span: Span, at place: Place) -> Checked {
    let checked = check(value, at: place)
    guard require(checked, .quantity, "a sign") else { return .invalid(span) }
    var result = apply(Arithmetic.negate, [checked], checked.type, span)
    if case .quantity(let quantity)? = checked.constant {
      let negated = Value.quantity(Quantity(-quantity.magnitude, quantity.measure))
      result.constant = negated
      result.known = negated
      result.core = .constant(negated)
    }
    return result
  }

  func power(_ base: Expression, _ exponent: Expression, _ span: Span, at place: Place) -> Checked {
    let left = check(base, at: place)
    let right = check(exponent, at: place)
    guard require(left, .quantity, "`^`"), require(right, .number, "an exponent") else {
      return .invalid(span)
    }
    guard let measure = left.type.measure else { return .invalid(span) }
    var whole: Int?
    if case .quantity(let quantity)? = right.constant { whole = Int(exactly: quantity.magnitude) }
    do throws(MeasureConflict) {
      let result = try MeasureArithmetic.power(measure, whole: whole)
      let isEstimate = left.type.isEstimate || right.type.isEstimate
      return apply(
        Arithmetic.power(measure: result), [left, right],
        isEstimate ? .estimate(result) : .measure(result),
        span)
    } catch {
      report(diagnostic(error, left: left, right: right, operatorSpan: span, span))
      return .invalid(span)
    }
  }

  func per(_ value: Expression, _ unit: UnitSyntax, _ span: Span, at place: Place) -> Checked {
    let checked = check(value, at: place)
    guard let suffix = measure(of: unit) else { return .invalid(span) }
    guard require(checked, .quantity, "`per`"), let base = checked.type.measure else {
      return .invalid(span)
    }
    do throws(MeasureConflict) {
      let result: MeasureArithmetic.Result
      if let single = suffix.unit.single {
        result = try MeasureArithmetic.per(base, single)
      } else {
        result = try MeasureArithmetic.quotient(base, suffix)
      }
      let type: Type =
        checked.type.isEstimate ? .estimate(result.measure) : .measure(result.measure)
      return apply(
        Arithmetic.rescale(factor: result.factor, measure: result.measure), [checked], type, span)
    } catch {
      report(diagnostic(error, left: checked, right: checked, operatorSpan: unit.span, span))
      return .invalid(span)
    }
  }
}
