import Units
import Values

extension Function {
  package static let after = Function(
    "after", .dates, "Whether a date is not before another: true from that day on.",
    overloads: [
      Overload(
        Signature(
          [
            Parameter("date", .value(momentPattern), "a date, or a period for its first day"),
            Parameter("from", .value(momentPattern), "the first day of what comes after"),
          ], form: .scalar { _ in .after }, resultText: "Bool", result: { _ in .bool }))
    ],
    definition: """
      The day itself counts: `after(.month, @1983-02)` is true from February 1983 on. A period counts by its \
      first day and an instant by its day in UTC. As a term of `regress` it is a step: 0 before and 1 from \
      that day on.
      """,
    examples: [
      Example("after(@2026-03-01, @2026-03-01)", gives: "true"),
      Example("after(@2026-02, @2026-03)", gives: "false"),
    ],
    seeAlso: ["regress", "days_between"])
}

private let momentPattern = TypePattern.oneOf([.dateOrInstant, .period])

extension ScalarOperation {
  fileprivate static let after = ScalarOperation(
    "after", sql: { $0.count == 2 ? "(\(DaySQL.day($0[0])) >= \(DaySQL.day($0[1])))" : nil },
    evaluate: { arguments throws(ValueError) in
      guard arguments.count == 2 else { return .missing }
      let day = try firstDay(arguments[0]), from = try firstDay(arguments[1])
      return .bool(day >= from)
    })

  private static func firstDay(_ value: Value) throws(ValueError) -> CalendarDate {
    if case .period(let period) = value { return period.first }
    return try value.day(for: "after")
  }
}
