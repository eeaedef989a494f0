import Values

extension Function {
  package static let split = Function(
    "split", .text, "The pieces of a text between separators, as a list.",
    overloads: [
      TextFunction(
        name: "split", parameters: [.text, .text("separator", "what stands between the pieces")],
        // A column cannot hold lists.
        result: .list(.text), sql: { _ in nil },
        evaluate: { arguments throws(ValueError) in
          guard !arguments[1].isEmpty else {
            throw ValueError(
              .invalidArgument, "`split` requires a separator, but it is empty",
              fixes: [.init("split(text, \",\")")], argument: "separator")
          }
          let pieces = TextBytes.pieces(of: arguments[0], between: arguments[1])
          return .list(List(of: .text, pieces.map(Value.text)))
        }
      ).overload
    ],
    definition:
      "An element is taken by its place, `split(.tags, \",\")[0]`; over rows it is missing where a list is shorter. Of a file the rows are brought into memory for it, up to a million.",
    examples: [
      Example("split(\"ads > email > call\", \" > \")", gives: "[\"ads\", \"email\", \"call\"]")
    ],
    seeAlso: ["join_text", "replace"])
}
