import Values

extension Function {
  package static let round = Function(
    "round", .numbers,
    "The nearest multiple of a step, by default a whole number; halves go away from zero.",
    overloads: [StepRounding(name: "round", rule: .toNearestOrAwayFromZero).overload],
    definition: """
      Without a step it is one of the number's unit, and 1% for a share. The step is a value, and no \
      number of decimal places: two places are `round(x, 0.01)`.
      """,
    examples: [Example("round($8.125, $0.01)", gives: "$8.13")],
    seeAlso: ["floor", "ceil"])
}
