import Foundation
import Testing

@testable import Statistics

/// Several channels at once, against scipy: the series of `joint` in Tests/Oracle/response.py.
@Suite("The joint fit of channels") struct JointResponseTests {
  static func series(_ channels: Int) -> (outcome: [Double], channels: [ResponseChannel]) {
    let count = 156
    var outcome = (0..<count).map { 100 + 0.1 * Double($0) }
    var found: [ResponseChannel] = []
    for channel in 0..<channels {
      let generator = CounterGenerator(state: UInt64(5000 + channel))
      let u = (0..<(count + 4)).map { generator.uniform(at: UInt64($0)) }
      let spend = u.prefix(count).map { (20 + 400 * $0 * $0).rounded(.down) }
      let curve = SaturationCurve(
        .hill, amplitude: 30 + 30 * u[count], scale: 80 + 120 * u[count + 1],
        shape: 0.8 + 1.2 * u[count + 2])
      let stock = CarryOver.geometric(retention: 0.1 + 0.6 * u[count + 3]).stock(spend)
      for week in 0..<count { outcome[week] += curve.value(at: stock[week]) }
      found.append(
        ResponseChannel(name: "channel \(channel)", spend: spend, families: [.hill], today: 150))
    }
    let generator = CounterGenerator(state: 6000)
    for week in 0..<count {
      let noise = (0..<4).reduce(-2.0) { $0 + generator.uniform(at: UInt64(4 * week + $1)) }
      outcome[week] = ((outcome[week] + noise) * 1024 + 0.5).rounded(.down) / 1024
    }
    return (outcome, found)
  }

  static func fit(_ channels: Int, _ setting: ResponseSetting) throws -> ResponseFit {
    let series = series(channels)
    let trend = ResponseRegressor(name: "trend", values: series.outcome.indices.map(Double.init))
    return try ResponseFit(
      outcome: series.outcome, channels: series.channels, regressors: [trend], setting: setting)
  }

  /// Amplitude, logarithms of scale and shape, and retention of each channel.
  static func parameters(_ fit: ResponseFit) -> [Double] {
    fit.channels.flatMap { channel -> [Double] in
      guard let curve = channel.curve else { return [] }
      return [curve.amplitude, log(curve.scale), log(curve.shape)] + channel.carryOver.parameters
    }
  }

  static var plain: ResponseSetting {
    var setting = ResponseSetting()
    setting.isAutocorrelated = false
    setting.replicateCount = 0
    return setting
  }

  @Test("two channels have the least squares and the parameters of scipy")
  func two() throws {
    let fit = try Self.fit(2, Self.plain)
    expectAgreement(fit.squares, 52.865973793910264, within: 1e-8)
    expectAgreement(fit.coefficients[0], 101.1629513665387, within: 1e-4)
    expectAgreement(fit.coefficients[1], 0.10210882777254159, within: 1e-4)
    let expected = [
      44.29196905832657, 4.939171171056622, 0.6750323736215271, 0.12894440546175354,
      30.795393666075476, 4.480200514223835, 0.7873488321589744, 0.6709034627391188,
    ]
    for (one, other) in zip(Self.parameters(fit), expected) {
      expectAgreement(one, other, within: 1e-4)
    }
    // What was put in.
    for (place, channel) in Self.series(2).channels.enumerated() {
      let generator = CounterGenerator(state: UInt64(5000 + place))
      let u = (156..<160).map { generator.uniform(at: UInt64($0)) }
      let curve = SaturationCurve(
        .hill, amplitude: 30 + 30 * u[0], scale: 80 + 120 * u[1], shape: 0.8 + 1.2 * u[2])
      let found = fit.channels[place]
      #expect(found.name == channel.name)
      #expect(found.amplitude.contains(curve.amplitude))
      #expect(found.scale?.contains(curve.scale) == true)
      #expect(found.shape?.contains(curve.shape) == true)
      #expect(found.carryOverParameters[0].contains(0.1 + 0.6 * u[3]))
      #expect(found.marginal.contains(curve.slope(at: 150)))
      #expect(found.average.contains(curve.value(at: 150) / 150))
      let width = (found.marginal.high ?? 9) - (found.marginal.low ?? 0)
      #expect(width < 0.05)
    }
  }

  @Test("fifteen channels have the least squares of scipy")
  func fifteen() throws {
    var setting = Self.plain
    setting.hasIntervals = false
    let fit = try Self.fit(15, setting)
    expectAgreement(fit.squares, 33.81962415267437, within: 1e-8)
    #expect(fit.degreesOfFreedom == 156 - 62)
    #expect(fit.warnings.contains(.fewPeriods(observed: 156, parameters: 62)))
    let expected = [
      44.28845807839674, 4.942189160545086, 0.6708020076288846, 0.12981297061918032,
      28.699727720669163, 4.5427893283981815, 0.8727934878, 0.6749438392849608,
    ]
    for (one, other) in zip(Self.parameters(fit), expected) {
      expectAgreement(one, other, within: 1e-4)
    }
    for period in 0..<156 {
      let sum = fit.contributions.reduce(fit.base[period]) { $0 + $1[period] }
      expectAgreement(fit.fitted[period], sum)
    }
  }

  @Test("a family that is not told is found for each channel by itself")
  func families() throws {
    let count = 150
    let generator = CounterGenerator(seed: 8, stream: "joint")
    let spends = (0..<2).map { channel in
      (0..<count).map { 300 * generator.uniform(at: UInt64(channel * count + $0)) }
    }
    let curves = [
      SaturationCurve(.hill, amplitude: 40, scale: 150, shape: 3),
      SaturationCurve(.power, amplitude: 40, scale: 150, shape: 0.3),
    ]
    let outcome = (0..<count).map { week in
      100 + curves[0].value(at: spends[0][week]) + curves[1].value(at: spends[1][week])
        + generator.uniform(at: UInt64(1000 + week))
    }
    var setting = Self.plain
    setting.replicateCount = 6
    let fit = try ResponseFit(
      outcome: outcome,
      channels: spends.enumerated().map {
        ResponseChannel(
          name: "\($0)", spend: $1, carryOver: .none,
          families: $0 == 0 ? [.michaelisMenten, .hill, .logarithm] : [.tanh, .power, .hill],
          today: 150)
      }, setting: setting)
    #expect(fit.channels[0].curve?.family == .hill)
    #expect(fit.channels[0].comparison.map(\.family) == [.michaelisMenten, .hill, .logarithm])
    #expect(fit.channels[0].comparison.map(\.isWithinReach) == [false, true, false])
    #expect(fit.channels[1].comparison.first?.isWithinReach == false)
    for (channel, curve) in zip(fit.channels, curves) {
      #expect(channel.marginal.contains(curve.slope(at: 150)))
    }
    for replicate in fit.replicates {
      #expect(replicate.curves[0]?.family == .hill)
      #expect(replicate.curves[1]?.family != .tanh)
    }
  }
}
