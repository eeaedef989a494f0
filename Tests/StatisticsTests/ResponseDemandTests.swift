import Foundation
import Testing

@testable import Statistics

/// Demand that multiplies, in weeks whose truth is known.
@Suite("Demand of responses") struct ResponseDemandTests {
  /// Weeks of growing, seasonal demand.
  struct Weeks {
    let spend: [Double]
    let outcome: [Double]
    let demand: [Double]
    let index: [ResponseRegressor]
    static let curve = SaturationCurve(.michaelisMenten, amplitude: 60, scale: 150)

    init(noise: Double, count: Int = 150) {
      let generator = CounterGenerator(seed: 5, stream: "demand")
      let spend = (0..<count).map { 20 + 300 * generator.uniform(at: UInt64($0)) }
      let columns = [
        (0..<count).map { Double($0) / 52 }, (0..<count).map { cos(Double($0) * .pi / 26) },
      ]
      let means = columns.map { $0.suffix(10).reduce(0, +) / 10 }
      let demand = (0..<count).map {
        exp(0.4 * (columns[0][$0] - means[0]) + 0.2 * (columns[1][$0] - means[1]))
      }
      let stock = CarryOver.geometric(retention: 0.3).stock(spend)
      outcome = (0..<count).map {
        demand[$0] * (30 + Self.curve.value(at: stock[$0]))
          + noise * (2 * generator.uniform(at: UInt64(1000 + $0)) - 1)
      }
      (self.spend, self.demand) = (spend, demand)
      index = zip(["growth", "season"], columns).map { ResponseRegressor(name: $0, values: $1) }
    }

    func fit(
      _ families: [CurveFamily] = [.michaelisMenten], replicates: Int = 0,
      calibrations: [ResponseCalibration] = []
    ) throws -> ResponseFit {
      var setting = ResponseSetting()
      setting.indexPeriods = 10
      setting.replicateCount = replicates
      return try ResponseFit(
        outcome: outcome,
        channels: [
          ResponseChannel(name: "channel", spend: spend, families: families, today: 120)
        ], index: index, calibrations: calibrations, setting: setting)
    }
  }

  @Test("without noise demand, curve and base are those of the series, at the demand of today")
  func exact() throws {
    let weeks = Weeks(noise: 0)
    let fit = try weeks.fit()
    let curve = try #require(fit.channels[0].curve)
    expectAgreement(curve.amplitude, 60, within: 1e-4)
    expectAgreement(curve.scale, 150, within: 1e-4)
    expectAgreement(fit.coefficients[0], 30, within: 1e-4)
    for (one, other) in zip(fit.index, weeks.demand) { expectAgreement(one, other, within: 1e-4) }
    for (period, stock) in fit.channels[0].stock.enumerated() {
      expectAgreement(
        fit.contributions[0][period], fit.index[period] * curve.value(at: stock), within: 1e-9)
      expectAgreement(fit.base[period], fit.index[period] * fit.coefficients[0], within: 1e-9)
      #expect(fit.fitted[period] == fit.base[period] + fit.contributions[0][period])
    }
    // Intercept, amplitude, scale, retention, and two of the index.
    #expect(fit.degreesOfFreedom == 150 - 6)
  }

  @Test("intervals hold the truth, and replicates have their index")
  func noisy() throws {
    let weeks = Weeks(noise: 3)
    let fit = try weeks.fit(CurveFamily.allCases, replicates: 60)
    #expect(fit.channels[0].marginal.contains(Weeks.curve.slope(at: 120)))
    #expect(fit.channels[0].average.contains(Weeks.curve.value(at: 120) / 120))
    for (place, truth) in [0.4, 0.2].enumerated() {
      let values = fit.replicates.map { $0.index[place] }
      let interval = ReplicateInterval(replicates: values.span, level: 0.99).interval
      #expect(interval.contains(truth))
      #expect(Set(values).count == 60)
      let width = (values.max() ?? 9) - (values.min() ?? 0)
      #expect(width > 0.002 && width < 0.2)
    }
    let again = try weeks.fit(CurveFamily.allCases, replicates: 60)
    #expect(again.replicates == fit.replicates)
  }

  @Test("what an experiment found is meant at the demand of its periods")
  func calibration() throws {
    let weeks = Weeks(noise: 3)
    func change(_ fit: ResponseFit) throws -> Double {
      let curve = try #require(fit.channels[0].curve)
      var without = weeks.spend
      for week in 20..<24 { without[week] += 100 }
      let other = fit.channels[0].carryOver.stock(without)
      return weeks.spend.indices.reduce(0) {
        $0 + fit.index[$1]
          * (curve.value(at: fit.channels[0].stock[$1]) - curve.value(at: other[$1]))
      }
    }
    let free = try change(weeks.fit())
    let fit = try weeks.fit(calibrations: [
      ResponseCalibration(
        channel: 0, periods: 20..<24, spendChange: -400, outcomeChange: 0.8 * free,
        standardError: 1e-3)
    ])
    expectAgreement(try change(fit), 0.8 * free, within: 1e-3)
  }

  @Test("an outcome without a channel that varies has its demand, too")
  func alone() throws {
    let weeks = Weeks(noise: 0)
    var setting = ResponseSetting()
    setting.indexPeriods = 10
    setting.replicateCount = 2
    let outcome = weeks.demand.map { 40 * $0 }
    let fit = try ResponseFit(
      outcome: outcome,
      channels: [ResponseChannel(name: "", spend: [Double](repeating: 3, count: 150))],
      index: weeks.index, setting: setting)
    for (one, other) in zip(fit.fitted, outcome) { expectAgreement(one, other, within: 1e-6) }
    expectAgreement(fit.coefficients[0], 40, within: 1e-6)
    expectAgreement(fit.replicates[1].index[0], 0.4, within: 1e-6)
  }

  @Test("several channels under one demand")
  func joint() throws {
    let weeks = Weeks(noise: 0)
    let generator = CounterGenerator(seed: 6, stream: "other")
    let second = (0..<150).map { 10 + 200 * generator.uniform(at: UInt64($0)) }
    let other = SaturationCurve(.tanh, amplitude: 25, scale: 90)
    let outcome = weeks.outcome.indices.map {
      weeks.outcome[$0] + weeks.demand[$0] * other.value(at: second[$0])
    }
    var setting = ResponseSetting()
    setting.indexPeriods = 10
    setting.replicateCount = 2
    let fit = try ResponseFit(
      outcome: outcome,
      channels: [
        ResponseChannel(
          name: "one", spend: weeks.spend, families: [.michaelisMenten, .power], today: 120),
        ResponseChannel(
          name: "two", spend: second, carryOver: .none, families: [.tanh], today: 100),
      ], index: weeks.index, setting: setting)
    expectAgreement(fit.channels[0].marginal.value, Weeks.curve.slope(at: 120), within: 1e-3)
    expectAgreement(fit.channels[1].marginal.value, other.slope(at: 100), within: 1e-3)
    #expect(fit.replicates[0].index.count == 2)
  }

  @Test("columns of an index that follow from others, or are none, are refused")
  func refusals() {
    let weeks = Weeks(noise: 1)
    func error(_ index: [ResponseRegressor]) -> ResponseError? {
      do {
        _ = try ResponseFit(
          outcome: weeks.outcome,
          channels: [ResponseChannel(name: "", spend: weeks.spend)],
          regressors: [weeks.index[0]], index: index)
        return nil
      } catch {
        return error
      }
    }
    let level = ResponseRegressor(name: "level", values: [Double](repeating: 0.1, count: 150))
    #expect(error([weeks.index[1], level]) == .collinearRegressors([2]))
    #expect(error([weeks.index[1], weeks.index[1]]) == .collinearRegressors([2]))
    let short = ResponseRegressor(name: "short", values: [1])
    #expect(error([short]) == .length(.regressor("short"), expected: 150, found: 1))
    let hole = ResponseRegressor(
      name: "hole", values: [Double](repeating: 1, count: 149) + [.infinity])
    #expect(error([hole]) == .value(.regressor("hole"), period: 149, .infinity))
  }

  @Test("demand is 1 over the last periods, and its exponents have bounds")
  func today() {
    let index = DemandIndex([[1, 2, 3, 5], [4, 4, 0, 0]], last: 2)
    #expect(index.deviations == [[-3, -2, -1, 1], [4, 4, 0, 0]])
    #expect(index.bounds == [-5 / 3...5 / 3, -1.25...1.25])
    let demand = index.multiplier([0.5, -0.25][...])
    for (one, other) in zip(demand, [exp(-2.5), exp(-2), exp(-0.5), exp(0.5)]) {
      expectAgreement(one, other)
    }
    #expect(DemandIndex([[1, 2]], last: 9).deviations == [[-0.5, 0.5]])
    #expect(DemandIndex([[1, 2]], last: -1).deviations == [[-1, 0]])
    #expect(DemandIndex([[7, 7]], last: 1).bounds == [0...0])
    #expect(DemandIndex([], last: 1).multiplier([]).isEmpty)
  }

  @Test(
    "whether demand multiplies or is added is told by what is predicted", arguments: [true, false])
  func compared(multiplies: Bool) throws {
    let market = DemandMarket(multiplies: multiplies, 3)
    let fit = try market.fit(.compared, families: [market.curve.family])
    let comparison = try #require(fit.indexComparison)
    #expect(comparison.isMultiplied == multiplies)
    let multiplied = try market.fit(.multiplied, families: [market.curve.family])
    let added = try market.fit(.added, families: [market.curve.family])
    #expect(multiplied.indexComparison == nil && added.indexComparison == nil)
    // The form that is chosen is that which predicts best among those within reach, and is as it is alone.
    let chosen = multiplies ? multiplied : added
    expectAgreement(fit.squares, chosen.squares, within: 1e-9)
    if comparison.isOtherWithinReach {
      let errors = (try #require(comparison.multiplied), try #require(comparison.added))
      #expect((errors.0 <= errors.1) == multiplies)
    }
    #expect(fit.coefficients.count == (multiplies ? 1 : 4))
    #expect(fit.index.allSatisfy { $0 == 1 } != multiplies)
    for (one, other) in zip(fit.fitted, chosen.fitted) { expectAgreement(one, other, within: 1e-6) }
  }

  @Test("the interval is that of both forms where both are within reach")
  func union() throws {
    var count = 0
    for number in 0..<6 {
      let market = DemandMarket(multiplies: true, number, noise: 16)
      let families = [market.curve.family]
      let fit = try market.fit(.compared, families: families)
      guard fit.indexComparison?.isOtherWithinReach == true else { continue }
      count += 1
      let forms = try [DemandMarket.Form.multiplied, .added].map {
        try market.fit($0, families: families)
      }
      let least = forms.map(\.squares).min() ?? 0
      // The better form has its whole interval in it; nothing is beyond the two.
      for form in forms where form.squares == least {
        let (own, all) = (form.channels[0].marginal, fit.channels[0].marginal)
        #expect((all.low ?? 9) <= (own.low ?? 0) * 1.01)
        #expect((all.high ?? 0) >= (own.high ?? 9) * 0.99)
      }
      let low = forms.map { $0.channels[0].marginal.low ?? 0 }.min() ?? 0
      let high = forms.map { $0.channels[0].marginal.high ?? 9 }.max() ?? 9
      #expect((fit.channels[0].marginal.low ?? 0) >= low * 0.99)
      #expect((fit.channels[0].marginal.high ?? 9) <= high * 1.01)
    }
    #expect(count > 0)
  }

  @Test("of a series too short to hold out a part the form with least squares is taken")
  func short() throws {
    for multiplies in [true, false] {
      let index = (0..<14).map { 0.1 * Double($0) }
      let spend = (0..<14).map { 20 + 10 * Double($0 * 7 % 13) }
      let curve = SaturationCurve(.michaelisMenten, amplitude: 40, scale: 60)
      let outcome = (0..<14).map { (week: Int) -> Double in
        let plain = 30 + curve.value(at: spend[week]) + 0.01 * Double(week * 5 % 7)
        return multiplies ? plain * exp(0.8 * (index[week] - 1.3)) : plain + 20 * index[week]
      }
      var setting = ResponseSetting()
      (setting.hasIntervals, setting.replicateCount) = (false, 0)
      (setting.isIndexCompared, setting.indexPeriods) = (true, 1)
      let channel = ResponseChannel(
        name: "", spend: spend, carryOver: .none, families: [.michaelisMenten])
      let fit = try ResponseFit(
        outcome: outcome, channels: [channel],
        index: [ResponseRegressor(name: "trend", values: index)], setting: setting)
      let comparison = try #require(fit.indexComparison)
      #expect(comparison.multiplied == nil && comparison.added == nil)
      #expect(comparison.isMultiplied == multiplies)
    }
  }

  @Test("without an index nothing is compared, and demand is always 1")
  func none() throws {
    let weeks = Weeks(noise: 2)
    var setting = ResponseSetting()
    setting.replicateCount = 3
    let channel = ResponseChannel(
      name: "", spend: weeks.spend, families: [.michaelisMenten], today: 120)
    let plain = try ResponseFit(
      outcome: weeks.outcome, channels: [channel], regressors: weeks.index, setting: setting)
    setting.isIndexCompared = true
    setting.indexPeriods = 2
    let same = try ResponseFit(
      outcome: weeks.outcome, channels: [channel], regressors: weeks.index, setting: setting)
    #expect(same.squares == plain.squares && same.replicates == plain.replicates)
    #expect(same.channels[0].marginal == plain.channels[0].marginal)
    #expect(same.indexComparison == nil)
    #expect(same.index == [Double](repeating: 1, count: 150))
    #expect(same.replicates.allSatisfy { $0.index.isEmpty })
    // With one it multiplies, and is compared only where that is asked for.
    var quick = ResponseSetting()
    (quick.hasIntervals, quick.replicateCount) = (false, 0)
    let told = try ResponseFit(
      outcome: weeks.outcome, channels: [channel], index: weeks.index, setting: quick)
    #expect(told.indexComparison == nil && Set(told.index).count > 1)
  }
}
