internal import Values

extension Function {
  package static let ltv: Function = Function(
    "ltv", .economics, "Customer lifetime value: the margin that a customer brings until leaving.",
    overloads: [
      EconomicsAnalysis.ltv.overload { ltv }, PlainFigure.ltv.overload,
      PlainFigure.orderValue.overload,
    ],
    definition: LtvMethod.available
      .map { "\"\($0.rawValue)\": \($0.meaning) \($0.formulaText)." }
      .joined(separator: "\n\n"),
    formula: LtvMethod.margin.formulaText,
    assumptions: EconomicsAnalysis.ltv.assumptions,
    source: EconomicsAnalysis.source,
    resultColumns: EconomicsAnalysis.ltv.columns.map(\.declaration),
    examples: [
      Example(
        "ltv(arpa: $84/customer/month, churn: 3%/month, margin: 72%)", gives: "$2,016/customer"),
      Example(
        "ltv(value: $80/order, frequency: 1.5 orders/customer/month, lifetime: 24 months)",
        gives: "$2,880/customer"),
      Example(
        "ltv(arpa: $100/customer/month, churn: 5%/month, discount: 1%/month)",
        gives: "$1,683.33/customer"),
    ],
    seeAlso: ["churn", "arpa", "ltv_cac"])
}
