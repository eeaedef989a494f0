import Foundation
import Testing

@testable import Statistics

@Suite("The fit of a response") struct ResponseFitTests {
  @Test("without noise the curve, the carry-over and the base are those of the series")
  func exact() throws {
    for family in CurveFamily.allCases {
      for carryOver in [
        CarryOver.none, .geometric(retention: 0.4), .delayed(retention: 0.5, peak: 1.3),
        .weibull(shape: 1.2, scale: 2.5),
      ] {
        var series = ResponseSeries(
          SaturationCurve(family, amplitude: 30, scale: 100, shape: family == .hill ? 1.5 : 0.6),
          carryOver, count: 80, noise: 0)
        let mean = series.spend.reduce(0, +) / 80
        series.outcome[10] = .nan
        series.outcome[11] = .nan
        let fit = try series.fit([family], carryOver.kind, hasIntervals: false)
        let curve = try #require(fit.channels[0].curve)
        let scale = family == .power ? mean : 100
        expectAgreement(curve.scale, scale, within: 1e-3)
        expectAgreement(
          curve.amplitude, 30 * (family == .power ? pow(mean / 100, 0.6) : 1), within: 1e-3)
        for (one, other) in zip(fit.channels[0].carryOver.parameters, carryOver.parameters) {
          expectAgreement(one, other, within: 1e-3)
        }
        expectAgreement(fit.coefficients[0], 50, within: 1e-3)
        expectAgreement(fit.coefficients[1], 0.1, within: 1e-3)
        #expect(fit.residualDeviation < 1e-3)
      }
    }
  }

  @Test("base and contributions add up to the fit, in periods without an outcome, too")
  func contributions() throws {
    var series = ResponseSeries(
      SaturationCurve(.tanh, amplitude: 30, scale: 150), .geometric(retention: 0.5))
    let whole = try series.fit([.tanh])
    series.outcome[40] = .nan
    let fit = try series.fit([.tanh])
    let response = fit.channels[0]
    let curve = try #require(response.curve)
    #expect(response.stock == response.carryOver.stock(series.spend))
    for period in series.outcome.indices {
      let contribution = fit.contributions[0][period]
      #expect(contribution == curve.value(at: response.stock[period]))
      #expect(fit.fitted[period] == fit.base[period] + contribution)
      expectAgreement(
        fit.base[period], fit.coefficients[0] + fit.coefficients[1] * Double(period))
      #expect(abs(fit.fitted[period] - whole.fitted[period]) < 0.5)
    }
    // Innovations of the fit have the deviation that is given.
    let rest = zip(series.outcome, fit.fitted).map { $0 - $1 }
    let rows = WhiteningRows(
      periods: series.outcome.indices.filter { $0 != 40 }, autocorrelation: fit.autocorrelation)
    var innovations = [Double](repeating: 0, count: 119)
    var span = innovations.mutableSpan
    rows.write(rest.span, to: &span, from: 0)
    let squares = innovations.reduce(0) { $0 + $1 * $1 }
    expectAgreement(fit.squares, squares, within: 1e-9)
    // Intercept, trend, amplitude, scale and retention.
    #expect(fit.degreesOfFreedom == 119 - 5)
    expectAgreement(fit.residualDeviation, (squares / 114).squareRoot(), within: 1e-9)
  }

  @Test("the autocorrelation of errors is found, or taken for none where that is asked")
  func autocorrelation() throws {
    var series = ResponseSeries(
      SaturationCurve(.tanh, amplitude: 30, scale: 150), .none, count: 400, noise: 0)
    let generator = CounterGenerator(seed: 1, stream: "errors")
    var error = 0.0
    for week in series.outcome.indices {
      error = 0.6 * error + generator.uniform(at: UInt64(week)) - 0.5
      series.outcome[week] += error
    }
    let fit = try series.fit([.tanh], .none)
    #expect(abs(fit.autocorrelation - 0.6) < 0.1)
    // The innovations are uniform over an interval of length 1.
    #expect(abs(fit.residualDeviation - (1 / 12.0).squareRoot()) < 0.02)
    var setting = ResponseSetting()
    setting.isAutocorrelated = false
    setting.replicateCount = 0
    let plain = try ResponseFit(
      outcome: series.outcome, channels: [series.channel([.tanh], .none)],
      regressors: [series.trend], setting: setting)
    #expect(plain.autocorrelation == 0)
    #expect(plain.residualDeviation > fit.residualDeviation)
  }

  @Test("constant spend, and none, never have a curve", arguments: [0.0, 250])
  func constant(_ amount: Double) throws {
    var series = ResponseSeries(SaturationCurve(.hill, amplitude: 30, scale: 100), .none)
    let other = series.channel([.michaelisMenten], .none)
    series.spend = [Double](repeating: amount, count: 120)
    let fit = try series.fit([.hill], replicates: 3)
    let verdict = Identification.noVariation(coefficientOfVariation: 0)
    #expect(fit.channels[0].identification == verdict)
    #expect(fit.channels[0].curve == nil)
    #expect(fit.channels[0].marginal == ParameterEstimate(value: nil, verdict))
    #expect(fit.channels[0].carryOverParameters.count == 1)
    #expect(fit.contributions[0].allSatisfy { $0 == 0 })
    #expect(fit.fitted == fit.base)
    #expect(fit.replicates.count == 3 && fit.replicates[2].curves == [nil])
    #expect(fit.coefficients.count == 2 && fit.degreesOfFreedom == 118)
    // Beside a channel that varies.
    var setting = ResponseSetting()
    setting.replicateCount = 2
    let both = try ResponseFit(
      outcome: series.outcome, channels: [series.channel(), other], setting: setting)
    #expect(both.channels[0].identification == verdict)
    #expect(both.channels[1].identification == .identified)
    #expect(both.replicates[1].curves[0] == nil && both.replicates[1].curves[1] != nil)
    // As good as constant.
    series.spend = (0..<120).map { 250 + Double($0 % 3) }
    let nearly = try series.fit([.hill])
    guard case .noVariation(let variation) = nearly.channels[0].identification else {
      Issue.record("\(nearly.channels[0].identification)")
      return
    }
    // 250, 251 and 252: √(2/3) over 251.
    expectAgreement(variation, (2 / 3.0).squareRoot() / 251, within: 1e-9)
  }

  @Test(
    "a power law has no half-saturation: the scale of a Hill curve is at its bound, without an end")
  func powerLaw() throws {
    let series = ResponseSeries(
      SaturationCurve(.power, amplitude: 30, scale: 100, shape: 0.35), .none, count: 200,
      noise: 0.3)
    let fit = try series.fit([.hill], .none)
    let response = fit.channels[0]
    #expect(response.scale?.identification == .atBound(.upper))
    #expect(response.scale?.high == nil)
    #expect(response.scale?.standardError == nil)
    #expect(response.amplitude.high == nil)
    // The returns are known all the same: 30 · 0.35 · 1.2^−0.65 / 100.
    #expect(response.identification == .identified)
    expectAgreement(response.marginal.value, 0.105 * pow(1.2, -0.65), within: 0.02)
    // A shape of 1, which a power cannot pass, is an end of its interval.
    let linear = ResponseSeries(
      SaturationCurve(.power, amplitude: 30, scale: 100, shape: 1), .none)
    let straight = try linear.fit([.power], .none).channels[0]
    let shape = try #require(straight.shape)
    #expect(shape.high == 1)
    #expect(shape.identification == .identified)
    #expect(straight.scale == nil)
  }

  @Test("a channel that moves with a regressor or another channel is collinear")
  func collinear() throws {
    let series = ResponseSeries(SaturationCurve(.tanh, amplitude: 30, scale: 150), .none)
    var setting = ResponseSetting()
    setting.replicateCount = 0
    let price = ResponseRegressor(name: "price", values: series.spend.map { 0.02 * $0 + 3 })
    let second = ResponseRegressor(
      name: "price", values: series.spend.indices.map { price.values[$0] + 0.3 * Double($0 % 2) })
    let fit = try ResponseFit(
      outcome: series.outcome, channels: [series.channel([.tanh], .none)],
      regressors: [series.trend, second], setting: setting)
    guard case .collinear(.regressor(1), let correlation) = fit.channels[0].identification else {
      Issue.record("\(fit.channels[0].identification)")
      return
    }
    #expect(correlation > 0.95 && correlation < 1)
    let twin = ResponseChannel(
      name: "twin", spend: series.spend.enumerated().map { 3 * $1 + Double($0 % 5) },
      carryOver: .none, families: [.tanh])
    let other = ResponseChannel(
      name: "other", spend: series.spend.indices.map { Double($0 * 7919 % 101) },
      carryOver: .none, families: [.tanh])
    let both = try ResponseFit(
      outcome: series.outcome, channels: [other, series.channel([.tanh], .none), twin],
      regressors: [series.trend], setting: setting)
    #expect(both.channels[0].identification == .identified || both.channels[0].marginal.low == 0)
    guard case .collinear(.channel(2), _) = both.channels[1].identification,
      case .collinear(.channel(1), _) = both.channels[2].identification
    else {
      Issue.record("\(both.channels.map(\.identification))")
      return
    }
  }

  @Test("a calibration with a small error decides what a change of spend brought")
  func calibration() throws {
    let series = ResponseSeries(
      SaturationCurve(.michaelisMenten, amplitude: 40, scale: 150), .geometric(retention: 0.3),
      noise: 6)
    func change(_ fit: ResponseFit) throws -> Double {
      let curve = try #require(fit.channels[0].curve)
      var without = series.spend
      for week in 100..<104 { without[week] += 50 }
      let carryOver = fit.channels[0].carryOver
      return zip(fit.channels[0].stock, carryOver.stock(without)).reduce(0) {
        $0 + curve.value(at: $1.0) - curve.value(at: $1.1)
      }
    }
    let free = try series.fit([.michaelisMenten])
    let told = try change(free) - 4
    func calibrated(_ error: Double) throws -> ResponseFit {
      try series.fit(
        [.michaelisMenten],
        calibrations: [
          ResponseCalibration(
            channel: 0, periods: 100..<104, spendChange: -200, outcomeChange: told,
            standardError: error)
        ])
    }
    #expect(try abs(change(calibrated(0.001)) - told) < 0.01)
    let far = try change(calibrated(1e6))
    #expect(abs(far - told - 4) < 1e-3)
    #expect(try calibrated(1e6).degreesOfFreedom == free.degreesOfFreedom + 1)
    let between = try change(calibrated(2)) - told
    #expect(between > 0.1 && between < 3.9)
    // One that agrees makes the interval narrower.
    let agreeing = try series.fit(
      [.michaelisMenten],
      calibrations: [
        ResponseCalibration(
          channel: 0, periods: 100..<104, spendChange: -200, outcomeChange: told + 4,
          standardError: 0.05)
      ])
    func width(_ fit: ResponseFit) -> Double {
      (fit.channels[0].average.high ?? .infinity) - (fit.channels[0].average.low ?? 0)
    }
    #expect(width(agreeing) < 0.9 * width(free))
  }

  @Test("families are compared by what they predict, and the returns pay for not knowing them")
  func families() throws {
    let series = ResponseSeries(
      SaturationCurve(.hill, amplitude: 30, scale: 100, shape: 2.5), .geometric(retention: 0.3))
    let told = try series.fit([.hill]).channels[0]
    #expect(told.comparison.count == 1)
    #expect(told.comparison[0].heldOutError == nil && told.comparison[0].isChosen)
    let fit = try series.fit(CurveFamily.allCases)
    let rows = fit.channels[0].comparison
    #expect(rows.map(\.family) == CurveFamily.allCases)
    #expect(rows.count { $0.isChosen } == 1)
    let chosen = try #require(rows.first { $0.isChosen })
    #expect(chosen.family == fit.channels[0].curve?.family)
    #expect(
      rows.allSatisfy { !$0.isWithinReach || ($0.heldOutError ?? 0) >= (chosen.heldOutError ?? 1) })
    // S-shaped data are none of a concave curve's.
    #expect(
      rows.filter { [.power, .logarithm, .michaelisMenten].contains($0.family) }
        .allSatisfy { !$0.isWithinReach })
    #expect(rows[0].isWithinReach)
    #expect(rows[0].parameters == 6 && rows[1].parameters == 5)
    #expect(rows[0].fitError < rows[1].fitError)
    // Four tenths were predicted, each by what came before; uniform noise has a deviation of 0.58.
    for row in rows where row.isWithinReach {
      #expect((0.4...0.9).contains(row.heldOutError ?? 0))
    }
    let mild = ResponseSeries(SaturationCurve(.tanh, amplitude: 30, scale: 150), .none, noise: 6)
    let one = try mild.fit([.tanh], .none).channels[0].average
    let all = try mild.fit(CurveFamily.allCases, .none).channels[0]
    #expect(all.comparison.count { $0.isWithinReach } >= 3)
    #expect((all.average.low ?? 9) <= (one.low ?? 0) * 1.02)
    #expect((all.average.high ?? 0) >= (one.high ?? 9) * 0.98)
  }

  @Test("without intervals there are values and standard errors, the same ones")
  func withoutIntervals() throws {
    let series = ResponseSeries(SaturationCurve(.hill, amplitude: 30, scale: 100, shape: 2), .none)
    let quick = try series.fit([.hill], .none, hasIntervals: false).channels[0]
    let whole = try series.fit([.hill], .none).channels[0]
    for (one, other) in [
      (quick.amplitude, whole.amplitude), (quick.marginal, whole.marginal),
      (quick.average, whole.average), (quick.scale, whole.scale), (quick.shape, whole.shape),
    ] {
      #expect(one?.low == nil && one?.high == nil)
      expectAgreement(one?.value, try #require(other?.value))
      expectAgreement(one?.standardError, try #require(other?.standardError))
      #expect(other?.low != nil && other?.high != nil)
    }
  }

  @Test("returns are nothing where no spend is named")
  func today() throws {
    let series = ResponseSeries(SaturationCurve(.tanh, amplitude: 30, scale: 100), .none)
    var setting = ResponseSetting()
    setting.replicateCount = 0
    let fit = try ResponseFit(
      outcome: series.outcome, channels: [series.channel([.tanh], .none, today: 0)],
      setting: setting)
    #expect(fit.channels[0].marginal.value == nil && fit.channels[0].average.value == nil)
    #expect(fit.channels[0].curve != nil)
    let last = ResponseChannel(name: "", spend: (0..<20).map(Double.init))
    #expect(last.today == 13)
    #expect(ResponseChannel(name: "", spend: []).today == 0)
    #expect(last.families == CurveFamily.allCases && last.carryOver == .geometric)
  }

  @Test("a channel without effect has 0 within its interval")
  func noEffect() throws {
    let series = ResponseSeries(SaturationCurve(.tanh, amplitude: 0, scale: 100), .none, noise: 5)
    var zeros = 0
    for family in CurveFamily.allCases {
      let response = try series.fit([family]).channels[0]
      #expect(response.marginal.low == 0)
      if response.amplitude.value == 0 {
        #expect(response.carryOverParameters == [ParameterEstimate(value: nil, .flat)])
        #expect(response.scale?.value == nil && response.shape?.value == nil)
        zeros += 1
      }
      #expect((response.marginal.high ?? 9) < 0.2)
    }
    #expect(zeros > 2)
  }

  @Test("what has no carry-over has a retention and a peak whose intervals begin with 0")
  func natural() throws {
    let series = ResponseSeries(SaturationCurve(.tanh, amplitude: 30, scale: 150), .none)
    let retention = try series.fit([.tanh]).channels[0].carryOverParameters[0]
    #expect(retention.low == 0 && retention.identification == .identified)
    #expect((retention.high ?? 1) < 0.2)
    let delayed = try series.fit([.tanh], .delayed).channels[0].carryOverParameters
    // A delayed retention has no such end: it is sought from 0.01 on.
    #expect(delayed[0].low == nil && delayed[0].identification != .identified)
    #expect(delayed[1].low == 0)
  }
}
