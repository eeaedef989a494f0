/// The difference and the ratio of two independent quantities, each with an interval of its own.
///
/// The distance of a limit from the value is that of the two distances which lie on its side, as of the
/// legs of a right angle, so that intervals that are not symmetric, as of shares, keep their form. Source:
/// Newcombe 1998, "Interval estimation for the difference between independent proportions", Statistics
/// in Medicine 17:873, method 10, which is this with Wilson's intervals; Zou & Donner 2008, Statistics in
/// Medicine 27:1693, for any; Donner & Zou 2012, Statistical Methods in Medical Research 21:347, for the
/// ratio.
package enum ComparedIntervals {
  /// A value with its limits; a limit is nil where there is only a bound on the other side.
  package struct Side: Sendable {
    package let value: Double
    package let lower: Double?
    package let upper: Double?

    package init(_ value: Double, lower: Double?, upper: Double?) {
      self.value = value
      self.lower = lower
      self.upper = upper
    }
  }

  /// The limits of a − b.
  package static func difference(_ a: Side, _ b: Side) -> (lower: Double?, upper: Double?) {
    let value = a.value - b.value
    return (
      distance(a.value, a.lower, b.value, b.upper).map { value - $0 },
      distance(a.value, a.upper, b.value, b.lower).map { value + $0 }
    )
  }

  private static func distance(
    _ a: Double, _ aLimit: Double?, _ b: Double, _ bLimit: Double?
  ) -> Double? {
    guard let aLimit, let bLimit else { return nil }
    return ((a - aLimit) * (a - aLimit) + (b - bLimit) * (b - bLimit)).squareRoot()
  }

  /// The limits of a / b: the ratios r at which the interval of a − r b begins or ends at zero.
  ///
  /// - Returns: nil for a limit that is not finite, as where b may be zero; neither unless a is at
  ///   least 0 and b above it.
  package static func ratio(_ a: Side, _ b: Side) -> (lower: Double?, upper: Double?) {
    guard a.value >= 0, b.value > 0 else { return (nil, nil) }
    var lower: Double?
    var upper: Double?
    if let low = a.lower, let high = b.upper {
      lower = limit(a.value, b.value, low, high, isUpper: false)
    }
    if let high = a.upper, let low = b.lower, low > 0 {
      upper = limit(a.value, b.value, high, low, isUpper: true)
    }
    return (lower, upper)
  }

  /// The root of r² (b² − d²) − 2 a b r + (a² − c²) = 0 with c = a − aLimit and d = b − bLimit.
  private static func limit(
    _ a: Double, _ b: Double, _ aLimit: Double, _ bLimit: Double, isUpper: Bool
  ) -> Double? {
    let constant = aLimit * (2 * a - aLimit)
    let square = bLimit * (2 * b - bLimit)
    let product = a * b
    let root = max(0, product * product - constant * square).squareRoot()
    // Of the two forms of a root the one that subtracts no equals.
    if constant == 0, !isUpper { return 0 }
    let value = isUpper ? (product + root) / square : constant / (product + root)
    guard value.isFinite, !isUpper || square > 0 else { return nil }
    return max(0, value)
  }

  /// How often chance alone gives as large a difference, if the interval of a level grows with the
  /// normal quantile; nil without a limit on the side of zero.
  package static func probability(_ a: Side, _ b: Side, level: Double) -> Double? {
    let value = a.value - b.value
    let limits = difference(a, b)
    guard let limit = value > 0 ? limits.lower : limits.upper else { return nil }
    let distance = (value - limit).magnitude
    guard distance > 0 else { return value == 0 ? 1 : 0 }
    let statistic = value.magnitude / distance * NormalDistribution.quantile(twoSidedLevel: level)
    return 2 * NormalDistribution.probability(below: -statistic)
  }
}
