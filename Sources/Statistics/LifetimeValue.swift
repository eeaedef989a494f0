/// The simple formulas of customer lifetime value, from constant revenue and churn.
///
/// Amounts are those of one period, and churn and rates are those of the same period. With
/// retention r = 1 − churn and discount d, the discounted forms are the geometric sums
/// Σ rᵗ/(1 + d)ᵗ from t = 0 (paid in advance) or t = 1 (paid in arrears); see Gupta & Lehmann
/// 2003, "Customers as assets", Journal of Interactive Marketing 17:9, and Fader & Hardie 2012,
/// "Reconciling and clarifying CLV formulas".
package enum LifetimeValue {
  /// Revenue, or margin where `revenue` is one, over churn.
  ///
  /// - Returns: infinite when nobody leaves, NaN when nobody leaves and nobody pays.
  package static func simple(revenue: Double, churn: Double) -> Double { revenue / churn }

  /// Revenue times the gross margin's share, over churn.
  package static func margin(revenue: Double, margin: Double, churn: Double) -> Double {
    revenue * margin / churn
  }

  /// Discounted, the first payment now: m (1 + d) / (1 + d − r).
  package static func discountedInAdvance(
    margin: Double, churn: Double, discount: Double,
  ) -> Double {
    margin * (1 + discount) / (discount + churn)
  }

  /// Discounted, the first payment at the end of the first period: m r / (1 + d − r).
  package static func discountedInArrears(
    margin: Double, churn: Double, discount: Double,
  ) -> Double {
    margin * (1 - churn) / (discount + churn)
  }

  /// With revenue of survivors that grows by a share of the first amount each period:
  /// m / (churn − g).
  ///
  /// - Returns: nil when growth reaches churn and the sum has no limit.
  package static func expansion(margin: Double, churn: Double, growth: Double) -> Double? {
    growth < churn ? margin / (churn - growth) : nil
  }
}
