/// The arithmetic of measures: what comes out of `+ - * / ^`, comparison, `per` and `to`.
///
/// Every function returns the measure of the result and the factor by which the right operand's
/// magnitude (for sums and comparisons) or the product (for products) is to be multiplied; a
/// mistake is a `MeasureConflict` with the reason.
package enum MeasureArithmetic {
  package struct Result: Hashable, Sendable {
    package var measure: Measure
    package var factor: Double

    package init(_ measure: Measure, factor: Double = 1) {
      self.measure = measure
      self.factor = factor
    }
  }

  /// The measure of `a + b` or `a - b`.
  ///
  /// A share meets a number only as `1 - 5%`, so the caller says which side is the literal 1 or
  /// 100%.
  package static func sum(
    _ left: Measure, _ right: Measure, leftIsOne: Bool = false, rightIsOne: Bool = false,
    strict: Bool = false,
  ) throws(MeasureConflict) -> Result {
    switch (left, right) {
    case (.share, .share): return Result(.share)
    case (.unit(let unit), .share) where unit.isOne && leftIsOne: return Result(.share)
    case (.share, .unit(let unit)) where unit.isOne && rightIsOne: return Result(.share)
    case (.unit, .share), (.share, .unit): throw .shareInSum(left, right)
    default: return try aligned(left, right, strict: strict)
    }
  }

  /// `a < b`, `a == b`: like a sum, but shares and numbers may meet.
  package static func comparison(
    _ left: Measure, _ right: Measure, strict: Bool = false,
  ) throws(MeasureConflict) -> Result {
    if left.isDimensionless, right.isDimensionless { return Result(left) }
    return try aligned(left, right, strict: strict)
  }

  private static func aligned(
    _ left: Measure, _ right: Measure, strict: Bool,
  ) throws(MeasureConflict) -> Result {
    switch (left, right) {
    case (.unit(let a), .unit(let b)):
      if let factor = b.factor(to: a) { return Result(left, factor: factor) }
      if !strict, a.isOne && b.isCount { return Result(right) }
      if !strict, a.isCount && b.isOne { return Result(left) }
      if let mine = a.currency, let theirs = b.currency, mine != theirs {
        throw .currencies(mine, theirs)
      }
      throw .dimensions(left, right)
    case (.periodic(let a, let kind), .periodic(let b, let other)):
      guard a == b else { throw .periods(left, right) }
      return Result(.periodic(a, kind == other ? kind : .unstated))
    default: throw .dimensions(left, right)
    }
  }

  /// The measure of `a * b`.
  package static func product(
    _ left: Measure, _ right: Measure,
  ) throws(MeasureConflict) -> Result {
    switch (left, right) {
    case (.share, .share): return Result(.share)
    case (.periodic, .periodic): throw .periodicProduct(left, right)
    case (.periodic, _) where right.isDimensionless: return Result(left)
    case (_, .periodic) where left.isDimensionless: return Result(right)
    case (.periodic, .unit(let unit)) where unit.isTime: throw .periodicOverTime(left, unit)
    case (.unit(let unit), .periodic) where unit.isTime: throw .periodicOverTime(right, unit)
    default:
      let (unit, factor) = left.unit.multiplied(by: right.unit)
      return Result(.unit(unit), factor: factor)
    }
  }

  /// The measure of `a / b`.
  package static func quotient(
    _ left: Measure, _ right: Measure,
  ) throws(MeasureConflict) -> Result {
    switch (left, right) {
    case (.share, .unit(let unit)) where unit.isOne: return Result(.share)
    case (.periodic(let a, _), .periodic(let b, _)):
      guard a == b else { throw .periods(left, right) }
      return Result(.number)
    case (.periodic, _) where right.isDimensionless: return Result(left)
    case (.unit(let unit), .periodic) where unit.isTime: throw .periodicOverTime(right, unit)
    case (.periodic, .unit(let unit)) where unit.isTime: throw .periodicOverTime(left, unit)
    default:
      let (unit, factor) = left.unit.divided(by: right.unit)
      let isShare = unit.isOne && left.unit.isMadeOfCounts
      return Result(isShare ? .share : .unit(unit), factor: factor)
    }
  }

  /// `a mod b`: the sides must be of one measure.
  package static func remainder(
    _ left: Measure, _ right: Measure,
  ) throws(MeasureConflict) -> Result {
    try aligned(left, right, strict: false)
  }

  /// `a ^ n` with a whole `n` known before the run, or nil when it is not whole or not known.
  package static func power(
    _ base: Measure, whole exponent: Int?,
  ) throws(MeasureConflict) -> Measure {
    switch base {
    case .share: return .share
    case .periodic: throw .periodicPower(base)
    case .unit(let unit):
      if unit.isOne { return .number }
      guard let exponent, let raised = unit.raised(to: exponent) else { throw .power(base) }
      return .unit(raised)
    }
  }

  /// The measure of `a per month`.
  package static func per(
    _ base: Measure, _ unit: NamedUnit,
  ) throws(MeasureConflict) -> Result {
    if base.isShare, unit.base.isTime { return Result(.periodic(unit, .unstated)) }
    return try quotient(base, .unit(Unit(unit)))
  }

  /// `a to b`: the factor that takes a magnitude of one measure to the other.
  package static func conversion(
    _ from: Measure, to: Measure,
  ) throws(MeasureConflict) -> Double {
    switch (from, to) {
    case (.periodic(let a, _), .periodic(let b, _)):
      guard a == b else { throw .rescaledPeriodic(from, to) }
      return 1
    case (.periodic, .unit(let unit)):
      guard unit == from.unit else { throw .rescaledPeriodic(from, to) }
      return 1
    case (_, .share) where from.isDimensionless, (.share, .unit(.one)): return 1
    case (.unit(let a), .unit(let b)):
      if let factor = a.factor(to: b) { return factor }
      if let mine = a.currency, let theirs = b.currency, mine != theirs {
        throw .currencies(mine, theirs)
      }
      throw .unconvertible(from, to)
    case (.unit(let a), .periodic(let time, _)) where a == Unit(time, exponent: -1): return 1
    default: throw .unconvertible(from, to)
    }
  }
}

/// Why two measures do not go together.
package enum MeasureConflict: Error, Hashable, Sendable {
  case dimensions(Measure, Measure)
  case currencies(NamedUnit, NamedUnit)
  /// `$100 + 10%`
  case shareInSum(Measure, Measure)
  /// 3%/month beside 30%/year
  case periods(Measure, Measure)
  /// 3%/month * 12 months
  case periodicOverTime(Measure, Unit)
  case periodicProduct(Measure, Measure)
  case periodicPower(Measure)
  /// `churn to 1/year`
  case rescaledPeriodic(Measure, Measure)
  case power(Measure)
  case unconvertible(Measure, Measure)
}
