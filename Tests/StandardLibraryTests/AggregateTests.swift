import StandardLibrary
import Testing
import Units
import Values

/// The Swift forms against numpy 2.4 and scipy 1.17 (`np.quantile`, `np.std(ddof=1)`,
/// `scipy.stats.pearsonr`, `np.average`).
@Suite struct AggregateTests {
  let x: [Double?] = [12.5, -3.25, 7, nil, 40.125, 0.5, 19.75, -8.5, 3, 101.0625]
  let y: [Double?] = [1.5, 2, -0.5, 77, 6.25, 3, 4.75, 0.25, 1, 9.5]
  let w: [Double?] = [3, 1, 4, 7, 1, 5, 9, 2, 6, 5]

  private func result(
    _ function: Function, _ columns: [[Value]],
    _ arguments: [String: CallTypes.Argument] = ["values": value(.measure(usd))],
  ) throws -> Value {
    let (operation, type) = try aggregate(function, arguments)
    let result = try operation.evaluate(columns)
    if !result.isMissing { #expect(result.type == type) }
    return result
  }

  @Test("sum, mean and median skip what is missing")
  func central() throws {
    #expect(try result(.sum, [numbers(x, usd)]).magnitude == 172.1875)
    #expect(try result(.mean, [numbers(x, usd)]).magnitude == 19.131944444444443)
    #expect(try result(.median, [numbers(x, usd)]).magnitude == 7)
  }

  @Test(
    "quantiles interpolate between neighbours",
    arguments: [(0.0, -8.5), (0.1, -4.3), (0.25, 0.5), (0.9, 52.312500000000014), (1, 101.0625)])
  func quantile(share: Double, expected: Double) throws {
    let quantile = try result(
      .quantile, [numbers(x, usd), numbers([share])],
      [
        "values": value(.measure(usd)),
        "at": value(.share, .quantity(Quantity(share, .share))),
      ])
    let magnitude = try #require(quantile.magnitude)
    #expect(abs(magnitude - expected) < 1e-12)
  }

  @Test("a quantile beyond 100% is an error before the run")
  func quantileOutOfRange() {
    #expect(throws: ValueError.self) {
      _ = try aggregate(
        .quantile,
        ["values": value(.number), "at": value(.number, .number(90))])
    }
  }

  @Test("deviation and variance have n − 1 below the line and their own units")
  func spread() throws {
    let deviation = try result(.stddev, [numbers(x, usd)])
    #expect(abs((deviation.magnitude ?? 0) - 33.942484159277114) < 1e-12)
    #expect(deviation.measure == usd)
    let variance = try result(.variance, [numbers(x, usd)])
    #expect(abs((variance.magnitude ?? 0) - 1152.0922309027778) < 1e-9)
    #expect(variance.measure?.description == "USD^2")
    #expect(try result(.variance, [numbers([3], usd)]).isMissing)
  }

  @Test("a variance does not suffer from a large mean")
  func twoPass() throws {
    let far = [4.0, 7, 13, 16].map { Optional(1e9 + $0) }
    #expect(try result(.variance, [numbers(far, usd)]).magnitude == 30)
  }

  @Test("correlation of the rows that have both values")
  func correlation() throws {
    let pair = ["values": value(.measure(usd)), "with": value(.number)]
    let found = try result(.correlation, [numbers(x, usd), numbers(y)], pair)
    #expect(abs((found.magnitude ?? 0) - 0.8980789502895551) < 1e-14)
    let flat = [Double?](repeating: 2, count: 10)
    #expect(try result(.correlation, [numbers(x, usd), numbers(flat)], pair).isMissing)
  }

  @Test("weights multiply, and a weighted mean divides by those of the rows that have a value")
  func weights() throws {
    let orders = Measure.unit(Unit(named("order")))
    let perOrder = Measure.unit(Unit(dollar).divided(by: Unit(named("order"))).unit)
    let pair = ["values": value(.measure(perOrder)), "weight": value(.measure(orders))]
    let columns = [numbers(x, perOrder), numbers(w, orders)]
    let mean = try result(.mean, columns, pair)
    #expect(abs((mean.magnitude ?? 0) - 21.914930555555557) < 1e-13)
    #expect(mean.measure == perOrder)
    let total = try result(.sum, columns, pair)
    #expect(total.magnitude == 788.9375)
    #expect(total.measure == usd)
  }

  @Test("of no values the sum is 0 with its unit, everything else is missing")
  func empty() throws {
    let none = [numbers([nil, nil], usd)]
    let sum = try result(.sum, none)
    #expect(sum.magnitude == 0)
    #expect(sum.measure == usd)
    for function in [Function.mean, .median, .min, .max, .first, .last, .stddev, .variance] {
      #expect(try result(function, none).isMissing, "\(function.name)")
    }
  }

  @Test("a sum does not depend on the order of the values")
  func compensated() throws {
    let values: [Double?] = [1e16, 1, -1e16, 0.1, 0.2, 0.3]
    #expect(try result(.sum, [numbers(values, usd)]).magnitude == 1.6)
    #expect(try result(.sum, [numbers(values.reversed(), usd)]).magnitude == 1.6)
  }

  @Test("counts of an id are in the unit of its role")
  func countedUnits() throws {
    var id = ColumnSchema("account", .text, role: "id")
    id.countedUnit = "customer"
    let ids: [Value] = [.text("a"), .missing, .text("b"), .text("a")]
    let count = try result(.count, [ids], ["values": .columns([id])])
    #expect(count.magnitude == 3)
    #expect(count.measure?.description == "customer")
    let distinct = try result(.distinct, [ids], ["values": .columns([id])])
    #expect(distinct.magnitude == 2)
    #expect(distinct.measure?.description == "customer")
    #expect(try result(.count, [ids], ["values": value(.text)]).measure == .number)
    #expect(try result(.count, [ids], [:]).magnitude == 4)
  }

  @Test("a condition that is missing does not count")
  func countIf() throws {
    let flags: [Value] = [.bool(true), .missing, .bool(false), .bool(true)]
    #expect(try result(.countIf, [flags], ["condition": value(.bool)]).magnitude == 2)
  }

  @Test("text is ordered by its bytes, and the first of equal values is kept")
  func extremes() throws {
    let texts: [Value] = [.text("é"), .text("z"), .missing, .text("Z")]
    guard case .text("Z") = try result(.min, [texts], ["values": value(.text)]),
      case .text("é") = try result(.max, [texts], ["values": value(.text)])
    else {
      Issue.record("the order is not that of the bytes")
      return
    }
    #expect(try result(.min, [numbers(x, usd)]).magnitude == -8.5)
    #expect(try result(.max, [numbers(x, usd)]).magnitude == 101.0625)
    #expect(try result(.first, [numbers([nil, 4, 5], usd)]).magnitude == 4)
    #expect(try result(.last, [numbers([4, 5, nil], usd)]).magnitude == 5)
  }

  @Test("sum and mean of estimates go replicate by replicate, other aggregates are errors")
  func estimates() throws {
    func estimate(_ value: Double, _ replicates: [Double]) -> Value {
      .estimate(
        Estimate(
          value: value, measure: usd,
          interval: .between(low: value - 1, high: value + 1), replicates: replicates))
    }
    let column = [estimate(10, [9, 10, 11]), .missing, estimate(20, [22, 20, 18])]
    let arguments = ["values": value(.estimate(usd))]
    guard case .estimate(let sum) = try result(.sum, [column], arguments),
      case .estimate(let mean) = try result(.mean, [column], arguments)
    else {
      Issue.record("the result is no estimate")
      return
    }
    #expect(sum.value == 30)
    #expect(try sum.replicates == [31, 30, 29])
    #expect(mean.value == 15)
    #expect(try mean.replicates == [15.5, 15, 14.5])
    #expect(throws: ValueError.self) { _ = try aggregate(.median, arguments) }
    #expect(throws: ValueError.self) { _ = try aggregate(.stddev, arguments) }
  }

  @Test("a list is a column of its elements")
  func lists() throws {
    let list = ["values": value(.list(.measure(usd)))]
    #expect(try result(.sum, [numbers([1, 2], usd)], list).measure == usd)
  }
}
