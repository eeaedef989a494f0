internal import Values

extension Function {
  package static let churn: Function = Function(
    "churn", .economics, "The share of customers lost in a month.",
    overloads: [EconomicsAnalysis.churn.overload { churn }, PlainFigure.churn.overload],
    definition: ChurnDefinition.allCases.map { "\"\($0.rawValue)\": \($0.meaning)" }
      .joined(separator: "\n\n"),
    formula: ChurnDefinition.classic.formula, assumptions: EconomicsAnalysis.churn.assumptions,
    source: EconomicsAnalysis.source,
    resultColumns: EconomicsAnalysis.churn.columns.map(\.declaration),
    examples: [
      Example("churn(3 customers, 100 customers)", gives: "3%/month")
    ],
    seeAlso: ["compound"])
}
