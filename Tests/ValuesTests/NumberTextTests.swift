import Foundation
import Testing
import Units

@testable import Values

private let units = UnitCatalogue()

/// `USD/customer`, `1/month`, `month`: names joined by `/`, with 1 for nothing above.
private func unit(_ text: String) throws -> Units.Unit {
  let names = text.split(separator: "/").map(String.init)
  var result = Units.Unit.one
  for (index, name) in names.enumerated() where name != "1" {
    let named = try #require(units.named(name))
    let factor = Units.Unit(named)
    result = index == 0 ? factor : result.divided(by: factor).unit
  }
  return result
}

private func measure(_ text: String) throws -> Measure {
  switch text {
  case "": .number
  case "%": .share
  case _ where text.hasPrefix("%/"):
    .periodic(try #require(units.named(String(text.dropFirst(2)))), .loss)
  default: .unit(try unit(text))
  }
}

@Suite("Text of numbers")
struct NumberTextTests {
  @Test(
    "quantities are written with their unit and sensible decimals",
    arguments: [
      (2016, "USD/customer", "$2,016/customer"), (12.5, "EUR", "€12.50"), (40, "AUD", "40 AUD"),
      (40, "USD/customer/month", "$40/customer/month"), (-40, "USD", "-$40"),
      (12, "PLN", "12 PLN"), (9, "GBP", "£9"), (1.08, "USD/EUR", "$1.08/EUR"),
      (0.306, "%/year", "30.6%/year"), (0.031, "%/month", "3.1%/month"),
      (0.03, "%/month", "3%/month"), (0.0012, "%", "0.12%"), (0.999_96, "%", "100%"),
      (0.95, "%", "95%"), (1.5, "%", "150%"), (0.0996, "%", "10%"), (0.094_96, "%", "9.5%"),
      (8.928_571, "month", "8.93 months"), (1, "month", "1 month"), (0.9999, "month", "1 month"),
      (-1, "month", "-1 months"), (20, "customer", "20 customers"),
      (1200, "customer", "1,200 customers"), (1, "person", "1 person"), (3, "person", "3 people"),
      (2, "customer/month", "2 customers/month"), (0.36, "1/year", "0.36/year"),
      (1.0 / 3, "", "0.333"), (0.1 + 0.2, "", "0.3"), (12.345, "", "12.3"), (99.96, "", "100"),
      (123.456, "", "123.5"), (1234.56, "", "1,234.6"), (12345.6, "", "12,346"),
      (1_234_567, "", "1,234,567"), (100, "", "100"), (1000, "", "1,000"), (999, "", "999"),
      (0, "", "0"), (-0.0, "", "0"), (-0.0, "USD", "$0"), (-0.000_1, "", "-0.0001"),
      (2016.000_000_000_000_2, "USD", "$2,016"), (9999.999, "USD", "$10,000"),
      (9999.5, "USD", "$9,999.50"), (12_345.67, "USD", "$12,346"), (0.05, "USD", "$0.05"),
      (0.012_345, "USD", "$0.012"), (0.0034, "USD/click", "$0.0034/click"),
      (0.999, "USD", "$1"), (84, "USD", "$84"), (1e15, "", "1e15"), (1.234e20, "", "1.23e20"),
      (999_999_999_999_999, "", "999,999,999,999,999"), (1e308, "", "1e308"),
      (1.797_693_134_862_315_7e308, "USD", "$1.8e308"), (.leastNonzeroMagnitude, "", "5e-324"),
      (1.23e-5, "", "1.23e-5"), (-1.23e-5, "USD", "-$1.23e-5"), (2.5e-8, "%", "2.5e-6%"),
    ] as [(Double, String, String)])
  func quantity(number: Double, in unit: String, gives text: String) throws {
    #expect(NumberText().text(Quantity(number, try measure(unit))) == text)
  }

  @Test(
    "halves are rounded away from zero on the shortest decimal",
    arguments: [
      (2.675, 2, "2.68"), (1.005, 2, "1.01"), (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"),
      (0.05, 1, "0.1"), (0.049, 1, "0.0"), (9.995, 2, "10.00"), (999.5, 0, "1000"),
      (0.000_5, 3, "0.001"), (0.000_49, 3, "0.000"), (1e-300, 3, "0.000"), (123, 2, "123.00"),
      (1e21, 0, "1000000000000000000000"), (0.1, 20, "0.10000000000000000000"),
    ] as [(Double, Int, String)])
  func rounding(number: Double, decimals: Int, gives text: String) {
    #expect(DecimalDigits(number).plain(decimals: decimals, grouped: false) == text)
    let negative = NumberText().text(.number(-number), format: ".\(decimals)")
    let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
    #expect(negative == (isZero ? text : "-" + text))
  }

  @Test(
    "digits are grouped by three",
    arguments: [
      (1, "1"), (12, "12"), (123, "123"), (1234, "1,234"), (12345, "12,345"),
      (123_456, "123,456"), (1_234_567, "1,234,567"),
    ] as [(Double, String)])
  func grouping(number: Double, text: String) {
    #expect(DecimalDigits(number).plain(decimals: 0, grouped: true) == text)
  }

  @Test("two decimals agree with exact decimal arithmetic")
  func agreesWithDecimal() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let number = Double.random(in: -1e7...1e7, using: &generator)
      var exact = try #require(Decimal(string: number.description))
      var rounded = Decimal()
      unsafe NSDecimalRound(&rounded, &exact, 2, .plain)
      let text = try #require(NumberText().text(.number(number), format: ".2"))
      #expect(Decimal(string: text) == rounded, "\(number)")
    }
  }

  @Test("the exact text reads back as the same double")
  func exactRoundTrip() {
    var generator = SystemRandomNumberGenerator()
    var numbers = [
      0, 1, -1, 2016, 0.1, 1e16, 1e308, .leastNonzeroMagnitude, .pi, 9_007_199_254_740_992,
    ]
    for _ in 0..<2000 {
      let number = Double(bitPattern: UInt64.random(in: .min ... .max, using: &generator))
      if number.isFinite { numbers.append(number) }
    }
    for number in numbers {
      let text = NumberText.exact(number)
      #expect(Double(text) == number)
      #expect(!text.hasSuffix(".0"))
    }
    #expect(NumberText.exact(-0.0) == "0")
    #expect(NumberText.exact(2016) == "2016")
    #expect(NumberText.exact(0.031) == "0.031")
  }

  @Test("an estimate has its interval in the same decimals, or a bound")
  func estimates() throws {
    func text(_ value: Double, _ interval: Estimate.Interval, _ unit: String) throws -> String {
      NumberText().text(
        .estimate(Estimate(value: value, measure: try measure(unit), interval: interval)))
    }
    #expect(
      try text(0.031, .between(low: 0.028, high: 0.034), "%/month") == "3.1%/month [2.8, 3.4]")
    #expect(
      try text(540.2, .between(low: 512, high: 570.91), "USD/customer")
        == "$540/customer [512, 571]")
    #expect(
      try text(77.814, .between(low: 74.13, high: 81.66), "USD/customer")
        == "$77.81/customer [74.13, 81.66]")
    #expect(
      try text(53_441.38, .between(low: 46_068.86, high: 61_993.75), "USD")
        == "$53,441 [46,069, 61,994]")
    #expect(
      try text(0.036_08, .between(low: 0.034_004, high: 0.038_278), "%/month")
        == "3.61%/month [3.40, 3.83]")
    // More digits than the number itself deserves are noise, however narrow the interval.
    #expect(
      try text(1_234_567.891, .between(low: 1_234_567.89, high: 1_234_567.892), "")
        == "1,234,568 [1,234,568, 1,234,568]")
    #expect(
      try text(2016.4, .between(low: 1890.2, high: 2150.8), "USD/customer")
        == "$2,016/customer [1,890, 2,151]")
    #expect(try text(3.7, .between(low: 3, high: 4.25), "") == "3.70 [3.00, 4.25]")
    #expect(try text(0, .atMost(0.03), "%/month") == "0%/month [≤ 3]")
    #expect(try text(.nan, .atLeast(250), "USD/customer") == "≥ $250/customer")
    #expect(try text(.nan, .none, "USD/customer") == "missing")
    #expect(try text(12, .none, "month") == "12 months")
  }

  @Test("the session's dollar takes the sign")
  func dollar() throws {
    let text = NumberText(dollar: "AUD")
    #expect(text.text(Quantity(40, try measure("AUD"))) == "$40")
    #expect(text.text(Quantity(40, try measure("USD"))) == "40 USD")
    #expect(text.unitText(try measure("AUD/customer")) == "$/customer")
    #expect(NumberText().unitText(try measure("AUD/customer")) == "AUD/customer")
    #expect(NumberText().unitText(try measure("1/month")) == "1/month")
  }

  @Test("other values are written as a program writes them")
  func otherValues() throws {
    let text = NumberText()
    let day = try #require(CalendarDate(year: 2026, month: 3, day: 1))
    #expect(text.text(.date(day)) == "2026-03-01")
    #expect(text.text(.period(try #require(Period(.quarter, containing: day)))) == "2026-Q1")
    #expect(text.text(.missing) == "missing")
    #expect(text.text(.bool(true)) == "true")
    #expect(text.text(.list(List(of: .text, [.text("a\"b"), .missing]))) == #"["a\"b", missing]"#)
    let record = Record([("a", .number(1)), ("b", .text("x"))])
    #expect(text.text(.record(record)) == #"{a: 1, b: "x"}"#)
    let many = List(of: .number, (1...25).map { .number(Double($0)) })
    #expect(text.text(.list(many)).hasSuffix("20, … 5 more]"))
  }

  @Test(
    "formats of interpolation",
    arguments: [
      (3.7333, "", ".1", "3.7"), (1234.5, "", ",", "1,234.5"), (1234.5, "", ",.2", "1,234.50"),
      (1234.5, "", ".2", "1234.50"), (0.2534, "", "%", "25.3%"), (0.2534, "", ".2%", "25.34%"),
      (0.5, "%", "%", "50%"), (1234.5, "", "e", "1.23e3"), (1234.5, "", ".1e", "1.2e3"),
      (1200, "", ".3e", "1.200e3"), (0, "", ".1e", "0.0e0"),
      (1234.5, "USD/customer", ".0", "$1235/customer"), (0.03, "%/month", "%", "3%/month"),
      (-0.001, "", ".1", "0.0"),
    ] as [(Double, String, String, String)])
  func format(number: Double, unit: String, format: String, gives: String) throws {
    let value = Value.quantity(Quantity(number, try measure(unit)))
    #expect(NumberText().text(value, format: format) == gives)
    #expect(NumberText.accepts(format: format, for: value.type))
  }

  @Test("invalid formats are refused", arguments: ["", ".", "x", ".21", ".-1", "2", ",e", ".1%e"])
  func invalidFormat(format: String) {
    #expect(NumberText().text(.number(1), format: format) == nil)
    #expect(!NumberText.accepts(format: format, for: .number))
    #expect(NumberText().text(.text("x"), format: format) == nil)
  }

  @Test("a percentage of money is refused")
  func percentOfMoney() throws {
    let value = Value.quantity(Quantity(1, try measure("USD")))
    #expect(NumberText().text(value, format: "%") == nil)
    #expect(!NumberText.accepts(format: "%", for: value.type))
  }

  @Test("date patterns")
  func datePatterns() throws {
    let day = Value.date(try #require(CalendarDate(year: 2026, month: 3, day: 1)))
    let text = NumberText()
    #expect(text.text(day, format: "yyyy-mm-dd") == "2026-03-01")
    #expect(text.text(day, format: "d.m.yy") == "1.3.26")
    #expect(text.text(day, format: "yyyymmdd") == "20260301")
    #expect(text.text(day, format: "hh") == nil)
    #expect(text.text(day, format: "yyy") == nil)
    #expect(text.text(day, format: "-") == nil)
    #expect(text.text(day, format: ".2") == nil)
  }

  @Test("a column's numbers have the same decimals")
  func columns() throws {
    let money = try measure("USD")
    func cells(_ numbers: [Double], _ measure: Measure) throws -> [String?] {
      let values = numbers.map { Value.quantity(Quantity($0, measure)) }
      let column = try NumberTextColumn(values, measure: measure)
      return values.map { column.cell($0)?.value }
    }
    #expect(try cells([60, 4100], money) == ["60", "4,100"])
    #expect(try cells([12.5, 4100], money) == ["12.50", "4,100.00"])
    #expect(try cells([0.04, 0.008], .share) == ["4.0", "0.8"])
    #expect(try cells([1_000_000, 0.001_23], .number) == ["1,000,000.00", "0.00"])
    #expect(try cells([1e-9, 2e-9], .number) == ["1e-9", "2e-9"])
    #expect(try cells([1e20, 1], .number) == ["1e20", "1e0"])
    #expect(try cells([-0.001, 100], .number) == ["0.00", "100.00"])
  }

  @Test("a column of estimates has the decimals that its intervals support")
  func estimateColumns() throws {
    func cells(_ rows: [(Double, Double, Double)], _ measure: Measure) throws -> [String?] {
      let values = rows.map { value, low, high in
        Value.estimate(
          Estimate(value: value, measure: measure, interval: .between(low: low, high: high)))
      }
      let column = try NumberTextColumn(values, measure: measure)
      return values.map {
        column.cell($0).map { "\($0.value) [\($0.low ?? ""), \($0.high ?? "")]" }
      }
    }
    #expect(
      try cells([(11.0943, 6.65, 18.51), (3.681, 3.372, 4.021)], .number)
        == ["11.09 [6.65, 18.51]", "3.68 [3.37, 4.02]"])
    #expect(
      try cells([(3834.56, 3426.19, 4291.6), (77.81, 74.13, 81.66)], try measure("USD"))
        == ["3,835 [3,426, 4,292]", "78 [74, 82]"])
    #expect(
      try cells([(77.81, 74.13, 81.66), (60, 58.5, 61.5)], try measure("USD"))
        == ["77.81 [74.13, 81.66]", "60.00 [58.50, 61.50]"])
    #expect(
      try cells([(0, 0, 0), (540.2, 512, 570.9)], try measure("USD"))
        == ["0 [0, 0]", "540 [512, 571]"])
    // What is clear of zero does not read as zero; what is not may.
    #expect(
      try cells([(6.2, 2.1, 9.8), (0.0041, 0.0018, 0.0063)], .number)
        == ["6.200 [2.100, 9.800]", "0.004 [0.002, 0.006]"])
    #expect(
      try cells([(6.2, 2.1, 9.8), (0.0041, -0.0018, 0.0063)], .number)
        == ["6.20 [2.10, 9.80]", "0.00 [0.00, 0.01]"])
  }
}
