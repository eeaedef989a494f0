import Foundation
import Testing

@testable import Statistics

@Suite("Where parameters of responses are sought") struct ResponseBoundsTests {
  @Test("parameters are sought where the documentation says")
  func bounds() {
    func range(_ family: CurveFamily, _ index: Int = 0) -> [Double] {
      let channel = ResponseChannel(name: "", spend: [0, 50, 150], carryOver: .none)
      let bounds = ChannelModel(channel, family).bounds[index]
      return [bounds.lowerBound, bounds.upperBound].map { exp($0) }
    }
    let expected: [(CurveFamily, Int, Double, Double)] = [
      (.hill, 0, 5, 5000), (.hill, 1, 0.3, 5), (.michaelisMenten, 0, 2, 5000),
      (.exponential, 0, 15, 5000), (.power, 0, 0.05, 1), (.logarithm, 0, 2, 5000),
      (.tanh, 0, 25, 5000),
    ]
    for (family, index, low, high) in expected {
      expectAgreement(range(family, index)[0], low, within: 1e-9)
      expectAgreement(range(family, index)[1], high, within: 1e-9)
    }
    #expect(CarryOverKind.geometric.bounds == [0...0.95])
    #expect(CarryOverKind.delayed.bounds == [0.01...0.95, 0...6])
    #expect(CarryOverKind.weibull.bounds == [0.3...5, 0.2...10])
    for kind in CarryOverKind.allCases {
      for (starts, range) in zip(kind.starts, kind.bounds) {
        #expect(starts == starts.sorted() && starts.allSatisfy { range.contains($0) })
      }
    }
  }

  @Test("an interval has its ends, and all that is beyond where one is missing")
  func contains() {
    let both = ParameterEstimate(value: 2, low: 1, high: 3, .identified)
    #expect(both.contains(1) && both.contains(3) && !both.contains(0.99) && !both.contains(3.01))
    let upwards = ParameterEstimate(value: 2, low: 1, .flat)
    #expect(upwards.contains(1e300) && !upwards.contains(0))
    let downwards = ParameterEstimate(value: 2, high: 3, .flat)
    #expect(downwards.contains(-1e300) && !downwards.contains(4))
    #expect(ParameterEstimate(value: nil, .flat).contains(7))
  }

  @Test("a grid has a cell for each shape and carry-over, with a point for each scale")
  func grid() throws {
    for (family, shapes, scales) in [
      (CurveFamily.hill, 5, 9), (.tanh, 1, 9), (.power, 6, 1),
    ] {
      for (kind, carryOvers) in [(CarryOverKind.none, 1), (.geometric, 8), (.delayed, 24)] {
        let design = try ResponseColumnsTests.design(family, kind)
        let grid = ChannelGrid(design, channel: 0)
        #expect(grid.points.count == shapes * carryOvers * scales)
        #expect(Set(grid.cells) == Set(0..<(shapes * carryOvers)))
        #expect(Set(grid.points).count == grid.points.count)
        for (point, cell) in zip(grid.points, grid.cells) {
          let first = grid.cells.firstIndex(of: cell).map { grid.points[$0] } ?? []
          // Points of a cell differ by their scale alone.
          #expect(point.dropFirst(scales > 1 ? 1 : 0) == first.dropFirst(scales > 1 ? 1 : 0))
          for (value, range) in zip(point, design.bounds) { #expect(range.contains(value)) }
        }
        // What a size leaves of a target, by the columns themselves.
        let place = grid.points.count / 2
        let column = ResponseColumnsTests.columns(design, grid.points[place], .amplitude)[0]
        let target = column.indices.map { Double($0 % 5) - 1.5 }
        let products = grid.products(target)
        let product = zip(column, target).reduce(0) { $0 + $1.0 * $1.1 }
        let square = column.reduce(0) { $0 + $1 * $1 }
        expectAgreement(products[place], product, within: 1e-9)
        expectAgreement(
          grid.gains(products)[place], product > 0 ? product * product / square : 0, within: 1e-9)
        var amplitudes = [Double](repeating: .infinity, count: products.count)
        amplitudes[place] = 3
        let best = try #require(grid.best(amplitudes: amplitudes, products))
        #expect(best.point == place)
        expectAgreement(best.change, 9 * square - 6 * product, within: 1e-9)
        // As large as the rise allows: |target − a column|² = squares + rise.
        let total = target.reduce(0) { $0 + $1 * $1 }
        let least = total - product * product / square
        let size = grid.greatest(rise: 2, of: least, total: total, products)[place]
        expectAgreement(
          total - 2 * size * product + size * size * square, least + 2, within: 1e-9)
      }
    }
  }
}
