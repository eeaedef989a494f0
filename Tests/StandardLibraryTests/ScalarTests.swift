import StandardLibrary
import Testing
import Units
import Values

/// The Swift forms of the scalar functions: laws, published figures, and the calendar of ISO 8601.
@Suite struct ScalarTests {
  private func call(
    _ function: Function, _ arguments: (String, Value)..., per: String? = nil,
  ) throws -> Value {
    var list: [(name: String, argument: CallTypes.Argument, value: Value)] = arguments.map {
      (name: $0.0, argument: value($0.1.type, $0.1), value: $0.1)
    }
    if let per { list.append((name: "per", argument: .word(per), value: .text(per))) }
    return try scalar(function, list)
  }

  private func share(_ share: Double) -> Value { .quantity(Quantity(share, .share)) }

  private func monthly(_ share: Double, _ kind: PeriodicKind = .unstated) -> Value {
    .quantity(Quantity(share, .periodic(named("month"), kind)))
  }

  private func date(_ year: Int, _ month: Int, _ day: Int) throws -> Value {
    .date(try #require(CalendarDate(year: year, month: month, day: day)))
  }

  @Test(
    "round goes half away from zero, to multiples of the step",
    arguments: [
      (2.5, 1.0, 3.0), (-2.5, 1, -3), (1.005, 0.01, 1.01), (-1.005, 0.01, -1.01), (0.3, 0.1, 0.3),
      (7, 5, 5), (7.5, 5, 10), (1234.5678, 0.001, 1234.568), (12_345_678.004, 0.01, 12_345_678),
    ])
  func round(number: Double, step: Double, expected: Double) throws {
    #expect(try call(.round, ("x", .number(number)), ("to", .number(step))).magnitude == expected)
  }

  @Test("floor and ceil take what is a multiple to be one")
  func floorAndCeil() throws {
    #expect(try call(.floor, ("x", share(0.29))).magnitude == 0.29)
    #expect(try call(.ceil, ("x", share(0.29))).magnitude == 0.29)
    #expect(try call(.floor, ("x", share(0.295))).magnitude == 0.29)
    #expect(try call(.ceil, ("x", .number(-1.5))).magnitude == -1)
    #expect(try call(.floor, ("x", .number(-1.5))).magnitude == -2)
    #expect(throws: ValueError.self) { try call(.round, ("x", .number(1)), ("to", .number(0))) }
  }

  @Test("min, max and clamp compare across units, in the unit of the first")
  func bounds() throws {
    let year = Value.quantity(Quantity(2, .unit(Unit(named("year")))))
    let half = Value.quantity(Quantity(18, months))
    #expect(try call(.min, ("a", year), ("b", half)).magnitude == 1.5)
    #expect(try call(.max, ("a", half), ("b", year)).magnitude == 24)
    #expect(try call(.max, ("a", half), ("b", .missing)).isMissing)
    #expect(
      try call(.clamp, ("x", half), ("low", year), ("high", year)).magnitude == 24)
    #expect(throws: ValueError.self) { try call(.min, ("a", half), ("b", .number(3))) }
    #expect(throws: ValueError.self) {
      try call(.clamp, ("x", .number(1)), ("low", .number(3)), ("high", .number(2)))
    }
  }

  @Test("a loss of 3% a month is 30.6% a year, a growth of 2% is 26.8%")
  func compound() throws {
    let loss = try #require(try call(.compound, ("p", monthly(0.03)), per: "year").magnitude)
    #expect(abs(loss - 0.306157) < 1e-6)
    let growth = try #require(
      try call(.compoundGrowth, ("p", monthly(0.02)), per: "year").magnitude)
    #expect(abs(growth - 0.268242) < 1e-6)
  }

  @Test("compounding there and back gives the rate again", arguments: [0, 0.01, 0.03, 0.5, 1])
  func inverse(rate: Double) throws {
    for function in [Function.compound, .compoundGrowth] {
      let yearly = try call(function, ("p", monthly(rate)), per: "year")
      let back = try #require(try call(function, ("p", yearly), per: "month").magnitude)
      #expect(abs(back - rate) < 1e-12)
    }
  }

  @Test("losses and growths are not mistaken for one another, nor months for days")
  func wrongKind() {
    #expect(throws: ValueError.self) {
      try call(.compound, ("p", monthly(0.03, .growth)), per: "year")
    }
    #expect(throws: ValueError.self) {
      try call(.compoundGrowth, ("p", monthly(0.03, .loss)), per: "year")
    }
    #expect(throws: ValueError.self) { try call(.compound, ("p", monthly(0.03)), per: "week") }
    #expect(throws: ValueError.self) { try call(.compound, ("p", monthly(1.2)), per: "year") }
    #expect(throws: ValueError.self) { try call(.compound, ("p", .number(0.03)), per: "year") }
  }

  @Test("linear gives a number per time, share a percentage")
  func marks() throws {
    let linear = try call(.linear, ("x", monthly(0.03)))
    #expect(linear.measure?.description == "1/month")
    #expect(linear.magnitude == 0.03)
    #expect(try call(.share, ("x", .number(0.25))).measure == .share)
    #expect(throws: ValueError.self) { try call(.share, ("x", .quantity(Quantity(1, usd)))) }
  }

  @Test("logarithms and roots outside of their range are errors")
  func ranges() throws {
    #expect(try call(.log10, ("x", .number(1000))).magnitude == 3)
    #expect(try call(.sqrt, ("x", .number(144))).magnitude == 12)
    #expect(abs((try call(.ln, ("x", .number(10))).magnitude ?? 0) - 2.302585092994046) < 1e-15)
    for function in [Function.ln, .log10] {
      #expect(throws: ValueError.self) { try call(function, ("x", .number(0))) }
    }
    #expect(throws: ValueError.self) { try call(.sqrt, ("x", .number(-1))) }
    #expect(throws: ValueError.self) { try call(.exp, ("x", .number(1000))) }
    #expect(throws: ValueError.self) { try call(.exp, ("x", .quantity(Quantity(1, usd)))) }
  }

  @Test("an estimate keeps its interval through a function that only rises")
  func estimates() throws {
    let estimate = Value.estimate(
      Estimate(
        value: 0.03, measure: .periodic(named("month"), .loss),
        interval: .between(low: 0.02, high: 0.04), replicates: [0.02, 0.03, 0.04]))
    guard case .estimate(let yearly) = try call(.compound, ("p", estimate), per: "year") else {
      Issue.record("the result is no estimate")
      return
    }
    #expect(abs((yearly.low ?? 0) - 0.215284) < 1e-6)
    #expect(abs((yearly.high ?? 0) - 0.387290) < 1e-6)
  }

  @Test("text functions see bytes and code points")
  func texts() throws {
    func text(_ function: Function, _ arguments: (String, String)...) throws -> String {
      let list = arguments.map {
        (name: $0.0, argument: value(.text), value: Value.text($0.1))
      }
      return NumberText().text(try scalar(function, list))
    }
    #expect(try text(.length, ("text", "e\u{301}")) == "2")
    #expect(try text(.contains, ("text", "e\u{301}"), ("part", "e")) == "true")
    #expect(try text(.contains, ("text", "abc"), ("part", "")) == "true")
    #expect(try text(.startsWith, ("text", "abc"), ("part", "abcd")) == "false")
    #expect(try text(.endsWith, ("text", "abc"), ("part", "bc")) == "true")
    #expect(try text(.upper, ("text", "Straße é")) == "STRAẞE É")
    #expect(try text(.lower, ("text", "İX")) == "ix")
    #expect(try text(.trim, ("text", " \ta b\r\n")) == "a b")
    #expect(try text(.trim, ("text", " \n")) == "")
    #expect(try text(.replace, ("text", "aaa"), ("part", "aa"), ("with", "b")) == "ba")
    #expect(try text(.replace, ("text", "abc"), ("part", ""), ("with", "x")) == "abc")
    #expect(
      try text(.split, ("text", ",a,,b"), ("separator", ",")) == "[\"\", \"a\", \"\", \"b\"]")
    #expect(throws: ValueError.self) { try text(.split, ("text", "a"), ("separator", "")) }
    #expect(throws: ValueError.self) { try text(.matches, ("text", "a"), ("pattern", "a")) }
  }

  @Test(
    "weeks are those of ISO 8601",
    arguments: [
      (2026, 1, 1, "2026-W01", 4), (2027, 1, 1, "2026-W53", 5), (2024, 12, 30, "2025-W01", 1),
      (2026, 3, 1, "2026-W09", 7),
    ])
  func weeks(year: Int, month: Int, day: Int, week: String, weekday: Int) throws {
    let date = try date(year, month, day)
    #expect(NumberText().text(try call(.week, ("date", date))) == week)
    #expect(try call(.weekday, ("date", date)).magnitude == Double(weekday))
  }

  @Test("periods of a date, and the days at their ends")
  func periods() throws {
    let date = try date(2024, 2, 29)
    let text = NumberText()
    let month = try call(.month, ("date", date))
    #expect(text.text(month) == "2024-02")
    #expect(text.text(try call(.quarter, ("date", date))) == "2024-Q1")
    #expect(text.text(try call(.year, ("date", date))) == "2024")
    #expect(text.text(try call(.endOf, ("period", month))) == "2024-02-29")
    #expect(text.text(try call(.startOf, ("period", month))) == "2024-02-01")
    let days = try call(.daysBetween, ("from", date), ("to", try self.date(2025, 3, 1)))
    #expect(text.text(days) == "366 days")
  }
}
