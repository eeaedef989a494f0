import Statistics
import Testing

@Suite("Unit economics")
struct UnitEconomicsTests {
  static let customers: [SampledCustomer] = [
    .init(open: 14, lost: 1, mrr: 800.0 / 14), .init(open: 8, lost: 1, mrr: 60),
    .init(open: 12, lost: 0, mrr: 80),
    .init(open: 1, lost: 1, mrr: 20), .init(open: 7, lost: 0, mrr: 90),
    .init(open: 9, lost: 1, mrr: 50), .init(open: 11, lost: 0, mrr: 70),
    .init(open: 6, lost: 0, mrr: 30), .init(open: 5, lost: 1, mrr: 120),
  ]

  @Test("the values are the common definitions")
  func values() {
    let estimate = UnitEconomicsEstimate(Self.customers, won: 10, cost: 2000, margin: 0.8)
    // Σ open = 73, Σ lost = 5, Σ revenue = 800+480+960+20+630+450+770+180+600 = 4890.
    expectAgreement(estimate.cac.value, 200)
    expectAgreement(estimate.churn.value, 5.0 / 73)
    expectAgreement(estimate.arpa.value, 4890.0 / 73)
    expectAgreement(estimate.lifetime.value, 14.6)
    expectAgreement(estimate.ltv.value, 782.4)
    expectAgreement(estimate.ltvToCac.value, 3.912)
    // ln(1 - 200/782.4) / ln(1 - 5/73): mpmath 1.3.0.
    expectAgreement(estimate.payback.value, 4.16069625066605042)
  }

  // Computed from the formulas with numpy 2.4.6 and scipy 1.17.1 (norm.ppf, t.ppf).
  @Test("the limits agree with an independent computation")
  func limits() {
    let estimate = UnitEconomicsEstimate(Self.customers, won: 10, cost: 2000, margin: 0.8)
    let expected: [(UnitEconomicsEstimate.Figure, Double, Double)] = [
      (estimate.cac, 108.63972211228727, 368.1894543015953),
      (estimate.churn, 0.02960903865183806, 0.15052105040584765),
      (estimate.arpa, 53.016761708018514, 84.63671538307952),
      (estimate.ltv, 335.4254735948856, 1917.4682348261708),
      (estimate.ltvToCac, 1.3772886045228196, 11.570610249273876),
      (estimate.payback, 1.9917820795949266, 9.705118062589317),
    ]
    for (figure, lower, upper) in expected {
      // The t quantile of Hill 1970 is good to 1e-5.
      expectAgreement(figure.interval.lower, lower, within: 1e-5)
      expectAgreement(figure.interval.upper, upper, within: 1e-5)
    }
    expectAgreement(estimate.cac.interval.lower, 108.63972211228727)
    expectAgreement(estimate.churn.interval.upper, 0.15052105040584765)
    expectAgreement(estimate.revenueSkewness, 0.09050172393974067, within: 1e-10)
    expectAgreement(estimate.lifetime.interval.lower, 1 / 0.15052105040584765)
  }

  @Test("customers who leave in clumps widen the interval of churn")
  func designEffect() throws {
    let lost: [Double] = [4, 3, 0, 0, 0, 1]
    let open: [Double] = [4, 4, 20, 30, 10, 12]
    var residuals = try #require(RatioResiduals(8, over: 80))
    for (lost, open) in zip(lost, open) {
      let residual = lost - residuals.ratio * open
      residuals.add(units: 1, squares: residual * residual)
    }
    let interval = ChurnInterval.pooled(residuals, level: 0.95)
    // numpy 2.4.6 and scipy 1.17.1 from the formulas: design effect 5.626667.
    expectAgreement(interval.lower, 0.02265483785895961, within: 1e-10)
    expectAgreement(interval.upper, 0.347514460905113, within: 1e-10)
  }

  @Test("what was never seen gives a bound")
  func bounds() {
    let stayed = Self.customers.map { SampledCustomer(open: $0.open, lost: 0, mrr: $0.mrr) }
    let none = UnitEconomicsEstimate(stayed, won: 10, cost: 2000, margin: 0.8)
    #expect(none.churn.value == 0)
    #expect(none.churn.interval.lower == nil)
    // 1 - 0.05^(1/73): scipy 1.17.1, beta.ppf(0.95, 1, 73).
    expectAgreement(none.churn.interval.upper, 0.04020679425316585)
    #expect(none.lifetime.value == .infinity)
    expectAgreement(none.lifetime.interval.lower, 1 / 0.04020679425316585)
    #expect(none.ltv.interval.upper == nil)
    // The lower limits together: 53.0167617 · 0.8 / 0.0402069.
    expectAgreement(
      none.ltv.interval.lower, 53.016761708018514 * 0.8 / 0.04020679425316585, within: 1e-5,
    )
    #expect(none.ltvToCac.interval.upper == nil)
    // Without churn payback is cac / (arpa · margin).
    expectAgreement(none.payback.value, 200 / (4890.0 / 73 * 0.8))

    let lost = UnitEconomicsEstimate(Self.customers, won: 0, cost: 2000, margin: 0.8)
    #expect(lost.cac.value == .infinity)
    #expect(lost.cac.interval.upper == nil)
    expectAgreement(lost.cac.interval.lower, 2000 / 2.99573227355399099)
    #expect(lost.ltvToCac.interval.lower == nil)
    #expect(lost.payback.interval.upper == nil)
  }

  @Test("where every customer-month ended in a loss, churn is at most 100%")
  func allLost() {
    let left = (1...10).map { SampledCustomer(open: 1, lost: 1, mrr: 10 * Double($0)) }
    let estimate = UnitEconomicsEstimate(left, cost: 2000, margin: 0.8)
    #expect(estimate.churn.value == 1)
    #expect(estimate.churn.interval.upper == nil)
    // 0.05^(1/10): scipy 1.17.1, beta.ppf(0.05, 10, 1).
    expectAgreement(estimate.churn.interval.lower, 0.7411344491069477)
    // The point is the limit of churn on that side, so below ltv only arpa is uncertain.
    expectAgreement(
      estimate.ltv.interval.lower, (estimate.arpa.interval.lower ?? 0) * 0.8, within: 1e-12)
    #expect((estimate.ltv.interval.upper ?? 0) > estimate.ltv.value / 0.7411)
  }

  @Test("empty groups, one customer and unknown cost have no interval and no trap")
  func degenerate() {
    let nothing = UnitEconomicsEstimate([], cost: 0, margin: 0.8)
    #expect(nothing.cac.value.isNaN)
    #expect(nothing.churn.interval == .unavailable)
    #expect(nothing.payback.interval == .unavailable)
    let one = [SampledCustomer(open: 3, lost: 1, mrr: 50)]
    let single = UnitEconomicsEstimate(one, cost: nil, margin: 1)
    #expect(single.arpa.interval == .unavailable)
    #expect(single.cac.interval == .unavailable)
    #expect(single.ltv.interval == .unavailable)
    for cost in [Double.nan, .infinity, -5, 1e308] {
      let odd = UnitEconomicsEstimate(Self.customers, won: 10, cost: cost, margin: -1)
      #expect(odd.ltv.interval == .unavailable)
    }
  }

  // The moments of a cell stand for its customers one by one.
  @Test("customers added together have the intervals of customers one by one", arguments: [0, 1e6])
  func cells(offset: Double) {
    let amounts = [40, 41.5, 77.25, 300, 52, 39.99].map { $0 + offset }
    let single = UnitEconomicsEstimate(
      amounts.map { SampledCustomer(open: 5, lost: 1, mrr: $0) }, cost: 900, margin: 1)
    func sum(_ power: (Double) -> Double) -> Double { amounts.map(power).reduce(0, +) }
    var residuals = CustomerResiduals(
      lost: 6, open: 30, revenue: 5 * sum { $0 }, priced: 30)
    residuals.add(
      CustomerResiduals.Cell(
        customers: 6, open: 5, lost: 1, months: 5,
        amounts: AmountMoments(
          count: 6, sum: sum { $0 }, squares: sum { $0 * $0 }, cubes: sum { $0 * $0 * $0 })))
    let together = UnitEconomicsEstimate(
      won: 6, residuals: residuals, cost: 900, margin: 1, level: 0.95)
    let tolerance = offset == 0 ? 1e-12 : 1e-7
    expectAgreement(
      together.arpa.interval.lower, single.arpa.interval.lower ?? 0, within: tolerance)
    expectAgreement(together.ltv.interval.upper, single.ltv.interval.upper ?? 0, within: tolerance)
    expectAgreement(
      together.revenueSkewness, single.revenueSkewness, within: offset == 0 ? 1e-9 : 0.05)
  }

  @Test("equal amounts have an interval without width and no skewness, whatever was rounded")
  func equalAmounts() {
    let amount = 9.99, count = 1e6
    var residuals = CustomerResiduals(
      lost: 1000, open: 3 * count, revenue: 3 * count * amount, priced: 3 * count)
    residuals.add(
      CustomerResiduals.Cell(
        customers: count, open: 3, lost: 0, months: 3,
        amounts: AmountMoments(
          count: count, sum: count * amount, squares: count * (amount * amount + 0x1p-31),
          cubes: count * (amount * amount * amount + 0x1p-15), squareError: 0x1p-31,
          cubeError: 0x1p-15)))
    let estimate = UnitEconomicsEstimate(
      won: count, residuals: residuals, cost: nil, margin: 1, level: 0.95)
    #expect(estimate.revenueSkewness == 0)
    expectAgreement(estimate.arpa.interval.lower, amount, within: 1e-12)
    expectAgreement(estimate.arpa.interval.upper, amount, within: 1e-12)
  }

  @Test("payback that is never reached leaves the soonest time as a bound")
  func never() {
    let estimate = UnitEconomicsEstimate(Self.customers, won: 10, cost: 20_000, margin: 0.8)
    #expect(estimate.payback.value == .infinity)
    #expect(estimate.payback.interval.upper == nil)
    // cac 1086.397, arpa 84.6367, churn 0.029609 at their limits (scipy 1.17.1 and numpy 2.4.6).
    expectAgreement(estimate.payback.interval.lower, 21.44327161810673, within: 1e-5)
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
