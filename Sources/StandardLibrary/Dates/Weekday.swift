import Values

extension Function {
  package static let weekday = Function(
    "weekday", .dates, "The day of the week: 1 is Monday, 7 is Sunday.",
    overloads: [CalendarPart(name: "weekday", sql: { "isodow(\($0))" }, part: \.weekday).overload],
    examples: [Example("weekday(@2026-05-14)", gives: "4")], seeAlso: ["day", "week"])
}
