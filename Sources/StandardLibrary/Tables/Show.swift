import Values

extension Function {
  package static let show = Function(
    "show", .tables, "Shows a value now, and gives it on.",
    overloads: [
      Overload(
        Signature(
          [
            Parameter("value", .value(.any), "what to show"),
            Parameter("title", .value(.text), optional: true, "a line above it"),
            Parameter("rows", .value(.number), optional: true, "how many rows at most"),
            Parameter(
              "mode", .choice(["table", "markdown", "csv", "json", "jsonl"]), optional: true,
              "how it is written"),
          ], resultText: "the value", result: shownType),
        body: shown)
    ],
    examples: [Example("$300/customer | show(title: \"CAC\");", gives: "CAC\n$300/customer")],
    seeAlso: ["save", "describe"])
}

private func shownType(_ types: CallTypes) throws(ValueError) -> Type {
  types.type("value") ?? .unknown
}

private func shown(_ call: Call) throws(ValueError) -> Value {
  let value = call.value("value") ?? .missing
  var rows: Int?
  if let number = call.quantity("rows")?.magnitude {
    guard let count = Int(exactly: number), count >= 0 else {
      throw ValueError(
        .invalidArgument, "`rows` requires a whole number, but it is \(number)",
        fixes: [.init("show(rows: 20)")], argument: "rows")
    }
    rows = count
  }
  try call.context.show(value, title: call.word("title"), rows: rows, mode: call.word("mode"))
  return value
}
