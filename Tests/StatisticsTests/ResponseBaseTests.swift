import Foundation
import Testing

@testable import Statistics

/// A base that may not be negative.
@Suite("The base of a response") struct ResponseBaseTests {
  /// A series of `ResponseOracleSeries` of which so much is taken away, and scipy's least squares with
  /// the trend centred and the intercept at least 0, then intercept, trend and amplitude:
  /// `Bounded` of Tests/Oracle/response.py.
  static let fits: [(number: Int, squares: Double, parameters: [Double])] = [
    (0, 1830.93061096, [0.0, 0.0991069207, 69.599833]),
    (1, 2201.63141885, [0.0, 0.126468979, 50.4358463]),
    (2, 2478.57253483, [0.0, 0.0972968847, 137.469899]),
    (3, 2293.58231436, [1.05273344, 0.103118375, 60.9559805]),
    (4, 1532.41053323, [0.0, 0.0928966686, 52.7838451]),
    (5, 3418.325804, [0.0, 0.0929613983, 75.1666425]),
    (6, 1197.90963781, [1.10623555, 0.104315847, 36.4448214]),
    (7, 3175.9324154, [7.62279132, 0.0902900658, 69.6543326]),
    (8, 918.088849469, [0.0, 0.0985291129, 55.5294524]),
    (9, 482.549521429, [4.05042397, 0.106355521, 44.6990019]),
    (10, 2499.09641261, [0.0, 0.0542287441, 84.0106139]),
    (11, 156.585227706, [0.0, 0.097365268, 62.4352994]),
    (12, 696.397358411, [0.0, 0.0959489105, 46.4390817]),
    (13, 3212.4874404, [0.0, 0.0569251439, 64.7577422]),
    (14, 1879.25141848, [0.0, 0.094663715, 59.9254844]),
    (15, 1125.29087821, [0.0, 0.0963878472, 80.2848457]),
    (16, 914.967966158, [0.0, 0.121852442, 351.433599]),
    (17, 599.446283585, [0.0, 0.110367477, 73.9153505]),
    (18, 1567.62270684, [0.708484421, 0.0780181446, 47.2114383]),
    (19, 1361.10217364, [0.0, 0.0490690583, 62.7904357]),
    (20, 1295.7470944, [0.0, 0.0873009709, 118.066794]),
    (21, 2811.8474782, [24.394472, 0.111985837, 43.8136763]),
    (22, 967.120918434, [0.0, 0.105963564, 71.7229471]),
    (23, 2683.25425231, [0.0, 0.0879479557, 47.5884763]),
  ]

  static func search(_ number: Int, taking amount: Double, isNonnegative: Bool = true) throws
    -> (ResponseSearch, [Double])
  {
    let series = ResponseOracleSeries(number)
    let outcome = series.outcome.map { $0 - amount }
    let plain = try series.design(today: 150)
    let design = try ResponseDesign(
      observed: series.observed, periodCount: series.spend.count,
      autocorrelation: series.autocorrelation, regressors: plain.regressors,
      models: [
        ChannelModel(
          ResponseChannel(name: "", spend: series.spend, carryOver: series.kind, today: 150),
          series.family)
      ], calibrations: series.calibrations, deviation: 4, isBaseNonnegative: isNonnegative)
    let search = ResponseStart.search(
      design, design.target(outcome), [ChannelGrid(design, channel: 0)])
    return (search, outcome)
  }

  @Test("the least squares are those of scipy with a bound on the intercept")
  func bounded() throws {
    var held = 0
    for (number, squares, parameters) in Self.fits {
      let (search, outcome) = try Self.search(number, taking: Double(106 + 4 * (number % 3)))
      expectAgreement(search.squares, squares, within: 1e-8)
      let solution = search.solution(outcome)
      let base = search.design.rows.periods.map { solution.base[$0] }
      let mean = base.reduce(0, +) / Double(base.count)
      #expect(abs(mean - parameters[0]) < 1e-3, "series \(number)")
      #expect(abs(search.meanBase - mean) < 1e-9)
      if parameters[0] < 1e-9 {
        #expect(search.isBaseAtZero && abs(mean) < 1e-9)
        held += 1
      }
      expectAgreement(solution.coefficients[1], parameters[1], within: 1e-3)
      // The squares are those of the residuals of the solution.
      let rest = zip(outcome, solution.fitted).map { $0 - $1 }
      var rows = [Double](repeating: 0, count: search.design.rowCount)
      var span = rows.mutableSpan
      search.design.rows.write(rest.span, to: &span, from: 0)
      for (one, other) in zip(rows.prefix(base.count), search.rowResiduals) {
        #expect(abs(one - other) < 1e-9)
      }
    }
    #expect(held >= 8)
  }

  @Test("a bound that does not bind changes nothing")
  func free() throws {
    for number in [0, 7, 13, 40] {
      let (plain, _) = try Self.search(number, taking: 0, isNonnegative: false)
      let (bounded, _) = try Self.search(number, taking: 0)
      #expect(!bounded.isBaseAtZero && bounded.meanBase > 50)
      expectAgreement(bounded.squares, plain.squares, within: 1e-12)
      #expect(plain.meanBase == 0 && plain.design.columnLength == plain.design.rowCount)
    }
  }

  @Test(
    "the tangent plane at a base of 0 has no constant, and derivatives by differences are in it")
  func tangent() throws {
    let (search, _) = try Self.search(1, taking: 110)
    #expect(search.isBaseAtZero)
    let tangent = search.tangent(isWhole: true)
    // The trend, the amplitude and the scale.
    #expect(tangent.count == 3)
    for column in tangent {
      expectAgreement(column.reduce(0) { $0 + $1 * $1 }, 1, within: 1e-9)
      // Residuals of least squares are orthogonal to it.
      let product = zip(column, search.rowResiduals).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(product) < 1e-4 * search.squares.squareRoot())
    }
    let (free, _) = try Self.search(1, taking: 110, isNonnegative: false)
    #expect(free.tangent(isWhole: true).count == 4)
  }

  /// A channel that is never low: nothing tells its level from the base.
  static func series(base: Double) -> ResponseSeries {
    var series = ResponseSeries(
      SaturationCurve(.michaelisMenten, amplitude: 60, scale: 300), .none, noise: 1)
    let curve = SaturationCurve(.michaelisMenten, amplitude: 60, scale: 300)
    for week in series.spend.indices {
      let noise = series.outcome[week] - 50 - 0.1 * Double(week)
      let error = noise - curve.value(at: series.spend[week])
      series.spend[week] = 250 + 0.25 * series.spend[week]
      series.outcome[week] = base + curve.value(at: series.spend[week]) + error
    }
    return series
  }

  static func fit(_ series: ResponseSeries, isNonnegative: Bool?) throws -> ResponseFit {
    var setting = ResponseSetting()
    setting.replicateCount = 40
    setting.isBaseNonnegative = isNonnegative
    return try ResponseFit(
      outcome: series.outcome,
      channels: [series.channel(CurveFamily.allCases, .none, today: 290)],
      regressors: [series.trend], setting: setting)
  }

  @Test("without low spend the average return ends where nothing is left of the base")
  func average() throws {
    let series = Self.series(base: 20)
    let mean = series.outcome.reduce(0, +) / 120
    let fit = try Self.fit(series, isNonnegative: nil)
    let average = fit.channels[0].average
    let most = mean / 290
    let high = try #require(average.high)
    #expect(high > 0.9 * most && high < 1.15 * most)
    #expect(average.contains(60 / (300 + 290)))
    #expect(fit.channels[0].marginal.contains(60 * 300 / (590 * 590)))
    #expect((average.value == nil) == (average.identification == .flat))
    for replicate in fit.replicates {
      let base = replicate.coefficients[0] + 59.5 * replicate.coefficients[1]
      #expect(base >= -1e-9)
      #expect((replicate.curves[0]?.value(at: 290) ?? .infinity) < 1.1 * mean)
    }
    #expect(fit.base.reduce(0, +) >= -1e-6)
    // Without the bound there is no such end.
    let free = try Self.fit(series, isNonnegative: false).channels[0].average
    #expect((free.high ?? .infinity) > 1.5 * most)
  }

  @Test("the bound holds by itself where no outcome is negative, and only there")
  func automatic() throws {
    var series = Self.series(base: -30)
    #expect(series.outcome.contains { $0 < 0 })
    let free = try Self.fit(series, isNonnegative: nil)
    let held = try Self.fit(series, isNonnegative: true)
    let told = try Self.fit(series, isNonnegative: false)
    #expect(free.squares == told.squares)
    #expect(held.squares >= told.squares)
    let lowest = series.outcome.min() ?? 0
    for week in series.outcome.indices { series.outcome[week] -= lowest }
    let positive = try Self.fit(series, isNonnegative: nil)
    #expect(positive.squares == (try Self.fit(series, isNonnegative: true)).squares)
    #expect(positive.base.reduce(0, +) >= -1e-6)
  }

  @Test("an average return over more than a factor of ten has no value, unless it is small")
  func known() {
    #expect(ChannelFigures.isKnown(low: 1, high: 10, greatest: 12))
    #expect(!ChannelFigures.isKnown(low: 1, high: 10.1, greatest: 12))
    #expect(!ChannelFigures.isKnown(low: 0, high: 1.3, greatest: 12))
    #expect(ChannelFigures.isKnown(low: 0, high: 1.1, greatest: 12))
  }

  @Test("the family that is chosen is within the limit of the intervals")
  func chosen() throws {
    // Its squares are just within reach of those of a family with a parameter more.
    let response = try ResponseMarket(.modelled, 41).fit(isTold: false).channels[0]
    #expect(response.curve?.family == .logarithm)
    #expect(response.marginal.identification == .identified)
    #expect(response.marginal.value != nil && response.marginal.high != nil)
  }

  @Test(
    "among several channels, too, the least squares with the bound are those of scipy",
    arguments: [(2, 69.50299211874773, 0.0998531016), (15, 40.462610947725835, 0.10258611)])
  func joint(channels: Int, squares: Double, trend: Double) throws {
    let series = JointResponseTests.series(channels)
    var setting = JointResponseTests.plain
    setting.hasIntervals = false
    setting.isBaseNonnegative = true
    let fit = try ResponseFit(
      outcome: series.outcome.map { $0 - 115 - Double(channels) }, channels: series.channels,
      regressors: [
        ResponseRegressor(name: "trend", values: series.outcome.indices.map(Double.init))
      ], setting: setting)
    expectAgreement(fit.squares, squares, within: 1e-8)
    expectAgreement(fit.coefficients[1], trend, within: 1e-4)
    #expect(abs(fit.base.reduce(0, +)) < 1e-6)
  }
}
