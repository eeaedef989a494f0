import Foundation
import Testing

@testable import Statistics

/// How families are compared, and what is drawn from those within reach.
@Suite("Families of a response") struct ResponseFamilyTests {
  static func question(
    _ series: ResponseSeries, _ families: [CurveFamily], isAutocorrelated: Bool = false,
    calibrations: [ResponseCalibration] = [], hasIntervals: Bool = false, replicates: Int = 0
  ) throws -> ResponseQuestion {
    var setting = ResponseSetting()
    setting.isAutocorrelated = isAutocorrelated
    (setting.hasIntervals, setting.replicateCount) = (hasIntervals, replicates)
    return try ResponseQuestion(
      outcome: series.outcome, channels: [series.channel(families, .none)],
      regressors: [series.trend], calibrations: calibrations, setting: setting)
  }

  static func fit(
    _ series: ResponseSeries, _ families: [CurveFamily], isAutocorrelated: Bool = false,
    hasIntervals: Bool = false, replicates: Int = 0, isNonnegative: Bool? = nil
  ) throws -> ResponseFit {
    var setting = ResponseSetting()
    setting.isAutocorrelated = isAutocorrelated
    setting.isBaseNonnegative = isNonnegative
    (setting.hasIntervals, setting.replicateCount) = (hasIntervals, replicates)
    return try ResponseFit(
      outcome: series.outcome, channels: [series.channel(families, .none)],
      regressors: [series.trend], setting: setting)
  }

  /// The least squares of some periods, from all points of the grid that a search begins with.
  static func search(
    _ series: ResponseSeries, _ family: CurveFamily, _ observed: [Int], _ autocorrelation: Double
  ) throws -> ResponseSearch {
    let design = try ResponseDesign(
      observed: observed, periodCount: series.outcome.count, autocorrelation: autocorrelation,
      regressors: [series.outcome.map { _ in 1 }, series.trend.values],
      models: [ChannelModel(series.channel([family], .none), family)], calibrations: [],
      deviation: 1, isBaseNonnegative: true)
    return ResponseStart.search(
      design, design.target(series.outcome), [ChannelGrid(design, channel: 0)])
  }

  @Test("held-out errors are those of fits to what came before", arguments: [false, true])
  func heldOut(_ isAutocorrelated: Bool) throws {
    var series = ResponseSeries(
      SaturationCurve(.exponential, amplitude: 40, scale: 90), .none, count: 88, noise: 3)
    for week in [3, 40, 41, 60, 79] { series.outcome[week] = .nan }
    let observed = series.outcome.indices.filter { !series.outcome[$0].isNaN }
    let families: [CurveFamily] = [.exponential, .tanh, .michaelisMenten]
    let fit = try Self.fit(series, families, isAutocorrelated: isAutocorrelated)
    for (family, row) in zip(families, fit.channels[0].comparison) {
      var errors: [Double] = []
      // Six, seven, eight and nine tenths of 83.
      for (cut, end) in [(49, 58), (58, 66), (66, 74), (74, 83)] {
        let part = try Self.search(
          series, family, Array(observed.prefix(cut)), fit.autocorrelation)
        let fitted = part.solution(series.outcome).fitted
        errors += observed[cut..<end].map { series.outcome[$0] - fitted[$0] }
      }
      let squares = errors.reduce(0) { $0 + $1 * $1 }
      expectAgreement(row.heldOutError, (squares / 34).squareRoot(), within: 1e-3)
      let whole = try Self.search(series, family, observed, fit.autocorrelation)
      expectAgreement(row.fitError, (whole.squares / 83).squareRoot(), within: 1e-6)
    }
    #expect((fit.autocorrelation != 0) == isAutocorrelated)
  }

  @Test("the one that predicts best is chosen of those within reach", arguments: 0..<8)
  func choice(_ number: Int) throws {
    let truth = CurveFamily.allCases[number % 6]
    let series = ResponseSeries(
      SaturationCurve(truth, amplitude: 40, scale: 120, shape: truth == .hill ? 2 : 0.5), .none,
      count: number < 6 ? 70 : 14, noise: [1.5, 3][number % 2], stream: "choice \(number)")
    let families: [CurveFamily] =
      number < 6 ? CurveFamily.allCases.reversed() : [.michaelisMenten, .tanh, .exponential]
    let rows = try Self.fit(series, families).channels[0].comparison
    #expect(rows.map(\.family) == families)
    let least = rows.map(\.fitError).min() ?? 0
    for row in rows {
      // F(1, ν) of 95% is the square of Student's t; all but the factor 1 + t²/ν is the same.
      let free = Double(series.outcome.count - row.parameters)
      let quantile = FisherDistribution.studentQuantile(
        twoSidedLevel: 0.95, degreesOfFreedom: free)
      let ratio = (row.fitError / least) * (row.fitError / least)
      let limit = 1 + quantile * quantile / free
      if ratio < 0.98 * limit { #expect(row.isWithinReach) }
      if ratio > 1.02 * limit { #expect(!row.isWithinReach) }
    }
    let reach = rows.filter(\.isWithinReach)
    // Fourteen periods are too few to hold some out.
    #expect(rows.allSatisfy { ($0.heldOutError == nil) == (number >= 6) })
    let best = reach.min { ($0.heldOutError ?? $0.fitError) < ($1.heldOutError ?? $1.fitError) }
    #expect(rows.filter(\.isChosen).map(\.family) == [best?.family])
  }

  @Test("periods are held out where the shortest part has five more than there are parameters")
  func short() throws {
    for (count, isHeldOut) in [(14, false), (15, true)] {
      let series = ResponseSeries(
        SaturationCurve(.tanh, amplitude: 40, scale: 120), .none, count: count)
      // Nine tenths of 15 are 9 of 4 parameters.
      let rows = try Self.fit(series, [.tanh, .michaelisMenten]).channels[0].comparison
      #expect(rows.allSatisfy { ($0.heldOutError != nil) == isHeldOut && $0.parameters == 4 })
    }
  }

  @Test("calibrations are weighed by the deviation without them")
  func deviation() throws {
    let series = ResponseSeries(SaturationCurve(.tanh, amplitude: 40, scale: 120), .none, count: 50)
    let calibration = ResponseCalibration(
      channel: 0, periods: 3..<6, spendChange: 90, outcomeChange: 900, standardError: 0.1)
    for isAutocorrelated in [false, true] {
      let fits = try FamilyFits(
        Self.question(
          series, [.tanh], isAutocorrelated: isAutocorrelated, calibrations: [calibration]))
      let plain = try Self.search(series, .tanh, Array(0..<50), fits.autocorrelation)
      // Intercept, trend, amplitude and scale.
      expectAgreement(fits.deviation, (plain.squares / 46).squareRoot(), within: 1e-9)
      #expect((fits.best?.squares ?? 0) > 10 * plain.squares)
    }
  }

  @Test("intervals of returns are the least interval around those of all families within reach")
  func union() throws {
    let series = ResponseSeries(
      SaturationCurve(.exponential, amplitude: 30, scale: 120), .none, noise: 4)
    let fit = try Self.fit(series, CurveFamily.allCases, hasIntervals: true)
    let fits = try FamilyFits(Self.question(series, CurveFamily.allCases))
    let best = try #require(fits.best)
    let least = fits.alternatives[0].map(\.search.squares).min() ?? 0
    // The largest model's design is the first.
    let limit = max(
      best.squares, FamilyFits.limit(least, fits.alternatives[0][0].search.design, 0.95))
    for (measure, found) in [
      (ReturnMeasure.marginal, fit.channels[0].marginal), (.average, fit.channels[0].average),
    ] {
      var (lows, highs): ([Double], [Double]) = ([], [])
      for alternative in fits.alternatives[0] where alternative.search.squares <= limit {
        let profile = try #require(
          SizeProfile(
            alternative.search, channel: 0, measure, limit: limit,
            grid: ChannelGrid(alternative.search.design, channel: 0)))
        lows.append(profile.low ?? -.infinity)
        highs.append(profile.upperEnd(of: measure, today: 120) ?? .infinity)
      }
      #expect(lows.count >= 3 && Set(lows).count > 1)
      expectAgreement(found.low ?? -.infinity, lows.min() ?? 0)
      if let high = highs.max(), high.isFinite { expectAgreement(found.high, high) }
      #expect((found.high == nil) == highs.contains(.infinity))
    }
  }

  @Test("draws have each family as often as its likelihood and its parameters say")
  func frequencies() throws {
    let series = ResponseSeries(
      SaturationCurve(.michaelisMenten, amplitude: 30, scale: 150), .none, count: 40, noise: 4)
    let families: [CurveFamily] = [.hill, .michaelisMenten, .exponential, .tanh]
    let fit = try Self.fit(series, families, replicates: 1200)
    let rows = fit.channels[0].comparison
    let least = rows.map(\.fitError).min() ?? 1
    let weights = rows.map { row in
      pow(row.fitError / least, -40) * exp(-Double(row.parameters))
    }
    let total = weights.reduce(0, +)
    for (row, weight) in zip(rows, weights) {
      let share = weight / total
      let found = fit.replicates.count { $0.curves[0]?.family == row.family }
      let error = (share * (1 - share) / 1200).squareRoot()
      #expect(abs(Double(found) / 1200 - share) < 4 * error, "\(row.family): \(found), \(share)")
    }
    #expect(weights.filter { $0 / total > 0.1 }.count >= 2)
  }

  @Test("draws spread by the standard errors, few periods or many, alike or not")
  func spread() throws {
    for (count, rho) in [(24, 0.0), (90, 0.6)] {
      var series = ResponseSeries(
        SaturationCurve(.tanh, amplitude: 40, scale: 150), .none, count: count, noise: 0)
      let generator = CounterGenerator(seed: 5, stream: "spread")
      var error = 0.0
      for week in series.outcome.indices {
        error = rho * error + 0.2 * (generator.uniform(at: UInt64(week)) - 0.5)
        series.outcome[week] += error
      }
      let fit = try Self.fit(series, [.tanh], isAutocorrelated: rho > 0, replicates: 1500)
      let marginal = fit.channels[0].marginal
      let slopes = fit.replicates.compactMap { $0.curves[0]?.slope(at: 120) }
      let found = ResponseReplicateTests.spread(slopes)
      let expected = try #require(marginal.standardError)
      // With little noise the model is as good as linear: the error of a deviation is 1/√3000.
      expectAgreement(found.deviation, expected, within: 0.075)
      #expect(abs(found.mean - (marginal.value ?? 0)) < 4 * expected / 1500.0.squareRoot())
      #expect(rho == 0 || fit.autocorrelation > 0.3)
    }
  }

  @Test("among several channels each family is fitted beside the others as they are chosen")
  func several() throws {
    let generator = CounterGenerator(seed: 11, stream: "several")
    let spends = (0..<2).map { channel in
      (0..<90).map { 10 + 300 * generator.uniform(at: UInt64(100 * channel + $0)) }
    }
    let curves = [
      SaturationCurve(.exponential, amplitude: 40, scale: 100),
      SaturationCurve(.power, amplitude: 40, scale: 150, shape: 0.4),
    ]
    let outcome = (0..<90).map { week in
      80 + curves[0].value(at: spends[0][week]) + curves[1].value(at: spends[1][week])
        + 4 * generator.uniform(at: UInt64(500 + week))
    }
    let families: [[CurveFamily]] = [[.tanh, .exponential], [.hill, .logarithm, .power]]
    var setting = ResponseSetting()
    (setting.hasIntervals, setting.replicateCount) = (false, 300)
    let channels = zip(spends, families).map {
      ResponseChannel(name: "", spend: $0, carryOver: .none, families: $1)
    }
    let question = try ResponseQuestion(
      outcome: outcome, channels: channels, regressors: [], calibrations: [], setting: setting)
    let fits = try FamilyFits(question)
    let best = try #require(fits.best)
    #expect(best.design.models.map(\.family) == fits.families)
    let fit = try ResponseFit(outcome: outcome, channels: channels, setting: setting)
    for (channel, alternatives) in fits.alternatives.enumerated() {
      #expect(alternatives.map(\.family) == families[channel])
      var weights: [Double] = []
      for alternative in alternatives {
        var row = fits.families
        row[channel] = alternative.family
        #expect(alternative.search.design.models.map(\.family) == row)
        let design = try fits.design(row)
        let whole = ResponseStart.search(
          design, design.target(outcome), [0, 1].map { ChannelGrid(design, channel: $0) })
        expectAgreement(alternative.search.squares, whole.squares, within: 1e-5)
        weights.append(
          exp(-45 * log(whole.squares / best.squares) - Double(design.allParameterCount)))
      }
      let rows = fit.channels[channel].comparison
      let reach = rows.filter(\.isWithinReach)
      let chosen = reach.min { ($0.heldOutError ?? 0) < ($1.heldOutError ?? 0) }
      #expect(rows.filter(\.isChosen).map(\.family) == [chosen?.family])
      #expect(chosen?.family == fits.families[channel] && chosen?.heldOutError != nil)
      // Draws take the family of each channel by itself.
      let total = weights.reduce(0, +)
      for (family, weight) in zip(families[channel], weights) {
        let share = weight / total
        let found = fit.replicates.count { $0.curves[channel]?.family == family }
        let error = (share * (1 - share) / 300).squareRoot()
        #expect(abs(Double(found) / 300 - share) < 4 * error + 0.01, "\(family)")
      }
    }
  }
}
