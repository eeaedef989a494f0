import Values

extension Function {
  package static let matches = Function(
    "matches", .text, "Whether a regular expression is found in a text.",
    overloads: [
      TextFunction(
        name: "matches", parameters: [.text, .text("pattern", "the expression, in RE2's syntax")],
        result: .bool, sql: { "regexp_matches(\($0[0]), \($0[1]))" },
        evaluate: { _ throws(ValueError) in
          throw ValueError(
            .unsupported, "`matches` works on the rows of a file, not on values in memory",
            because: "only the engine's expressions end in a time that is linear in the text",
            fixes: [
              .init("contains(text, \"part\")"), .init("starts_with(text, \"part\")"),
            ])
        }
      ).overload
    ],
    definition: """
      The engine looks for the pattern anywhere in the text, in linear time; write ^ and $ for the \
      beginning and the end. It works on columns of files only.
      """,
    source: "RE2, https://github.com/google/re2/wiki/Syntax", examples: [],
    seeAlso: ["contains", "starts_with"])
}
