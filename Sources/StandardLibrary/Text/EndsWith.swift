import Values

extension Function {
  package static let endsWith = Function(
    "ends_with", .text, "Whether a text ends with another.",
    overloads: [
      TextFunction(
        name: "ends_with", parameters: [.text, .text("part", "the end")], result: .bool,
        sql: { "ends_with(\($0[0]), \($0[1]))" },
        evaluate: { .bool($0[0].utf8.reversed().starts(with: $0[1].utf8.reversed())) }
      ).overload
    ],
    examples: [Example("ends_with(\"paid search\", \"search\")", gives: "true")],
    seeAlso: ["starts_with", "contains"])
}
