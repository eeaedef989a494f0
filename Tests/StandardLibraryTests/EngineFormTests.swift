import Columns
import Engine
import Foundation
import StandardLibrary
import Testing
import Units
import Values

/// The SQL forms of aggregates and scalar functions give in the engine what the Swift forms give.
@Suite struct EngineFormTests {
  let connection: Connection

  init() throws { connection = try Connection.open(EngineOptions(threads: 2)) }

  private func literal(_ value: Value) -> String {
    switch value {
    case .missing: "NULL"
    case .bool(let bool): "\(bool)"
    case .quantity(let quantity): OperationSQL.number(quantity.magnitude)
    case .text(let text): "'" + text.replacingOccurrences(of: "'", with: "''") + "'"
    case .date(let date): "DATE '\(date)'"
    case .instant(let instant): "make_timestamp(\(instant.microseconds))"
    case .period(let period): "DATE '\(period.first)'"
    default: "'?'"
    }
  }

  // The only cell of a query, compared with a value up to some units in the last place: that of the
  // value, or of `least` where the value is smaller.
  private func expectCell(
    _ sql: String, _ expected: Value, _ comment: Comment, units: Double = 4, least: Double = 0
  ) throws {
    let table = try connection.run(sql: "SELECT \(sql)")
    let cell = try #require(table.columns.first)
    switch expected {
    case .missing: #expect(!cell.isValid(0), comment)
    case .bool(let bool): #expect(cell.bool(at: 0) == bool, comment)
    case .quantity(let quantity):
      let number = try #require(cell.double(at: 0), comment)
      let tolerance = units * Swift.max(quantity.magnitude, least).ulp
      #expect(abs(number - quantity.magnitude) <= tolerance, "\(comment): \(number)")
    case .text(let text):
      #expect(cell.text(at: 0).map { Array($0.utf8) } == Array(text.utf8), comment)
    case .date(let date): #expect(cell.day(at: 0) == date.dayNumber, comment)
    case .period(let period): #expect(cell.day(at: 0) == period.first.dayNumber, comment)
    default: Issue.record("no cell holds \(expected)")
    }
  }

  // MARK: Aggregates

  private let columns: [[[Value]]] = [
    [
      numbers([12.5, -3.25, 7, nil, 40.125, 0.1, 19.7, -8.5, 3, 101.0625]),
      numbers([1.5, 2, -0.5, 77, nil, 3, 4.75, 0.25, 1, 9.5]),
    ],
    [numbers([4, 7, 13, 16].map { 1e9 + $0 }), numbers([1, 1, 1, 1])],
    [numbers([5]), numbers([2])],
    [numbers([nil, nil]), numbers([1, nil])],
  ]

  @Test("aggregates of columns with missing values, of one value and of none", arguments: 0..<4)
  func aggregates(index: Int) throws {
    let pair = columns[index]
    let one = ["values": value(.number)]
    let weighted = ["values": value(.number), "weight": value(.number)]
    let share = Value.quantity(Quantity(0.9, .share))
    let cases: [(Function, [String: CallTypes.Argument], Int)] =
      [
        Function.count, .sum, .mean, .median, .min, .max, .first, .last, .stddev, .variance,
        .distinct,
      ].map { ($0, one, 1) } + [
        (.sum, weighted, 2), (.mean, weighted, 2), (.count, [:], 1),
        (.quantile, ["values": value(.number), "at": value(.share, share)], 1),
        (.correlation, ["values": value(.number), "with": value(.number)], 2),
      ]
    let rows = pair[0].indices.map { row in
      "(\(pair.map { "CAST(\(literal($0[row])) AS DOUBLE)" }.joined(separator: ", ")), \(row))"
    }
    let source = "(VALUES \(rows.joined(separator: ", "))) t(\"a\", \"b\", \"position\")"
    for (function, arguments, count) in cases {
      let operation = try aggregate(function, arguments).operation
      var texts = Array(["\"a\"", "\"b\""].prefix(count))
      if operation.usesOrder { texts.append("\"position\"") }
      try expectCell(
        "\(operation.sql(texts)) FROM \(source)",
        try operation.evaluate(Array(pair.prefix(count))), "\(function.name) of columns \(index)")
    }
  }

  @Test("count_if and counts of text")
  func counts() throws {
    let flags: [Value] = [.bool(true), .missing, .bool(false), .bool(true)]
    let operation = try aggregate(.countIf, ["condition": value(.bool)]).operation
    let source = "(VALUES (true), (NULL), (false), (true)) t(\"a\")"
    try expectCell(
      "\(operation.sql(["\"a\""])) FROM \(source)", try operation.evaluate([flags]), "count_if")
  }

  // MARK: Scalars

  /// The value of a scalar function, which is missing in the engine where it is an error in memory.
  private func expectScalar(
    _ function: Function, _ arguments: [(String, Value)], per: String? = nil, units: Double = 4,
    least: Double = 0
  ) throws {
    var given: [String: CallTypes.Argument] = [:]
    for (name, argument) in arguments { given[name] = value(argument.type) }
    if let per { given["per"] = .word(per) }
    for overload in function.overloads {
      guard case .scalar(let make) = overload.signature.form else { continue }
      let operation = try make(types(given))
      let sql = try #require(operation.sql(arguments.map { "(\(literal($0.1)))" }))
      let expected: Value
      do { expected = try operation.apply(arguments.map(\.1)) } catch { expected = .missing }
      try expectCell(
        sql, expected, "\(function.name) of \(arguments.map { literal($0.1) })", units: units,
        least: least)
      return
    }
  }

  private static let edges: [Double] = [
    -1e15, -2.5, -1, -0.29, 0, 0.005, 0.29, 0.5, 1, 1.005, 2.5, 28.999, 800, 1e15,
  ]

  @Test("numbers", arguments: edges)
  func numbersAgree(number: Double) throws {
    for function in [
      Function.abs, .sign, .sqrt, .exp, .ln, .log10, .share, .round, .floor, .ceil,
    ] {
      try expectScalar(function, [("x", .number(number))])
    }
    for function in [Function.round, .floor, .ceil] {
      for step in [0.01, 0.1, 5] {
        try expectScalar(function, [("x", .number(number)), ("to", .number(step))])
      }
      try expectScalar(function, [("x", .quantity(Quantity(number, .share)))])
    }
    try expectScalar(.min, [("a", .number(number)), ("b", .number(1)), ("c", .number(0.3))])
    try expectScalar(.max, [("a", .number(number)), ("b", .missing)])
    try expectScalar(
      .clamp, [("x", .number(number)), ("low", .number(0)), ("high", .number(2))])
    try expectScalar(
      .clamp, [("x", .number(number)), ("low", .number(2)), ("high", .number(0))])
  }

  @Test("rates that compound", arguments: [-0.5, 0, 0.03, 0.5, 1, 1.5])
  func ratesAgree(rate: Double) throws {
    let monthly = Value.quantity(Quantity(rate, .periodic(named("month"), .unstated)))
    try expectScalar(.linear, [("x", monthly)])
    for per in ["month", "year"] {
      for function in [Function.compound, .compoundGrowth] {
        // The engine has no form of (1 + p)^n - 1 that is exact for small p.
        try expectScalar(function, [("p", monthly)], per: per, units: 8, least: 1)
      }
    }
  }

  @Test(
    "texts", arguments: ["", "paid search", " \tPaid\n", "e\u{301}é", "Straße İ ǆ ŉ", "aaa", "'"])
  func textsAgree(text: String) throws {
    for function in [Function.length, .lower, .upper, .trim] {
      try expectScalar(function, [("text", .text(text))])
    }
    for part in ["", "a", "aa", "é", "search", "'"] {
      for function in [Function.contains, .startsWith, .endsWith] {
        try expectScalar(function, [("text", .text(text)), ("part", .text(part))])
      }
      try expectScalar(
        .replace, [("text", .text(text)), ("part", .text(part)), ("with", .text("x"))])
    }
  }

  @Test(
    "dates",
    arguments: [
      (2024, 2, 29), (2026, 1, 1), (2024, 12, 30), (1969, 12, 31), (1, 1, 1), (9999, 12, 1),
    ])
  func datesAgree(year: Int, month: Int, day: Int) throws {
    let date = try #require(CalendarDate(year: year, month: month, day: day))
    for function in [Function.year, .quarter, .month, .week, .day, .weekday, .dayOfYear] {
      try expectScalar(function, [("date", .date(date))])
    }
    let noon = Value.instant(Instant(microseconds: date.dayNumber * 86_400_000_000 - 1))
    if year > 1 {
      for function in [Function.year, .month, .day, .weekday] {
        try expectScalar(function, [("date", noon)])
      }
      try expectScalar(.hour, [("instant", noon)])
      try expectScalar(.minute, [("instant", noon)])
      try expectScalar(.daysBetween, [("from", noon), ("to", .date(date))])
    }
    for grain in PeriodGrain.allCases {
      let period = try #require(Period(grain, containing: date))
      try expectScalar(.startOf, [("period", .period(period))])
      try expectScalar(.endOf, [("period", .period(period))])
    }
  }
}
