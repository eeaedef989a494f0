import Statistics
import Testing

@Suite("Normal distribution")
struct NormalDistributionTests {
  // mpmath 1.3.0, 50 digits: the root of ncdf(x) = p for the double nearest to each p.
  static let quantiles: [(Double, Double)] = [
    (1e-300, -37.0470962993611992),
    (1e-20, -9.26234008979840758),
    (1e-10, -6.3613409024040562),
    (1e-05, -4.26489079392282461),
    (0.001, -3.09023230616781354),
    (0.025, -1.95996398454005421),
    (0.05, -1.64485362695147269),
    (0.075, -1.43953147093845593),
    (0.1, -1.28155156554460044),
    (0.25, -0.674489750196081743),
    (0.4, -0.253347103135799741),
    (0.6, 0.253347103135799741),
    (0.75, 0.674489750196081743),
    (0.925, 1.43953147093845623),
    (0.975, 1.95996398454005386),
    (0.999, 3.09023230616781328),
  ]

  @Test("quantiles agree with mpmath", arguments: quantiles)
  func quantile(probability: Double, expected: Double) {
    expectAgreement(NormalDistribution.quantile(probability), expected, within: 1e-14)
  }

  @Test("the ends are infinite and what is no probability has no quantile")
  func ends() {
    #expect(NormalDistribution.quantile(0.5) == 0)
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
    #expect(NormalDistribution.quantile(-0.1).isNaN)
    #expect(NormalDistribution.quantile(1.1).isNaN)
    #expect(NormalDistribution.quantile(.nan).isNaN)
  }
}
