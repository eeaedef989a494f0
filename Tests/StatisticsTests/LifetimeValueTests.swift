import Statistics
import Testing

@Suite("Lifetime value, payback and compound rates")
struct LifetimeValueTests {
  // Published: a margin of 100, retention 95% and discount 1% give 2000, 1683.33 and 1583.33.
  @Test("the simple family gives the published figures")
  func published() {
    expectAgreement(LifetimeValue.simple(revenue: 100, churn: 0.05), 2000)
    expectAgreement(LifetimeValue.margin(revenue: 125, margin: 0.8, churn: 0.05), 2000)
    let advance = LifetimeValue.discountedInAdvance(margin: 100, churn: 0.05, discount: 0.01)
    expectAgreement(advance, 5050.0 / 3)
    let arrears = LifetimeValue.discountedInArrears(margin: 100, churn: 0.05, discount: 0.01)
    expectAgreement(arrears, 4750.0 / 3)
    expectAgreement(LifetimeValue.expansion(margin: 100, churn: 0.05, growth: 0.01), 2500)
    #expect(LifetimeValue.expansion(margin: 100, churn: 0.05, growth: 0.05) == nil)
  }

  // Published: 5% a month is 45.96% a year; 12% a year is 0.94888% a month. Digits: mpmath 1.3.0.
  @Test("rates compound to the published figures")
  func compound() {
    expectAgreement(CompoundRate.loss(0.05, periods: 12), 0.459639912337363037)
    expectAgreement(CompoundRate.growth(0.12, periods: 1.0 / 12), 0.00948879293458297413)
    expectAgreement(CompoundRate.loss(1e-12, periods: 12), 1.2e-11, within: 1e-10)
    #expect(CompoundRate.loss(1, periods: 12) == 1)
    #expect(CompoundRate.loss(2, periods: 12).isNaN)
  }

  @Test("payback repays the cost with the margin of the survivors")
  func payback() {
    // The first payment of 50 and half a period's share of survivors: checked by summing
    // m (1 - 0.9^n) / 0.1 = 95 for m = 50, where 0.9^n = 0.81 and so n = 2.
    let payback = Payback.paidInAdvance(cost: 95, revenue: 100, churn: 0.1, margin: 0.5)
    expectAgreement(payback?.periods, 2)
    #expect(
      Payback.paidInAdvance(cost: 500, revenue: 100, churn: 0.1, margin: 0.5) == .never)
    #expect(
      Payback.paidInAdvance(cost: 100, revenue: 100, churn: 0, margin: 0.5) == .periods(2))
    #expect(Payback.paidInAdvance(cost: 0, revenue: 100, churn: 0.1, margin: 1) == .periods(0))
    #expect(Payback.paidInAdvance(cost: 1, revenue: 0, churn: 0.1, margin: 1) == .never)
    #expect(Payback.paidInAdvance(cost: 1, revenue: 9, churn: 1, margin: 1) == .periods(0))
    #expect(Payback.paidInAdvance(cost: 1, revenue: 9, churn: 1.1, margin: 1) == nil)
    #expect(Payback.paidInAdvance(cost: .nan, revenue: 9, churn: 0.1, margin: 1) == nil)
  }
}
