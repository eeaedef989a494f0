/// The unit economics of one group of customers, with intervals from one pass over the data.
///
/// The estimates are those of the common definitions: cac = cost / won, churn = Σ lost / Σ open
/// and arpa = Σ revenue / Σ open over complete months, ltv = arpa · margin / churn,
/// ltv_cac = ltv / cac, and payback in advance. cac, churn and arpa have an interval of their own;
/// ltv, ltv_cac and payback combine them (see ``VarianceRecovery``), with the correlation of churn
/// and arpa between buckets. The number won is uncorrelated with both: it multiplies numerator and
/// denominator of a ratio over the same customers alike.
package struct UnitEconomicsEstimate: Sendable {
  /// The statistics of a customer that are summed by bucket, in their order in `bucketSums`.
  package enum Statistic: Int, CaseIterable, Sendable {
    /// 1 for a customer won.
    case won
    /// Complete months at whose first day the customer was there.
    case open
    /// Those of them in which the customer left: 0 or 1.
    case lost
    /// The revenue of the months in `open`.
    case revenue
  }

  /// An estimate with its interval; the value is NaN where it is 0/0.
  package struct Figure: Sendable {
    package let value: Double
    package let interval: ConfidenceInterval
  }

  package let won: Double
  package let open: Double
  package let lost: Double
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

  /// The estimates of one group; nil when `bucketSums` has another length than 4 · 200.
  ///
  /// - Parameters:
  ///   - bucketSums: won, open, lost and revenue, 200 bucket sums each, one after the other.
  ///   - cost: what was spent to win the customers, without error; nil where it is not known.
  ///   - margin: the gross margin as a share of revenue, positive.
  ///   - level: the confidence level, between 0 and 1.
  ///   - method: the formula of ltv.
  package init?(
    bucketSums: Span<Double>, cost: Double?, margin: Double, level: Double,
    method: LifetimeValueMethod = .undiscounted,
  ) {
    let buckets = ResamplingWeights.bucketCount
    guard bucketSums.count == Statistic.allCases.count * buckets else { return nil }
    func sums(_ statistic: Statistic) -> [Double] {
      let first = statistic.rawValue * buckets
      return (0..<buckets).map { bucketSums[first + $0] }
    }
    let (openSums, lostSums, revenueSums) = (sums(.open), sums(.lost), sums(.revenue))
    let won = CompensatedSum.of(sums(.won).span)
    self.won = won
    open = CompensatedSum.of(openSums.span)
    lost = CompensatedSum.of(lostSums.span)
    let lostResiduals = RatioResiduals(lostSums.span, over: openSums.span)
    let revenueResiduals = RatioResiduals(revenueSums.span, over: openSums.span)
    churn = Figure(
      value: lost / open,
      interval: lostResiduals.map { ChurnInterval.pooled($0, level: level) } ?? .unavailable,
    )
    arpa = Figure(
      value: CompensatedSum.of(revenueSums.span) / open,
      interval: revenueResiduals.map { RevenueInterval.mean($0, level: level) } ?? .unavailable,
    )
    revenueSkewness = revenueResiduals?.skewness ?? 0
    lifetime = Figure(
      value: 1 / churn.value, interval: churn.interval.mapped(decreasing: { rate in 1 / rate }),
    )
    cac = Figure(
      value: (cost ?? .nan) / won,
      interval: cost.map { AcquisitionCostInterval.interval(cost: $0, won: won, level: level) }
        ?? .unavailable,
    )
    var correlation = 0.0
    if let lostResiduals, let revenueResiduals {
      correlation = lostResiduals.correlation(with: revenueResiduals)
    }
    let products = ProductIntervals(
      arpa: arpa, churn: churn, cac: cac, margin: margin, correlation: correlation,
      method: method,
    )
    ltv = products.lifetimeValue
    ltvToCac = products.lifetimeValueToCost
    payback = products.payback
  }
}
