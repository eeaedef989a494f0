internal import Values

extension Function {
  package static let churn: Function = Function(
    "churn", .economics, "The share of customers lost in a month.",
    overloads: [EconomicsAnalysis.churn.overload { churn }, PlainFigure.churn.overload],
    definition: """
      Lost customers over customers open at the start of each complete calendar month, \
      pooled over the months. Who joined and left within one month is in neither.
      """,
    formula: "churn = Σ lost / Σ open", assumptions: EconomicsAnalysis.churn.assumptions,
    source: EconomicsAnalysis.source,
    resultColumns: EconomicsAnalysis.churn.columns.map(\.declaration),
    examples: [
      Example("churn(3 customers, 100 customers)", gives: "3%/month")
    ],
    seeAlso: ["compound"])
}
