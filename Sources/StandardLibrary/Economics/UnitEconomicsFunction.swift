internal import Values

extension Function {
  /// The unit economics of each group in one table.
  package static let unitEconomics: Function = Function(
    "unit_economics", .economics,
    "What a customer costs, brings and is worth, for each group, with a verdict.",
    overloads: [EconomicsAnalysis.unitEconomics.overload { unitEconomics }],
    definition: """
      Cost and won are those up to as_of (and in during:). Churn is Σ lost / Σ open over \
      complete calendar months; arpa the revenue of the same customer-months. lifetime = 1 \
      / churn, ltv = arpa · margin / churn, ltv_cac = ltv / cac, and payback is the time \
      after which the margin of those who stay has paid cac. A missing value of by: is a \
      group of its own.
      """,
    formula: "ltv_cac = (arpa · margin / churn) / (cost / won)",
    assumptions: EconomicsAnalysis.unitEconomics.assumptions,
    source: EconomicsAnalysis.source,
    resultColumns: EconomicsAnalysis.unitEconomics.columns.map(\.declaration),
    examples: [
      Example(
        """
        let spend = table {
          date        | cost[USD]
          @2026-01-05 | 300
        }
        let customers = table {
          id  | started     | ended       | mrr[USD/month]
          "B" | @2026-01-09 | @2026-02-20 | 60
          "A" | @2026-01-05 | missing     | 40
        }
        unit_economics(spend, customers).cost
        """, gives: "[$300]")
    ],
    seeAlso: ["cac", "churn", "arpa", "ltv", "payback", "ltv_cac"])
}
