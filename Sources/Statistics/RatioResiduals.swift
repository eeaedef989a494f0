/// A ratio of two totals over resampling buckets, and what its error is made of.
///
/// With buckets as independent parts of the sample, the error of Σy / Σx is, to first order, that
/// of Σ(y − R x) over Σx (linearisation: Woodruff 1971, "A simple method for approximating the
/// variance of a complicated estimate", JASA 66:411).
struct RatioResiduals {
  let numerator: Double
  let denominator: Double
  /// Σy / Σx.
  let ratio: Double
  /// y − R x in each bucket.
  let residuals: [Double]
  /// The number of buckets with a positive denominator.
  let occupiedBuckets: Int

  /// The ratio of the sums of two spans of equal length; nil when it has no finite value.
  init?(_ y: Span<Double>, over x: Span<Double>) {
    guard y.count == x.count else { return nil }
    let (numerator, denominator) = (CompensatedSum.of(y), CompensatedSum.of(x))
    let ratio = numerator / denominator
    guard denominator > 0, ratio.isFinite else { return nil }
    var residuals: [Double] = []
    residuals.reserveCapacity(x.count)
    var occupied = 0
    for bucket in x.indices {
      residuals.append(y[bucket] - ratio * x[bucket])
      if x[bucket] > 0 { occupied += 1 }
    }
    self.numerator = numerator
    self.denominator = denominator
    self.ratio = ratio
    self.residuals = residuals
    occupiedBuckets = occupied
  }

  /// The variance of Σ(y − R x), nil with fewer than two occupied buckets.
  var variance: Double? {
    guard occupiedBuckets > 1 else { return nil }
    let occupied = Double(occupiedBuckets)
    return product(with: self) * occupied / (occupied - 1)
  }

  /// The skewness of Σ(y − R x) as a sum of independent buckets: Σu³ / (Σu²)^(3/2).
  var skewness: Double {
    let squares = product(with: self)
    guard squares > 0 else { return 0 }
    var cubes = CompensatedSum()
    for residual in residuals { cubes.add(residual * residual * residual) }
    return cubes.value / (squares * squares.squareRoot())
  }

  /// The correlation of the errors of two ratios over the same buckets.
  func correlation(with other: RatioResiduals) -> Double {
    let scale = (product(with: self) * other.product(with: other)).squareRoot()
    guard scale > 0, scale.isFinite else { return 0 }
    return max(-1, min(1, product(with: other) / scale))
  }

  private func product(with other: RatioResiduals) -> Double {
    var sum = 0.0
    for (u, v) in zip(residuals, other.residuals) { sum += u * v }
    return sum
  }
}
