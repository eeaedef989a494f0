import Values

extension Function {
  package static let contains = Function(
    "contains", .text, "Whether a text occurs inside another.",
    overloads: [
      TextFunction(
        name: "contains", parameters: [.text, .text("part", "what to look for")], result: .bool,
        sql: { "contains(\($0[0]), \($0[1]))" },
        evaluate: { .bool(TextBytes.place(of: Array($0[1].utf8), in: Array($0[0].utf8)) != nil) }
      ).overload
    ],
    definition: "Capital and small letters differ; use `lower` on both sides to ignore that.",
    examples: [Example("contains(\"paid search\", \"paid\")", gives: "true")],
    seeAlso: ["starts_with", "ends_with", "matches"])
}
