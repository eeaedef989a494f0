import Values

extension Function {
  package static let startsWith = Function(
    "starts_with", .text, "Whether a text begins with another.",
    overloads: [
      TextFunction(
        name: "starts_with", parameters: [.text, .text("part", "the beginning")], result: .bool,
        sql: { "starts_with(\($0[0]), \($0[1]))" },
        evaluate: { .bool($0[0].utf8.starts(with: $0[1].utf8)) }
      ).overload
    ],
    examples: [Example("starts_with(\"paid search\", \"paid\")", gives: "true")],
    seeAlso: ["ends_with", "contains"])
}
