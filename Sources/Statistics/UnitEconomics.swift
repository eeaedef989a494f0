/// The unit economics of one group of customers, with intervals.
///
/// The estimates are those of the common definitions: cac = cost / won, churn = Σ lost / Σ open
/// and arpa = Σ revenue / Σ priced months over complete months, ltv = arpa · margin / churn,
/// ltv_cac = ltv / cac, and payback in advance. cac, churn and arpa have an interval of their own;
/// ltv, ltv_cac and payback combine them (see ``VarianceRecovery``), with the correlation of churn
/// and arpa between customers. The number won is uncorrelated with both: it multiplies numerator and
/// denominator of a ratio over the same customers alike.
package struct UnitEconomicsEstimate: Sendable {
  /// An estimate with its interval; the value is NaN where it is 0/0.
  package struct Figure: Sendable {
    package let value: Double
    package let interval: ConfidenceInterval
  }

  package let cac: Figure
  package let churn: Figure
  package let arpa: Figure
  /// 1 / churn, in months; infinite when none was lost.
  package let lifetime: Figure
  package let ltv: Figure
  package let ltvToCac: Figure
  /// In months; infinite for never.
  package let payback: Figure

  /// The skewness of the error of arpa (see ``SampleWarning``).
  package let revenueSkewness: Double

  /// The estimates of one group.
  ///
  /// - Parameters:
  ///   - won: the customers won.
  ///   - residuals: of churn and arpa, with their totals.
  ///   - cost: what was spent to win the customers, without error; nil where it is not known.
  ///   - margin: the gross margin as a share of revenue, positive.
  ///   - level: the confidence level, between 0 and 1.
  ///   - method: the formula of ltv.
  package init(
    won: Double, residuals: CustomerResiduals, cost: Double?, margin: Double, level: Double,
    method: LifetimeValueMethod = .undiscounted,
  ) {
    churn = Figure(
      value: residuals.churn?.ratio ?? .nan,
      interval: residuals.churn.map { ChurnInterval.pooled($0, level: level) } ?? .unavailable,
    )
    arpa = Figure(
      value: residuals.revenue?.ratio ?? .nan,
      interval: residuals.revenue.map { RevenueInterval.mean($0, level: level) } ?? .unavailable,
    )
    revenueSkewness = residuals.revenue?.skewness ?? 0
    lifetime = Figure(
      value: 1 / churn.value, interval: churn.interval.mapped(decreasing: { rate in 1 / rate }),
    )
    cac = Figure(
      value: (cost ?? .nan) / won,
      interval: cost.map { AcquisitionCostInterval.interval(cost: $0, won: won, level: level) }
        ?? .unavailable,
    )
    let products = ProductIntervals(
      arpa: arpa, churn: churn, cac: cac, margin: margin, correlation: residuals.correlation,
      method: method,
    )
    ltv = products.lifetimeValue
    ltvToCac = products.lifetimeValueToCost
    payback = products.payback
  }
}
