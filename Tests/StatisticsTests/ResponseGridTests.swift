import Foundation
import Testing

@testable import Statistics

/// The points from which a search begins, and what is known of each without a search.
@Suite("The grid of a response") struct ResponseGridTests {
  /// Values at which the search begins, for the parameters of a curve without those that are logarithms.
  static let carryOvers: [(CarryOverKind, [[Double]])] = [
    (.none, []), (.geometric, [[0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.87, 0.95]]),
    (.delayed, [[0.1, 0.4, 0.65, 0.85], [0, 0.8, 1.6, 2.5, 4, 6]]),
    (.weibull, [[0.5, 0.9, 1.7, 3.5], [0.3, 0.8, 1.6, 3, 6, 10]]),
  ]

  @Test(
    "its points are all choices of a scale, a shape and a carry-over",
    arguments: CurveFamily.allCases, carryOvers)
  func points(_ family: CurveFamily, _ carryOver: (kind: CarryOverKind, starts: [[Double]])) throws
  {
    let design = try ResponseColumnsTests.design(family, carryOver.kind)
    let shapes: [CurveFamily: [Double]] = [
      .hill: [0.45, 0.8, 1.3, 2.2, 4], .power: [0.07, 0.2, 0.35, 0.5, 0.7, 1],
    ]
    var expected: [[Double]] = [[]]
    func choose(_ values: [Double]) {
      expected = expected.flatMap { point in values.map { point + [$0] } }
    }
    if family != .power {
      // Nine scales in equal ratios, half a ratio within the bounds.
      let (low, high) = (design.bounds[0].lowerBound, design.bounds[0].upperBound)
      choose(
        (0..<9).map { (place: Int) -> Double in
          let share = Double(2 * place + 1) / 18
          return exp(low + share * (high - low))
        })
    }
    if let shapes = shapes[family] { choose(shapes) }
    for starts in carryOver.starts { choose(starts) }
    let curveCount = design.models[0].curveCount
    let found = ChannelGrid(design, channel: 0).points
    #expect(found.count == expected.count)
    for (one, other) in zip(found, expected) {
      for (place, (value, plain)) in zip(one, other).enumerated() {
        let isLogarithm = place < curveCount || carryOver.kind == .weibull
        #expect(abs((isLogarithm ? exp(value) : value) - plain) < 1e-12 * max(1, plain))
      }
    }
  }

  /// A series with so much taken away that the base may be at 0.
  static func design(_ number: Int) throws -> ResponseDesign {
    let series = ResponseOracleSeries(number)
    let plain = try series.design(today: 150)
    return try ResponseDesign(
      observed: series.observed, periodCount: series.spend.count,
      autocorrelation: series.autocorrelation, regressors: plain.regressors,
      models: [
        ChannelModel(
          ResponseChannel(name: "", spend: series.spend, carryOver: series.kind, today: 150),
          series.family)
      ], calibrations: series.calibrations, deviation: 4, isBaseNonnegative: true)
  }

  /// Where a convex function of a number that is not negative is least, and how little it is.
  static func least(_ function: (Double) -> Double) -> (place: Double, value: Double) {
    var (low, high) = (0.0, 1e4)
    for _ in 0..<140 {
      let (first, second) = (low + (high - low) / 3, high - (high - low) / 3)
      if function(first) < function(second) { high = second } else { low = first }
    }
    let place = function(0) <= function(low) ? 0 : low
    return (place, function(place))
  }

  @Test(
    "gains and ends are those of the convex squares of each curve, the base being at least 0",
    arguments: [0, 1, 3, 8])
  func closedForms(_ number: Int) throws {
    let design = try Self.design(number)
    let grid = ChannelGrid(design, channel: 0)
    let count = design.rowCount
    #expect(design.columnLength == count + 1)
    var evaluation = ColumnEvaluation(longest: design.periodCount)
    let columns = grid.points.map { point in
      var column = [Double](repeating: 0, count: count + 1)
      evaluation.write(
        0, of: design, at: point, .amplitude, to: &column, from: 0, hasDerivatives: false)
      return column
    }
    for amount in [0.0, 112, 160] {
      let target = design.target(ResponseOracleSeries(number).outcome.map { $0 - amount })
      let level = grid.level(target)
      #expect(level == target[count])
      #expect(grid.level(Array(target.prefix(count))) == .infinity)
      let total = target.prefix(count).reduce(0) { $0 + $1 * $1 }
      func squares(_ place: Int, _ size: Double) -> Double {
        let base = min(0, level - size * columns[place][count])
        var sum = base * base
        for row in 0..<count {
          let rest = target[row] - size * columns[place][row]
          sum += rest * rest
        }
        return sum
      }
      let products = grid.products(target)
      let gains = grid.gains(products, level: level)
      let limit = (squares: 0.7 * total, rise: 0.2 * total)
      let ends = grid.greatest(
        rise: limit.rise, of: limit.squares, total: total, products, level: level)
      var sizes = grid.points.indices.map { $0 % 5 == 2 ? .infinity : Double($0 * 7 % 90) }
      var changes: [(Int, Double)] = []
      for place in grid.points.indices {
        if sizes[place].isFinite { changes.append((place, squares(place, sizes[place]) - total)) }
        guard place % 5 == 0 else { continue }
        let lowest = Self.least { squares(place, $0) }
        #expect(abs(gains[place] - (total - lowest.value)) < 1e-9 * total)
        var (low, high) = (lowest.place, 1e5)
        for _ in 0..<80 {
          let middle = (low + high) / 2
          if squares(place, middle) < limit.squares + limit.rise {
            low = middle
          } else {
            high = middle
          }
        }
        let end = lowest.value < limit.squares + limit.rise ? low : 0
        #expect(abs(ends[place] - end) < 1e-6 * max(1, end), "\(place): \(ends[place]), \(end)")
      }
      let best = try #require(grid.best(amplitudes: sizes, products, level: level))
      let expected = try #require(changes.min { $0.1 < $1.1 })
      #expect(best.point == expected.0)
      #expect(abs(best.change - expected.1) < 1e-9 * total)
      // The first of equals.
      sizes = sizes.map { $0.isFinite ? 0 : $0 }
      #expect(grid.best(amplitudes: sizes, products, level: level)?.point == 0)
    }
  }

  @Test("a channel with spend in missing periods alone explains nothing")
  func nothing() throws {
    let observed = (0..<20).filter { $0 != 5 }
    let spend = (0..<20).map { $0 == 5 ? 90.0 : 0 }
    let channel = ResponseChannel(name: "", spend: spend, carryOver: .none)
    let design = try ResponseDesign(
      observed: observed, periodCount: 20, autocorrelation: 0,
      regressors: [[Double](repeating: 1, count: 20)], models: [ChannelModel(channel, .tanh)],
      calibrations: [], deviation: 1)
    let grid = ChannelGrid(design, channel: 0)
    let target = design.target((0..<20).map { Double($0 * 7 % 5) })
    let products = grid.products(target)
    #expect(products.allSatisfy { $0 == 0 })
    #expect(grid.gains(products).allSatisfy { $0 == 0 })
    #expect(
      grid.greatest(rise: 5, of: 5, total: 5, products).allSatisfy { $0 == 0 })
  }
}
