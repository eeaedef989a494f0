import Planning
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
      Estimates and the tables of analyses know how they were made. Of arithmetic in the call the formula \
      is shown with the values of its parts, and how these were made; of another table its columns and \
      the steps by which it is computed; of any other value its type and its unit.
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
  var lines = [shown] + formula(call, shown, text)
  lines.append("  type: \(value.type)")
  if case .estimate(let estimate) = value {
    lines.append(
      "  interval: \(text.text(Quantity(estimate.level, .share))), by arithmetic from other "
        + "estimates, replicate by replicate; a monotone step from one of them keeps its own")
    lines += estimate.notes.map { "  \($0.kind.rawValue): \($0.text)" }
  }
  return .text(lines.joined(separator: "\n"))
}

/// The formula that stands in the call, with the values of its parts, and how these were made.
private func formula(_ call: Call, _ shown: String, _ text: NumberText) -> [String] {
  guard case .list(let pieces)? = call.value("pieces"),
    case .record(let parts)? = call.value("parts"), pieces.count == parts.fields.count + 1
  else { return [] }
  let around = pieces.elements.map { piece in if case .text(let text) = piece { text } else { "" } }
  func joined(_ texts: [String]) -> String {
    zip(around, texts + [""]).map { $0 + $1 }.joined()
  }
  var lines = [
    "  formula: \(joined(parts.fields.map(\.name)))",
    "  with these numbers: \(joined(parts.fields.map { text.text(plain($0.value)) })) = \(shown)",
  ]
  var told: Set<String> = []
  for part in parts.fields where told.insert(part.name).inserted {
    guard case .estimate(let estimate) = part.value, let made = estimate.explanation else {
      continue
    }
    lines.append("  \(part.name): \(text.text(part.value)), \(made.formula)")
    if let worked = made.worked { lines.append("    with these numbers: \(worked)") }
    for rows in made.rowsUsed {
      lines.append("    rows used: \(text.text(.number(Double(rows.count)))) of \(rows.table)")
    }
    for rows in made.leftOut {
      lines.append("    left out: \(text.text(.number(Double(rows.count)))) \(rows.reason)")
    }
    for assumption in made.assumptions { lines.append("    assumes: \(assumption)") }
  }
  return lines
}

/// An estimate's value alone.
private func plain(_ value: Value) -> Value {
  guard case .estimate(let estimate) = value else { return value }
  return .quantity(Quantity(estimate.value, estimate.measure))
}

private func tableText(_ table: Table, _ shown: String) -> String {
  let columns = table.type.columns.map { "  .\($0.name): \($0.type)" }
  let notes = table.notes.map { "  \($0.kind.rawValue): \($0.text)" }
  let steps = (table.plan as? Relation).map { relation in
    ["  made in these steps, the last first:"]
      + relation.outline.split(separator: "\n").map { "    \($0)" }
  }
  return ([shown] + columns + (steps ?? []) + notes).joined(separator: "\n")
}
