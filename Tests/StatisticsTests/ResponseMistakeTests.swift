import Foundation
import Testing

@testable import Statistics

@Suite("Mistakes in what a response is asked") struct ResponseMistakeTests {
  static let spend = (0..<30).map { Double($0 * 13 % 17) }
  static let outcome = (0..<30).map { 5 + Double($0 * 7 % 11) }

  static func fit(
    outcome: [Double] = outcome, channels: [ResponseChannel]? = nil,
    regressors: [ResponseRegressor] = [], calibrations: [ResponseCalibration] = [],
    _ change: (inout ResponseSetting) -> Void = { _ in }
  ) throws(ResponseError) -> ResponseFit {
    var setting = ResponseSetting()
    setting.replicateCount = 0
    setting.hasIntervals = false
    change(&setting)
    return try ResponseFit(
      outcome: outcome,
      channels: channels ?? [ResponseChannel(name: "a", spend: spend, families: [.tanh])],
      regressors: regressors, calibrations: calibrations, setting: setting)
  }

  static func channel(
    _ spend: [Double] = spend, start: CarryOverStart = .steady, families: [CurveFamily] = [.tanh],
    today: Double? = nil
  ) -> ResponseChannel {
    ResponseChannel(name: "a", spend: spend, start: start, families: families, today: today)
  }

  @Test("each mistake is named")
  func mistakes() {
    #expect(throws: Never.self) { try Self.fit() }
    #expect(throws: ResponseError.noChannels) { try Self.fit(channels: []) }
    #expect(throws: ResponseError.noFamilies(channel: "a")) {
      try Self.fit(channels: [Self.channel(families: [])])
    }
    #expect(throws: ResponseError.length(.spend(channel: "a"), expected: 30, found: 29)) {
      try Self.fit(channels: [Self.channel(Array(Self.spend.prefix(29)))])
    }
    var spend = Self.spend
    spend[4] = -1
    #expect(throws: ResponseError.value(.spend(channel: "a"), period: 4, -1)) {
      try Self.fit(channels: [Self.channel(spend)])
    }
    spend[4] = .infinity
    #expect(throws: ResponseError.value(.spend(channel: "a"), period: 4, .infinity)) {
      try Self.fit(channels: [Self.channel(spend, today: 3)])
    }
    #expect(throws: ResponseError.value(.history(channel: "a"), period: 1, -2)) {
      try Self.fit(channels: [Self.channel(start: .history([1, -2]))])
    }
    #expect(throws: ResponseError.today(channel: "a", -3)) {
      try Self.fit(channels: [Self.channel(today: -3)])
    }
    #expect(throws: ResponseError.today(channel: "a", .infinity)) {
      try Self.fit(channels: [Self.channel(today: .infinity)])
    }
    var outcome = Self.outcome
    outcome[7] = -.infinity
    #expect(throws: ResponseError.value(.outcome, period: 7, -.infinity)) {
      try Self.fit(outcome: outcome)
    }
    #expect(throws: ResponseError.length(.regressor("price"), expected: 30, found: 1)) {
      try Self.fit(regressors: [ResponseRegressor(name: "price", values: [1])])
    }
    var values = Self.spend
    values[2] = .infinity
    #expect(throws: ResponseError.value(.regressor("price"), period: 2, .infinity)) {
      try Self.fit(regressors: [ResponseRegressor(name: "price", values: values)])
    }
    for level in [0, 1, -0.1, Double.nan] {
      #expect(throws: ResponseError.self) { try Self.fit { $0.level = level } }
    }
    for count in [-1, 1_000_001] {
      #expect(throws: ResponseError.replicateCount(count)) {
        try Self.fit { $0.replicateCount = count }
      }
    }
  }

  @Test("too few periods, and regressors that say nothing new")
  func numbers() {
    func first(_ count: Int) throws(ResponseError) -> ResponseFit {
      try Self.fit(
        outcome: Self.outcome.enumerated().map { $0 < count ? $1 : .nan })
    }
    // Intercept, amplitude, scale and retention.
    #expect(throws: ResponseError.tooFew(observed: 5, parameters: 4)) { try first(5) }
    #expect(throws: ResponseError.tooFew(observed: 0, parameters: 4)) { try first(0) }
    #expect(throws: Never.self) { try first(6) }
    #expect(throws: ResponseError.tooFew(observed: 0, parameters: 1)) {
      try Self.fit(outcome: [], channels: [Self.channel([])])
    }
    let one = ResponseRegressor(name: "one", values: Self.spend.indices.map { Double($0 % 4) })
    let two = ResponseRegressor(name: "two", values: one.values.map { 3 - 2 * $0 })
    #expect(throws: ResponseError.collinearRegressors([1])) {
      try Self.fit(regressors: [one, two])
    }
    #expect(throws: ResponseError.collinearRegressors([0])) {
      try Self.fit(
        regressors: [ResponseRegressor(name: "", values: [Double](repeating: 2, count: 30))])
    }
  }

  static let calibrations = [
    ResponseCalibration(
      channel: 1, periods: 2..<4, spendChange: 1, outcomeChange: 1, standardError: 1),
    ResponseCalibration(
      channel: -1, periods: 2..<4, spendChange: 1, outcomeChange: 1, standardError: 1),
    ResponseCalibration(
      channel: 0, periods: 2..<2, spendChange: 1, outcomeChange: 1, standardError: 1),
    ResponseCalibration(
      channel: 0, periods: -1..<2, spendChange: 1, outcomeChange: 1, standardError: 1),
    ResponseCalibration(
      channel: 0, periods: 2..<31, spendChange: 1, outcomeChange: 1, standardError: 1),
    ResponseCalibration(
      channel: 0, periods: 2..<3, spendChange: 0, outcomeChange: 1, standardError: 1),
    ResponseCalibration(
      channel: 0, periods: 2..<3, spendChange: .nan, outcomeChange: 1, standardError: 1),
    ResponseCalibration(
      channel: 0, periods: 2..<3, spendChange: 1, outcomeChange: .infinity, standardError: 1),
    ResponseCalibration(
      channel: 0, periods: 2..<3, spendChange: 1, outcomeChange: 1, standardError: 0),
    ResponseCalibration(
      channel: 0, periods: 2..<3, spendChange: 1, outcomeChange: 1, standardError: .infinity),
  ]

  @Test("calibrations that calibrate nothing", arguments: calibrations)
  func calibration(_ wrong: ResponseCalibration) {
    let right = ResponseCalibration(
      channel: 0, periods: 0..<30, spendChange: 1, outcomeChange: 1, standardError: 1)
    #expect(throws: ResponseError.calibration(1)) { try Self.fit(calibrations: [right, wrong]) }
    #expect(throws: Never.self) { try Self.fit(calibrations: [right]) }
  }

  @Test("odd series have a result without NaN", arguments: CurveFamily.allCases)
  func odd(_ family: CurveFamily) throws {
    var pulse = [Double](repeating: 0, count: 30)
    pulse[12] = 1e9
    let tiny = Self.spend.map { 1e-9 * $0 }
    let huge = Self.spend.map { 1e12 * $0 }
    let steps = Self.spend.indices.map { $0 < 15 ? 0.0 : 100 }
    for spend in [pulse, tiny, huge, steps] {
      for kind in CarryOverKind.allCases {
        for outcome in [
          Self.outcome, [Double](repeating: 3, count: 30), Self.outcome.map { -1e9 * $0 },
        ] {
          let channel = ResponseChannel(
            name: "a", spend: spend, start: .zero, carryOver: kind, families: [family],
            today: (spend.max() ?? 0) * 3)
          let fit = try Self.fit(outcome: outcome, channels: [channel]) { $0.replicateCount = 2 }
          let response = fit.channels[0]
          let curve = try #require(response.curve)
          #expect(curve.isValid)
          #expect(fit.fitted.allSatisfy { $0.isFinite })
          #expect(response.marginal.value.map { $0.isFinite && $0 >= 0 } ?? true)
          #expect(fit.squares.isFinite && fit.autocorrelation.isFinite)
          for replicate in fit.replicates { #expect(replicate.curves[0]?.isValid == true) }
        }
      }
    }
  }

  @Test("a fit ends where it is asked to, between any two of its parts")
  func stopped() throws {
    let series = ResponseSeries(SaturationCurve(.hill, amplitude: 30, scale: 120), .none)
    /// How often is asked before the answer is yes; nil where the fit was done before.
    func asked(_ most: Int) -> Int? {
      let turns = Turns()
      var setting = ResponseSetting()
      setting.replicateCount = 3
      setting.isIndexCompared = true
      setting.isStopped = { turns.next() > most }
      do {
        _ = try ResponseFit(
          outcome: series.outcome, channels: [series.channel([.hill, .power])],
          index: [series.trend], setting: setting)
        return nil
      } catch { return error == .stopped ? turns.count : -1 }
    }
    // Two families in each of two forms, one channel, three replicates.
    for most in 0..<8 { #expect(asked(most) == most + 1) }
    #expect(asked(8) == nil)
  }

  /// Unchecked, since one thread alone counts.
  private final class Turns: @unchecked Sendable {
    private(set) var count = 0

    func next() -> Int {
      count += 1
      return count
    }
  }
}
