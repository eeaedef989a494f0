import Testing

@testable import Statistics

@Suite("Amplitudes that are not negative") struct AmplitudeSolutionTests {
  /// The least squares over all choices of amplitudes that are zero, each solved by elimination.
  static func best(_ products: [Double], _ target: [Double], without fixed: Int?) -> [Double] {
    let count = target.count
    var best = (value: 0.0, amplitudes: [Double](repeating: 0, count: count))
    for set in 1..<(1 << count) where fixed.map({ set & (1 << $0) == 0 }) ?? true {
      let chosen = (0..<count).filter { set & (1 << $0) != 0 }
      var rows = chosen.map { row in
        chosen.map { products[row * count + $0] } + [target[row]]
      }
      let size = chosen.count
      for pivot in 0..<size {
        for row in 0..<size where row != pivot {
          let factor = rows[row][pivot] / rows[pivot][pivot]
          for column in pivot...size { rows[row][column] -= factor * rows[pivot][column] }
        }
      }
      let solved = rows.indices.map { rows[$0][size] / rows[$0][$0] }
      guard solved.allSatisfy({ $0 >= 0 }) else { continue }
      let value = zip(chosen, solved).reduce(0) { $0 + target[$1.0] * $1.1 }
      if value > best.value {
        best.value = value
        best.amplitudes = [Double](repeating: 0, count: count)
        for (place, amplitude) in zip(chosen, solved) { best.amplitudes[place] = amplitude }
      }
    }
    return best.amplitudes
  }

  @Test("they are the best of all choices of those that are zero")
  func choices() {
    var zeros = 0
    for number in 0..<90 {
      let generator = CounterGenerator(seed: UInt64(number), stream: "columns")
      // The last ones have many columns, of which several have to leave again.
      let count = number < 60 ? 1 + number % 6 : 8
      let columns = (0..<count).map { column in
        (0..<12).map { generator.uniform(at: UInt64(column * 12 + $0)) - 0.3 }
      }
      let goal = (0..<12).map { generator.uniform(at: UInt64(900 + $0)) - 0.5 }
      func product(_ first: [Double], _ second: [Double]) -> Double {
        zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let products = columns.flatMap { one in columns.map { product(one, $0) } }
      let target = columns.map { product($0, goal) }
      for fixed in [nil, number % 3 == 0 ? 0 : nil] {
        let found = AmplitudeSolution.solve(products, target, leavingOut: fixed)
        let expected = Self.best(products, target, without: fixed)
        for (one, other) in zip(found, expected) { #expect(abs(one - other) < 1e-9) }
        zeros += found.count { $0 == 0 }
      }
    }
    #expect(zeros > 60)
  }

  @Test("equal columns share, and a column of zeros has nothing")
  func equal() {
    let found = AmplitudeSolution.solve([1, 1, 0, 1, 1, 0, 0, 0, 0], [2, 2, 0], leavingOut: nil)
    #expect(abs(found[0] + found[1] - 2) < 1e-9)
    #expect(found[0] >= 0 && found[1] >= 0 && found[2] == 0)
    #expect(AmplitudeSolution.solve([], [], leavingOut: nil).isEmpty)
    #expect(AmplitudeSolution.solve([2, -1, -1, 2], [-1, -3], leavingOut: nil) == [0, 0])
  }
}
