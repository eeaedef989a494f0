internal import Values

extension Function {
  package static let payback: Function = Function(
    "payback", .economics,
    "Months until the margin of those who stay has paid the acquisition cost.",
    overloads: [EconomicsAnalysis.payback.overload { payback }, PlainFigure.payback.overload],
    definition: """
      Customers pay in advance and leave at a constant churn. It is never where cac is at \
      or above ltv.
      """,
    formula: "payback = ln(1 − cac · churn / (arpa · margin)) / ln(1 − churn)",
    assumptions: EconomicsAnalysis.payback.assumptions,
    source: EconomicsAnalysis.source,
    resultColumns: EconomicsAnalysis.payback.columns.map(\.declaration),
    examples: [
      Example(
        "payback(cac: $300/customer, arpa: $100/customer/month, churn: 0%/month)",
        gives: "3 months")
    ],
    seeAlso: ["cac"])
}
