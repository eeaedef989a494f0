import Values

extension Function {
  package static let replace = Function(
    "replace", .text, "The text with every occurrence of a part replaced.",
    overloads: [
      TextFunction(
        name: "replace",
        parameters: [.text, .text("part", "what to replace"), .text("with", "what to put there")],
        result: .text, sql: { "replace(\($0[0]), \($0[1]), \($0[2]))" },
        evaluate: { arguments in
          let pieces = TextBytes.pieces(of: arguments[0], between: arguments[1])
          return .text(pieces.joined(separator: arguments[2]))
        }
      ).overload
    ],
    definition: "From the left, without overlaps; an empty part occurs nowhere.",
    examples: [Example("replace(\"paid-social\", \"-\", \" \")", gives: "paid social")],
    seeAlso: ["split", "trim"])
}
