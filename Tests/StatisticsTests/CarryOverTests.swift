import Foundation
import Testing

@testable import Statistics

@Suite("Carry-over of spend") struct CarryOverTests {
  @Test("a retention of a half gives the published stocks, times 1 − θ")
  func published() {
    let spend = [Double](repeating: 100, count: 5)
    let stock = CarryOver.geometric(retention: 0.5).stock(spend, start: .zero)
    #expect(stock == [100, 150, 175, 187.5, 193.75].map { $0 / 2 })
    // The curve of Hill with n = 3 and k = 100.
    let curve = SaturationCurve(.hill, amplitude: 1, scale: 100, shape: 3)
    let values = [(100.0, 0.5), (150, 0.771429), (170, 0.830881), (190, 0.872757), (200, 0.888889)]
    for (spend, expected) in values { #expect(abs(curve.value(at: spend) - expected) < 5e-7) }
  }

  @Test(
    "weights are those of the formulas",
    arguments: [
      (
        CarryOver.delayed(retention: 0.6, peak: 1.7),
        [
          0.09307460514224086, 0.3171525455662163, 0.38905204402369503, 0.171810500111117,
          0.027314559644848826,
        ], 2.12233398147093e-16
      ),
      (
        .weibull(shape: 1.5, scale: 3),
        [
          0.17506451007216747, 0.24470569395664654, 0.2123503548049944, 0.15341272410502224,
          0.09817546193010136,
        ], 0.0013821154045227555
      ),
      (
        .geometric(retention: 0.25), [0.75, 0.1875, 0.046875, 0.01171875, 0.0029296875],
        0.75 * 0x1p-20
      ),
      (.none, [1, 0, 0, 0, 0], 0),
    ])
  func weights(_ carryOver: CarryOver, _ first: [Double], _ tenth: Double) {
    // mpmath 1.3.0 with 40 digits.
    let weights = carryOver.weights(count: 11)
    #expect(weights.count == 11)
    for (weight, expected) in zip(weights, first + [Double](repeating: .nan, count: 5) + [tenth])
    where !expected.isNaN {
      expectAgreement(weight, expected, within: 1e-12)
    }
    #expect(carryOver.weights(count: 2) == Array(weights.prefix(2)))
    #expect(carryOver.weights(count: 0).isEmpty)
    #expect(carryOver.weights(count: -1).isEmpty)
  }

  static let carryOvers: [CarryOver] = [
    .none, .geometric(retention: 0), .geometric(retention: 0.95),
    .delayed(retention: 0.01, peak: 0.5), .delayed(retention: 0.95, peak: 6),
    .delayed(retention: 0, peak: 2), .delayed(retention: 1, peak: 2),
    .weibull(shape: 0.3, scale: 10), .weibull(shape: 5, scale: 0.2),
    .weibull(shape: 5, scale: 1e9),
  ]

  @Test("a steady spend has itself as its stock, after a steady past", arguments: carryOvers)
  func steady(_ carryOver: CarryOver) {
    let weights = carryOver.weights(count: 400)
    #expect(weights.allSatisfy { $0 >= 0 })
    expectAgreement(weights.reduce(0, +), 1, within: 1e-8)
    for start in [CarryOverStart.steady, .history([7, 7])] {
      for stock in carryOver.stock([Double](repeating: 7, count: 40), start: start) {
        expectAgreement(stock, 7)
      }
    }
    #expect(carryOver.parameters.count == carryOver.kind.bounds.count)
    #expect(carryOver.kind.carryOver(carryOver.parameters) == carryOver)
    #expect(carryOver.kind.parameterNames.count == carryOver.parameters.count)
  }

  @Test(
    "a stock is the weighted sum of the spend before",
    arguments: carryOvers + [
      .geometric(retention: 0.6), .delayed(retention: 0.7, peak: 1.3),
      .weibull(shape: 0.8, scale: 2),
    ])
  func sums(_ carryOver: CarryOver) {
    let spend = (0..<12).map { Double(($0 * 37) % 11) }
    let past = [3.0, 0, 8, 5]
    let weights = carryOver.weights(count: 2000)
    func expected(_ before: [Double], level: Double) -> [Double] {
      let known = before + spend
      return spend.indices.map { period in
        weights.indices.reduce(0) { sum, lag in
          let place = before.count + period - lag
          return sum + weights[lag] * (place < 0 ? level : known[place])
        }
      }
    }
    let mean = spend.prefix(8).reduce(0, +) / 8
    let mixed = (past + spend.prefix(4)).reduce(0, +) / 8
    let cases: [(CarryOverStart, [Double], Double)] = [
      (.steady, [], mean), (.zero, [], 0), (.history(past), past, mixed),
    ]
    for (start, before, level) in cases {
      let found = carryOver.stock(spend, start: start)
      for (one, other) in zip(found, expected(before, level: level)) {
        #expect(abs(one - other) < 1e-11 * 11, "\(start)")
      }
    }
    #expect(carryOver.stock([]).isEmpty)
  }
}
