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
    if isAtTerminal { display.say(StyledText(Self.welcome, .muted)) }
    var reader = LineReader(interruption: interruption)
    var number = 1
    var entry: [UInt8] = []
    while display.failure == nil {
      ask(entry.isEmpty ? "sales> " : "  ...> ")
      switch reader.next() {
      case .end:
        ask("\n")
        evaluate(entry, number)
        return
      case .interrupted:
        ask("\n")
        entry = []
      case .line(let line):
        if entry.isEmpty, let command = Self.command(line) {
          if ["quit", "q", "exit"].contains(command) { return }
          answer(command)
          continue
        }
        entry += line + [UInt8(ascii: "\n")]
        // An empty line ends an entry that would go on.
        let isDone = line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        if !isDone, session.isIncomplete(SourceText(name: "<prompt>", bytes: entry)) { continue }
        if evaluate(entry, number) { number += 1 }
        entry = []
      }
    }
  }

  /// Runs an entry under its number, by which messages name it; false when it is blank.
  @discardableResult
  private func evaluate(_ entry: [UInt8], _ number: Int) -> Bool {
    guard entry.contains(where: { $0 > 0x20 }) else { return false }
    display.beginText()
    _ = run(SourceText(name: "<prompt \(number)>", bytes: entry))
    return true
  }

  private static let welcome = "sales \(HelpText.version)  :help shows what to type, :quit leaves\n"

  private static let help: [(code: String, meaning: String)] = [
    ("1200 / 40", "a statement; its value is shown"),
    ("let cac = $12_000 / 40 customers", "a name; `_` is the last value"),
    ("let t = load(\"spend.csv\", as: spend)", "a table from a file"),
    ("t | where(.cost > $100)", "what is done with it"),
    ("explain(cac)", "how a value was made"),
    (":quit", "leave; so does Ctrl-D"),
  ]

  private var isAtTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// The prompt is for a person; it goes where words go, so that piped values stay clean.
  private func ask(_ text: String) {
    if isAtTerminal { display.say(StyledText(text, .muted)) }
  }

  /// The word after `:` of a line that is a command to the shell.
  private static func command(_ line: [UInt8]) -> String? {
    let text = String(decoding: line, as: UTF8.self)
    guard text.hasPrefix(":") else { return nil }
    return text.dropFirst().split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
  }

  private func answer(_ command: String) {
    if command == "help" {
      for row in Self.help {
        var line = StyledText("  ")
        line.append(row.code, .code)
        line.append(spaces: 40 - row.code.count)
        line.append(row.meaning + "\n")
        display.say(line)
      }
      return
    }
    display.beginText()
    display.show(
      Diagnostic(
        .laterVersion, "`:\(command)` is no command of this version",
        because: "the commands are :help and :quit", helps: [.init(":help")]))
  }
}
