import Statistics
import Testing

@Suite("Student's t distribution")
struct StudentDistributionTests {
  // scipy 1.17.1, t.ppf((1 + level) / 2, degrees of freedom).
  static let quantiles: [(Double, Double, Double)] = [
    (0.5, 1, 1.0000000000000002),
    (0.8, 1, 3.0776835371752544),
    (0.95, 1, 12.706204736174694),
    (0.99, 1, 63.656741162871526),
    (0.5, 2, 0.8164965809277261),
    (0.8, 2, 1.8856180831641272),
    (0.95, 2, 4.302652729749462),
    (0.99, 2, 9.924843200918287),
    (0.5, 3, 0.7648923284043444),
    (0.8, 3, 1.637744353696209),
    (0.95, 3, 3.1824463052837078),
    (0.99, 3, 5.840909309733355),
    (0.5, 4, 0.7406970841126829),
    (0.8, 4, 1.533206274058944),
    (0.95, 4, 2.7764451051977934),
    (0.99, 4, 4.604094871349992),
    (0.5, 5, 0.7266868438004226),
    (0.8, 5, 1.4758840488244815),
    (0.95, 5, 2.5705818356363146),
    (0.99, 5, 4.032142983555228),
    (0.5, 8, 0.7063866126448388),
    (0.8, 8, 1.3968153097438654),
    (0.95, 8, 2.306004135204166),
    (0.99, 8, 3.355387331333395),
    (0.5, 20, 0.6869544964488036),
    (0.8, 20, 1.3253407069850465),
    (0.95, 20, 2.085963447265864),
    (0.99, 20, 2.8453397097861077),
    (0.5, 100, 0.6769510430114717),
    (0.8, 100, 1.290074761346516),
    (0.95, 100, 1.9839715185235518),
    (0.99, 100, 2.6258905214380173),
    (0.5, 199, 0.6757245956106454),
    (0.8, 199, 1.2858202092594093),
    (0.95, 199, 1.9719565442517533),
    (0.99, 199, 2.600760216058516),
  ]

  @Test("quantiles agree with scipy", arguments: quantiles)
  func quantile(level: Double, degreesOfFreedom: Double, expected: Double) {
    expectAgreement(
      StudentDistribution.quantile(twoSidedLevel: level, degreesOfFreedom: degreesOfFreedom),
      expected, within: 2e-5,
    )
  }

  @Test("what is no level has no quantile")
  func degenerate() {
    for (level, degrees) in [(0, 5), (1, 5), (0.95, 0), (.nan, 5)] as [(Double, Double)] {
      #expect(
        StudentDistribution.quantile(twoSidedLevel: level, degreesOfFreedom: degrees).isNaN)
    }
  }
}
