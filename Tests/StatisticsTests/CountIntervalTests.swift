import Foundation
import Statistics
import Testing

@Suite("Intervals of shares and counts")
struct CountIntervalTests {
  // mpmath 1.3.0 with 50 digits; agrees with scipy 1.17.1,
  // binomtest(k, n).proportion_ci(level, method="wilson").
  static let shares: [(Double, Double, Double, Double, Double)] = [
    (1, 10, 0.95, 0.0178762130950729089, 0.404150026795238431),
    (5, 20, 0.95, 0.111861701407665673, 0.468700877618743994),
    (10, 200, 0.95, 0.0273826456007639261, 0.0895781481387759875),
    (3, 1000, 0.99, 0.000758101231061467628, 0.0117935166829249207),
    (499, 1000, 0.9, 0.473030441526169376, 0.524974954960310145),
    (19, 20, 0.95, 0.763868806553257991, 0.991118551199204607),
  ]

  @Test("Wilson limits agree with mpmath and scipy", arguments: shares)
  func wilson(successes: Double, trials: Double, level: Double, lower: Double, upper: Double) {
    let interval = WilsonInterval.share(successes: successes, trials: trials, level: level)
    expectAgreement(interval.lower, lower)
    expectAgreement(interval.upper, upper)
  }

  @Test("no success, or no failure, gives a bound by the rule of three")
  func ruleOfThree() {
    // 1 - 0.05^(1/300): mpmath 1.3.0.
    let none = WilsonInterval.share(successes: 0, trials: 300, level: 0.95)
    #expect(none.lower == nil)
    expectAgreement(none.upper, 0.00993608194445771215)
    let all = WilsonInterval.share(successes: 300, trials: 300, level: 0.95)
    #expect(all.upper == nil)
    expectAgreement(all.lower, 1 - 0.00993608194445771215)
    expectAgreement(RuleOfThree.upperMean(level: 0.95), 2.99573227355399099)
  }

  // mpmath 1.3.0: the roots of (n - λ)² = z² λ.
  static let scores: [(Double, Double, Double, Double)] = [
    (1, 0.95, 0.176524554935152967, 5.6649342657589715),
    (5, 0.95, 2.13570113757345241, 11.7057576831206721),
    (50, 0.95, 37.9292268998059446, 65.9122319208881798),
    (500, 0.99, 445.624695170354238, 561.010201430666976),
    (1_000_000, 0.95, 998041.955803730402, 1001961.88565509029),
  ]

  @Test("Poisson score limits agree with mpmath", arguments: scores)
  func poissonScore(count: Double, level: Double, lower: Double, upper: Double) {
    let interval = PoissonInterval.score(count: count, level: level)
    expectAgreement(interval.lower, lower)
    expectAgreement(interval.upper, upper)
  }

  @Test("a count of zero gives a bound and what is no count gives nothing")
  func degenerate() {
    #expect(PoissonInterval.score(count: 0, level: 0.95).lower == nil)
    expectAgreement(PoissonInterval.score(count: 0, level: 0.95).upper, 2.99573227355399099)
    for count in [-1, .nan, .infinity] as [Double] {
      #expect(PoissonInterval.score(count: count, level: 0.95) == .unavailable)
    }
    #expect(PoissonInterval.score(count: 5, level: 1) == .unavailable)
    #expect(WilsonInterval.share(successes: 5, trials: 4, level: 0.95) == .unavailable)
    #expect(WilsonInterval.share(successes: 0, trials: 0, level: 0.95) == .unavailable)
  }

  @Test("the Poisson score interval covers its mean, by the Poisson probabilities themselves")
  func poissonCoverage() {
    let limits = (0..<250).map { PoissonInterval.score(count: Double($0), level: 0.95) }
    var coverages: [Double] = []
    for step in 2...1500 {
      let mean = Double(step) / 10
      var probability = exp(-mean)
      var coverage = 0.0
      for (count, interval) in limits.enumerated() {
        if interval.contains(mean) { coverage += probability }
        probability *= mean / Double(count + 1)
      }
      coverages.append(coverage)
    }
    // The handbook's figures: 95.05% on average, nowhere below 90%.
    let average = coverages.reduce(0, +) / Double(coverages.count)
    #expect((average - 0.9505).magnitude < 0.0005)
    #expect(coverages.allSatisfy { $0 > 0.9 })
  }
}
