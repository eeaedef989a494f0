import Values

extension Function {
  package static let floor = Function(
    "floor", .numbers, "The largest multiple of a step that is not above the number.",
    overloads: [StepRounding(name: "floor", rule: .down).overload],
    definition: "Without a step it is one of the number's unit, and 1% for a share.",
    examples: [Example("floor(2.9)", gives: "2")],
    seeAlso: ["ceil", "round"])
}
