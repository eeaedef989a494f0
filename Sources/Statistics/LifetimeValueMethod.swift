/// Which of the simple formulas makes a lifetime value of a month's margin and churn.
package enum LifetimeValueMethod: Hashable, Sendable {
  /// The margin of a lifetime of 1 / churn periods.
  case undiscounted
  case discountedInAdvance(discount: Double)
  case discountedInArrears(discount: Double)
  case expansion(growth: Double)

  /// The value of a margin, churn and rates of the same period.
  ///
  /// - Returns: infinite where the sum has no limit.
  package func value(margin: Double, churn: Double) -> Double {
    switch self {
    case .undiscounted: LifetimeValue.simple(revenue: margin, churn: churn)
    case .discountedInAdvance(let discount):
      LifetimeValue.discountedInAdvance(margin: margin, churn: churn, discount: discount)
    case .discountedInArrears(let discount):
      LifetimeValue.discountedInArrears(margin: margin, churn: churn, discount: discount)
    case .expansion(let growth):
      LifetimeValue.expansion(margin: margin, churn: churn, growth: growth) ?? .infinity
    }
  }
}
