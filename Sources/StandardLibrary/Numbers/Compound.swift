import Units
import Values

extension Function {
  package static let compound = Function(
    "compound", .numbers, "A loss per time brought to another length of time.",
    overloads: [
      PeriodRate(
        function: "compound", other: "compound_growth", kind: .loss, formula: "1 − (1 − p)^n"
      ).overload
    ],
    definition: """
      Each period takes its share of what is left, so 3% a month is not 36% a year. For growth and \
      discounts use `compound_growth`.
      """,
    formula: "1 − (1 − p)^n, n periods of p in one of the result",
    examples: [Example("compound(3%/month, per: year)", gives: "30.6%/year")],
    seeAlso: ["compound_growth", "linear"])
}
