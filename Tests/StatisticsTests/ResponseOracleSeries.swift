import Foundation
@testable import Statistics

/// The series of `Tests/Oracle/response.py`: a channel of any family and carry-over, rounded so that both have the
/// same digits.
struct ResponseOracleSeries {
  let number: Int
  let family: CurveFamily
  let kind: CarryOverKind
  let autocorrelation: Double
  let spend: [Double]
  let outcome: [Double]
  let observed: [Int]
  let calibrations: [ResponseCalibration]
  let first: ResponseOrder

  init(_ number: Int, first: ResponseOrder = .carryOver) {
    (self.number, self.first) = (number, first)
    let families: [CurveFamily] = [
      .hill, .michaelisMenten, .exponential, .power, .logarithm, .tanh,
    ]
    let kinds: [CarryOverKind] = [.none, .geometric, .delayed, .weibull]
    family = families[number % 6]
    kind = kinds[number / 6 % 4]
    let rho = number % 2 == 1 ? [0, 0.4, -0.2][number % 3] : 0
    autocorrelation = rho
    let count = 80 + 10 * (number % 8)
    let generator = CounterGenerator(state: UInt64(number + 1000))
    let u = (0..<(6 * count + 8)).map { generator.uniform(at: UInt64($0)) }
    let common = Array(u[(6 * count)...])
    let spend = (0..<count).map { t in
      u[6 * t + 1] < 0.1
        ? 0 : (400 * u[6 * t] * u[6 * t] + 60 * u[6 * t + 1]).rounded(.down)
    }
    let paid = spend.filter { $0 > 0 }
    let reference = paid.reduce(0, +) / Double(paid.count)
    let carryOver: CarryOver =
      switch kind {
      case .none: .none
      case .geometric: .geometric(retention: 0.1 + 0.7 * common[2])
      case .delayed: .delayed(retention: 0.3 + 0.5 * common[2], peak: 2.5 * common[3])
      case .weibull: .weibull(shape: 0.7 + 1.5 * common[2], scale: 0.8 + 3 * common[3])
      }
    let curve = SaturationCurve(
      family, amplitude: 40 + 40 * common[4],
      scale: family == .power ? reference : 60 + 180 * common[0],
      shape: family == .hill ? 0.6 + 2 * common[1] : 0.3 + 0.6 * common[1])
    let effect = carryOver.outcomes(of: spend, start: .steady, curve, first: first)
    let noise = 2 + 8 * common[5]
    var before = 0.0
    outcome = (0..<count).map { t in
      let shock = u[6 * t + 2] + u[6 * t + 3] + u[6 * t + 4] + u[6 * t + 5] - 2
      before = rho * before + noise * shock
      let value = 100 + 0.1 * Double(t) + effect[t] + before
      return (value * 1024 + 0.5).rounded(.down) / 1024
    }
    self.spend = spend
    observed = (0..<count).filter { number % 5 != 0 || ($0 % 17 != 3 && $0 % 17 != 4) }
    calibrations =
      number % 10 == 3
      ? [
        ResponseCalibration(
          channel: 0, periods: 30..<34, spendChange: 300, outcomeChange: 25, standardError: 5)
      ] : []
  }

  /// Rows and channel, the standard deviation of the innovations being 4.
  func design(today: Double? = nil) throws -> ResponseDesign {
    try ResponseDesign(
      observed: observed, periodCount: spend.count, autocorrelation: autocorrelation,
      regressors: [
        [Double](repeating: 1, count: spend.count), (0..<spend.count).map(Double.init),
      ],
      models: [
        ChannelModel(
          ResponseChannel(name: "", spend: spend, carryOver: kind, first: first, today: today),
          family)
      ], calibrations: calibrations, deviation: 4)
  }
}
