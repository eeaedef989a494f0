import Testing

@testable import Statistics

@Suite("Stocks that move together") struct CollinearityTests {
  static let ones = [Double](repeating: 1, count: 8)
  static let trend = (0..<8).map(Double.init)
  static let first: [Double] = [1, -1, 1, -1, 1, -1, 1, -1]
  static let second: [Double] = [1, 1, -1, -1, 1, 1, -1, -1]

  /// A vector at a correlation with the first, that is orthogonal to the ones.
  static func mixed(_ correlation: Double) -> [Double] {
    let other = (1 - correlation * correlation).squareRoot()
    return zip(first, second).map { 5 + 3 * (correlation * $0 + other * $1) }
  }

  @Test("another channel is named from a correlation of 0.95 on, of either sign")
  func channels() {
    func doubt(_ others: [[Double]]) -> Identification? {
      Collinearity.doubt(
        [Self.first] + others, channel: 0, indices: [4, 2, 7], regressors: [Self.ones])
    }
    #expect(doubt([Self.mixed(0.94)]) == nil)
    #expect(doubt([]) == nil)
    guard case .collinear(.channel(7), let value)? = doubt([Self.mixed(0.96), Self.mixed(-0.99)])
    else {
      Issue.record("not found")
      return
    }
    expectAgreement(value, -0.99)
  }

  @Test("regressors are named by the one that is nearest, with their correlation together")
  func regressors() {
    func doubt(_ regressors: [[Double]]) -> Identification? {
      Collinearity.doubt(
        [Self.first], channel: 0, indices: [0], regressors: [Self.ones] + regressors)
    }
    #expect(doubt([Self.mixed(0.94)]) == nil)
    guard case .collinear(.regressor(1), let value)? = doubt([Self.second, Self.mixed(-0.97)])
    else {
      Issue.record("not found")
      return
    }
    guard case .collinear(.regressor(0), _)? = doubt([Self.mixed(-0.97), Self.second]) else {
      Issue.record("not found")
      return
    }
    // With the second vector the first is within their plane.
    expectAgreement(value, 1)
    guard case .collinear(.regressor(0), let single)? = doubt([Self.mixed(-0.97)]) else {
      Issue.record("not found")
      return
    }
    expectAgreement(single, 0.97)
    // After a regressor two stocks are alike that were not before.
    let stocks = [10.0, -4].map { factor in
      zip(Self.first, Self.trend).map { $0 + factor * $1 }
    }
    func pair(_ regressors: [[Double]]) -> Identification? {
      Collinearity.doubt(
        stocks.map { stock in zip(stock, Self.second).map { $0 + 60 * $1 } }, channel: 0,
        indices: [0, 1], regressors: regressors)
    }
    #expect(pair([Self.ones]) == nil)
    guard case .collinear(.channel(1), let alike)? = pair([Self.ones, Self.trend]) else {
      Issue.record("not found")
      return
    }
    expectAgreement(alike, 1)
    #expect(
      Collinearity.doubt([Self.ones], channel: 0, indices: [0], regressors: [Self.ones]) == nil)
  }
}
