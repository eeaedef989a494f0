import Statistics
import Testing

#if canImport(Glibc)
import Glibc
#endif

/// Likelihoods, errors and components against statsmodels 0.15.0, `UnobservedComponents` with
/// `use_exact_diffuse=True`; `Tests/Oracle/structural.py` prints the figures.
@Suite("The likelihood of structural series")
struct StructuralLikelihoodTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let points: Int
    var controls = 0
    var gaps: [Int] = []
    var level = StructuralModel.Variation.random
    var slope: StructuralModel.Variation?
    var season: StructuralModel.Variation?
    var period = 1
    let variances: StructuralVariances
    /// ln L with the coefficients as diffuse states, and at the likeliest coefficients.
    let marginal: Double
    let profile: Double
    var coefficients: [Double] = []

    var testDescription: String { name }

    func series() throws -> StructuralSeries {
      try StructuralTestSeries(points, controls: controls, gaps: gaps).series(
        StructuralModel(level: level, slope: slope, season: season, period: period))
    }
  }

  static let cases: [Case] = [
    Case(
      name: "local level", points: 60, variances: .init(irregular: 0.8, level: 0.3),
      marginal: -130.53317482816402, profile: -130.53317482816402),
    Case(
      name: "gaps at the start and inside", points: 60, gaps: [0, 1, 20, 21, 22, 59],
      variances: .init(irregular: 0.8, level: 0.3), marginal: -121.81109411980977,
      profile: -121.81109411980977),
    Case(
      name: "fixed level, controls", points: 60, controls: 2, gaps: [5], level: .fixed,
      variances: .init(irregular: 0.7), marginal: -134.2833793202667,
      profile: -132.32864806192094, coefficients: [2.4232854072469006, 3.0738145810589]),
    Case(
      name: "local linear trend", points: 80, slope: .random,
      variances: .init(irregular: 0.8, level: 0.2, slope: 0.01), marginal: -183.05291995649335,
      profile: -183.05291995649335),
    Case(
      name: "drift, controls", points: 80, controls: 3, slope: .fixed,
      variances: .init(irregular: 0.8, level: 0.2), marginal: -166.8006901288258,
      profile: -164.02075353603072,
      coefficients: [2.362202508222297, 3.1611232865576437, 1.5640666417205296]),
    Case(
      name: "smooth trend, gaps", points: 80, gaps: [30, 31], level: .fixed, slope: .random,
      variances: .init(irregular: 0.8, slope: 0.05), marginal: -187.76182315012832,
      profile: -187.76182315012832),
    Case(
      name: "fixed season", points: 90, season: .fixed, period: 7,
      variances: .init(irregular: 0.8, level: 0.3), marginal: -121.03146744512703,
      profile: -121.03146744512703),
    Case(
      name: "random season", points: 90, season: .random, period: 7,
      variances: .init(irregular: 0.8, level: 0.3, season: 0.02), marginal: -123.350726765274,
      profile: -123.350726765274),
    Case(
      name: "season, controls, gaps", points: 120, controls: 4,
      gaps: [3, 40, 41, 42, 43, 44, 90], season: .random, period: 7,
      variances: .init(irregular: 0.8, level: 0.3, season: 0.02), marginal: -158.83285559394238,
      profile: -154.86610330771305,
      coefficients: [
        1.02049023685745, 1.9002947926309253, 2.832947307447543, 4.204036175295724,
      ]),
    Case(
      name: "trend, season, controls", points: 120, controls: 2, gaps: [7], slope: .random,
      season: .random, period: 4,
      variances: .init(irregular: 0.5, level: 0.1, slope: 0.001, season: 0.01),
      marginal: -317.728936811987, profile: -315.1015070107738,
      coefficients: [1.9260946316169256, 2.7720526871821156]),
    Case(
      name: "season of two", points: 50, controls: 1, season: .random, period: 2,
      variances: .init(irregular: 0.9, level: 0.1, season: 0.05), marginal: -101.35055083103569,
      profile: -100.67477594347211, coefficients: [2.9168860080434214]),
    Case(
      name: "no irregular", points: 60, controls: 1, variances: .init(irregular: 0, level: 0.7),
      marginal: -240.1296562507033, profile: -238.83080488874205,
      coefficients: [2.265479620507911]),
  ]

  @Test("the likelihoods are those of statsmodels", arguments: cases)
  func likelihoods(_ one: Case) throws {
    let series = try one.series()
    expectNear(series.logLikelihood(one.variances, .marginal), one.marginal, within: 1e-7)
    expectNear(series.logLikelihood(one.variances, .profile), one.profile, within: 1e-7)
  }

  @Test("the exact diffuse filter comes to the same by another way", arguments: cases)
  func exactDiffuse(_ one: Case) throws {
    let series = try one.series()
    let innovations = StructuralInnovations(
      series, one.variances, coefficients: one.coefficients)
    expectNear(innovations.logLikelihood, one.profile, within: 1e-7)
    #expect(innovations.diffuseCount == series.model.stateCount)
  }

  /// Long enough for gains to become steady, before a gap, after it, or not at all.
  @Test("steady gains change nothing", arguments: [0.0, 1e-6, 1e-3, 0.1, 3, 1e4])
  func steady(_ ratio: Double) throws {
    let series = try StructuralTestSeries(400, controls: 1, gaps: [9] + Array(200..<203)).series(
      StructuralModel(slope: .fixed, season: .random, period: 4), dark: Array(250..<256))
    let variances = StructuralVariances(irregular: 0.5, level: ratio, season: ratio / 10)
    let innovations = StructuralInnovations(series, variances, coefficients: [1.1])
    let expected = innovations.logLikelihood
    // The likelihood at the likeliest coefficient, by the parabola through three coefficients.
    func at(_ coefficient: Double) -> Double {
      StructuralInnovations(series, variances, coefficients: [coefficient]).logLikelihood
    }
    let (low, high) = (at(0.1), at(2.1))
    let slope = (high - low) / 2
    let curvature = high + low - 2 * expected
    let best = expected - slope * slope / (2 * curvature)
    expectNear(series.logLikelihood(variances, .profile), best, within: 1e-6)
    // A diffuse coefficient counts −½ ln of the information that the series has of it.
    expectNear(
      series.logLikelihood(variances, .marginal), best - 0.5 * log(-curvature), within: 1e-6)
  }

  @Test("the approximate diffuse filter is that of statsmodels, with its burn-in")
  func approximateDiffuse() throws {
    let series = try StructuralTestSeries(90).series(
      StructuralModel(season: .random, period: 7))
    let innovations = StructuralInnovations(
      series, .init(irregular: 0.8, level: 0.3, season: 0.02),
      start: .approximate(variance: 1e4), burn: 7)
    expectNear(innovations.logLikelihood, -114.96984595056425, within: 1e-7)
  }

  @Test("one-step errors are those of statsmodels")
  func errors() throws {
    for (name, errors, variances) in Self.innovations {
      let one = try #require(Self.cases.first { $0.name == name })
      let found = StructuralInnovations(
        try one.series(), one.variances, coefficients: one.coefficients)
      for (place, point) in [20, one.points - 1].enumerated() {
        expectNear(found.errors[point], errors[place], within: 1e-7)
        expectNear(found.variances[point], variances[place], within: 1e-7)
        expectNear(
          found.standardised[point], errors[place] / variances[place].squareRoot(),
          within: 1e-7)
      }
      for gap in one.gaps { #expect(found.errors[gap].isNaN && found.standardised[gap].isNaN) }
      #expect(found.variances[0] == .infinity)
    }
  }

  @Test("components are those of statsmodels")
  func components() throws {
    for (name, level, season) in Self.smoothed {
      let one = try #require(Self.cases.first { $0.name == name })
      let series = try one.series()
      let found = try StructuralComponents(series, one.variances)
      let values = StructuralTestSeries(one.points, controls: one.controls, gaps: one.gaps)
      for (place, point) in [0, 20, one.points - 1].enumerated() {
        expectNear(found.level[point], level[place], within: 1e-7)
        expectNear(found.season[point], season.isEmpty ? 0 : season[place], within: 1e-7)
        var controls = 0.0
        for (control, coefficient) in one.coefficients.enumerated() {
          controls += coefficient * values.controls[point * one.controls + control]
        }
        expectNear(found.controls[point], controls, within: 1e-7)
        expectNear(
          found.signal[point],
          found.level[point] + found.season[point] + found.controls[point], within: 1e-12)
      }
    }
    for (name, slope) in Self.slopes {
      let one = try #require(Self.cases.first { $0.name == name })
      let found = try StructuralComponents(one.series(), one.variances)
      for (place, point) in [0, 20, one.points - 1].enumerated() {
        expectNear(found.slope[point], slope[place], within: 1e-7)
      }
    }
  }
}

/// Expects two numbers to be no farther apart than a tolerance.
func expectNear(
  _ actual: Double, _ expected: Double, within tolerance: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(
    (actual - expected).magnitude <= tolerance, "\(actual) is not \(expected)",
    sourceLocation: sourceLocation)
}
