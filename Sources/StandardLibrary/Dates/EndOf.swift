import Values

extension Function {
  package static let endOf = Function(
    "end_of", .dates, "The last day of a period.", overloads: [PeriodEnd.last.overload],
    examples: [Example("end_of(@2026-02)", gives: "2026-02-28")], seeAlso: ["start_of"])
}
