/// The interval of churn, pooled over complete months: Σ lost / Σ open.
package enum ChurnInterval {
  /// The score interval with an effective number of customer-months.
  ///
  /// Given who is open, each customer-month is a trial that ends in a loss with the month's churn,
  /// so the lost have a binomial variance as long as all customers share one churn, although a
  /// customer counts in many months. Where they do not, the customer-months of one customer go
  /// together; the design effect (Kish 1965, "Survey Sampling", 8.2) is the variance between
  /// customers of lost − churn · open over the binomial variance, and the number of trials is
  /// divided by it when it is above one. See ``WilsonInterval`` for the score interval.
  ///
  /// - Parameters:
  ///   - residuals: of the customers lost over the customer-months at risk.
  ///   - level: the confidence level, between 0 and 1.
  /// - Returns: an upper bound by the rule of three when none was lost.
  package static func pooled(_ residuals: RatioResiduals, level: Double) -> ConfidenceInterval {
    let (lost, open) = (residuals.numerator, residuals.denominator)
    let binomialVariance = lost * (1 - residuals.ratio)
    var designEffect = 1.0
    if binomialVariance > 0, let variance = residuals.variance {
      designEffect = max(1, variance / binomialVariance)
    }
    return WilsonInterval.share(
      successes: lost / designEffect, trials: open / designEffect, level: level,
    )
  }
}
