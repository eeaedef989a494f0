import Values

extension Function {
  package static let startOf = Function(
    "start_of", .dates, "The first day of a period.", overloads: [PeriodEnd.first.overload],
    examples: [Example("start_of(@2026-Q2)", gives: "2026-04-01")], seeAlso: ["end_of"])
}
