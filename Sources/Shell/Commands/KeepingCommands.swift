import Diagnostics
import Evaluation
import Terminal

extension PromptCommand {
  /// The commands on files, earlier entries and the session itself.
  static let keeping: [PromptCommand] = [
    PromptCommand("save", .file, "write the entries that succeeded as a script") {
      (prompt, path) throws(Diagnostic) in try prompt.saveScript(path)
    },
    PromptCommand("save!", .file, "the same, in the place of a file that is there") {
      (prompt, path) throws(Diagnostic) in try prompt.saveScript(path, replace: true)
    },
    PromptCommand("load", .file, "run a script in this session") {
      prompt, path throws(Diagnostic) in
      prompt.run(try ScriptFile.read(Prompt.path(path)))
    },
    PromptCommand(
      "edit", .none, "the last entry in your own editor ($VISUAL, $EDITOR); then it runs"
    ) {
      prompt, _ throws(Diagnostic) in try prompt.editLastEntry()
    },
    PromptCommand("history", .choice(["clear"], other: "N"), "the last entries, or forget all") {
      (prompt, word) throws(Diagnostic) in try prompt.showHistory(word)
    },
    PromptCommand("cache", .choice(["clear"]), "the results that are kept, or forget them") {
      (prompt, word) throws(Diagnostic) in
      if word == "clear" {
        prompt.session.forgetResults()
      } else {
        let count = prompt.session.keptResults
        prompt.display.say(StyledText("\(count) result\(count == 1 ? "" : "s") kept\n"))
      }
    },
    PromptCommand("reset", .none, "forget all names, and begin anew") { prompt, _ in prompt.reset()
    },
    PromptCommand("quit", otherNames: ["q", "exit"], .none, "leave; so does Ctrl-D") { prompt, _ in
      prompt.isDone = true
    },
  ]
}
