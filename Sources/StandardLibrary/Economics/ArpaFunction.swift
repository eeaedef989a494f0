internal import Values

extension Function {
  package static let arpa: Function = Function(
    "arpa", .economics, "Revenue of a customer in a month.",
    overloads: [EconomicsAnalysis.arpa.overload { arpa }, PlainFigure.arpa.overload],
    definition: """
      The monthly revenue of the customers open at the start of each complete calendar \
      month, over their number, pooled over the months.
      """,
    formula: "arpa = Σ mrr / Σ open", assumptions: EconomicsAnalysis.arpa.assumptions,
    source: EconomicsAnalysis.source,
    resultColumns: EconomicsAnalysis.arpa.columns.map(\.declaration),
    examples: [
      Example("arpa($84_000/month, 1_000 customers)", gives: "$84/customer/month")
    ],
    seeAlso: ["ltv"])
}
