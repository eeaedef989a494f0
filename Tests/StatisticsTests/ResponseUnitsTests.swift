import Testing

@testable import Statistics

/// What does not depend on units, nor on the order in which parts are taken away.
@Suite("Parts and units of a response") struct ResponseUnitsTests {
  @Test(
    "what others leave of an outcome is the outcome less their parts", arguments: [false, true])
  func rest(_ isBounded: Bool) throws {
    // With so much taken away the base is at 0.
    let search = try StepSystemTests.search(at: 0.4, isBounded: isBounded)
    let target = search.target
    #expect(search.isBaseAtZero == isBounded && search.sizes.contains { $0 > 1 })
    #expect(search.rest(without: 0, isAlone: true) == target)
    for channel in 0..<3 {
      var expected = target
      for other in 0..<3 where other != channel {
        let start = search.start(ofChannel: other)
        for row in expected.indices {
          expected[row] -= search.sizes[other] * search.columns[start + row]
        }
      }
      let rest = search.rest(without: channel)
      #expect(rest.count == expected.count)
      for (one, other) in zip(rest, expected) { #expect(abs(one - other) < 1e-9) }
    }
  }

  @Test(
    "a change of the units of money and outcomes changes nothing else",
    arguments: [(1e-7, 1.0), (1e7, 1), (1, 1e-7), (1, 1e7)])
  func units(_ money: Double, _ outcomes: Double) throws {
    let series = ResponseSeries(
      SaturationCurve(.hill, amplitude: 30, scale: 120, shape: 1.8), .geometric(retention: 0.4),
      noise: 2)
    var setting = ResponseSetting()
    setting.replicateCount = 0
    func fit(_ money: Double, _ outcomes: Double) throws -> ChannelResponse {
      try ResponseFit(
        outcome: series.outcome.map { $0 * outcomes },
        channels: [
          ResponseChannel(
            name: "", spend: series.spend.map { $0 * money }, families: [.hill], today: 120 * money)
        ], regressors: [series.trend], setting: setting
      ).channels[0]
    }
    let (plain, other) = (try fit(1, 1), try fit(money, outcomes))
    let pairs: [(ParameterEstimate?, ParameterEstimate?, Double)] = [
      (plain.amplitude, other.amplitude, outcomes), (plain.scale, other.scale, money),
      (plain.shape, other.shape, 1),
      (plain.carryOverParameters[0], other.carryOverParameters[0], 1),
      (plain.marginal, other.marginal, outcomes / money),
      (plain.average, other.average, outcomes / money),
    ]
    for (one, two, factor) in pairs {
      let (one, two) = (try #require(one), try #require(two))
      #expect(one.identification == two.identification)
      for figure in [\ParameterEstimate.value, \.low, \.high, \.standardError] {
        guard let expected = one[keyPath: figure], let found = two[keyPath: figure] else {
          #expect(one[keyPath: figure] == nil && two[keyPath: figure] == nil)
          continue
        }
        // Ends are where the squares are within half a percent.
        let isEnd = figure == \.low || figure == \.high
        expectAgreement(found, expected * factor, within: isEnd ? 5e-3 : 1e-4)
      }
    }
  }
}
