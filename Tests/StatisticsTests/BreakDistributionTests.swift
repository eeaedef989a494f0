@testable import Statistics
import Testing

@Suite("Distribution of the date of a shift")
struct BreakDistributionTests {
  // scipy 1.17.1, integrate.quad twice: the density of the first passage of the later side at m and t
  // times that of its maximum, where the maximum of the earlier side, an exponential variable, is less.
  static let tails: [(Double, Double, Double, Double)] = [
    (1, 1, 0.5, 0.3728797931366333),
    (1, 1, 11, 0.025165710616741693),
    (1, 4, 0.25, 0.13481839723613195),
    (1, 4, 2, 0.024537663104877188),
    (4, 1, 3, 0.19550483023238588),
    (4, 1, 20, 0.00553731507671082),
    (0.5, 2, 60, 1.3322524880215494e-09),
  ]

  @Test("the probability of an error agrees with the integral over both sides", arguments: tails)
  func tail(before: Double, after: Double, distance: Double, expected: Double) {
    let distribution = BreakDistribution(before: before, after: after)
    expectAgreement(distribution.probability(laterBy: distance), expected, within: 1e-7)
    let mirrored = BreakDistribution(before: after, after: before)
    expectAgreement(mirrored.probability(earlierBy: distance), expected, within: 1e-7)
  }

  @Test("the limits for equal variances are the published ones")
  func published() {
    // Bai 1997, section IV: 7.7 for 90% and 11.0 for 95%.
    let distribution = BreakDistribution(before: 1, after: 1)
    #expect(abs(distribution.lateness(probability: 0.05) - 7.7) < 0.05)
    #expect(abs(distribution.lateness(probability: 0.025) - 11.0) < 0.05)
    #expect(
      distribution.lateness(probability: 0.025) == distribution.earliness(probability: 0.025))
  }

  @Test("the error is on either side with certainty, and quantiles invert it")
  func inverse() {
    for (before, after) in [(1, 1), (0.01, 3), (50, 0.2)] as [(Double, Double)] {
      let distribution = BreakDistribution(before: before, after: after)
      let late = distribution.probability(laterBy: 0),
        early = distribution.probability(earlierBy: 0)
      expectAgreement(late + early, 1)
      for share in [0.9, 0.5, 0.01] {
        let distance = distribution.lateness(probability: late * share)
        expectAgreement(
          distribution.probability(laterBy: distance), late * share, within: 1e-9)
      }
      #expect(distribution.lateness(probability: late * 1.01) == 0)
    }
  }

  @Test("Mills' ratio agrees with scipy on both sides of where its form changes")
  func ratio() {
    // scipy 1.17.1, sqrt(pi/2) * erfcx(x / sqrt(2)).
    expectAgreement(MillsRatio.of(0), 1.2533141373155001, within: 1e-14)
    expectAgreement(MillsRatio.of(4.999), 0.1928440706982449, within: 1e-12)
    expectAgreement(MillsRatio.of(5.001), 0.19277215174310958, within: 1e-13)
    expectAgreement(MillsRatio.of(40), 0.024984404205720567, within: 1e-14)
  }
}
