@testable import Statistics
import Testing

/// A few of the markets that `BrandEffectCoverageTests` takes by the hundred.
@Suite("Simulated markets of a brand")
struct BrandMarketTests {
  @Test("the one who is told the undisturbed course has a Poisson regression's error")
  func told() throws {
    let market = BrandMarket(.modelled, 0)
    let days = 0..<market.days
    let counts = days.map { day in market.channels.reduce(0) { $0 + $1.outcome[day] } }
    let course = days.map { day in market.undisturbed.reduce(0) { $0 + $1[day] } }
    let inside = days.map { market.window.contains($0) ? 1.0 : 0 }
    let fit = try GeneralizedRegression(
      counts, on: Regressors([inside], count: counts.count), model: .poisson,
      offset: course.map(logarithm))
    // The loss is M (exp(a) − exp(a + b)), where M is the undisturbed sum of the window.
    let sum = course[market.window].reduce(0, +)
    let level = sum * exponential(fit.coefficients[0])
    let dark = sum * exponential(fit.coefficients[0] + fit.coefficients[1])
    let gradient = [level - dark, -dark]
    let error = try fit.covariance(.classical).quadraticForm(gradient).squareRoot()
    expectAgreement(market.toldHalfWidth, 1.959964 * error, within: 1e-6)
  }

  @Test("a market loses about 15% of its conversions, and has back within two weeks what it had")
  func market() {
    for number in 0..<3 {
      let market = BrandMarket(.modelled, number)
      func relative(_ days: Range<Int>) -> Double {
        let expected = market.expected.reduce(0) { $0 + $1[days].reduce(0, +) }
        return expected / market.undisturbed.reduce(0) { $0 + $1[days].reduce(0, +) } - 1
      }
      let end = market.start + BrandMarket.dark
      #expect(abs(relative(market.start..<end) + 0.15) < 0.02)
      #expect(relative(end..<market.window.upperBound) > -0.05)
      #expect(abs(relative(market.window.upperBound..<market.days)) < 0.001)
    }
    #expect(BrandMarket(.noEffect, 0).loss == 0)
  }

  @Test("dark weeks are named, what they cost is held, and found")
  func held() throws {
    var (held, channels, heldChannels) = (0, 0, 0)
    var widths: [Double] = []
    for number in 0..<5 {
      let market = BrandMarket(.modelled, number)
      let dark = try DarkPeriods(market.brandSpend).periods.map(\.positions)
      #expect(dark == [market.start..<(market.start + BrandMarket.dark)])
      #expect(try DarkPeriods(market.undimmedSpend).periods.isEmpty)
      let found = try BrandEffect(
        market.channels, brandSpend: market.brandSpend, dark: dark, seed: UInt64(number))
      let all = try found.all.get()
      #expect(all.total.isShown)
      #expect(all.carryover == nil)
      // The control of the sum is the logarithm of what spend should make of it.
      #expect(abs((all.spendCoefficient ?? 0) - 1) < 0.4)
      let upper = try #require(all.total.interval.upper)
      let lower = try #require(all.total.interval.lower)
      widths.append((upper - lower) / 2 / market.toldHalfWidth)
      held += all.total.interval.contains(market.loss) ? 1 : 0
      for (place, channel) in found.channels.enumerated() {
        channels += 1
        let interval = try channel.get().total.interval
        heldChannels += interval.contains(market.loss(of: place)) ? 1 : 0
      }
    }
    // Of five intervals of 95% one misses.
    #expect(held >= 4)
    #expect(heldChannels >= channels - 3)
    #expect(widths.sorted()[2] < 1.5)
  }
}
