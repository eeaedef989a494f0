import Values

extension Function {
  package static let upper = Function(
    "upper", .text, "The text in capital letters.",
    overloads: [
      TextFunction(
        name: "upper", parameters: [.text], result: .text,
        sql: { "upper(\($0[0]))" },
        evaluate: { .text(LetterCase.upper($0[0])) }
      ).overload
    ],
    definition: "Letters are mapped one by one, so the text keeps its length.",
    examples: [Example("upper(\"smb\")", gives: "SMB")],
    seeAlso: ["lower"])
}
