import Diagnostics
import Evaluation
import Terminal
import Values

extension PromptCommand {
  /// The commands that show what there is.
  static let viewing: [PromptCommand] = [
    PromptCommand("help", otherNames: ["h", "?"], .topic, "what to type, or the page of a name") {
      (prompt, name) throws(Diagnostic) in
      if PromptCommand.isCommand(Array(name.utf8)) {
        // `:help :save` asks for the command, where `:help save` is the page of the function.
        let (command, _) = try PromptCommand.find(name)
        return prompt.display.say(PromptHelp.line(command))
      }
      try prompt.showPage(named: name.isEmpty ? nil : name, asking: ":help")
      // Last, since the list is longer than a screen.
      if name.isEmpty { prompt.display.say(PromptHelp.text) }
    },
    PromptCommand("vars", .none, "the names of this session, with their types") { prompt, _ in
      prompt.showNames { _ in true }
    },
    PromptCommand("tables", .none, "the names that are tables") { prompt, _ in
      prompt.showNames { if case .table = $0.value { true } else { false } }
    },
    PromptCommand("schema", .expression, "the columns of a table, with their units") {
      prompt, text in
      guard let table = prompt.session.schema(of: prompt.source(text)) else { return }
      prompt.show(
        ["column", "type", "role"],
        table.columns.map { [$0.name, $0.type.summary, $0.role ?? ""] })
    },
    PromptCommand("units", .topic, "the units, or the page of one") {
      prompt, name throws(Diagnostic) in
      try prompt.showPage(named: name.isEmpty ? "units" : name, asking: ":units")
    },
    PromptCommand("roles", .none, "the headers by which columns are known") {
      prompt, _ throws(Diagnostic) in
      try prompt.showPage(named: "roles", asking: ":help")
    },
    PromptCommand("type", .expression, "the type and unit of an expression, which does not run") {
      prompt, text in
      guard let type = prompt.session.type(of: prompt.source(text)) else { return }
      prompt.display.write(StyledText(type.summary + "\n"))
    },
    PromptCommand("plan", .expression, "the steps by which a table is computed") { prompt, text in
      guard let plan = prompt.session.plan(of: prompt.source(text)) else { return }
      prompt.display.write(StyledText(plan + "\n"))
    },
    PromptCommand("sql", .expression, "the query that the engine is asked") { prompt, text in
      guard let query = prompt.session.query(of: prompt.source(text)) else { return }
      prompt.display.write(StyledText(query + "\n"))
    },
    PromptCommand("explain", .expression, "how a value was made") { prompt, text in
      prompt.run(prompt.source("explain(\(text))"))
    },
  ]
}
