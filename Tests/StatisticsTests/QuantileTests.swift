import Statistics
import Testing

@Suite("Quantiles")
struct QuantileTests {
  // numpy 2.4.6, quantile(values, p, method="linear").
  static let values: [Double] = [3.5, -1.25, 8, 2, 2, 9.75, 0.5, 100, -7, 4]
  static let quantiles: [(Double, Double)] = [
    (0, -7), (0.025, -5.70625), (0.1, -1.825), (0.25, 0.875), (1.0 / 3, 2), (0.5, 2.75),
    (0.9, 18.775), (0.975, 79.69375), (1, 100),
  ]

  /// The quantile of an array: a span cannot cross the expectation macro.
  static func quantile(_ values: [Double], _ probability: Double) -> Double? {
    Quantile.of(values.span, at: probability)
  }

  /// The interval of an array of replicates.
  static func interval(_ replicates: [Double], level: Double = 0.95) -> ReplicateInterval {
    ReplicateInterval(replicates: replicates.span, level: level)
  }

  @Test("agree with numpy's type 7", arguments: quantiles)
  func typeSeven(probability: Double, expected: Double) {
    expectAgreement(Self.quantile(Self.values, probability), expected)
  }

  @Test("a NaN is missing, and nothing has no quantile")
  func missing() {
    let values: [Double] = [.nan, 1, .nan, 3]
    #expect(Self.quantile(values, 0.5) == 2)
    #expect(Self.quantile([.nan], 0.5) == nil)
    #expect(Self.quantile([], 0.5) == nil)
    #expect(Self.quantile(values, -0.1) == nil)
    #expect(Self.quantile(values, .nan) == nil)
    #expect(Self.quantile([-.infinity, -.infinity, 1], 0.25) == -.infinity)
  }

  // 1…1000: type 7 at 0.025 and 0.975 is 25.975 and 975.025 (position 999 p).
  @Test("replicates give their quantiles, and few without a value are left out")
  func replicateInterval() {
    var replicates = (1...1000).reversed().map { Double($0) }
    var result = Self.interval(replicates)
    expectAgreement(result.interval.lower, 25.975)
    expectAgreement(result.interval.upper, 975.025)
    #expect(result.leftOut == 0)
    replicates += [Double](repeating: .nan, count: 20) + [Double](repeating: .infinity, count: 20)
    result = Self.interval(replicates)
    expectAgreement(result.interval.lower, 25.975)
    #expect(result.leftOut == 40)
  }

  @Test("over 5% of replicates without a value leave a bound")
  func replicateBound() {
    let finite = (1...900).map { Double($0) }
    let infinite = [Double](repeating: .infinity, count: 100)
    // Of 1,000 values with 100 at +∞, the 5% point lies at position 49.95: 50.95.
    let lower = Self.interval((finite + infinite))
    #expect(lower.interval.upper == nil)
    expectAgreement(lower.interval.lower, 50.95)
    #expect(lower.leftOut == 100)
    let upper = Self.interval((finite + infinite).map { -$0 })
    #expect(upper.interval.lower == nil)
    expectAgreement(upper.interval.upper, -50.95)
  }

  @Test("undefined replicates say nothing")
  func replicatesUnavailable() {
    let finite = (1...900).map { Double($0) }
    let undefined = [Double](repeating: .nan, count: 100)
    let mixed = Self.interval((finite + undefined))
    #expect(mixed.interval == .unavailable)
    #expect(Self.interval(undefined).interval == .unavailable)
    #expect(Self.interval(finite, level: 0).interval == .unavailable)
  }
}
