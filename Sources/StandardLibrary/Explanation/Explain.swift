import Units
import Values

extension Function {
  package static let explain = Function(
    "explain", .explanation, "How a value was made: definition, formula, rows and assumptions.",
    overloads: [
      Overload(
        Signature(
          [Parameter("value", .value(.any), "what to explain")], resultText: "Text",
          result: { _ in .text }),
        body: explained)
    ],
    definition: """
      Estimates and the tables of analyses know how they were made; of any other value its type and \
      its unit are told.
      """,
    examples: [Example("explain(3%/month)", gives: "3%/month\n  type: %/month")],
    seeAlso: ["describe"])
}

private func explained(_ call: Call) throws(ValueError) -> Value {
  let text = NumberText(dollar: call.context.dollar.name)
  guard let value = call.value("value"), !value.isMissing else {
    return .text("missing: there is no value here, and arithmetic with it stays missing")
  }
  let shown = text.text(value)
  switch value {
  case .estimate(let estimate):
    guard let explanation = estimate.explanation else { break }
    return .text(explanation.text(of: shown, notes: estimate.notes))
  case .table(let table):
    guard let explanation = table.explanation else {
      return .text(tableText(table, shown))
    }
    return .text(explanation.text(of: nil, notes: table.notes))
  default: break
  }
  var lines = [shown, "  type: \(value.type)"]
  if case .estimate(let estimate) = value {
    lines.append("  made by arithmetic from other estimates, replicate by replicate")
    lines += estimate.notes.map { "  \($0.kind.rawValue): \($0.text)" }
  }
  return .text(lines.joined(separator: "\n"))
}

private func tableText(_ table: Table, _ shown: String) -> String {
  let columns = table.type.columns.map { "  .\($0.name): \($0.type)" }
  let notes = table.notes.map { "  \($0.kind.rawValue): \($0.text)" }
  return ([shown] + columns + notes).joined(separator: "\n")
}
