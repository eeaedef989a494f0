/// The interval of customer acquisition cost: cost / won.
package enum AcquisitionCostInterval {
  /// The cost over the limits of the expected number of customers won.
  ///
  /// The cost is what was spent, known without error; the number won is a Poisson count. See
  /// ``PoissonInterval/score(count:level:)``.
  ///
  /// - Parameters:
  ///   - cost: the spend, in any currency.
  ///   - won: the number of customers won, at least 0.
  ///   - level: the confidence level, between 0 and 1.
  /// - Returns: a lower bound when no customer was won (for a positive cost); `.unavailable` when
  ///   a number is not finite.
  package static func interval(cost: Double, won: Double, level: Double) -> ConfidenceInterval {
    guard cost.isFinite else { return .unavailable }
    let count = PoissonInterval.score(count: won, level: level)
    if cost > 0 { return count.mapped(decreasing: { mean in cost / mean }) }
    // Refunds above the spend: a larger count brings a negative cost nearer to zero.
    if cost < 0 { return count.mapped(increasing: { mean in cost / mean }) }
    return won > 0 ? .interval(lower: 0, upper: 0) : .unavailable
  }
}
