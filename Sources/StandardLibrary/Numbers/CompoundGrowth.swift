import Units
import Values

extension Function {
  package static let compoundGrowth = Function(
    "compound_growth", .numbers, "A growth per time brought to another length of time.",
    overloads: [
      PeriodRate(
        function: "compound_growth", other: "compound", kind: .growth, formula: "(1 + g)^n − 1"
      ).overload
    ],
    definition: """
      Each period adds its share to what is there, so 2% a month is more than 24% a year. For churn \
      and other losses use `compound`.
      """,
    formula: "(1 + g)^n − 1, n periods of g in one of the result",
    examples: [Example("compound_growth(2%/month, per: year)", gives: "26.8%/year")],
    seeAlso: ["compound", "linear"])
}
