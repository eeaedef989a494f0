import Statistics
import Testing

@Suite("Unit economics")
struct UnitEconomicsTests {
  /// Bucket sums of a group: the customers of each bucket as (open months, lost, monthly revenue).
  static func bucketSums(_ customers: [(bucket: Int, open: Double, lost: Double, mrr: Double)])
    -> [Double]
  {
    var sums = [Double](repeating: 0, count: 800)
    for customer in customers {
      sums[customer.bucket] += 1
      sums[200 + customer.bucket] += customer.open
      sums[400 + customer.bucket] += customer.lost
      sums[600 + customer.bucket] += customer.open * customer.mrr
    }
    return sums
  }

  static let customers: [(bucket: Int, open: Double, lost: Double, mrr: Double)] = [
    (3, 10, 1, 40), (3, 4, 0, 100), (17, 8, 1, 60), (58, 12, 0, 80), (90, 1, 1, 20),
    (121, 7, 0, 90), (155, 9, 1, 50), (199, 11, 0, 70), (0, 6, 0, 30), (44, 5, 1, 120),
  ]

  @Test("the values are the common definitions")
  func values() {
    let sums = Self.bucketSums(Self.customers)
    let estimate = UnitEconomicsEstimate(
      bucketSums: sums.span, cost: 2000, margin: 0.8, level: 0.95,
    )
    // Σ open = 73, Σ lost = 5, Σ revenue = 400+400+480+960+20+630+450+770+180+600 = 4890.
    expectAgreement(estimate?.cac.value, 200)
    expectAgreement(estimate?.churn.value, 5.0 / 73)
    expectAgreement(estimate?.arpa.value, 4890.0 / 73)
    expectAgreement(estimate?.lifetime.value, 14.6)
    expectAgreement(estimate?.ltv.value, 782.4)
    expectAgreement(estimate?.ltvToCac.value, 3.912)
    // ln(1 - 200/782.4) / ln(1 - 5/73): mpmath 1.3.0.
    expectAgreement(estimate?.payback.value, 4.16069625066605042)
  }

  // Computed from the formulas with numpy 2.4.6 and scipy 1.17.1 (norm.ppf, t.ppf).
  @Test("the limits agree with an independent computation")
  func limits() {
    let sums = Self.bucketSums(Self.customers)
    let estimate = UnitEconomicsEstimate(
      bucketSums: sums.span, cost: 2000, margin: 0.8, level: 0.95,
    )
    let expected: [(UnitEconomicsEstimate.Figure?, Double, Double)] = [
      (estimate?.cac, 108.63972211228727, 368.1894543015953),
      (estimate?.churn, 0.02960903865183806, 0.15052105040584765),
      (estimate?.arpa, 53.016761708018514, 84.63671538307952),
      (estimate?.ltv, 335.4254735948856, 1917.4682348261708),
      (estimate?.ltvToCac, 1.3772886045228196, 11.570610249273876),
      (estimate?.payback, 1.9917820795949266, 9.705118062589317),
    ]
    for (figure, lower, upper) in expected {
      // The t quantile of Hill 1970 is good to 1e-5.
      expectAgreement(figure?.interval.lower, lower, within: 1e-5)
      expectAgreement(figure?.interval.upper, upper, within: 1e-5)
    }
    expectAgreement(estimate?.cac.interval.lower, 108.63972211228727)
    expectAgreement(estimate?.churn.interval.upper, 0.15052105040584765)
    expectAgreement(estimate?.revenueSkewness, 0.09050172393974067, within: 1e-10)
    expectAgreement(estimate?.lifetime.interval.lower, 1 / 0.15052105040584765)
  }

  @Test("customers who leave in clumps widen the interval of churn")
  func designEffect() {
    let lost: [Double] = [4, 3, 0, 0, 0, 1]
    let open: [Double] = [4, 4, 20, 30, 10, 12]
    let interval = ChurnInterval.pooled(lost: lost.span, open: open.span, level: 0.95)
    // numpy 2.4.6 and scipy 1.17.1 from the formulas: design effect 5.626667.
    expectAgreement(interval.lower, 0.02265483785895961, within: 1e-10)
    expectAgreement(interval.upper, 0.347514460905113, within: 1e-10)
  }

  @Test("what was never seen gives a bound")
  func bounds() {
    let stayed = Self.customers.map { ($0.bucket, $0.open, 0.0, $0.mrr) }
    let sums = Self.bucketSums(stayed)
    let none = UnitEconomicsEstimate(bucketSums: sums.span, cost: 2000, margin: 0.8, level: 0.95)
    #expect(none?.churn.value == 0)
    #expect(none?.churn.interval.lower == nil)
    // 1 - 0.05^(1/73): scipy 1.17.1, beta.ppf(0.95, 1, 73).
    expectAgreement(none?.churn.interval.upper, 0.04020679425316585)
    #expect(none?.lifetime.value == .infinity)
    expectAgreement(none?.lifetime.interval.lower, 1 / 0.04020679425316585)
    #expect(none?.ltv.interval.upper == nil)
    // The lower limits together: 53.0167617 · 0.8 / 0.0402069.
    expectAgreement(
      none?.ltv.interval.lower, 53.016761708018514 * 0.8 / 0.04020679425316585, within: 1e-5,
    )
    #expect(none?.ltvToCac.interval.upper == nil)
    // Without churn payback is cac / (arpa · margin).
    expectAgreement(none?.payback.value, 200 / (4890.0 / 73 * 0.8))

    var wonByNobody = Self.bucketSums(Self.customers)
    for bucket in 0..<200 { wonByNobody[bucket] = 0 }
    let lost = UnitEconomicsEstimate(
      bucketSums: wonByNobody.span, cost: 2000, margin: 0.8, level: 0.95,
    )
    #expect(lost?.cac.value == .infinity)
    #expect(lost?.cac.interval.upper == nil)
    expectAgreement(lost?.cac.interval.lower, 2000 / 2.99573227355399099)
    #expect(lost?.ltvToCac.interval.lower == nil)
    #expect(lost?.payback.interval.upper == nil)
  }

  @Test("where every customer-month ended in a loss, churn is at most 100%")
  func allLost() {
    let left = Self.customers.map { ($0.bucket, 1.0, 1.0, $0.mrr) }
    let sums = Self.bucketSums(left)
    let estimate = UnitEconomicsEstimate(
      bucketSums: sums.span, cost: 2000, margin: 0.8, level: 0.95)
    #expect(estimate?.churn.value == 1)
    #expect(estimate?.churn.interval.upper == nil)
    // 0.05^(1/10): scipy 1.17.1, beta.ppf(0.05, 10, 1).
    expectAgreement(estimate?.churn.interval.lower, 0.7411344491069477)
    // The point is the limit of churn on that side, so below ltv only arpa is uncertain.
    expectAgreement(
      estimate?.ltv.interval.lower, (estimate?.arpa.interval.lower ?? 0) * 0.8, within: 1e-12)
    #expect((estimate?.ltv.interval.upper ?? 0) > (estimate?.ltv.value ?? .infinity) / 0.7411)
  }

  @Test("empty groups, one customer and unknown cost have no interval and no trap")
  func degenerate() {
    let empty = [Double](repeating: 0, count: 800)
    let nothing = UnitEconomicsEstimate(
      bucketSums: empty.span, cost: 0, margin: 0.8, level: 0.95,
    )
    #expect(nothing?.cac.value.isNaN == true)
    #expect(nothing?.churn.interval == .unavailable)
    #expect(nothing?.payback.interval == .unavailable)
    let one = Self.bucketSums([(7, 3, 1, 50)])
    let single = UnitEconomicsEstimate(bucketSums: one.span, cost: nil, margin: 1, level: 0.95)
    #expect(single?.arpa.interval == .unavailable)
    #expect(single?.cac.interval == .unavailable)
    #expect(single?.ltv.interval == .unavailable)
    let short = UnitEconomicsEstimate(bucketSums: [1, 2].span, cost: 1, margin: 1, level: 0.95)
    #expect(short == nil)
    for cost in [Double.nan, .infinity, -5, 1e308] {
      let sums = Self.bucketSums(Self.customers)
      let odd = UnitEconomicsEstimate(bucketSums: sums.span, cost: cost, margin: -1, level: 0.95)
      #expect(odd?.ltv.interval == .unavailable)
    }
  }

  @Test("payback that is never reached leaves the soonest time as a bound")
  func never() {
    let sums = Self.bucketSums(Self.customers)
    let estimate = UnitEconomicsEstimate(
      bucketSums: sums.span, cost: 20_000, margin: 0.8, level: 0.95,
    )
    #expect(estimate?.payback.value == .infinity)
    #expect(estimate?.payback.interval.upper == nil)
    // cac 1086.397, arpa 84.6367, churn 0.029609 at their limits (scipy 1.17.1 and numpy 2.4.6).
    expectAgreement(estimate?.payback.interval.lower, 21.44327161810673, within: 1e-5)
  }

  @Test("the half-width of cac falls as one over the root of the customers won")
  func halfWidth() {
    func relativeHalfWidth(_ won: Double) -> Double {
      let interval = AcquisitionCostInterval.interval(cost: 300 * won, won: won, level: 0.95)
      return ((interval.upper ?? .infinity) - (interval.lower ?? 0)) / 2 / 300
    }
    let first = relativeHalfWidth(100)
    for won in [100, 300, 1_000, 10_000, 100_000, 1_000_000] as [Double] {
      let scaled = relativeHalfWidth(won) * (won / 100).squareRoot()
      #expect((scaled / first - 1).magnitude < 0.1)
      // 1.959964 / √100 is what the normal approximation gives.
      #expect((scaled / 0.1959963984540054 - 1).magnitude < 0.1)
    }
  }
}
