@testable import Statistics
import Testing

/// Replicates of coefficients have the joint distribution that they are drawn from.
@Suite("Draws of coefficients") struct CoefficientDrawsTests {
  private static let covariance = [[4.0, -3e-6], [-3e-6, 9e-12]]

  private func draws(
    _ freedom: Double?, seed: UInt64 = 3, stream: String = "fit"
  ) -> [[Double]] {
    CoefficientDraws(
      [10, 2e-6], covariance: Self.covariance, degreesOfFreedom: freedom, seed: seed,
      stream: stream
    ).replicates
  }

  @Test("normal ones have the means and the covariance, of columns of very different sizes")
  func moments() {
    let found = draws(nil)
    #expect(found.allSatisfy { $0.count == 1_000 })
    let means = found.map { $0.reduce(0, +) / 1_000 }
    // Four standard errors of a mean of 1,000.
    #expect((means[0] - 10).magnitude < 4 * 2 / 31.6)
    #expect((means[1] - 2e-6).magnitude < 4 * 3e-6 / 31.6)
    func covariance(_ a: Int, _ b: Int) -> Double {
      zip(found[a], found[b]).reduce(0) { $0 + ($1.0 - means[a]) * ($1.1 - means[b]) } / 999
    }
    #expect((covariance(0, 0) / 4 - 1).magnitude < 0.2)
    #expect((covariance(1, 1) / 9e-12 - 1).magnitude < 0.2)
    // The correlation is −1/2; its standard error here 0.024.
    let correlation = covariance(0, 1) / (covariance(0, 0) * covariance(1, 1)).squareRoot()
    #expect((correlation + 0.5).magnitude < 0.1)
  }

  @Test("Student's have its quantiles, down to one degree of freedom", arguments: [1.0, 2, 5, 40])
  func quantiles(freedom: Double) {
    let found = draws(freedom)[0].map { ($0 - 10) / 2 }
    for level in [0.5, 0.9] {
      let limit = FisherDistribution.studentQuantile(
        twoSidedLevel: level, degreesOfFreedom: freedom)
      let inside = Double(found.count { $0.magnitude < limit }) / 1_000
      // Five standard errors of a share of 1,000.
      #expect((inside - level).magnitude < 5 * (level * (1 - level) / 1_000).squareRoot())
    }
  }

  @Test("they depend on seed and stream alone, and a coefficient without variance stays")
  func streams() {
    #expect(draws(5) == draws(5))
    #expect(draws(5) != draws(5, seed: 4))
    #expect(draws(5) != draws(5, stream: "another fit"))
    let fixed = CoefficientDraws(
      [1, 2], covariance: [[0, 0], [0, 1]], degreesOfFreedom: nil, seed: 1, stream: "fixed")
    #expect(fixed.replicates[0].allSatisfy { $0 == 1 })
    #expect(Set(fixed.replicates[1]).count == 1_000)
    let none = CoefficientDraws(
      [1, 2], covariance: [[1, .nan], [.nan, 1]], degreesOfFreedom: nil, seed: 1, stream: "none")
    #expect(none.replicates == [[], []])
  }
}

@Suite("Comparisons") struct ComparisonTests {
  @Test("limits that are missing on one side leave a bound")
  func bounds() {
    let full = ComparedIntervals.Side(3, lower: 2, upper: 5)
    let open = ComparedIntervals.Side(1, lower: nil, upper: 2)
    let difference = ComparedIntervals.difference(full, open)
    // The legs are 1 and 1.
    expectAgreement(difference.lower ?? 0, 2 - 2.0.squareRoot())
    #expect(difference.upper == nil)
    #expect(ComparedIntervals.ratio(full, open).upper == nil)
    #expect(ComparedIntervals.ratio(full, open).lower != nil)
    // The mean below may be zero.
    let wide = ComparedIntervals.Side(1, lower: -1, upper: 2)
    #expect(ComparedIntervals.ratio(full, wide).upper == nil)
    let negative = ComparedIntervals.ratio(.init(-1, lower: -2, upper: 0), full)
    #expect(negative.lower == nil && negative.upper == nil)
    #expect(
      ComparedIntervals.probability(.init(3, lower: nil, upper: 5), wide, level: 0.95) == nil)
  }

  @Test("the interval ends at zero at the level at which the p-value says so")
  func probability() {
    let a = ComparedIntervals.Side(3, lower: 1, upper: 5)
    let b = ComparedIntervals.Side(1, lower: 0, upper: 3)
    // The distance to zero is 2, that of the limit √8: z = 2 · 1.96 / √8.
    let known =
      2
      * NormalDistribution.probability(
        below: -2 * NormalDistribution.quantile(twoSidedLevel: 0.95) / 8.0.squareRoot())
    expectAgreement(ComparedIntervals.probability(a, b, level: 0.95) ?? 0, known)
  }

  @Test("means of samples that do not vary, or of one value, are not compared")
  func means() {
    #expect(ComparedMeans([1], [1, 2], level: 0.95) == nil)
    #expect(ComparedMeans([1, 1], [2, 2], level: 0.95) == nil)
    // One sample alone varies: its degrees of freedom count.
    let one = ComparedMeans([1, 1, 1], [2, 4], level: 0.95)
    expectAgreement(one?.degreesOfFreedom ?? 0, 1)
    // The mean below may be zero.
    #expect(ComparedMeans([1, 2], [-1, 1.5], level: 0.95)?.ratio == nil)
    // A level far from zero costs no digits.
    let near = ComparedMeans([1, 2, 4], [2, 3, 3.5], level: 0.9)
    let far = ComparedMeans([1, 2, 4].map { $0 + 1e9 }, [2, 3, 3.5].map { $0 + 1e9 }, level: 0.9)
    expectAgreement(far?.lower ?? 0, near?.lower ?? 1, within: 1e-7)
  }

  @Test("placebos give an interval where there are enough for the level")
  func placebos() throws {
    let panel = try Panel(SamplePanel.outcomes(treated: [4], effect: 9), before: 20)
    let ranks = try PlaceboRanks(panel, treated: 4)
    // Nine placebos: 90% is the greatest level.
    #expect(ranks.interval(level: 0.95) == nil)
    let limits = try #require(ranks.interval(level: 0.9))
    let largest = ranks.placebos.map { $0.effect.magnitude / $0.errorBefore }.max() ?? 0
    expectAgreement(limits.upper - ranks.control.effect, largest * ranks.control.errorBefore)
    expectAgreement(limits.upper + limits.lower, 2 * ranks.control.effect)
    let half = try #require(ranks.interval(level: 0.5))
    #expect(half.lower > limits.lower && half.upper < limits.upper)
    // A perfect fit before has no size to hold the others against.
    let flat = try PlaceboRanks(
      Panel([[1, 1, 5], [1, 1, 1], [1, 1, 2], [2, 3, 2], [0, 1, 3]], before: 2), treated: 0)
    #expect(flat.interval(level: 0.5) == nil)
  }
}
