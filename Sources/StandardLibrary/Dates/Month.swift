import Values

extension Function {
  package static let month = Function(
    "month", .dates, "The calendar month that holds a date.",
    overloads: [PeriodGrain.month.overload],
    examples: [Example("month(@2026-05-14)", gives: "2026-05")], seeAlso: ["quarter", "year"])
}
