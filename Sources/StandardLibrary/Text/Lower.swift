import Values

extension Function {
  package static let lower = Function(
    "lower", .text, "The text in small letters.",
    overloads: [
      TextFunction(
        name: "lower", parameters: [.text], result: .text,
        sql: { "lower(\($0[0]))" },
        evaluate: { .text(LetterCase.lower($0[0])) }
      ).overload
    ],
    definition: "Letters are mapped one by one, so the text keeps its length.",
    examples: [Example("lower(\"Paid Search\")", gives: "paid search")],
    seeAlso: ["upper", "trim"])
}
