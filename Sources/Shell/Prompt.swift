import Diagnostics
import Evaluation
import Glibc
import Terminal

/// The read-evaluate-print loop of a plain terminal: no editing, no history.
struct Prompt {
  let display: SessionDisplay
  let session: Session
  let interruption: Interruption
  /// Runs one text so that Ctrl-C ends it.
  let run: (SourceText) -> SessionOutcome

  /// Reads until `:quit` or the end of the input; a mistake keeps the session.
  func loop() {
    var reader = LineReader(interruption: interruption)
    var entry: [UInt8] = []
    while display.failure == nil {
      ask(entry.isEmpty ? "sales> " : "  ...> ")
      switch reader.next() {
      case .end:
        ask("\n")
        if !entry.isEmpty { evaluate(entry) }
        return
      case .interrupted:
        ask("\n")
        entry = []
      case .line(let line):
        if entry.isEmpty, let command = Self.command(line) {
          if command == "quit" { return }
          answer(command)
          continue
        }
        entry += line + [UInt8(ascii: "\n")]
        // An empty line ends an entry that would go on.
        let isDone = line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        if !isDone, session.isIncomplete(SourceText(name: "<prompt>", bytes: entry)) { continue }
        evaluate(entry)
        entry = []
      }
    }
  }

  private func evaluate(_ entry: [UInt8]) {
    guard entry.contains(where: { $0 > 0x20 }) else { return }
    display.beginText()
    _ = run(SourceText(name: "<prompt>", bytes: entry))
  }

  /// The prompt is for a person; it goes where words go, so that piped values stay clean.
  private func ask(_ text: String) {
    if isatty(STDIN_FILENO) == 1 { display.say(StyledText(text, .muted)) }
  }

  /// The word after `:` of a line that is a command to the shell.
  private static func command(_ line: [UInt8]) -> String? {
    let text = String(decoding: line, as: UTF8.self)
    guard text.hasPrefix(":") else { return nil }
    return text.dropFirst().split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
  }

  private func answer(_ command: String) {
    if command == "help" {
      display.say(StyledText("Type a statement, such as 1 + 1.  :quit  leaves.\n"))
      return
    }
    let diagnostic = Diagnostic(
      .laterVersion, "`:\(command)` is no command of this version",
      because: "the commands are :help and :quit")
    display.beginText()
    display.show(diagnostic)
  }
}
