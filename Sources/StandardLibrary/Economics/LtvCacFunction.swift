internal import Values

extension Function {
  package static let ltvCac: Function = Function(
    "ltv_cac", .economics, "Lifetime value over acquisition cost, held against a target.",
    overloads: [EconomicsAnalysis.ltvCac.overload { ltvCac }, PlainFigure.ltvCac.overload],
    definition: """
      Lifetime value over acquisition cost. The verdict is that of the value; where the interval holds the target, \
      a warning says so.
      """,
    formula: "ltv_cac = ltv / cac", assumptions: EconomicsAnalysis.ltvCac.assumptions,
    source: EconomicsAnalysis.source,
    resultColumns: EconomicsAnalysis.ltvCac.columns.map(\.declaration),
    examples: [
      Example("ltv_cac($1_620/customer, $540/customer)", gives: "3")
    ],
    seeAlso: ["unit_economics"])
}
