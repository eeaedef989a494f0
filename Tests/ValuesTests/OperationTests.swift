import Testing
import Units
import Values

@Suite struct OperationTests {
  func number(_ operation: ScalarOperation, _ arguments: Double...) throws -> Double? {
    try operation.apply(arguments.map(Value.number)).magnitude
  }

  func bool(_ operation: ScalarOperation, _ arguments: Value...) throws -> Bool? {
    if case .bool(let value) = try operation.apply(arguments) { value } else { nil }
  }

  func kind(_ body: () throws -> Void) -> ValueError.Kind? {
    do {
      try body()
      return nil
    } catch { return (error as? ValueError)?.kind }
  }

  @Test func arithmeticOfNumbers() throws {
    #expect(try number(Arithmetic.add(factor: 12, measure: .number), 1, 2) == 25)
    #expect(try number(Arithmetic.subtract(factor: 2, measure: .number), 1, 2) == -3)
    #expect(try number(Arithmetic.multiply(factor: 0.5, measure: .number), 3, 4) == 6)
    #expect(try number(Arithmetic.divide(factor: 12, measure: .number), 3, 4) == 9)
    #expect(try number(Arithmetic.power(measure: .number), 2, -2) == 0.25)
    #expect(try number(Arithmetic.negate, 3) == -3)
    #expect(try number(Arithmetic.rescale(factor: 12, measure: .number), 3) == 36)
  }

  /// The sign is the divisor's: the floored division of Knuth, "The Art of Computer Programming",
  /// volume 1, section 1.2.4.
  @Test(arguments: [
    (5.0, 3.0, 2.0), (-5.0, 3.0, 1.0), (5.0, -3.0, -1.0), (-5.0, -3.0, -2.0), (6.0, -3.0, 0.0),
    (1.1, 1.0, 1.1 - 1.0),
  ])
  func remainders(a: Double, b: Double, expected: Double) throws {
    #expect(try number(Arithmetic.remainder(measure: .number), a, b) == expected)
  }

  @Test func undefinedResultsAreErrors() {
    for operation in [
      Arithmetic.divide(measure: .number), Arithmetic.remainder(measure: .number),
    ] {
      #expect(kind { _ = try number(operation, 1, 0) } == .divisionByZero)
    }
    let power = Arithmetic.power(measure: .number)
    #expect(kind { _ = try number(power, -8, 0.5) } == .outOfRange)
    #expect(kind { _ = try number(power, 10, 400) } == .outOfRange)
    #expect(
      kind { _ = try number(Arithmetic.add(measure: .number), 1.7e308, 1.7e308) } == .outOfRange)
    #expect(kind { _ = try Arithmetic.negate.apply([.text("a")]) } == .invalidArgument)
    do {
      _ = try number(Arithmetic.divide(measure: .number), 100, 0)
    } catch {
      #expect((error as? ValueError)?.because == "100 is divided by 0")
    }
  }

  @Test func missingPassesThrough() throws {
    #expect(try Arithmetic.negate.apply([.missing]).isMissing)
    #expect(try Comparison.equal.operation().apply([.missing, .missing]).isMissing)
    #expect(try bool(Logic.isMissing, .missing) == true)
    #expect(try bool(Logic.isMissing, .number(1)) == false)
    #expect(try Logic.coalesce.apply([.missing, .number(4), .number(5)]).magnitude == 4)
    #expect(try Logic.coalesce.apply([.missing]).isMissing)
  }

  /// Kleene's strong logic of three values.
  @Test func logicOfThreeValues() throws {
    let values: [Value] = [.bool(true), .bool(false), .missing]
    let and: [Bool?] = [true, false, nil, false, false, false, nil, false, nil]
    let or: [Bool?] = [true, true, true, true, false, nil, true, nil, nil]
    for (i, a) in values.enumerated() {
      for (j, b) in values.enumerated() {
        #expect(try bool(Logic.and, a, b) == and[3 * i + j])
        #expect(try bool(Logic.or, a, b) == or[3 * i + j])
      }
    }
    #expect(try bool(Logic.not, .bool(true)) == false)
    #expect(try bool(Logic.not, .missing) == nil)
  }

  @Test func comparisons() throws {
    #expect(try bool(Comparison.less.operation(factor: 12), .number(11), .number(1)) == true)
    // U+FF5E comes before U+1F388 by UTF-8 bytes; "é" has two spellings, which are not equal.
    #expect(try bool(Comparison.less.operation(), .text("\u{FF5E}"), .text("\u{1F388}")) == true)
    #expect(try bool(Comparison.equal.operation(), .text("é"), .text("e\u{301}")) == false)
    #expect(try bool(Comparison.less.operation(), .text("Z"), .text("a")) == true)
    #expect(try bool(Comparison.less.operation(), .bool(false), .bool(true)) == true)
    #expect(try bool(Comparison.equal.operation(), .number(0), .number(-0.0)) == true)
    #expect(
      kind { _ = try bool(Comparison.equal.operation(), .number(0), .text("0")) }
        == .invalidArgument)
    let march = try #require(CalendarDate(year: 2026, month: 3, day: 31))
    let quarter = try #require(Period(.quarter, containing: march))
    let month = try #require(Period(.month, containing: march))
    #expect(try bool(Comparison.less.operation(), .period(quarter), .period(month)) == true)
    #expect(try bool(Comparison.atLeast.operation(), .date(march), .date(march)) == true)
  }

  @Test func approximateEquality() throws {
    let absolute = Comparison.approximately(toleranceFactor: 2, isRelative: false)
    #expect(try bool(absolute, .number(10), .number(12), .number(1)) == true)
    #expect(try bool(absolute, .number(10), .number(12.5), .number(1)) == false)
    let relative = Comparison.approximately(isRelative: true)
    #expect(try bool(relative, .number(-99), .number(-100), .number(0.01)) == true)
    #expect(try bool(relative, .number(-98), .number(-100), .number(0.01)) == false)
  }

  @Test func membership() throws {
    #expect(try bool(Membership.inList, .number(1), .number(2), .number(1)) == true)
    #expect(try bool(Membership.inList, .number(1), .number(2)) == false)
    #expect(try bool(Membership.inList, .number(1)) == false)
    #expect(try bool(Membership.inList, .number(1), .number(2), .missing) == nil)
    #expect(try bool(Membership.inList, .missing, .number(2)) == nil)
    let first = try #require(CalendarDate(year: 2026, month: 1, day: 1))
    let last = try #require(CalendarDate(year: 2026, month: 3, day: 31))
    let after = try #require(last.adding(days: 1))
    let inPeriod = { (moment: Membership.Moment, value: Value) throws in
      try bool(Membership.inPeriod(moment), value, .date(first), .date(last))
    }
    #expect(try inPeriod(.date, .date(last)) == true)
    #expect(try inPeriod(.date, .date(after)) == false)
    let midnight = after.dayNumber * 86_400_000_000
    #expect(try inPeriod(.instant, .instant(Instant(microseconds: midnight - 1))) == true)
    #expect(try inPeriod(.instant, .instant(Instant(microseconds: midnight))) == false)
    let year = try #require(Period(.year, containing: last))
    #expect(try inPeriod(.period, .period(year)) == false)
  }

  @Test func textsAreJoined() throws {
    guard case .text(let text) = try Interpolation.concatenate.apply([.text("a"), .text("b")])
    else {
      Issue.record("no text")
      return
    }
    #expect(text == "ab")
  }

  @Test(arguments: [
    (1.0, "1e0"), (0.1, "0.1e0"), (12.5, "12.5e0"), (1e300, "1e+300"), (-3.0, "-3e0"),
    (1e-300, "1e-300"),
  ])
  func numbersAreWrittenAsDoubles(value: Double, text: String) {
    #expect(OperationSQL.number(value) == text)
  }
}
