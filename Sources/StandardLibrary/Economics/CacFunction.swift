internal import Values

extension Function {
  /// What a customer costs to win.
  package static let cac: Function = Function(
    "cac", .economics, "Customer acquisition cost: what was spent for each customer won.",
    overloads: [EconomicsAnalysis.cac.overload { cac }, PlainFigure.cac.overload],
    definition: """
      What was spent over the number of customers who started, both up to as_of (and in \
      during:). Refunds are negative costs. Somebody who cancels on the first day was won. \
      Salaries and tools are added by overhead:, spread over the groups by the customers won.
      """,
    formula: "cac = cost / won", assumptions: EconomicsAnalysis.cac.assumptions,
    source: EconomicsAnalysis.source,
    resultColumns: EconomicsAnalysis.cac.columns.map(\.declaration),
    examples: [
      Example("cac($12_000, 40 customers)", gives: "$300/customer")
    ],
    seeAlso: ["unit_economics", "ltv_cac", "payback"])
}
