import Foundation
import Testing

@testable import Statistics

/// What the data show against a fit.
@Suite("Doubts about a response") struct ResponseDoubtTests {
  /// Uniform noise under a curve, with a change of the series before it is fitted.
  static func warnings(
    today: Double = 120, count: Int = 150,
    _ change: (inout ResponseSeries, CounterGenerator) -> Void = { _, _ in }
  ) throws -> [ResponseWarning] {
    var series = ResponseSeries(
      SaturationCurve(.michaelisMenten, amplitude: 40, scale: 150), .geometric(retention: 0.3),
      count: count, noise: 2)
    change(&series, CounterGenerator(seed: 4, stream: "change"))
    var setting = ResponseSetting()
    (setting.replicateCount, setting.hasIntervals) = (0, false)
    return try ResponseFit(
      outcome: series.outcome,
      channels: [series.channel([.michaelisMenten], today: today)], regressors: [series.trend],
      setting: setting
    ).warnings
  }

  @Test("there are none about a series that the model describes")
  func none() throws { #expect(try Self.warnings().isEmpty) }

  @Test("spend today is outside of what was spent")
  func range() throws {
    for today in [1.0, 1000] {
      guard
        case .beyondRange(0, today, let least, let greatest)? = try Self.warnings(today: today)
          .first
      else {
        Issue.record("no warning")
        continue
      }
      #expect(least >= 20 && least < 25 && greatest > 300 && greatest <= 320)
    }
  }

  @Test("few periods for the parameters")
  func periods() throws {
    // Intercept, trend, amplitude, scale and retention.
    let warning = ResponseWarning.fewPeriods(observed: 14, parameters: 5)
    #expect(try Self.warnings(count: 14).contains(warning))
    #expect(
      try !Self.warnings(count: 15).contains { if case .fewPeriods = $0 { true } else { false } })
  }

  @Test("spend follows the outcome of the weeks before")
  func demand() throws {
    let found = try Self.warnings { series, generator in
      for week in 1..<150 {
        let shock = 12 * (generator.uniform(at: UInt64(week)) - 0.5)
        series.outcome[week - 1] += shock
        series.spend[week] *= exp(0.08 * shock)
      }
    }
    #expect(
      found.contains { if case .spendFollowsDemand(0, let p) = $0 { p < 0.05 } else { false } })
  }

  @Test("the effect is another in the second half")
  func halves() throws {
    let found = try Self.warnings { series, _ in
      let stock = CarryOver.geometric(retention: 0.3).stock(series.spend)
      let curve = SaturationCurve(.michaelisMenten, amplitude: 30, scale: 150)
      for week in 75..<150 { series.outcome[week] += curve.value(at: stock[week]) }
    }
    #expect(found.contains { if case .halvesDiffer(0, let p) = $0 { p < 0.01 } else { false } })
  }

  @Test("errors are alike, also beyond the first order")
  func errors() throws {
    let alike = try Self.warnings { series, generator in
      var error = 0.0
      for week in 0..<150 {
        error = 0.8 * error + 12 * (generator.uniform(at: UInt64(week)) - 0.5)
        series.outcome[week] += error
      }
    }
    #expect(alike.contains { if case .autocorrelated(let rho) = $0 { rho > 0.5 } else { false } })
    let second = try Self.warnings { series, generator in
      var errors = [0.0, 0.0]
      for week in 0..<150 {
        errors.append(
          0.7 * errors[week] + 12 * (generator.uniform(at: UInt64(week)) - 0.5))
        series.outcome[week] += errors[week + 2]
      }
    }
    #expect(second.contains { if case .beyondFirstOrder(let p) = $0 { p < 0.01 } else { false } })
  }

  @Test("a season is left")
  func season() throws {
    let found = try Self.warnings { series, _ in
      for week in 0..<150 { series.outcome[week] += 2 * cos(2 * .pi * Double(week) / 15) }
    }
    #expect(found.contains { if case .seasonLeft(15, let p) = $0 { p < 0.01 } else { false } })
  }

  @Test("a few errors are large")
  func tails() throws {
    let found = try Self.warnings { series, _ in
      for week in [20, 60, 110] { series.outcome[week] += 15 }
    }
    #expect(found.contains { if case .heavyTails(let k) = $0 { k > 3 } else { false } })
  }

  @Test("the tests of noise have the published distributions")
  func noise() throws {
    // By numpy and scipy.stats.chi2.sf(Q, 7) of these 40 numbers, Q = 18.0466.
    let values = (0..<40).map { (t: Int) -> Double in Double(t * t * 7 % 31) - 14 }
    let tailArea = try #require(WhitenessTest.tailArea(values))
    expectAgreement(tailArea, 0.01176130103124618, within: 1e-5)
    // Fisher's g of numpy's periodogram, without the mean.
    let season = try #require(WhitenessTest.season(values))
    #expect(season.periods == 3)
    expectAgreement(season.tailArea, 0.3536523001108938, within: 1e-9)
    #expect(WhitenessTest.tailArea([1, 2, 3]) == nil && WhitenessTest.season([1, 2, 3]) == nil)
    let zeros = [Double](repeating: 0, count: 40)
    #expect(WhitenessTest.tailArea(zeros) == nil && WhitenessTest.season(zeros) == nil)
  }

  @Test("whether spend follows is a regression with HC3 errors")
  func follows() throws {
    // By whole matrices of numpy 2.4.6: (X'X)⁻¹ X' diag(e²/(1 − h)²) X (X'X)⁻¹.
    let spend: [Double] = (0..<60).map { (t: Int) -> Double in
      Double((t * t * 7 + t * 13) % 29) + 5
    }
    var residuals: [Double] = (0..<60).map { (t: Int) -> Double in
      Double((t * t * 11 + t * 3) % 23) - 11
    }
    residuals[30] = .nan
    let columns = [[Double](repeating: 1, count: 60), (0..<60).map(Double.init)]
    let test = try #require(DemandTest(spend: spend, residuals: residuals, columns: columns))
    expectAgreement(test.coefficient, -0.13789564980670582, within: 1e-9)
    expectAgreement(test.tailArea, 0.7241973761232636, within: 1e-7)
    // Twenty comparisons more than an intercept, a trend and three columns need.
    func short(_ count: Int) -> DemandTest? {
      DemandTest(
        spend: Array(spend.prefix(count)), residuals: Array(residuals.prefix(count)),
        columns: columns.map { Array($0.prefix(count)) })
    }
    #expect(short(29) != nil && short(28) == nil)
  }

  @Test("the test of halves is that of one more column in a regression", arguments: [1, 37])
  func column(_ number: Int) throws {
    let series = ResponseOracleSeries(number)
    let design = try series.design(today: 150)
    let search = ResponseStart.search(
      design, design.target(series.outcome), [ChannelGrid(design, channel: 0)])
    let contribution = search.solution(series.outcome).contributions[0]
    let middle = series.observed[series.observed.count / 2]
    let half = contribution.enumerated().map { $0 < middle ? 0 : $1 }
    func rows(_ values: [Double]) -> [Double] {
      var rows = [Double](repeating: 0, count: design.rowCount)
      var span = rows.mutableSpan
      design.rows.write(values.span, to: &span, from: 0)
      return rows
    }
    let count = design.rowCount
    let tangent = (0...search.point.count).map {
      Array(search.columns[($0 * count)..<(($0 + 1) * count)])
    }
    let columns = design.regressors.map(rows) + tangent + [rows(half)]
    let regression = try LinearRegression(
      search.residuals, on: Regressors(columns, count: count, hasIntercept: false))
    let expected = try #require(regression.estimates(.classical, level: 0.95).last)
    let tailArea = try #require(HalvesTest.tailArea(search, 0, contribution))
    expectAgreement(tailArea, expected.probability, within: 1e-6)
  }
}
