import Values

extension Function {
  package static let ceil = Function(
    "ceil", .numbers, "The smallest multiple of a step that is not below the number.",
    overloads: [StepRounding(name: "ceil", rule: .up).overload],
    definition: "Without a step it is one of the number's unit, and 1% for a share.",
    examples: [Example("ceil(2.1 customers)", gives: "3 customers")],
    seeAlso: ["floor", "round"])
}
