@testable import Statistics
import Testing

/// The divisions are exact: pruning changes nothing, and another program finds the same.
@Suite("Division of a series into segments")
struct PartitionTests {
  private static func cost(
    _ model: SegmentModel, _ values: [Double], floor: Double = 1e-9
  ) throws -> SegmentCost {
    let series = try ObservedSeries(values)
    return SegmentCost(
      model, centred: try series.centred(), positions: series.positions, varianceFloor: floor)
  }

  /// A series for every number: of whole numbers so small that many divisions tie, or of noise with levels.
  private static func series(_ number: Int) -> [Double] {
    let generator = CounterGenerator(seed: UInt64(number), stream: "division")
    let count = 8 + number % 31
    var level = 0.0
    return (0..<count).map { place in
      let draw = generator.uniform(at: UInt64(2 * place))
      if generator.uniform(at: UInt64(2 * place + 1)) < 0.1 { level = (draw * 8).rounded() }
      if number % 3 == 0 { return place % 7 == 5 ? .nan : (draw * 2).rounded() + level }
      return number % 3 == 1 ? level + (draw * 2).rounded() : level + draw - 0.5
    }
  }

  @Test("pruned and exhaustive search give the same division of 1,000 series, ties included")
  func prunedIsExhaustive() throws {
    var divided = 0
    for number in 0..<1000 {
      let values = Self.series(number)
      let model = SegmentModel.allCases[number / 3 % 3]
      let length = model.leastLength + number / 9 % 3
      guard let cost = try? Self.cost(model, values, floor: 0.01) else { continue }
      let penalty = [0.5, 2, 8, 1e-3][number / 27 % 4]
      let pruned = Partition.pruned(cost, penalty: penalty, minimumLength: length)
      let exhaustive = Partition.exhaustive(cost, penalty: penalty, minimumLength: length)
      #expect(pruned == exhaustive, "series \(number), \(model)")
      if pruned.starts.count > 1 { divided += 1 }
      let ends = pruned.starts.dropFirst() + [cost.count]
      #expect(zip(pruned.starts, ends).allSatisfy { $1 - $0 >= length }, "series \(number)")
    }
    #expect(divided > 500)
  }

  /// All divisions of a short series, by recursion, in the order of the tie rule.
  private static func best(
    _ cost: SegmentCost, end: Int, penalty: Double, length: Int
  ) -> (total: Double, starts: [Int])? {
    if end == 0 { return (-penalty, []) }
    var found: (total: Double, starts: [Int])?
    for start in 0...max(0, end - length) where end - start >= length {
      guard let rest = best(cost, end: start, penalty: penalty, length: length) else { continue }
      let total = rest.total + cost(start, end) + penalty
      if total < (found?.total ?? .infinity) - 1e-9 * penalty {
        found = (total, rest.starts + [start])
      }
    }
    return found
  }

  @Test("the division is the first of the best among all of a short series")
  func shortSeries() throws {
    for number in 0..<60 {
      let values = Array(Self.series(3 * number + 1).prefix(9))
      let model = SegmentModel.allCases[number % 3]
      guard let cost = try? Self.cost(model, values, floor: 0.01) else { continue }
      let found = Partition.pruned(cost, penalty: 1, minimumLength: model.leastLength)
      let all = Self.best(cost, end: cost.count, penalty: 1, length: model.leastLength)
      #expect(found.starts == all?.starts, "series \(number)")
    }
  }

  @Test("of equal divisions the one is taken whose last segment begins earliest")
  func ties() throws {
    // One segment of 0 1 1 0 costs 1, three cost nothing and two breaks.
    let cost = try Self.cost(.mean, [0, 1, 1, 0])
    for (penalty, starts) in [(0.4999, [0, 1, 3]), (0.5, [0]), (0.5001, [0])] {
      #expect(Partition.pruned(cost, penalty: penalty, minimumLength: 1).starts == starts)
      #expect(Partition.exhaustive(cost, penalty: penalty, minimumLength: 1).starts == starts)
    }
    // A first value that is a segment of its own.
    let alone = try Self.cost(.mean, [9, 0, 0, 0, 0])
    #expect(Partition.pruned(alone, penalty: 1, minimumLength: 1).starts == [0, 1])
    #expect(Partition.exhaustive(alone, penalty: 1, minimumLength: 1).starts == [0, 1])
    // The value between two plateaus may go to either.
    let between = try Self.cost(.mean, [0, 0, 1, 2, 2])
    #expect(Partition.pruned(between, penalty: 0.9, minimumLength: 2).starts == [0, 2])
    #expect(Partition.exhaustive(between, penalty: 0.9, minimumLength: 2).starts == [0, 2])
    // So it may where the levels are no binary fractions and the totals differ by rounding.
    for scale in 1...40 {
      let unit = Double(scale) * 0.1
      let decimals = [1, 1, 2, 3, 3].map { $0 * unit }
      let cost = try Self.cost(.mean, decimals)
      let found = Partition.pruned(cost, penalty: 0.9 * unit * unit, minimumLength: 2)
      #expect(found.starts == [0, 2], "\(unit)")
    }
  }

  // ruptures 1.1.10: Pelt and Dynp with jump=1, min_size=1 for CostL2, else 2, give the same breaks;
  // the cost is sum_of_costs. CostNormal(add_small_diag=False) leaves n out of n ln s² + n.
  // CostLinear has the columns y, 1, t. Tests/Oracle/change_points.py prints the table.
  static let divisions: [(SegmentModel, UInt64, Double, [Int], Double)] = [
    (
      .mean, 1, 50000,
      [5, 11, 24, 26, 33, 37, 43, 45, 48, 49, 63, 66, 67, 72, 84, 87, 95, 100, 101],
      1035909.9287160209
    ),
    (.mean, 1, 400000, [24, 48, 72], 2324841.770833333),
    (.mean, 1, 2000000, [], 5491908.366666666),
    (
      .mean, 2, 50000,
      [3, 4, 24, 27, 28, 35, 38, 46, 48, 51, 57, 61, 64, 65, 66, 72, 80, 93, 95, 102, 105],
      1400647.3037545788
    ),
    (.mean, 2, 400000, [24, 48, 72, 97], 2735674.4512318843),
    (.mean, 2, 2000000, [], 6253369.791666668),
    (
      .mean, 3, 50000,
      [5, 6, 7, 20, 24, 37, 38, 41, 48, 60, 63, 72, 75, 76, 97, 98, 110, 111],
      1335365.388034188
    ),
    (.mean, 3, 400000, [24, 48, 72, 96], 2356448.916666667),
    (.mean, 3, 2000000, [], 6380202.5),
    (.meanAndVariance, 1, 10, [24, 26, 45, 68, 70, 95, 97], 1273.9983223188),
    (.meanAndVariance, 1, 20, [24, 45, 87], 1328.876544788353),
    (.meanAndVariance, 1, 40, [24], 1382.4749137797112),
    (.meanAndVariance, 2, 10, [22, 24, 49, 51, 72, 102, 105], 1329.976668273866),
    (.meanAndVariance, 2, 20, [24, 102], 1392.1098485811485),
    (.meanAndVariance, 2, 40, [], 1449.410956985413),
    (.meanAndVariance, 4, 10, [24, 55, 57, 88, 93, 96], 1311.6230958230808),
    (.meanAndVariance, 4, 20, [24, 96], 1362.4479433283266),
    (.meanAndVariance, 4, 40, [96], 1389.4158972399418),
    (.slope, 1, 100000, [43, 49, 72, 87, 100, 103], 1545221.2793335363),
    (.slope, 1, 600000, [], 2492542.346241637),
    (.slope, 1, 3000000, [], 2492542.346241637),
    (.slope, 2, 100000, [26, 28, 57, 64, 66, 72, 93, 105], 1865880.9951772746),
    (.slope, 2, 600000, [], 3368131.814569298),
    (.slope, 2, 3000000, [], 3368131.814569298),
    (.slope, 3, 100000, [5, 7, 37, 39, 63, 97, 111], 1704490.3874173185),
    (.slope, 3, 600000, [], 2930121.706049031),
    (.slope, 3, 3000000, [], 2930121.706049031),
  ]

  @Test("breaks and costs are those of ruptures", arguments: divisions)
  func ruptures(
    model: SegmentModel, state: UInt64, penalty: Double, breaks: [Int], expected: Double
  ) throws {
    let cost = try Self.cost(model, ChangePointSeries(state: state, count: 120).values(model))
    let length = model.leastLength
    for found in [
      Partition.pruned(cost, penalty: penalty, minimumLength: length),
      Partition.exhaustive(cost, penalty: penalty, minimumLength: length),
    ] {
      #expect(found.starts == [0] + breaks)
      expectAgreement(found.cost - (model == .meanAndVariance ? 120 : 0), expected, within: 1e-11)
    }
  }

  @Test(
    "the cost of a segment keeps its digits beside a level of a billion", arguments: [1.0, 1e9])
  func cancellation(level: Double) throws {
    // Segments 0 1 0 1 … at two levels; sums of squares in exact arithmetic.
    let values = (0..<200).map { Double($0 % 2) / 1024 + ($0 < 100 ? 0 : level) }
    let mean = try Self.cost(.mean, values)
    for start in [0, 100] {
      expectAgreement(mean(start, start + 100), 25 / 1_048_576, within: level > 1 ? 1e-3 : 1e-13)
    }
    let slope = try Self.cost(.slope, values.map { $0 * 1024 })
    // The line through 0 1 … of n = 100: S = n/4 − (n/4)² / (n (n² − 1)/12).
    expectAgreement(slope(0, 100), 25 - 625 / (100 * 9999 / 12), within: level > 1 ? 1e-3 : 1e-12)
  }
}
