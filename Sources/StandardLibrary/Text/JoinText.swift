import Values

extension Function {
  package static let joinText = Function(
    "join_text", .text, "The texts of a list one after another, with a separator between them.",
    overloads: [
      Overload(
        Signature(
          [
            Parameter("list", .value(.list(.text)), "the texts"),
            .text("separator", "what to put between them"),
          ], form: .scalar { _ in .joinText }, resultText: "Text", result: { _ in .text }))
    ],
    definition: "Missing elements are left out.",
    examples: [Example("join_text([\"ads\", \"email\"], \" > \")", gives: "ads > email")],
    seeAlso: ["split"])
}

extension ScalarOperation {
  fileprivate static let joinText = ScalarOperation(
    "join_text", sql: { _ in nil },
    evaluate: { arguments throws(ValueError) in
      guard arguments.count == 2, case .list(let list) = arguments[0],
        case .text(let separator) = arguments[1]
      else {
        throw ValueError(.invalidArgument, "`join_text` requires a list of texts and a separator")
      }
      var texts: [String] = []
      for (turn, element) in list.elements.enumerated() where !element.isMissing {
        try StopRequest.check(turn: turn)
        guard case .text(let text) = element else {
          throw ValueError(
            .invalidArgument, "`join_text` requires texts, but the list holds \(element.type)",
            argument: "list")
        }
        texts.append(text)
      }
      return .text(texts.joined(separator: separator))
    })
}
