import Testing
import Units
import Values

@Suite struct EstimateArithmeticTests {
  /// An estimate whose 101 replicates are the whole numbers from `first`, so that its quantiles are
  /// known by counting: the 2.5% quantile of type 7 lies 2.5 above the first.
  func ladder(from first: Double, value: Double) -> Estimate {
    Estimate(
      value: value, measure: .number, interval: .between(low: first, high: first + 100),
      replicates: (0...100).map { first + Double($0) }, notes: [Note(.note, "ladder")])
  }

  /// Compares the ends up to the rounding of the level: 1 - 0.95 is not exactly 0.05.
  func expect(_ interval: Estimate.Interval, from low: Double, to high: Double) {
    guard case .between(let first, let last) = interval else {
      Issue.record("\(interval) is not between two numbers")
      return
    }
    #expect((first - low).magnitude <= 1e-12 * low)
    #expect((last - high).magnitude <= 1e-12 * high)
  }

  @Test func theDifferenceFromItselfIsExactlyZero() throws {
    let a = ladder(from: 0.1, value: 51)
    let difference = try Estimate.combine(a, a, measure: .number) { $0 - $1 }
    #expect(difference.value == 0)
    #expect(difference.interval == .between(low: 0, high: 0))
    #expect(difference.notes == [Note(.note, "ladder")])
  }

  @Test func theQuotientByItselfIsExactlyOne() throws {
    let a = ladder(from: 7, value: 50)
    let quotient = try Estimate.combine(a, a, measure: .share) { $0 / $1 }
    #expect(quotient.value == 1)
    #expect(quotient.interval == .between(low: 1, high: 1))
    #expect(quotient.measure == .share)
  }

  @Test func replicatesStayPaired() throws {
    let a = ladder(from: 0, value: 50)
    var b = a
    b.lazyReplicates = LazyAttempt { () throws(ValueError) in try a.replicates.reversed() }
    // a + reversed(a) is 100 in every replicate, a + a runs from 0 to 200.
    let opposed = try Estimate.combine(a, b, measure: .number) { $0 + $1 }
    #expect(opposed.interval == .between(low: 100, high: 100))
    let doubled = try Estimate.combine(a, a, measure: .number) { $0 + $1 }
    expect(doubled.interval, from: 5, to: 195)
  }

  @Test func monotoneFunctionsKeepTheEstimatesOwnInterval() throws {
    var a = ladder(from: 1, value: 4)
    a.interval = .between(low: 2, high: 8)
    let up = try a.map({ $0 * 3 }, measure: .number, monotone: .increasing)
    #expect(up.interval == .between(low: 6, high: 24))
    let down = try a.map({ 1 / $0 }, measure: .number, monotone: .decreasing)
    #expect(down.interval == .between(low: 0.125, high: 0.5))
    let square = try a.map({ $0 * $0 }, measure: .number, monotone: .none)
    // Halfway between the squares of 3 and 4, and of 98 and 99.
    expect(square.interval, from: 12.5, to: 9702.5)
  }

  @Test func boundsTurnAround() throws {
    var a = ladder(from: 1, value: 4)
    a.interval = .atMost(0.05)
    #expect(
      try a.map({ 1 / $0 }, measure: .number, monotone: .decreasing).interval == .atLeast(20))
    #expect(
      try a.map({ $0 * 2 }, measure: .number, monotone: .increasing).interval == .atMost(0.1))
    a.interval = .between(low: 0, high: 0.5)
    #expect(try a.map({ 1 / $0 }, measure: .number, monotone: .decreasing).interval == .atLeast(2))
  }

  @Test func fewReplicatesWithoutValueAreLeftOut() throws {
    let cost = Estimate(
      value: 100, measure: .number, interval: .none,
      replicates: [Double](repeating: 100, count: 100))
    var won = cost
    won.value = 2
    won.lazyReplicates = LazyAttempt { () throws(ValueError) in
      [Double](repeating: 2, count: 95) + [0, 0, 0, 0, 0]
    }
    let cac = try Estimate.combine(cost, won, measure: .number) { $0 / $1 }
    #expect(cac.interval == .between(low: 50, high: 50))
    #expect(try cac.replicates.count { $0.isNaN } == 5)
    #expect(cac.notes.isEmpty)
  }

  @Test func manyReplicatesWithoutValueLeaveABound() throws {
    let cost = Estimate(
      value: 100, measure: .number, interval: .none,
      replicates: [Double](repeating: 100, count: 100))
    var won = cost
    won.value = 2
    won.lazyReplicates = LazyAttempt { () throws(ValueError) in
      [Double](repeating: 2, count: 94) + [Double](repeating: 0, count: 6)
    }
    let cac = try Estimate.combine(cost, won, measure: .number) { $0 / $1 }
    #expect(cac.interval == .atLeast(50))
    #expect(
      cac.notes == [Note(.note, "6 of 100 replicates have no value, so there is only a bound")])
    // What is subtracted without an upper end leaves no lower end.
    let loss = try Estimate.combine(cost, cac, measure: .number) { $0 - $1 }
    #expect(loss.interval == .atMost(50))
    #expect(
      try Estimate.combine(cac, cost, measure: .number) { $0 - $1 }.interval == .atLeast(-50))
  }

  @Test func anEstimateWithoutReplicatesIsAConstant() throws {
    let a = ladder(from: 0, value: 50)
    let given = Estimate(value: 2, measure: .number, interval: .between(low: 1, high: 3))
    let product = try Estimate.combine(a, given, measure: .number) { $0 * $1 }
    expect(product.interval, from: 5, to: 195)
    #expect(product.notes.contains { $0.text.contains("without replicates") })
    let exact = Estimate(value: 2, measure: .number, interval: .none)
    #expect(
      try Estimate.combine(a, exact, measure: .number) { $0 * $1 }.notes == [Note(.note, "ladder")])
  }

  // MARK: Through the operators

  func apply(_ operation: ScalarOperation, _ arguments: Value...) throws -> Value {
    try operation.apply(arguments)
  }

  @Test func operatorsTakeEstimatesOnEitherSide() throws {
    var a = ladder(from: 1, value: 4)
    a.interval = .between(low: 2, high: 8)
    let cases: [(ScalarOperation, [Value], Double, Estimate.Interval)] = [
      (
        Arithmetic.add(factor: 10, measure: .number), [.number(1), .estimate(a)], 41,
        .between(low: 21, high: 81)
      ),
      (
        Arithmetic.subtract(measure: .number), [.number(10), .estimate(a)], 6,
        .between(low: 2, high: 8)
      ),
      (
        Arithmetic.multiply(measure: .number), [.estimate(a), .number(-1)], -4,
        .between(low: -8, high: -2)
      ),
      (
        Arithmetic.divide(measure: .number), [.number(8), .estimate(a)], 2,
        .between(low: 1, high: 4)
      ),
      (
        Arithmetic.divide(measure: .number), [.number(-8), .estimate(a)], -2,
        .between(low: -4, high: -1)
      ),
      (
        Arithmetic.divide(factor: 12, measure: .number), [.estimate(a), .number(2)], 24,
        .between(low: 12, high: 48)
      ),
      (Arithmetic.negate, [.estimate(a)], -4, .between(low: -8, high: -2)),
      (
        Arithmetic.rescale(factor: 100, measure: .number), [.estimate(a)], 400,
        .between(low: 200, high: 800)
      ),
    ]
    for (operation, arguments, value, interval) in cases {
      guard case .estimate(let result) = try operation.apply(arguments) else {
        Issue.record("\(operation.name) gives no estimate")
        continue
      }
      #expect(result.value == value, "\(operation.name)")
      #expect(result.interval == interval, "\(operation.name)")
    }
  }

  @Test func dividingByAnIntervalAroundZeroUsesTheReplicates() throws {
    let around = Estimate(
      value: 1, measure: .number, interval: .between(low: -1, high: 3),
      replicates: [Double](repeating: -2, count: 50) + [Double](repeating: 2, count: 50))
    let result = try Arithmetic.divide(measure: .number).apply([.number(1), .estimate(around)])
    guard case .estimate(let quotient) = result else {
      Issue.record("no estimate")
      return
    }
    #expect(quotient.interval == .between(low: -0.5, high: 0.5))
  }
}
