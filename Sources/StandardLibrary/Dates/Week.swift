import Values

extension Function {
  package static let week = Function(
    "week", .dates, "The calendar week that holds a date.", overloads: [PeriodGrain.week.overload],
    definition: "Weeks are those of ISO 8601: they begin on Monday, and week 1 holds 4 January.",
    examples: [Example("week(@2026-05-14)", gives: "2026-W20")], seeAlso: ["day", "weekday"])
}
