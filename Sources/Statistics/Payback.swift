/// The time after which the margin of the survivors has paid what a customer cost.
package enum Payback: Sendable, Equatable {
  /// After this many periods.
  case periods(Double)

  /// Not at any time: the cost is at or above the lifetime value.
  case never

  /// Payback of customers who pay in advance and leave at a constant churn.
  ///
  /// The margin of n periods from the survivors of one customer is m (1 − (1 − churn)ⁿ) / churn;
  /// it reaches the cost at n = ln(1 − cac · churn / m) / ln(1 − churn), with m = revenue ·
  /// margin. Without churn that is cac / m, and when everyone leaves at once 0.
  ///
  /// - Parameters:
  ///   - cost: what a customer costs to win.
  ///   - revenue: the revenue of a customer in a period.
  ///   - churn: the share lost in a period, between 0 and 1.
  ///   - margin: the gross margin as a share of revenue.
  /// - Returns: nil when a number is out of its range or not finite.
  package static func paidInAdvance(
    cost: Double, revenue: Double, churn: Double, margin: Double,
  ) -> Payback? {
    let earned = revenue * margin
    guard cost.isFinite, earned.isFinite, churn >= 0, churn <= 1 else { return nil }
    if cost <= 0 { return .periods(0) }
    if earned <= 0 { return .never }
    let simple = cost / earned
    if churn == 0 { return .periods(simple) }
    let share = simple * churn
    if share >= 1 { return .never }
    return .periods(logarithmOfOnePlus(-share) / logarithmOfOnePlus(-churn))
  }

  /// The number of periods, infinite for never.
  package var periods: Double {
    switch self {
    case .periods(let periods): periods
    case .never: .infinity
    }
  }
}
