import Statistics
import Testing

@Suite("Fisher's F distribution")
struct FisherDistributionTests {
  // scipy 1.17.1, f.sf(value, numerator, denominator).
  static let tails: [(Double, Double, Double, Double)] = [
    (0.5, 1, 1, 0.6081734479693928),
    (3.0, 2, 10, 0.09536743164062497),
    (0.05, 5, 3, 0.9967499949348082),
    (330.285339234588, 6, 9, 4.984030528724813e-10),
    (1.02, 40, 20000, 0.43524370280380703),
    (170.88664285286225, 3, 76, 1.0801088265189191e-33),
    (1.0001, 100000.0, 100000.0, 0.4936927626106404),
  ]

  @Test("probabilities agree with scipy", arguments: tails)
  func tail(value: Double, numerator: Double, denominator: Double, expected: Double) {
    let found = FisherDistribution.probability(
      above: value, numerator: numerator, denominator: denominator)
    // The gamma functions of 100,000 degrees of freedom cost digits.
    expectAgreement(found, expected, within: numerator + denominator > 1e5 ? 1e-9 : 1e-11)
  }

  // scipy 1.17.1, t.ppf((1 + level) / 2, degrees of freedom).
  static let quantiles: [(Double, Double, Double)] = [
    (0.5, 1, 1.0000000000000002),
    (0.95, 1, 12.706204736174694),
    (0.95, 2, 4.302652729749462),
    (0.9, 3, 2.3533634348018233),
    (0.95, 9, 2.262157162798205),
    (0.99, 76, 2.6420783131459915),
    (0.95, 4.5, 2.6589123472044034),
    (0.999, 1000, 3.300282648423944),
    (0.95, 1000000.0, 1.959966356814107),
  ]

  @Test("Student's quantiles agree with scipy, and the probability beyond them is the rest")
  func quantile() {
    for (level, degrees, expected) in Self.quantiles {
      let found = FisherDistribution.studentQuantile(
        twoSidedLevel: level, degreesOfFreedom: degrees)
      expectAgreement(found, expected, within: 1e-9)
      let rest = FisherDistribution.studentProbability(beyond: found, degreesOfFreedom: degrees)
      expectAgreement(rest, 1 - level, within: 1e-9)
    }
  }

  @Test("outside of the range there is no probability, and at its ends it is certain")
  func ends() {
    #expect(FisherDistribution.probability(above: 0, numerator: 3, denominator: 4) == 1)
    #expect(FisherDistribution.probability(above: .infinity, numerator: 3, denominator: 4) == 0)
    for (value, degrees) in [(-1, 3), (1, 0), (.nan, 3)] as [(Double, Double)] {
      #expect(
        FisherDistribution.probability(above: value, numerator: degrees, denominator: 4).isNaN)
    }
  }
}
