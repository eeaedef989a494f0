import Values

extension Function {
  package static let abs = Function(
    "abs", .numbers, "The size of a number without its sign.",
    overloads: [
      NumberFunction(name: "abs", sql: { "abs(\($0))" }, transform: { $0.magnitude })
        .overload(resultText: "the number's unit") { $0 }
    ],
    examples: [Example("abs(-$40)", gives: "$40")],
    seeAlso: ["sign"])
}
