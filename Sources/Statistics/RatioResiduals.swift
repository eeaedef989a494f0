/// A ratio of two totals over independent units, and what its error is made of.
///
/// The error of Σy / Σx is, to first order, that of Σ(y − R x) over Σx (linearisation: Woodruff
/// 1971, "A simple method for approximating the variance of a complicated estimate", JASA 66:411).
/// Each unit counts with all of its y and x at once, so what one unit adds in many months is no
/// sample of many.
package struct RatioResiduals: Sendable {
  package let numerator: Double
  package let denominator: Double
  /// Σy / Σx.
  package let ratio: Double
  /// The number of units that have an x or a y.
  private(set) var units = 0.0
  /// Σ(y − R x)².
  private(set) var squares = 0.0
  /// Σ(y − R x)³.
  private(set) var cubes = 0.0

  /// The ratio of two totals, without units yet; nil when it has no finite value.
  package init?(_ numerator: Double, over denominator: Double) {
    ratio = numerator / denominator
    guard denominator > 0, ratio.isFinite else { return nil }
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Adds units by the powers of their residuals.
  package mutating func add(units: Double, squares: Double, cubes: Double = 0) {
    self.units += units
    self.squares += squares
    self.cubes += cubes
  }

  /// The variance of Σ(y − R x), nil with fewer than two units.
  var variance: Double? {
    guard units > 1 else { return nil }
    return squares * units / (units - 1)
  }

  /// The skewness of Σ(y − R x) as a sum of independent units: Σu³ / (Σu²)^(3/2).
  var skewness: Double {
    guard squares > 0 else { return 0 }
    let skewness = cubes / (squares * squares.squareRoot())
    return skewness.isFinite ? skewness : 0
  }
}
