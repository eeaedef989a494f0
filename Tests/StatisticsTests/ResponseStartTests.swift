import Foundation
import Testing

@testable import Statistics

/// Channels whose spend moves together have several minima of their squares.
@Suite("Where the search for responses begins") struct ResponseStartTests {
  /// 120 weeks of Hill curves on spend with a common part.
  static func question(_ count: Int, _ number: Int) throws -> ResponseQuestion {
    let draws = SequentialDraws(
      CounterGenerator(seed: UInt64(number), stream: "starts \(count)"))
    let weeks = 0..<120
    let common = weeks.map { _ in draws.normal() }
    let share = 0.9 * draws.uniform()
    var outcome = weeks.map { 100 + 0.05 * Double($0) + 4 * draws.normal() }
    var channels: [ResponseChannel] = []
    for place in 0..<count {
      let spend = common.map {
        100 * exp(0.6 * (share * $0 + (1 - share * share).squareRoot() * draws.normal()))
      }
      let curve = SaturationCurve(
        .hill, amplitude: 20 + 30 * draws.uniform(), scale: 60 + 140 * draws.uniform(),
        shape: 0.7 + 1.8 * draws.uniform())
      let stock = CarryOver.geometric(retention: 0.7 * draws.uniform()).stock(spend)
      for week in weeks { outcome[week] += curve.value(at: stock[week]) }
      channels.append(
        ResponseChannel(name: "\(place)", spend: spend, families: [.hill], today: 100))
    }
    var setting = ResponseSetting()
    setting.isAutocorrelated = false
    let trend = ResponseRegressor(name: "trend", values: weeks.map(Double.init))
    return try ResponseQuestion(
      outcome: outcome, channels: channels, regressors: [trend], index: [], calibrations: [],
      setting: setting)
  }

  @Test(
    "no start of a hundred ends lower", arguments: [(2, 10), (2, 18), (3, 13), (3, 29), (3, 5)])
  func least(_ count: Int, _ number: Int) throws {
    let best = try #require(try FamilyFits(Self.question(count, number)).best)
    let draws = SequentialDraws(CounterGenerator(seed: 1, stream: "random starts"))
    var least = Double.infinity
    for _ in 0..<100 {
      let point = best.design.bounds.map {
        $0.lowerBound + ($0.upperBound - $0.lowerBound) * draws.uniform()
      }
      var other = ResponseSearch(best.design, target: best.target, from: point)
      other.descend(mostSteps: 100, tolerance: 1e-9)
      least = min(least, other.squares)
    }
    #expect(best.squares <= least * (1 + 1e-7))
  }

  @Test("today's demand is that of a quarter of weeks, where nothing else is said")
  func today() {
    #expect(ResponseSetting().indexPeriods == 13)
  }
}
