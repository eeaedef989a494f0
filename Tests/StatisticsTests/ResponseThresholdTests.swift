import Foundation
import Testing

@testable import Statistics

/// Where warnings and verdicts begin.
@Suite("Thresholds of a response") struct ResponseThresholdTests {
  /// Sixty weeks under a curve that is known, with errors of some kind.
  static func series(_ number: Int, channels: Int = 1) -> (outcome: [Double], spends: [[Double]]) {
    let generator = CounterGenerator(seed: UInt64(number), stream: "thresholds")
    func uniform(_ place: Int) -> Double { generator.uniform(at: UInt64(place)) }
    var spends = (0..<channels).map { channel in
      (0..<60).map { 20 + 300 * uniform(channel * 100 + $0) }
    }
    let strength = 0.4 + 0.2 * Double(number / 5 % 4)
    var errors = [Double](repeating: 0, count: 62)
    for week in 0..<60 {
      let shock = 4 * (uniform(1000 + week) - 0.5)
      errors[week + 2] =
        switch number % 5 {
        case 0: strength * errors[week + 1] + shock
        case 1: strength * errors[week] + shock
        case 2: shock + 1.6 * strength * cos(2 * .pi * Double(week) / 7)
        case 3: shock * (week % 23 == 5 ? 2 + 2 * strength : 1)
        default: shock + (week > 30 ? strength * spends[0][week] / 100 : 0)
        }
      if number % 3 == 0, week > 0 {
        spends[channels - 1][week] *= exp(0.2 * strength * errors[week + 1])
      }
    }
    let outcome = (0..<60).map { week in
      spends.reduce(100 + errors[week + 2]) { $0 + 20 * tanh($1[week] / 150) }
    }
    return (outcome, spends)
  }

  /// Warnings that there are, and those that there should be.
  static func warnings(_ number: Int, channels: Int) throws -> (found: [String], expected: [String])
  {
    let series = series(number, channels: channels)
    var setting = ResponseSetting()
    (setting.hasIntervals, setting.replicateCount) = (false, 0)
    let question = try ResponseQuestion(
      outcome: series.outcome,
      channels: series.spends.map {
        ResponseChannel(name: "", spend: $0, carryOver: .none, families: [.tanh])
      }, regressors: [], calibrations: [], setting: setting)
    let fits = try FamilyFits(question)
    let search = try #require(fits.best)
    let solution = search.solution(series.outcome)
    let innovations = search.rowResiduals
    var expected: [String] = []
    let rest = zip(series.outcome, solution.fitted).map { $0 - $1 }
    for (channel, spend) in series.spends.enumerated() {
      let test = DemandTest(spend: spend, residuals: rest, columns: question.columns)
      // Of two channels each has half of the probability.
      if let test, test.tailArea * Double(channels) < 0.05 { expected.append("demand \(channel)") }
      let area = HalvesTest.tailArea(search, channel, solution.contributions[channel])
      if let area, area * Double(channels) < 0.01 { expected.append("halves \(channel)") }
    }
    if fits.autocorrelation > 0.5 { expected.append("alike \(fits.autocorrelation)") }
    if let area = WhitenessTest.tailArea(innovations), area < 0.01 {
      expected.append("white \(area)")
    }
    if let season = WhitenessTest.season(innovations), season.tailArea < 0.01 {
      expected.append("season \(season.periods)")
    }
    let mean = innovations.reduce(0, +) / 60
    let moments = [2, 4].map { power in
      innovations.reduce(0) { $0 + pow($1 - mean, power) } / 60
    }
    let kurtosis = moments[1] / (moments[0] * moments[0]) - 3
    if kurtosis > 3 { expected.append("tails") }
    let found = ResponseDoubts.all(fits, search, solution).map { warning in
      switch warning {
      case .spendFollowsDemand(let channel, _): "demand \(channel)"
      case .halvesDiffer(let channel, _): "halves \(channel)"
      case .autocorrelated(let rho): "alike \(rho)"
      case .beyondFirstOrder(let area): "white \(area)"
      case .seasonLeft(let periods, _): "season \(periods)"
      case .heavyTails(let value): abs(value - kurtosis) < 1e-9 ? "tails" : "\(value)"
      case .beyondRange, .fewPeriods: "input"
      }
    }
    return (found, expected)
  }

  @Test("each test warns below its probability, and each figure beyond its threshold")
  func doubts() throws {
    var seen: [String: Int] = [:]
    for number in 0..<60 {
      let (found, expected) = try Self.warnings(number, channels: 1 + number % 2)
      #expect(found == expected, "\(number)")
      for name in found { seen[String(name.prefix(5)), default: 0] += 1 }
    }
    // Each warning is seen, and most often is not.
    for name in ["deman", "halve", "alike", "white", "seaso", "tails"] {
      #expect((2...40).contains(seen[name] ?? 0), "\(seen)")
    }
    #expect(DemandTest.probability == 0.05 && ResponseDoubts.probability == 0.01)
    #expect(ResponseDoubts.greatestAutocorrelation == 0.5 && ResponseDoubts.greatestKurtosis == 3)
  }

  @Test("spend that is the least or the greatest that was spent is within its range")
  func range() throws {
    let spend = (0..<40).map { 10 + Double($0 * 13 % 17) }
    for (today, count) in [(10.0, 0), (26, 0), (9.99, 1), (26.01, 1)] {
      let question = try ResponseQuestion(
        outcome: spend, channels: [ResponseChannel(name: "", spend: spend, today: today)],
        regressors: [], calibrations: [], setting: ResponseSetting())
      #expect(ResponseDoubts.ofInput(question, parameters: 4).count == count)
      #expect(ResponseDoubts.ofInput(question, parameters: 14).count == count + 1)
      #expect(ResponseDoubts.ofInput(question, parameters: 13).count == count)
    }
  }

  @Test("spend that varies by more than a fiftieth of its mean has a curve")
  func variation() throws {
    for (difference, isFitted) in [(1.9, false), (2, false), (2.1, true), (2.9, true)] {
      let spend = (0..<40).map { 100 + ($0 % 2 == 0 ? difference : -difference) }
      expectAgreement(ResponseQuestion.variation(spend), difference / 100, within: 1e-9)
      let question = try ResponseQuestion(
        outcome: spend, channels: [ResponseChannel(name: "", spend: spend)], regressors: [],
        calibrations: [], setting: ResponseSetting())
      #expect(question.fitted.isEmpty != isFitted)
      #expect(question.meanOutcome([Double](repeating: 1, count: 40)) == spend.reduce(0, +) / 40)
    }
  }

  @Test("tests of noise need 24 numbers, and a tail area is at most 1")
  func noise() throws {
    let values = (0..<24).map { Double($0 * $0 * 7 % 31) - 14 }
    #expect(WhitenessTest.tailArea(values) != nil && WhitenessTest.season(values) != nil)
    let fewer = Array(values.prefix(23))
    #expect(WhitenessTest.tailArea(fewer) == nil && WhitenessTest.season(fewer) == nil)
    // All waves of a single pulse are as strong: 12 (1 − 1/12)¹¹ is more than 1.
    let pulse = (0..<25).map { $0 == 4 ? 1.0 : 0 }
    #expect(try #require(WhitenessTest.season(pulse)).tailArea == 1)
    // The strongest wave of a season is its own, whatever the length.
    for (count, period) in [(52, 4), (60, 12), (30, 30), (25, 2)] {
      let wave = (0..<count).map {
        cos(2 * .pi * Double($0) * (period == 2 ? 12 / 25.0 : 1 / Double(period)))
      }
      let season = try #require(WhitenessTest.season(wave))
      #expect(season.periods == period && season.tailArea < 1e-9)
    }
  }

  @Test("halves are compared where five degrees of freedom are left, and something was brought")
  func halves() throws {
    func tailArea(_ count: Int, of share: Double = 1) throws -> Double? {
      let series = ResponseSeries(
        SaturationCurve(.michaelisMenten, amplitude: 40, scale: 120), .none, count: count, noise: 2)
      let search = try ResponseFamilyTests.search(series, .michaelisMenten, Array(0..<count), 0)
      let contribution = search.solution(series.outcome).contributions[0]
      return HalvesTest.tailArea(search, 0, contribution.map { share * $0 })
    }
    // Four columns of the tangent plane, and that of the second half.
    #expect(try tailArea(10) != nil)
    #expect(try tailArea(9) == nil)
    #expect(try tailArea(30, of: 0) == nil)
    let whole = try #require(try tailArea(30))
    expectAgreement(try tailArea(30, of: 1e-9), whole, within: 1e-6)
  }

  @Test("a parameter is identified where its interval has both ends")
  func ends() throws {
    var (identified, flat) = (0, 0)
    for (family, noise) in [(CurveFamily.hill, 2.0), (.hill, 6), (.exponential, 8), (.tanh, 14)] {
      let series = ResponseSeries(
        SaturationCurve(family, amplitude: 30, scale: 150, shape: 1.6),
        .geometric(retention: 0.3), noise: noise)
      let response = try series.fit([family]).channels[0]
      let parameters = [response.scale, response.shape].compactMap { $0 }
      for parameter in parameters + response.carryOverParameters {
        switch parameter.identification {
        case .identified:
          #expect(parameter.low != nil && parameter.high != nil)
          identified += 1
        case .flat:
          #expect(parameter.low == nil || parameter.high == nil)
          flat += 1
        default: break
        }
        let value = try #require(parameter.value)
        #expect(value >= parameter.low ?? 0 && value <= parameter.high ?? .infinity)
      }
    }
    #expect(identified > 2 && flat > 0)
  }

  @Test(
    "an average return is told where its ends are within a factor of ten, or all of it is little")
  func known() throws {
    var told = 0
    for (amplitude, noise) in [(0.7, 3.0), (1, 3), (1.5, 3), (5, 8), (5, 20), (30, 2)] {
      let curve = SaturationCurve(.tanh, amplitude: amplitude, scale: 100)
      var series = ResponseSeries(curve, .none, noise: noise)
      // Weeks without spend tell the base.
      for week in stride(from: 0, to: 120, by: 3) {
        series.outcome[week] -= curve.value(at: series.spend[week])
        series.spend[week] = 0
      }
      let average = try series.fit([.tanh], .none).channels[0].average
      let mean = series.outcome.reduce(0, +) / 120
      let high = try #require(average.high)
      let isNarrow = high <= 10 * (average.low ?? 0)
      let isLittle = high * 120 <= 0.1 * mean
      #expect((average.value != nil) == (isNarrow || isLittle), "\(amplitude)")
      #expect((average.identification == .identified) == (isNarrow || isLittle))
      told += isNarrow || isLittle ? 1 : 0
    }
    #expect(told > 0 && told < 6)
    // Without intervals, too, there is no return at a spend of nothing.
    var setting = ResponseSetting()
    (setting.hasIntervals, setting.replicateCount) = (false, 0)
    let series = ResponseSeries(SaturationCurve(.tanh, amplitude: 30, scale: 100), .none)
    let fit = try ResponseFit(
      outcome: series.outcome, channels: [series.channel([.tanh], .none, today: 0)],
      setting: setting)
    // The curve is known all the same.
    #expect(fit.channels[0].marginal == ParameterEstimate(value: nil, .identified))
    #expect(fit.channels[0].average == ParameterEstimate(value: nil, .identified))
    let known = try #require(fit.channels[0].curve)
    expectAgreement(known.amplitude, 30, within: 0.1)
  }

  @Test("an autocorrelation is that of at least three pairs of neighbours")
  func neighbours() {
    func estimate(_ periods: [Int]) -> Double {
      ResidualAutocorrelation.estimate(
        periods.map { _ in 1 }, periods: periods, tangent: [])
    }
    #expect(estimate([0, 1, 2, 3]) > 0.5 && estimate([0, 1, 4, 5, 8, 9]) > 0.3)
    #expect(estimate([0, 1, 2]) == 0 && estimate([0, 1, 3, 4, 6]) == 0)
    // Of four that are alike the products of neighbours are three quarters of the squares, and expected to be so
    // at ρ = 1 alone; of two of them unlike the others ¼, at ρ = ⅓.
    let third = ResidualAutocorrelation.estimate(
      [1, 1, -1, -1], periods: [0, 1, 2, 3], tangent: [])
    #expect(abs(third - 1 / 3.0) < 1e-4)
  }

  @Test("a regressor of zeros says nothing")
  func zeros() {
    #expect(throws: ResponseError.collinearRegressors([0])) {
      try ResponseMistakeTests.fit(
        regressors: [ResponseRegressor(name: "", values: [Double](repeating: 0, count: 30))])
    }
  }

  @Test("there are two periods more than parameters of the largest family")
  func parameters() {
    func fit(_ count: Int, _ families: [CurveFamily]) throws(ResponseError) {
      let outcome = ResponseMistakeTests.outcome.enumerated().map { $0 < count ? $1 : .nan }
      _ = try ResponseMistakeTests.fit(
        outcome: outcome, channels: [ResponseMistakeTests.channel(families: families)])
    }
    // Intercept, amplitude, retention, and one or two of the curve.
    for (families, most) in [
      ([CurveFamily.tanh], 4), ([.hill], 5), ([.power, .hill, .logarithm], 5),
    ] {
      #expect(throws: ResponseError.tooFew(observed: most + 1, parameters: most)) {
        try fit(most + 1, families)
      }
      #expect(throws: Never.self) { try fit(most + 2, families) }
    }
  }
}
