@testable import Statistics
import Testing

/// Ten units with levels, slopes and correlated noise of their own, of which some gain after period 20.
enum SamplePanel {
  static func outcomes(treated: Set<Int>, effect: Double) -> [[Double]] {
    let slopes = CounterGenerator(state: 77), noise = CounterGenerator(state: 78)
    return (0..<10).map { unit in
      let level = Double(50 + 10 * unit)
      let slope = slopes.uniform(at: UInt64(unit)) * 2
      var value = 0.0
      return (0..<30).map { period in
        value = 0.5 * value + 8 * (noise.uniform(at: UInt64(30 * unit + period)) - 0.5)
        let gain = treated.contains(unit) && period >= 20 ? effect : 0
        return level + slope * Double(period) + value + gain
      }
    }
  }
}

@Suite("Panels: differences and synthetic controls")
struct PanelTests {
  // scipy 1.17.1, optimize.nnls with a heavy row for the sum, polished on its support by numpy;
  // statsmodels 0.15.0, OLS on effects of units and periods. Tests/Oracle/panels.py prints them.
  static let weights = [
    0.3768680694358657, 0, 0, 0, 0, 0.43911964970086953, 0, 0, 0.18401228086326474,
  ]
  static let placebos = [
    1.1645739164512479, 1.3421690375369482, 1.127011937857621, 2.637428417472586,
    1.2645617944306216, 1.8595794049193317, 1.0015503556994063, 1.5602926663749115,
    1.6396759834302483,
  ]

  @Test("weights, effect and the ratios of the placebos are those of scipy")
  func synthetic() throws {
    let panel = try Panel(SamplePanel.outcomes(treated: [4], effect: 9), before: 20)
    let ranks = try PlaceboRanks(panel, treated: 4)
    #expect(ranks.control.donors == [0, 1, 2, 3, 5, 6, 7, 8, 9])
    for (found, expected) in zip(ranks.control.weights, Self.weights) {
      expectAgreement(found, expected, within: 1e-9)
    }
    expectAgreement(ranks.control.effect, 12.568917231918878, within: 1e-10)
    expectAgreement(ranks.control.ratio, 4.302379025563736, within: 1e-10)
    for (found, expected) in zip(ranks.placebos, Self.placebos) {
      expectAgreement(found.ratio, expected, within: 1e-9)
      #expect(!found.donors.contains(4))
    }
    #expect(ranks.rank == 1)
    #expect(ranks.probability == 0.1)
    let unmoved = try PlaceboRanks(panel, treated: 7, excluding: [4])
    #expect(unmoved.rank > 1 && unmoved.placebos.count == 8)
  }

  @Test("no other weights come nearer, for many targets and columns")
  func optimality() {
    let generator = CounterGenerator(seed: 8, stream: "simplex")
    for number in 0..<400 {
      let rows = 2 + number % 9, count = 2 + number % 17
      let first = UInt64(1000 * number)
      let values = (0..<(rows * (count + 1))).map { place in
        let draw = generator.uniform(at: first + UInt64(place))
        // In every third case whole numbers, so that columns repeat and hulls are flat.
        return number % 3 == 0 ? (draw * 3).rounded(.down) : draw
      }
      let columns = (0..<count).map { Array(values[($0 * rows)..<(($0 + 1) * rows)]) }
      let target = values.suffix(rows).map { $0 * 1.1 }
      let found = SimplexProjection(columns, target: target)
      #expect(found.weights.allSatisfy { $0 >= 0 })
      expectAgreement(found.weights.reduce(0, +), 1)
      #expect(found.gap < 1e-12, "case \(number): \(found.gap)")
      // The optimality conditions, computed here: no column lies further towards the target.
      let rest = target.indices.map { row in
        zip(columns, found.weights).reduce(target[row]) { $0 - $1.0[row] * $1.1 }
      }
      let support = zip(rest, target).reduce(0) { $0 + $1.0 * ($1.1 - $1.0) }
      for column in columns {
        let along = zip(rest, column).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(along <= support + 1e-9, "case \(number)")
      }
    }
  }

  @Test("the difference and its clustered error are those of statsmodels")
  func difference() throws {
    let treated: Set<Int> = [1, 4, 8]
    let panel = try Panel(SamplePanel.outcomes(treated: treated, effect: 9), before: 20)
    let found = try DifferenceInDifferences(
      panel, treated: treated.sorted(), errors: .hc0, level: 0.95)
    expectAgreement(found.effect.value, 10.671767159500376, within: 1e-11)
    expectAgreement(found.effect.standardError, 3.893802187815425, within: 1e-11)
    // The mean of the periods after is the effect, and that of those before is nothing.
    expectAgreement(found.periods[20...].reduce(0, +) / 10, found.effect.value, within: 1e-12)
    #expect(found.periods[..<20].reduce(0, +).magnitude < 1e-10)
    let careful = try DifferenceInDifferences(panel, treated: [1, 4, 8], level: 0.95)
    #expect(careful.effect.standardError > found.effect.standardError)
  }

  @Test("the difference of a small panel is what it is by hand")
  func differenceByHand() throws {
    // The treated units go from 2 to 6 and from 4 to 10, the others from 11 to 13 and from 1 to 5.
    let rows: [[Double]] = [[1, 3, 6], [10, 12, 13], [3, 5, 10], [0, 2, 5]]
    let found = try DifferenceInDifferences(
      Panel(rows, before: 2), treated: [0, 2], level: 0.95)
    expectAgreement(found.effect.value, 2)
    expectAgreement(found.changeOfOthers, 3)
    // 8 after, of which 2 are the effect.
    expectAgreement(found.relative, 1.0 / 3)
    #expect(found.periods == [0, 0, 2])
    // Each change is 1 off its mean, squared and over 1 − h that is 2; the variance of a mean of two
    // such is 1, and there are two means.
    expectAgreement(found.effect.standardError, 2.0.squareRoot())
  }

  @Test("rounding before the treatment counts as a perfect fit")
  func rounding() throws {
    // The first unit is 0.2, 0.3 and 0.5 of the three that follow, up to the last period.
    let outcomes: [[Double]] = [
      [23, 14, 24, 13, 33], [10, 0, 20, 50, 10], [20, 30, 0, 10, 20], [30, 10, 40, 0, 30],
      [90, 80, 70, 90, 0],
    ]
    for scale in [1, 0.1, 1e6 / 3] {
      let control = try SyntheticControl(
        Panel(outcomes.map { $0.map { $0 * scale } }, before: 4), treated: 0)
      for (weight, expected) in zip(control.weights, [0.2, 0.3, 0.5, 0]) {
        #expect((weight - expected).magnitude < 1e-12)
      }
      expectAgreement(control.effect, 10 * scale, within: 1e-11)
      #expect(control.ratio == .infinity)
    }
  }

  @Test("a perfect fit before gives no false rank")
  func perfect() throws {
    // The treated unit is the mean of two others, which are means of no others.
    let outcomes: [[Double]] = [
      [1, 2, 3, 4, 9], [0, 2, 2, 6, 5], [2, 2, 4, 2, 7], [9, 1, 5, 0, 2], [4, 0, 9, 9, 1],
    ]
    let ranks = try PlaceboRanks(Panel(outcomes, before: 4), treated: 0)
    #expect(ranks.control.ratio == .infinity && ranks.rank == 1)
    for (weight, expected) in zip(ranks.control.weights, [0.5, 0.5, 0, 0]) {
      #expect((weight - expected).magnitude < 1e-12)
    }
    #expect((ranks.control.effect - 3).magnitude < 1e-12)
    // A unit that is equal to another before is told from placebos that fit less well.
    let twins = try Panel(Array(outcomes[1...]) + [[0, 2, 2, 6, 8]], before: 4)
    let twin = try PlaceboRanks(twins, treated: 4)
    #expect(twin.control.ratio == .infinity && twin.rank == 1)
    // Where all fit perfectly before, none stands out: ties count against the treated unit.
    let flat = try Panel([[1, 1, 5], [1, 1, 0], [1, 1, 3], [1, 1, 2]], before: 2)
    let tied = try PlaceboRanks(flat, treated: 0)
    #expect(tied.rank == 4 && tied.probability == 1)
  }

  @Test("what is no balanced panel is said, with its place")
  func mistakes() {
    func failure(_ body: () throws -> Void) -> PanelError? {
      do { try body() } catch { return error as? PanelError }
      return nil
    }
    let rows: [[Double]] = [[1, 2, 3], [2, 3, 5], [3, 4, 4], [1, 1, 1]]
    #expect(
      failure { _ = try Panel([[1, 2], [1]], before: 1) }
        == .length(unit: 1, expected: 2, found: 1))
    #expect(
      failure { _ = try Panel([[1, 2], [1, .nan]], before: 1) } == .notFinite(unit: 1, period: 1))
    for before in [0, 3, -1] {
      #expect(
        failure { _ = try Panel(rows, before: before) } == .periods(before: before, of: 3))
    }
    #expect(failure { _ = try Panel([], before: 1) } == .periods(before: 1, of: 0))
    let tooFew = PanelError.tooFew(treated: 1, others: 3, leastTreated: 2, leastOthers: 2)
    #expect(
      failure {
        _ = try DifferenceInDifferences(Panel(rows, before: 1), treated: [0], level: 0.95)
      } == tooFew)
    #expect(
      failure {
        _ = try DifferenceInDifferences(Panel(rows, before: 1), treated: [0, 0], level: 0.95)
      } == .unit(0))
    #expect(
      failure {
        _ = try DifferenceInDifferences(
          Panel(rows, before: 1), treated: [0, 1], errors: .hac(lags: 9), level: 0.95)
      } == .errors(.lags(9, observations: 4)))
    #expect(
      failure { _ = try SyntheticControl(Panel(rows, before: 1), treated: 4) } == .unit(4))
    #expect(
      failure {
        _ = try PlaceboRanks(Panel(rows, before: 1), treated: 0, excluding: [1])
      } == .tooFew(treated: 1, others: 2, leastTreated: 1, leastOthers: 3))
  }
}
