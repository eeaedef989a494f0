import Values

extension Function {
  package static let trim = Function(
    "trim", .text, "The text without spaces, tabs and line ends around it.",
    overloads: [
      TextFunction(
        name: "trim", parameters: [.text], result: .text,
        sql: { "trim(\($0[0]), ' ' || chr(9) || chr(10) || chr(13))" },
        evaluate: { .text(trimmed($0[0])) }
      ).overload
    ],
    examples: [Example("trim(\"  brand \")", gives: "brand")],
    seeAlso: ["lower", "replace"])
}

private func trimmed(_ text: String) -> String {
  let spaces: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r"]
  let scalars = Array(text.unicodeScalars)
  guard let first = scalars.firstIndex(where: { !spaces.contains($0) }),
    let last = scalars.lastIndex(where: { !spaces.contains($0) })
  else { return "" }
  var result = String.UnicodeScalarView()
  result.append(contentsOf: scalars[first...last])
  return String(result)
}
