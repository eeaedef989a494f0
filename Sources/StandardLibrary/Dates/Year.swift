import Values

extension Function {
  package static let year = Function(
    "year", .dates, "The calendar year that holds a date.", overloads: [PeriodGrain.year.overload],
    examples: [Example("year(@2026-05-14)", gives: "2026")], seeAlso: ["month", "quarter"])
}
