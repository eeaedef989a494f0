/// The interval of a mean of positive amounts that is a ratio of totals, such as arpa.
package enum RevenueInterval {
  /// Student's interval on the logarithmic scale.
  ///
  /// The standard error of ln(Σ revenue / Σ open) is that of the ratio over the ratio, from the
  /// variance between customers; the degrees of freedom are the customers less one. Sums of
  /// skewed amounts have an error whose size goes with the sum, so the logarithm is nearer to
  /// normal than the mean itself.
  ///
  /// - Parameters:
  ///   - residuals: of the revenue over the customer-months of which it is known.
  ///   - level: the confidence level, between 0 and 1.
  /// - Returns: `.unavailable` with fewer than two customers or a mean that is not positive.
  package static func mean(_ residuals: RatioResiduals, level: Double) -> ConfidenceInterval {
    guard let variance = residuals.variance, residuals.numerator > 0, level > 0, level < 1
    else { return .unavailable }
    let quantile = StudentDistribution.quantile(
      twoSidedLevel: level, degreesOfFreedom: residuals.units - 1,
    )
    let factor = exponential(quantile * variance.squareRoot() / residuals.numerator)
    guard factor.isFinite else { return .unavailable }
    return .interval(lower: residuals.ratio / factor, upper: residuals.ratio * factor)
  }
}
