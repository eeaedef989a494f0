/// The interval of a mean of positive amounts that is a ratio of totals, such as arpa.
package enum RevenueInterval {
  /// Student's interval on the logarithmic scale.
  ///
  /// The standard error of ln(Σ revenue / Σ open) is that of the ratio over the ratio, from the
  /// variance between buckets; the degrees of freedom are the occupied buckets less one. Sums of
  /// skewed amounts have an error whose size goes with the sum, so the logarithm is nearer to
  /// normal than the mean itself.
  ///
  /// - Parameters:
  ///   - revenue: the revenue of the customer-months at risk, by resampling bucket.
  ///   - open: the customer-months at risk, by resampling bucket, of the same length.
  ///   - level: the confidence level, between 0 and 1.
  /// - Returns: `.unavailable` with fewer than two occupied buckets or a mean that is not positive.
  package static func mean(
    revenue: Span<Double>, open: Span<Double>, level: Double,
  ) -> ConfidenceInterval {
    guard let residuals = RatioResiduals(revenue, over: open) else { return .unavailable }
    return mean(residuals, level: level)
  }

  static func mean(_ residuals: RatioResiduals, level: Double) -> ConfidenceInterval {
    guard let variance = residuals.variance, residuals.numerator > 0, level > 0, level < 1
    else { return .unavailable }
    let quantile = StudentDistribution.quantile(
      twoSidedLevel: level, degreesOfFreedom: Double(residuals.occupiedBuckets - 1),
    )
    let factor = exponential(quantile * variance.squareRoot() / residuals.numerator)
    guard factor.isFinite else { return .unavailable }
    return .interval(lower: residuals.ratio / factor, upper: residuals.ratio * factor)
  }
}
