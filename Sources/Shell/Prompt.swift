import Diagnostics
import Evaluation
import Glibc
import Terminal
import Values

/// The read-evaluate-print loop.
final class Prompt {
  let display: SessionDisplay
  private(set) var session: any SessionService
  private let interruption: Interruption
  /// Runs what a session is asked so that Ctrl-C ends it.
  private let whileRunning: (any SessionService, () -> Void) -> Void
  private let openSession: () -> any SessionService
  private lazy var entries: any EntryReader = makeEntries()
  private let history = HistoryFile()
  /// The entries that succeeded, in their order: what `:save` writes.
  private var succeeded = SavedEntries()
  /// The number of the next entry, by which messages and `_n` name it.
  private var number = 1
  private var lastEntry = ""
  var isDone = false
  /// What the program ends with, where a signal ended it.
  private(set) var signal: Int32?

  init(
    display: SessionDisplay, interruption: Interruption,
    openSession: @escaping () -> any SessionService,
    whileRunning: @escaping (any SessionService, () -> Void) -> Void
  ) {
    self.display = display
    self.interruption = interruption
    self.openSession = openSession
    self.whileRunning = whileRunning
    session = openSession()
    display.hasPager = isatty(STDIN_FILENO) == 1
    display.lendTerminal = { interruption.lend($0) }
  }

  /// Reads until `:quit` or the end of the input; a mistake keeps the session.
  func loop() {
    if isatty(STDIN_FILENO) == 1 { display.say(StyledText(Self.welcome, .muted)) }
    runStartFile()
    while !isDone, display.failure == nil {
      for entry in history?.news() ?? [] { entries.remember(entry) }
      switch entries.next() {
      case .end:
        if entries is EditedEntries { display.say(StyledText("\n")) }
        return
      case .interrupted: if entries is EditedEntries { display.say(StyledText("\n")) }
      case .terminated(let number):
        signal = number
        return
      case .text(let bytes): evaluate(String(decoding: bytes, as: UTF8.self))
      }
    }
  }

  private static let welcome = "sales \(HelpText.version)  :help shows what to type, :quit leaves\n"

  // MARK: Entries

  private func evaluate(_ entry: String) {
    guard entry.utf8.contains(where: { $0 > 0x20 }) else { return }
    colour(entry)
    remember(entry)
    display.beginText()
    let trimmed = entry.drop { $0 == " " || $0 == "\n" }
    if trimmed.first == ":" || trimmed.first == "?" {
      do throws(Diagnostic) {
        let (command, argument) = try PromptCommand.read(String(trimmed))
        var mistake: Diagnostic?
        whileRunning(session) {
          do throws(Diagnostic) { try command.run(self, argument) } catch { mistake = error }
        }
        if let mistake { throw mistake }
      } catch { display.show(error) }
      return
    }
    if isCommandWithoutColon(String(trimmed)) { return }
    lastEntry = entry
    let text = trimmed.first == "|" ? "_ " + trimmed : Substring(entry)
    let start = ContinuousClock.now
    let outcome = run(
      SourceText(name: "<prompt \(number)>", bytes: Array(text.utf8)), number: number)
    if outcome == .succeeded { succeeded.append(String(text), number: number) }
    number += 1
    if display.tellsTime {
      display.say(StyledText("\(Self.seconds(start.duration(to: .now))) s\n", .muted))
    }
  }

  /// Answers an entry such as `quit` or `help`, which is the name of a command and of nothing else.
  private func isCommandWithoutColon(_ entry: String) -> Bool {
    guard let command = PromptCommand.named(entry), command.argument.isOptional,
      !session.bindings.contains(where: { $0.name == entry })
    else { return false }
    display.show(
      Diagnostic(
        .unknownCommand, "`\(entry)` is a command of the prompt, and needs a colon",
        because: "without one it would be a name of the session", helps: [.init(":\(entry)")]))
    return true
  }

  private static func seconds(_ duration: Duration) -> String {
    let milliseconds =
      duration.components.seconds * 1000
      + duration.components.attoseconds / 1_000_000_000_000_000
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }

  /// Runs a text in the session; false outcomes have been told.
  @discardableResult
  func run(_ text: SourceText, number: Int? = nil) -> SessionOutcome {
    session.entryNumber = number
    session.setView(display.view)
    var outcome = SessionOutcome.succeeded
    whileRunning(session) { outcome = session.run(text) }
    return outcome
  }

  func source(_ text: String) -> SourceText {
    SourceText(name: "<prompt>", bytes: Array(text.utf8))
  }

  /// The entry again where it stands, with its colours.
  private func colour(_ entry: String) {
    guard entries is EditedEntries else { return }
    display.drawAgain(entry, promptColumns: Self.prompt.count)
  }

  private func remember(_ entry: String) {
    guard RememberedEntries.keeps(entry) else { return }
    // What the file holds comes back from it.
    if history?.append(entry) != true { entries.remember(entry) }
  }

  static let prompt = "sales> "

  private func makeEntries() -> any EntryReader {
    let isIncomplete: ([UInt8]) -> Bool = { [weak self] entry in
      self?.session.isIncomplete(SourceText(name: "<prompt>", bytes: entry)) ?? false
    }
    let answers = EditedEntries.Answers(
      isIncomplete: isIncomplete,
      completions: { [weak self] entry, cursor in
        self.map { CompletionList(of: entry, at: cursor, in: $0.session) }
          ?? CompletionList(start: cursor)
      },
      edited: { [weak self] entry in self?.edited(entry) })
    let prompt =
      display.hasWordColour ? "\u{1}\u{1B}[2m\u{1}sales>\u{1}\u{1B}[0m\u{1} " : Self.prompt
    if let edited = EditedEntries(interruption: interruption, prompt: prompt, answers: answers) {
      return edited
    }
    let display = display
    let isAtTerminal = isatty(STDIN_FILENO) == 1
    return PlainEntries(interruption: interruption, isIncomplete: isIncomplete) { text in
      // The prompt is for a person; it goes where words go, so that piped values stay clean.
      if isAtTerminal { display.say(StyledText(text, .muted)) }
    }
  }

  // MARK: What commands do

  /// A table of words.
  func show(_ head: [String], _ rows: [[String]]) {
    let type = TableType(head.map { ColumnSchema($0, .text) })
    let columns = head.indices.map { column in rows.map { Value.text($0[column]) } }
    let table = LocalTable(type: type, columns: columns, rowCount: rows.count)
    let text =
      display.isAccessible
      ? try? SpokenValue().text(.table(Table(type: type, plan: table)))
      : try? TableRenderer(width: display.outputWidth).text(table)
    if let text { display.page(text) }
  }

  func showNames(where isShown: (SessionBinding) -> Bool) {
    let names = session.bindings.filter { isShown($0) && !$0.name.hasPrefix("_") }
    guard !names.isEmpty else { return display.say(StyledText("no names yet\n", .muted)) }
    show(
      ["name", "type", "value"],
      names.map { [$0.name, $0.type, $0.value.map(display.brief) ?? ""] })
  }

  /// A page of the reference.
  func showPage(named name: String?, asking command: String) throws(Diagnostic) {
    if command == ":help", let name, let own = session.page(named: name) {
      return display.page(CommandReference.styled(own, width: display.outputWidth))
    }
    let page = try CommandReference.page(named: name, asking: command)
    display.page(CommandReference.styled(page, width: display.outputWidth))
  }

  func saveScript(_ path: String, replace: Bool = false) throws(Diagnostic) {
    let path = Self.path(path)
    guard !succeeded.isEmpty else {
      throw Diagnostic(.commandArgument, "no entry has succeeded yet, so there is no script")
    }
    try ScriptFile.write(succeeded.script, to: path, replace: replace)
    let count = succeeded.count
    display.say(StyledText("\(path): \(count) entr\(count == 1 ? "y" : "ies")\n", .muted))
  }

  /// The path that is meant by what stands behind a command.
  static func path(_ written: String) -> String {
    let isQuoted = written.count > 1 && written.first == "\"" && written.last == "\""
    return UserFolder.expanded(isQuoted ? String(written.dropFirst().dropLast()) : written)
  }

  func showHistory(_ word: String) throws(Diagnostic) {
    if word == "clear" {
      entries.forget()
      if history?.clear() == false {
        throw Diagnostic(.commandArgument, "the history could not be cleared")
      }
      return
    }
    guard word.isEmpty || (Int(word).map { $0 > 0 } ?? false) else {
      throw Diagnostic(
        .commandArgument, "`\(word)` is no number of entries", helps: [.init(":history 20")])
    }
    let all = history?.all() ?? succeeded.texts
    var text = StyledText()
    for entry in all.suffix(Int(word) ?? 20) { text.append(entry + "\n") }
    display.page(text)
  }

  func editLastEntry() throws(Diagnostic) {
    guard let bytes = edited(Array(lastEntry.utf8)) else { return }
    let entry = String(decoding: bytes, as: UTF8.self)
    display.say(StyledText(entry + "\n", .code))
    evaluate(entry)
  }

  private func edited(_ entry: [UInt8]) -> [UInt8]? {
    var result: Result<[UInt8]?, Diagnostic> = .success(nil)
    interruption.lend { result = Result { () throws(Diagnostic) in try OwnEditor.edit(entry) } }
    do throws(Diagnostic) { return try result.get() } catch {
      display.show(error)
      return nil
    }
  }

  func reset() {
    session = openSession()
    succeeded = SavedEntries()
    number = 1
  }

  /// Statements that stand in `init.sales` in the folder of the configuration run first.
  private func runStartFile() {
    guard let path = UserFolder.configuration("init.sales"), unsafe access(path, F_OK) == 0 else {
      return
    }
    do throws(Diagnostic) { run(try ScriptFile.read(path)) } catch { display.show(error) }
  }
}
