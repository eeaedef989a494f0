import Testing

@testable import Statistics

/// How many points a search evaluates: what takes the time, counted, so that no machine matters.
@Suite("The work of a response") struct ResponseWorkTests {
  @Test("a hundred series are searched and profiled with few points")
  func single() throws {
    var (searches, parameters, sizes) = (0, 0, 0)
    for number in 0..<100 {
      let series = ResponseOracleSeries(number)
      let design = try series.design(today: 150)
      let grid = ChannelGrid(design, channel: 0)
      let search = ResponseStart.search(design, design.target(series.outcome), [grid])
      searches += search.evaluations
      let limit = FamilyFits.limit(search.squares, design, 0.95)
      guard number % 5 == 0 else { continue }
      for parameter in search.point.indices {
        parameters += ParameterProfile(search, parameter: parameter, limit: limit).evaluations
      }
      for measure in [ReturnMeasure.amplitude, .marginal, .average] {
        let profile = SizeProfile(search, channel: 0, measure, limit: limit, grid: grid)
        sizes += profile?.evaluations ?? 0
      }
    }
    // A search begins with twelve points and follows four of them to the end.
    #expect(searches <= 8_067)
    // Two ends of each parameter, and of three sizes, in twenty of the series.
    #expect(parameters <= 3_755 && sizes <= 4_089)
  }

  @Test("three channels together are searched with few points")
  func several() throws {
    var (searches, sizes) = (0, 0)
    for number in 0..<20 {
      let series = ResponseThresholdTests.series(number, channels: 3)
      let design = try ResponseDesign(
        observed: Array(0..<60), periodCount: 60, autocorrelation: 0.2,
        regressors: [[Double](repeating: 1, count: 60)],
        models: series.spends.map {
          ChannelModel(ResponseChannel(name: "", spend: $0), .michaelisMenten)
        }, calibrations: [], deviation: 1)
      let grids = (0..<3).map { ChannelGrid(design, channel: $0) }
      let search = ResponseStart.search(design, design.target(series.outcome), grids)
      searches += search.evaluations
      let limit = FamilyFits.limit(search.squares, design, 0.95)
      let profile = SizeProfile(search, channel: 1, .marginal, limit: limit, grid: grids[1])
      sizes += profile?.evaluations ?? 0
    }
    #expect(searches <= 3_945 && sizes <= 1_043)
  }
}
