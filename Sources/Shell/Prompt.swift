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
          if ["quit", "q", "exit"].contains(command.name) { return }
          answer(command.name, command.argument)
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
    (":help cac", "the page of a function, unit or chapter; `?cac` too"),
    (":quit", "leave; so does Ctrl-D"),
  ]

  private var isAtTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// The prompt is for a person; it goes where words go, so that piped values stay clean.
  private func ask(_ text: String) {
    if isAtTerminal { display.say(StyledText(text, .muted)) }
  }

  /// The words after `:` of a line that is a command to the shell; `?name` is `:help name`.
  private static func command(_ line: [UInt8]) -> (name: String, argument: String?)? {
    let text = String(decoding: line, as: UTF8.self)
    let words = text.dropFirst().split(whereSeparator: \.isWhitespace).map(String.init)
    if text.hasPrefix("?") { return ("help", words.first) }
    guard text.hasPrefix(":") else { return nil }
    return (words.first ?? "", words.dropFirst().first)
  }

  private func answer(_ command: String, _ argument: String?) {
    display.beginText()
    guard command == "help" else {
      display.show(
        Diagnostic(
          .laterVersion, "`:\(command)` is no command of this version",
          because: "the commands are :help and :quit", helps: [.init(":help")]))
      return
    }
    do throws(Diagnostic) {
      let page = try CommandReference.page(named: argument, asking: ":help")
      display.say(CommandReference.styled(page, width: display.outputWidth))
      // Last, since the list is longer than a screen.
      if argument == nil { display.say(Self.whatToType) }
    } catch {
      display.show(error)
    }
  }

  private static var whatToType: StyledText {
    var text = StyledText("\n")
    for row in help {
      text.append("  ")
      text.append(row.code, .code)
      text.append(spaces: 40 - row.code.count)
      text.append(row.meaning + "\n")
    }
    return text
  }
}
