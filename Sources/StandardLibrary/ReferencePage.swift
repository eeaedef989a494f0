package import Values

/// The reference page of a function in Markdown, made of its declaration alone.
package struct ReferencePage: Sendable {
  private let function: Function

  package init(_ function: Function) { self.function = function }

  /// The page, beginning with a heading of the level asked for.
  package func markdown(headingLevel: Int = 2) -> String {
    let heading = String(repeating: "#", count: Swift.max(1, headingLevel))
    var blocks = ["\(heading) \(function.name)", function.summary, code(signatures)]
    if !function.definition.isEmpty { blocks.append(Self.sentence(function.definition)) }
    if !parameters.isEmpty { blocks.append(parameters.joined(separator: "\n")) }
    if !function.resultColumns.isEmpty {
      blocks.append("Result columns:\n\n" + resultColumns.joined(separator: "\n"))
    }
    if !function.formula.isEmpty { blocks.append("Formula: \(function.formula)") }
    if !function.assumptions.isEmpty {
      blocks.append("Assumes:\n\n" + function.assumptions.map { "- \($0)" }.joined(separator: "\n"))
    }
    for example in function.examples {
      let result = example.result.split(separator: "\n", omittingEmptySubsequences: false)
      blocks.append(code([example.code] + result.map { "# \($0)" }))
    }
    if !function.source.isEmpty { blocks.append("Source: \(function.source)") }
    if !function.seeAlso.isEmpty {
      blocks.append("See also: " + function.seeAlso.map { "`\($0)`" }.joined(separator: ", "))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// A definition stands after a name in `explain`, and by itself here.
  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// Each way to call it, on a line of its own: `quantile(values, at) -> the values' unit`.
  package var signatures: [String] {
    function.overloads.map { overload in
      let parameters = overload.signature.parameters.map(Self.shown)
      return "\(function.name)(\(parameters.joined(separator: ", ")))"
        + " -> \(overload.signature.resultText)"
    }
  }

  private static func shown(_ parameter: Parameter) -> String {
    let rest =
      switch parameter.kind {
      case .newColumns, .aggregates, .windows, .sortKeys, .pickedColumns, .renames, .tables: "…"
      default: ""
      }
    return "\(parameter.name)\(rest)\(parameter.isOptional ? "?" : "")"
  }

  /// One line for each parameter, once even where several signatures have it.
  private var parameters: [String] {
    var seen: Set<String> = []
    var lines: [String] = []
    for parameter in function.overloads.flatMap(\.signature.parameters)
    where seen.insert(parameter.name).inserted {
      var line = "- `\(parameter.name)` (\(Self.kind(parameter.kind))): \(parameter.summary)"
      if let text = parameter.defaultText { line += "; \(text) when left out" }
      lines.append(line)
    }
    return lines
  }

  private var resultColumns: [String] {
    function.resultColumns.map { column in
      let unit = column.unit.isEmpty ? "" : " (\(column.unit))"
      return "- `\(column.name)`\(unit): \(column.meaning)"
    }
  }

  /// What an argument is, in words.
  package static func kind(_ kind: Parameter.Kind) -> String {
    switch kind {
    // A column and a list of its elements are taken alike.
    case .value(.oneOf(let patterns))
    where patterns.count == 2 && patterns[1] == .list(patterns[0]):
      return "a column or list of \(patterns[0])"
    case .value(let pattern): return pattern.description
    case .word(let words): return words.isEmpty ? "a word" : words.joined(separator: ", ")
    case .choice(let texts): return texts.map { "\"\($0)\"" }.joined(separator: ", ")
    case .units: return "a record of units"
    case .table(let role): return role.map { "a table of \($0)" } ?? "a table"
    case .condition: return "a condition on each row"
    case .column(_, let pattern): return "a column: \(pattern)"
    case .columns: return "a column, a list of columns or named expressions"
    case .terms: return "a column or an expression of columns, or a list of them"
    case .newColumns: return "named expressions"
    case .aggregates: return "named aggregates"
    case .windows: return "named expressions of each row and its group"
    case .order: return "a column or a list of columns, with a minus sign for descending"
    case .sortKeys: return "columns, with a minus sign for descending"
    case .pickedColumns: return "columns"
    case .renames: return "each `new: .old`"
    case .joinKeys: return "a column, a list of columns or `.left == .right`"
    case .tables: return "tables"
    case .function(let inputs, _):
      return inputs.count == 1 ? "a function of one value" : "a function of \(inputs.count) values"
    }
  }

  private func code(_ lines: [String]) -> String {
    "```\n" + lines.joined(separator: "\n") + "\n```"
  }
}
