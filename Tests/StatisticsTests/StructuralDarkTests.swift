import Statistics
import Testing

#if canImport(Glibc)
import Glibc
#endif

@Suite("What dark points would have been")
struct StructuralDarkTests {
  struct Case: Sendable {
    let points: Int
    var controls = 0
    var gaps: [Int] = []
    let dark: [Int]
    var slope: StructuralModel.Variation?
    var season: StructuralModel.Variation?
    var period = 1
    let variances: StructuralVariances
    let mean: [Double]
    /// The lower triangle.
    let covariance: [Double]

    func series() throws -> StructuralSeries {
      try StructuralTestSeries(points, controls: controls, gaps: gaps).series(
        StructuralModel(slope: slope, season: season, period: period), dark: dark)
    }
  }

  @Test("mean and covariance are those of whole matrices", arguments: cases)
  func moments(_ one: Case) throws {
    let found = try #require(try one.series().darkMoments(one.variances))
    let size = one.dark.count
    var place = 0
    for row in 0..<size {
      expectNear(found.mean[row], one.mean[row], within: 1e-8)
      for column in 0...row {
        expectNear(
          found.covariance[row * size + column], one.covariance[place], within: 1e-8)
        place += 1
      }
    }
  }

  @Test("dark points would have been what the smoothed parts add to there", arguments: 0...4)
  func components(_ controls: Int) throws {
    for (period, slope) in [(1, nil), (3, .fixed), (4, nil)]
      as [(Int, StructuralModel.Variation?)]
    {
      let model = try StructuralModel(
        slope: slope, season: period > 1 ? .random : nil, period: period)
      let dark = [13, 14, 31]
      let series = try StructuralTestSeries(60, controls: controls, gaps: [7]).series(
        model, dark: dark)
      let variances = StructuralVariances(irregular: 1, level: 0.3, season: 0.1)
      let moments = try #require(series.darkMoments(variances))
      let signal = try StructuralComponents(series, variances).signal
      for (place, position) in dark.enumerated() {
        expectNear(signal[position], moments.mean[place], within: 1e-8)
      }
    }
  }

  @Test("with nothing but a fixed level a new value has Student's distribution")
  func student() throws {
    let sample = StructuralTestSeries(30)
    let series = try sample.series(StructuralModel(level: .fixed), dark: [28, 29])
    let fit = try StructuralFit(series)
    let found = try StructuralCounterfactual(series, fit: fit, seed: 7, stream: "orders")
    let known = sample.values.prefix(28)
    let mean = known.reduce(0, +) / 28
    let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 27
    let scale = (variance * (1 + 1.0 / 28)).squareRoot()
    #expect(found.gridCount == 1)
    for place in 0..<2 {
      expectAgreement(found.mean[place], mean, within: 1e-12)
      expectAgreement(
        found.standardDeviation[place], scale * (27.0 / 25).squareRoot(), within: 1e-10)
      for tail in [0.025, 0.25, 0.5, 0.75, 0.975] {
        let drawn = Array(found.replicates(of: place))
        let quantile = Quantile.of(drawn.span, at: tail) ?? .nan
        let width = StudentDistribution.quantile(
          twoSidedLevel: abs(1 - 2 * tail), degreesOfFreedom: 27)
        let expected = tail == 0.5 ? mean : mean + (tail < 0.5 ? -1 : 1) * width * scale
        // Four standard errors of a quantile of 1,000 draws; the density there is at least 0.05 over the
        // scale.
        let density = tail == 0.025 || tail == 0.975 ? 0.055 : 0.3
        let error = (tail * (1 - tail) / 1000).squareRoot() / density * scale
        expectNear(quantile, expected, within: 4 * error)
      }
    }
    // The two share the uncertain mean: Cov = σ²/28.
    let total = found.totals(over: 0..<2)
    let spread = total.reduce(0) { $0 + ($1 - 2 * mean) * ($1 - 2 * mean) } / 1000
    expectAgreement(spread, variance * 27 / 25 * (2 + 4.0 / 28), within: 0.2)
  }

  @Test("the uncertain scale is drawn as ten degrees of freedom have it")
  func scale() throws {
    let sample = StructuralTestSeries(12)
    let series = try sample.series(StructuralModel(level: .fixed), dark: [11])
    let found = try StructuralCounterfactual(
      series, fit: StructuralFit(series), seed: 3, stream: "scale", replicateCount: 8_000)
    let known = sample.values.prefix(11)
    let mean = known.reduce(0, +) / 11
    let square = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 10 * (1 + 1.0 / 11)
    // A t variable has the variance ν/(ν − 2); with a kurtosis of 4 the error of 8,000 draws is 1.9%.
    let drawn = found.replicates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 8_000
    expectAgreement(drawn, square * 10 / 8, within: 0.06)
  }

  @Test("variances are integrated over as a fine grid over both of them does")
  func integration() throws {
    let series = try StructuralTestSeries(40, gaps: [9]).series(
      StructuralModel(), dark: [20, 21, 38, 39])
    let fit = try StructuralFit(series)
    let found = try StructuralCounterfactual(series, fit: fit, seed: 1, stream: "x")
    // Over ln σ of the irregular and the logarithm of the ratio, with the priors 1 and 1/cosh(λ − ln 0.3).
    var weights = 0.0
    var means = [Double](repeating: 0, count: 4)
    var squares = means
    for step in 0..<44 {
      let ratio = -5.5 + 0.2 * Double(step)
      let moments = try #require(
        series.darkMoments(.init(irregular: 1, level: exp(2 * ratio))))
      for place in 0..<40 {
        let irregular = exp(-3 + 0.15 * Double(place))
        let variances = StructuralVariances(
          irregular: irregular * irregular, level: irregular * irregular * exp(2 * ratio))
        let weight =
          exp(series.logLikelihood(variances, .marginal) - fit.logLikelihood)
          / cosh(ratio - log(0.3))
        weights += weight
        for dark in 0..<4 {
          let mean = moments.mean[dark]
          means[dark] += weight * mean
          squares[dark] +=
            weight * (mean * mean + irregular * irregular * moments.covariance[dark * 5])
        }
      }
    }
    for dark in 0..<4 {
      let mean = means[dark] / weights
      let deviation = (squares[dark] / weights - mean * mean).squareRoot()
      expectNear(found.mean[dark], mean, within: 0.01 * deviation)
      expectAgreement(found.standardDeviation[dark], deviation, within: 0.02)
    }
  }

  @Test("replicates are the same for the same seed and name, and belong together")
  func replicates() throws {
    let series = try StructuralTestSeries(60, controls: 1).series(
      StructuralModel(), dark: [40, 41, 42, 43])
    let fit = try StructuralFit(series)
    func drawn(_ seed: UInt64, _ stream: String) throws -> StructuralCounterfactual {
      try StructuralCounterfactual(
        series, fit: fit, seed: seed, stream: stream, replicateCount: 400)
    }
    let first = try drawn(1, "search")
    #expect(try drawn(1, "search").replicates == first.replicates)
    #expect(try drawn(2, "search").replicates != first.replicates)
    #expect(try drawn(1, "brand").replicates != first.replicates)
    #expect(first.replicates.count == 4 * 400)
    for replicate in [0, 17, 399] {
      var sum = 0.0
      for place in 0..<4 { sum += Array(first.replicates(of: place))[replicate] }
      expectAgreement(first.totals(over: 0..<4)[replicate], sum, within: 1e-12)
    }
    // Mean and spread of the draws are those that are computed, within four standard errors.
    for place in 0..<4 {
      let values = first.replicates(of: place)
      let mean = values.reduce(0, +) / 400
      let deviation = first.standardDeviation[place]
      expectNear(mean, first.mean[place], within: 4 * deviation / 20)
      let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399).squareRoot()
      expectAgreement(spread, deviation, within: 4 / (2.0 * 400).squareRoot())
    }
    expectNear(first.meanTotal(over: 1..<3), first.mean[1] + first.mean[2], within: 1e-12)
  }
}
