import Values

extension Function {
  package static let quarter = Function(
    "quarter", .dates, "The calendar quarter that holds a date.",
    overloads: [PeriodGrain.quarter.overload],
    examples: [Example("quarter(@2026-05-14)", gives: "2026-Q2")], seeAlso: ["month", "year"])
}
