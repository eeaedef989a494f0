import Foundation
import Testing

@testable import Statistics

/// Steps of the search against the normal equations of its columns, solved by elimination.
@Suite("The steps of a search for a response") struct StepSystemTests {
  /// Three channels, so that there are twelve columns.
  static func search(at share: Double, isBounded: Bool = false) throws -> ResponseSearch {
    let found = JointResponseTests.series(3)
    let design = try ResponseDesign(
      observed: Array(0..<156), periodCount: 156, autocorrelation: 0.2,
      regressors: [[Double](repeating: 1, count: 156), (0..<156).map(Double.init)],
      models: found.channels.map { ChannelModel($0, .hill) }, calibrations: [], deviation: 1,
      isBaseNonnegative: isBounded)
    let outcome = found.outcome.map { isBounded ? $0 - 140 : $0 }
    let point = design.bounds.map { $0.lowerBound + share * ($0.upperBound - $0.lowerBound) }
    return ResponseSearch(design, target: design.target(outcome), from: point)
  }

  /// The columns by which the fit changes, those of the parameters first.
  static func columns(_ search: ResponseSearch, _ system: StepSystem) -> [[Double]] {
    let (length, count) = (search.design.columnLength, search.activeLength)
    func column(_ start: Int, _ factor: Double) -> [Double] {
      search.columns[start..<(start + count)].map { factor * $0 }
    }
    let parameters = system.parameters.map { parameter -> [Double] in
      let channel = search.design.offsets.lastIndex { $0 <= parameter } ?? 0
      let place = parameter - search.design.offsets[channel]
      return column(
        search.start(ofChannel: channel) + (1 + place) * length, search.sizes[channel])
    }
    return parameters + system.channels.map { column(search.start(ofChannel: $0), 1) }
  }

  static func product(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The solution of a system by elimination with the greatest pivot.
  static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var rows = zip(matrix, right).map { $0 + [$1] }
    for column in rows.indices {
      let pivot = (column..<rows.count).max { abs(rows[$0][column]) < abs(rows[$1][column]) }
      rows.swapAt(column, pivot ?? column)
      for row in rows.indices where row != column {
        let factor = rows[row][column] / rows[column][column]
        for place in column...rows.count { rows[row][place] -= factor * rows[column][place] }
      }
    }
    return rows.indices.map { rows[$0][rows.count] / rows[$0][$0] }
  }

  @Test(
    "a step solves the damped normal equations, and promises what the squares of the linear model fall by",
    arguments: [false, true], [0.5, 20])
  func step(isBounded: Bool, damping: Double) throws {
    let search = try Self.search(at: 0.45, isBounded: isBounded)
    #expect(search.isBaseAtZero == isBounded)
    let system = StepSystem(search)
    let columns = Self.columns(search, system)
    // With the base at zero a channel may be without a size.
    let count = system.parameters.count
    #expect(isBounded ? count >= 6 : count == 9)
    #expect(columns.count == count + count / 3)
    let residuals = Array(search.residuals.prefix(search.activeLength))
    let matrix = columns.indices.map { row in
      columns.indices.map { column in
        let ridge = row == column && row < count ? 1 + damping : 1
        return ridge * Self.product(columns[row], columns[column])
      }
    }
    let right = columns.map { Self.product($0, residuals) }
    // Sizes are the best that they can be.
    for place in count..<columns.count { #expect(abs(right[place]) < 1e-8) }
    let expected = Self.solve(
      matrix, right.prefix(count) + [Double](repeating: 0, count: count / 3))
    let wide = search.design.bounds.map { ($0.lowerBound - 100)...($0.upperBound + 100) }
    let found = try #require(system.step(damping: damping, from: search.point, wide))
    for (one, other) in zip(found.step, expected) {
      #expect(abs(one - other) < 1e-8 * max(1, abs(other)))
    }
    var left = residuals
    for (column, step) in zip(columns, found.step) {
      for row in left.indices { left[row] -= step * column[row] }
    }
    let fall = Self.product(residuals, residuals) - Self.product(left, left)
    #expect(fall > 0)
    expectAgreement(found.promise, fall, within: 1e-8)
  }

  @Test("what would leave its bounds ends at them, and the others are solved for as it is")
  func bounds() throws {
    let search = try Self.search(at: 0.45)
    let system = StepSystem(search)
    let columns = Self.columns(search, system)
    let wide = search.design.bounds.map { ($0.lowerBound - 100)...($0.upperBound + 100) }
    let damping = 0.01
    let free = try #require(system.step(damping: damping, from: search.point, wide)).step
    // Each third parameter may go half as far, each third not at all in that direction.
    let narrow = search.point.enumerated().map { place, value in
      let all = Double(signOf: free[place], magnitudeOf: 100)
      let far = place % 3 == 0 ? free[place] / 2 : place % 3 == 1 ? 0 : all
      return min(value, value + far)...max(value, value + far)
    }
    let step = try #require(system.step(damping: damping, from: search.point, narrow)).step
    var held: [Int] = []
    for place in 0..<9 {
      let room = (
        narrow[place].lowerBound - search.point[place],
        narrow[place].upperBound - search.point[place]
      )
      #expect(step[place] >= room.0 && step[place] <= room.1)
      if step[place] == room.0 || step[place] == room.1 { held.append(place) }
    }
    #expect(held.contains { step[$0] != 0 } && held.contains { step[$0] == 0 })
    #expect(held.count < 9)
    for row in 0..<12 where !held.contains(row) {
      var value = row < 9 ? Self.product(columns[row], search.residuals) : 0
      let size = Self.product(columns[row], columns[row]) * step[row]
      for column in 0..<12 {
        let ridge = row == column && row < 9 ? 1 + damping : 1
        value -= ridge * Self.product(columns[row], columns[column]) * step[column]
      }
      #expect(abs(value) < 1e-7 * max(1, abs(size)), "\(row)")
    }
  }

  @Test("a parameter at a bound stays where the squares fall beyond it, else it leaves the bound")
  func atBounds() throws {
    let search = try Self.search(at: 0.45)
    let system = StepSystem(search)
    let gradient = Self.columns(search, system).map { Self.product($0, search.residuals) }
    for parameter in 0..<9 {
      for isLower in [true, false] {
        let value = search.point[parameter]
        var bounds = search.design.bounds.map { ($0.lowerBound - 100)...($0.upperBound + 100) }
        bounds[parameter] = isLower ? value...(value + 9) : (value - 9)...value
        let step = try #require(system.step(damping: 50, from: search.point, bounds)).step
        let isInward = isLower == (gradient[parameter] > 0)
        #expect((step[parameter] == 0) == !isInward)
        #expect(!isInward || (step[parameter] > 0) == isLower)
      }
    }
  }

  @Test("what is held has no place, nor a channel of no size")
  func places() throws {
    var search = try Self.search(at: 0.45)
    search.fixedParameter = 4
    search.fixedSize = (2, 11)
    search.evaluate(at: search.point)
    let system = StepSystem(search)
    #expect(system.parameters == [0, 1, 2, 3, 5, 6, 7, 8] && system.channels == [0, 1])
    // An outcome that falls where the second channel spends.
    let found = JointResponseTests.series(3)
    let design = search.design
    let stock = CarryOver.geometric(retention: 0.3).stock(found.channels[1].spend)
    let outcome = zip(found.outcome, stock).map { $0 - $1 }
    let without = ResponseSearch(design, target: design.target(outcome), from: search.point)
    let left = (0..<3).filter { without.sizes[$0] > 0 }
    #expect(without.sizes[1] == 0 && !left.isEmpty)
    let other = StepSystem(without)
    #expect(other.channels == left && other.parameters == left.flatMap { 3 * $0..<(3 * $0 + 3) })
  }

  @Test("variances are the diagonal of the inverse", arguments: [[], [0, 4, 8]] as [Set<Int>])
  func variances(_ held: Set<Int>) throws {
    let search = try Self.search(at: 0.45)
    let system = StepSystem(search)
    let columns = Self.columns(search, system)
    let found = system.variances(held: held)
    let free = columns.indices.filter { !held.contains($0) }
    let matrix = free.map { row in free.map { Self.product(columns[row], columns[$0]) } }
    for place in columns.indices where held.contains(place) { #expect(found[place] == nil) }
    for (place, row) in free.enumerated() {
      let unit = free.indices.map { $0 == place ? 1.0 : 0 }
      expectAgreement(found[row] ?? .nan, Self.solve(matrix, unit)[place], within: 1e-6)
    }
  }
}
