import Values

extension Function {
  package static let day = Function(
    "day", .dates, "The day of the month, from 1 to 31.",
    overloads: [CalendarPart(name: "day", sql: { "day(\($0))" }, part: \.day).overload],
    examples: [Example("day(@2026-05-14)", gives: "14")], seeAlso: ["weekday", "month"])
}
