import Terminal

/// What `:help` says below the contents of the reference.
enum PromptHelp {
  private static let examples: [(code: String, meaning: String)] = [
    ("1200 / 40", "a statement; its value is shown, a `;` at its end hides it"),
    ("let cac = $12_000 / 40 customers", "a name; `_` is the last value, `_3` that of entry 3"),
    ("let t = load(\"spend.csv\", as: spend)", "a table from a file"),
    ("t | where(.cost > $100)", "what is done with it"),
    ("| summarize(cost: sum(.cost))", "goes on from the last value"),
  ]

  static var text: StyledText {
    var text = StyledText("\n")
    for example in examples { append(example.code, example.meaning, to: &text) }
    text.endLine()
    for command in PromptCommand.all { append(command.usage, command.summary, to: &text) }
    return text
  }

  /// What a command does.
  static func line(_ command: PromptCommand) -> StyledText {
    var text = StyledText()
    append(command.usage, command.summary, to: &text)
    return text
  }

  private static func append(_ code: String, _ meaning: String, to text: inout StyledText) {
    text.append("  ")
    text.append(code, .code)
    text.append(spaces: max(2, 40 - code.count))
    text.append(meaning + "\n")
  }
}
