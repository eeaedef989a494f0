import Foundation
import StandardLibrary
import Testing
import Units
import Values

/// The forms on plain values, against figures that the design and the literature print.
@Suite struct PlainEconomicsTests {
  private func quantity(_ number: Double, _ above: String, per below: [String] = []) -> Value {
    var unit = EconomicsFixture.unit(above)
    for name in below { unit = unit.divided(by: EconomicsFixture.unit(name)).unit }
    return .quantity(Quantity(number, .unit(unit)))
  }

  private func monthly(_ share: Double) throws -> Value {
    let month = try #require(EconomicsFixture.units.named("month"))
    return .quantity(Quantity(share, .periodic(month, .loss)))
  }

  private func call(
    _ function: Function, form: Int = 1, _ arguments: [(String, Value)]
  ) throws -> Value {
    let signature = function.overloads[form].signature
    let types = CallTypes(
      arguments: Dictionary(
        arguments.map { argument in
          // The checker knows the value of a text that is written out.
          var constant: Value?
          if case .text = argument.1 { constant = argument.1 }
          return (argument.0, .value(argument.1.type, constant: constant))
        }, uniquingKeysWith: { $1 }),
      isStrict: false, dollar: EconomicsFixture.units.dollar
    ) { _ throws(ValueError) in throw ValueError(.unsupported, "no files") }
    let type = try signature.result(types)
    guard case .scalar(let operation) = signature.form else {
      throw ValueError(.unsupported, "not a scalar form")
    }
    let value = try operation(types).apply(arguments.map(\.1))
    #expect(value.isMissing || value.type == type)
    return value
  }

  @Test func cacOfPlainValues() throws {
    let value = try call(
      .cac, [("cost", quantity(12_000, "USD")), ("won", quantity(40, "customer"))])
    #expect(value.magnitude == 300)
    #expect(value.measure?.description == "USD/customer")
    let bare = try call(.cac, [("cost", quantity(12_000, "USD")), ("won", .number(40))])
    #expect(bare.measure?.description == "USD/customer")
    #expect(throws: ValueError.self) {
      try call(.cac, [("cost", quantity(12_000, "USD")), ("won", .number(0))])
    }
  }

  @Test func arpaOfPlainValues() throws {
    let revenue = quantity(84_000, "USD", per: ["month"])
    let value = try call(.arpa, [("revenue", revenue), ("customers", .number(1000))])
    #expect(value.magnitude == 84)
    #expect(value.measure?.description == "USD/customer/month")
  }

  @Test func ltvOfPlainValues() throws {
    // $84/customer/month · 72% / (3%/month) is $2,016/customer.
    let ltv = try call(
      .ltv,
      [
        ("arpa", quantity(84, "USD", per: ["customer", "month"])), ("churn", try monthly(0.03)),
        ("margin", .quantity(Quantity(0.72, .share))),
      ])
    #expect(abs(try #require(ltv.magnitude) - 2016) < 1e-9)
    #expect(ltv.measure?.description == "USD/customer")
    // A year's revenue over a month's churn is no twelvefold value.
    let yearly = try call(
      .ltv,
      [("arpa", quantity(1200, "USD", per: ["customer", "year"])), ("churn", try monthly(0.05))])
    #expect(abs(try #require(yearly.magnitude) - 2000) < 1e-9)
  }

  struct LtvCase: Sendable {
    var method: String?
    var discount: Double?
    var expected: Double
  }

  private static let publishedValues: [LtvCase] = [
    LtvCase(method: "margin", expected: 2000), LtvCase(method: "simple", expected: 2000),
    LtvCase(method: "discounted_advance", discount: 0.01, expected: 10_100.0 / 6),
    LtvCase(method: "discounted_arrears", discount: 0.01, expected: 9_500.0 / 6),
    LtvCase(discount: 0.01, expected: 10_100.0 / 6),
  ]

  /// m = 100, retention 95%, discount 1%: Gupta & Lehmann 2003, Journal of Interactive Marketing
  /// 17:9, whose geometric sums give 2000, 1683.33 in advance and 1583.33 in arrears.
  @Test(arguments: publishedValues) func ltvByMethod(_ question: LtvCase) throws {
    var arguments = [
      ("arpa", quantity(100, "USD", per: ["customer", "month"])), ("churn", try monthly(0.05)),
    ]
    if let method = question.method { arguments.append(("method", .text(method))) }
    if let discount = question.discount { arguments.append(("discount", try growth(discount))) }
    let ltv = try call(.ltv, arguments)
    #expect(abs(try #require(ltv.magnitude) - question.expected) < 1e-9)
    #expect(ltv.measure?.description == "USD/customer")
  }

  @Test func yearlyDiscountIsCompoundedToMonths() throws {
    // 12% a year is 0.94888% a month.
    let value = try call(
      .ltv,
      [
        ("arpa", quantity(100, "USD", per: ["customer", "month"])), ("churn", try monthly(0.05)),
        ("discount", try growth(0.12, per: "year")),
      ])
    #expect(abs(try #require(value.magnitude) - 100 * 1.0094888 / 0.0594888) < 1e-3)
  }

  @Test func expansionHasToStayBelowChurn() throws {
    let arpa = ("arpa", quantity(100, "USD", per: ["customer", "month"]))
    let churn = ("churn", try monthly(0.05))
    let value = try call(.ltv, [arpa, churn, ("expansion", try growth(0.01))])
    #expect(abs(try #require(value.magnitude) - 2500) < 1e-9)
    #expect(throws: ValueError.self) {
      try call(.ltv, [arpa, churn, ("expansion", try growth(0.05))])
    }
  }

  @Test(arguments: ["survival", "sbg", "weibull"]) func laterMethods(method: String) throws {
    let error = #expect(throws: ValueError.self) {
      try call(
        .ltv,
        [
          ("arpa", quantity(100, "USD", per: ["customer", "month"])),
          ("churn", try monthly(0.05)), ("method", .text(method)),
        ])
    }
    #expect(error?.kind == .unsupported)
    #expect(error?.message.contains("later version") ?? false)
  }

  private func growth(_ share: Double, per time: String = "month") throws -> Value {
    let unit = try #require(EconomicsFixture.units.named(time))
    return .quantity(Quantity(share, .periodic(unit, .growth)))
  }

  @Test func ltvOfOrders() throws {
    let value = ("value", quantity(80, "USD", per: ["order"]))
    let frequency = ("frequency", quantity(1.5, "order", per: ["customer", "month"]))
    let lifetime = ("lifetime", quantity(24, "month"))
    let ltv = try call(.ltv, form: 2, [value, frequency, lifetime])
    #expect(abs(try #require(ltv.magnitude) - 2880) < 1e-9)
    #expect(ltv.measure?.description == "USD/customer")
    let churn = ("churn", try monthly(0.05))
    let fromChurn = try call(.ltv, form: 2, [value, frequency, churn])
    #expect(abs(try #require(fromChurn.magnitude) - 2400) < 1e-9)
    let error = #expect(throws: ValueError.self) {
      try call(.ltv, form: 2, [value, frequency, lifetime, churn])
    }
    #expect(error?.because?.contains("counted twice") ?? false)
  }

  @Test func paybackOfPlainValues() throws {
    let cac = ("cac", quantity(55, "USD", per: ["customer"]))
    let arpa = ("arpa", quantity(67, "USD", per: ["customer", "month"]))
    let months = try call(.payback, [cac, arpa, ("churn", try monthly(0.3))])
    let expected = log(101.0 / 134) / log(0.7)
    #expect(abs(try #require(months.magnitude) - expected) < 1e-12)
    #expect(months.measure?.description == "month")
    let dear = ("cac", quantity(300, "USD", per: ["customer"]))
    #expect(try call(.payback, [dear, arpa, ("churn", try monthly(0.3))]).isMissing)
  }

  @Test func churnOfPlainValues() throws {
    let churn = try call(
      .churn, [("lost", quantity(3, "customer")), ("at_risk", quantity(100, "customer"))])
    #expect(churn.magnitude == 0.03)
    #expect(churn.measure?.description == "%/month")
    #expect(throws: ValueError.self) {
      try call(.churn, [("lost", .number(5)), ("at_risk", .number(4))])
    }
  }

  /// ltv and cac of one sample move together, and their quotient keeps that.
  @Test func estimatesKeepTheirCorrelation() throws {
    let draws = (0..<1000).map { 1 + Double($0) / 1000 }
    let unit = Measure.unit(
      EconomicsFixture.usd.divided(by: EconomicsFixture.unit("customer")).unit)
    let ltv = Estimate(value: 30, measure: unit, interval: .none, replicates: draws.map { $0 * 30 })
    let cac = Estimate(value: 10, measure: unit, interval: .none, replicates: draws.map { $0 * 10 })
    guard
      case .estimate(let ratio) = try call(
        .ltvCac, [("ltv", .estimate(ltv)), ("cac", .estimate(cac))])
    else { return #expect(Bool(false), "no estimate") }
    #expect(ratio.value == 3)
    #expect(try #require(ratio.high) - #require(ratio.low) < 1e-9)
  }
}
