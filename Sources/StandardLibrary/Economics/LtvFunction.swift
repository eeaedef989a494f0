internal import Values

extension Function {
  package static let ltv: Function = Function(
    "ltv", .economics, "Customer lifetime value",
    overloads: [
      EconomicsAnalysis.ltv.overload { ltv }, PlainFigure.ltv.overload,
      PlainFigure.orderValue.overload,
    ],
    definition: """
      the margin that a customer brings until leaving.
      """,
    formula:
      "Revenue a month times margin over churn, the simple value with constant churn and revenue.",
    assumptions: EconomicsAnalysis.ltv.assumptions,
    source: EconomicsAnalysis.source,
    resultColumns: EconomicsAnalysis.ltv.columns.map(\.declaration),
    examples: [
      Example(
        "ltv(arpa: $84/customer/month, churn: 3%/month, margin: 72%)", gives: "$2,016/customer"),
      Example(
        "ltv(value: $80/order, frequency: 1.5 orders/customer/month, lifetime: 24 months)",
        gives: "$2,880/customer"),
    ],
    seeAlso: ["churn", "arpa", "ltv_cac"])
}
