import Foundation
import Testing

@testable import Statistics

/// How a search comes to its end.
@Suite("The search for a response") struct ResponseSearchTests {
  static let cases: [(CurveFamily, CarryOver)] = CurveFamily.allCases.flatMap { family in
    [CarryOver.none, .geometric(retention: 0.4), .delayed(retention: 0.5, peak: 1.3)].map {
      (family, $0)
    }
  }

  static func design(_ series: ResponseSeries, _ family: CurveFamily, _ kind: CarryOverKind) throws
    -> ResponseDesign
  {
    try ResponseDesign(
      observed: Array(series.outcome.indices), periodCount: series.outcome.count,
      autocorrelation: 0, regressors: [series.outcome.map { _ in 1 }, series.trend.values],
      models: [ChannelModel(series.channel([family], kind), family)], calibrations: [],
      deviation: 1)
  }

  @Test("without noise steps near the end are those of Newton", arguments: cases)
  func steps(_ family: CurveFamily, _ carryOver: CarryOver) throws {
    let shape = family == .hill ? 1.5 : 0.6
    let series = ResponseSeries(
      SaturationCurve(family, amplitude: 30, scale: 100, shape: shape), carryOver, count: 80,
      noise: 0)
    let design = try Self.design(series, family, carryOver.kind)
    let target = design.target(series.outcome)
    var search = ResponseStart.search(design, target, [ChannelGrid(design, channel: 0)])
    let optimum = search.point
    let bounds = design.bounds
    // A twentieth of each range away.
    let start = optimum.indices.map { place in
      let width = bounds[place].upperBound - bounds[place].lowerBound
      let moved = optimum[place] + 0.05 * width
      return moved <= bounds[place].upperBound ? moved : optimum[place] - 0.05 * width
    }
    search.evaluate(at: start)
    let before = search.squares
    #expect(before > 1e-3)
    var squares: [Double] = []
    for _ in 0..<5 {
      search.descend(mostSteps: 1)
      squares.append(search.squares)
    }
    // Five steps, each begun with the same damping of 1e-4, leave next to nothing.
    #expect(squares == squares.sorted(by: >))
    #expect(squares[4] < 1e-9 * before, "\(squares.map { $0 / before })")
    search.evaluate(at: start)
    search.descend(mostSteps: 12)
    #expect(search.squares < 1e-12 * before)
    for (one, other) in zip(search.point, optimum) { #expect(abs(one - other) < 1e-5) }
  }

  @Test("a search that is at its end says so, and one that is cut off does not")
  func ends() throws {
    let series = ResponseSeries(
      SaturationCurve(.hill, amplitude: 30, scale: 100, shape: 2), .geometric(retention: 0.4))
    let design = try Self.design(series, .hill, .geometric)
    var search = ResponseSearch(
      design, target: design.target(series.outcome), from: design.bounds.map(\.lowerBound))
    search.descend(mostSteps: 1)
    #expect(!search.isConverged)
    search.descend()
    #expect(search.isConverged)
    let end = search.squares
    search.descend(mostSteps: 1)
    #expect(search.isConverged && search.squares <= end)
    // Nothing to seek.
    let power = try Self.design(series, .power, .none)
    var single = ResponseSearch(power, target: power.target(series.outcome), from: [0])
    single.fixedParameter = 0
    single.descend()
    #expect(single.isConverged && single.point == [0])
  }

  @Test("products are sums over all entries, however many")
  func products() {
    for count in 0..<14 {
      let first = (0..<20).map { Double($0 * $0 % 11) - 3 }
      let second = (0..<20).map { Double($0 * 7 % 13) - 5 }
      let expected = (0..<count).reduce(0) { $0 + first[2 + $1] * second[3 + $1] }
      #expect(ColumnProducts.product(first, 2, second, 3, count) == expected)
    }
  }

  @Test("no search ends above where one from the truth ends", arguments: 0..<24)
  func global(_ number: Int) throws {
    let draws = SequentialDraws(CounterGenerator(seed: UInt64(number), stream: "global"))
    let count = 100
    var outcome = (0..<count).map { 90 + 0.1 * Double($0) }
    var models: [ChannelModel] = []
    var truth: [Double] = []
    for channel in 0..<(1 + number % 3) {
      let family = CurveFamily.allCases[(number / 3 + channel) % 6]
      let spend = (0..<count).map { _ in 20 + 400 * pow(draws.uniform(), 2) }
      let kind = [CarryOverKind.geometric, .none, .delayed][(number / 2 + channel) % 3]
      let model = ChannelModel(
        ResponseChannel(name: "", spend: spend, carryOver: kind, today: 100), family)
      let scale = 70 + 120 * draws.uniform()
      let shape = family == .hill ? 0.8 + 1.4 * draws.uniform() : 0.3 + 0.4 * draws.uniform()
      var point = family == .power ? [] : [log(scale)]
      if family.hasShape { point.append(log(shape)) }
      switch kind {
      case .geometric: point.append(0.1 + 0.6 * draws.uniform())
      case .delayed: point += [0.3 + 0.4 * draws.uniform(), 2.5 * draws.uniform()]
      default: break
      }
      let curve = model.curve(point[...], amplitude: 30 + 20 * draws.uniform())
      let stock = model.carryOver(point[...]).stock(model.spend)
      for week in outcome.indices { outcome[week] += curve.value(at: stock[week]) }
      models.append(model)
      truth += point
    }
    let noise = [1.0, 6][number % 2]
    for week in outcome.indices { outcome[week] += noise * (draws.uniform() - 0.5) }
    let design = try ResponseDesign(
      observed: Array(0..<count), periodCount: count, autocorrelation: 0,
      regressors: [outcome.map { _ in 1 }, outcome.indices.map(Double.init)], models: models,
      calibrations: [], deviation: 1)
    let target = design.target(outcome)
    let grids = models.indices.map { ChannelGrid(design, channel: $0) }
    let found = ResponseStart.search(design, target, grids)
    var known = ResponseSearch(design, target: target, from: truth)
    known.descend()
    #expect(found.isConverged)
    #expect(
      found.squares <= (1 + 1e-6) * known.squares,
      "\(models.map(\.family)), \(models.map(\.kind)): \(found.squares), \(known.squares)")
  }
}
