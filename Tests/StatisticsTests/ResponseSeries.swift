import Foundation
import Testing

@testable import Statistics

/// Weeks of a channel whose outcome is known.
struct ResponseSeries {
  var spend: [Double]
  var outcome: [Double]
  let trend: ResponseRegressor

  /// - Parameters:
  ///   - curve: of the channel.
  ///   - carryOver: of its spend.
  ///   - count: how many weeks.
  ///   - noise: the greatest deviation, uniform.
  ///   - stream: names the random numbers.
  init(
    _ curve: SaturationCurve, _ carryOver: CarryOver, count: Int = 120, noise: Double = 1,
    stream: String = "weeks"
  ) {
    let generator = CounterGenerator(seed: 3, stream: stream)
    let spend = (0..<count).map { 20 + 300 * pow(generator.uniform(at: UInt64($0)), 1.5) }
    let stock = carryOver.stock(spend)
    self.spend = spend
    outcome = (0..<count).map {
      50 + 0.1 * Double($0) + curve.value(at: stock[$0])
        + noise * (2 * generator.uniform(at: UInt64(1000 + $0)) - 1)
    }
    trend = ResponseRegressor(name: "trend", values: (0..<count).map(Double.init))
  }

  func channel(
    _ families: [CurveFamily] = [.hill], _ kind: CarryOverKind = .geometric, today: Double? = 120
  ) -> ResponseChannel {
    ResponseChannel(
      name: "channel", spend: spend, carryOver: kind, families: families, today: today)
  }

  func fit(
    _ families: [CurveFamily] = [.hill], _ kind: CarryOverKind = .geometric,
    calibrations: [ResponseCalibration] = [], replicates: Int = 0, hasIntervals: Bool = true
  ) throws -> ResponseFit {
    var setting = ResponseSetting()
    setting.replicateCount = replicates
    setting.hasIntervals = hasIntervals
    return try ResponseFit(
      outcome: outcome, channels: [channel(families, kind)], regressors: [trend],
      calibrations: calibrations, setting: setting)
  }
}
