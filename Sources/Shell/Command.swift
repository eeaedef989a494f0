import Diagnostics
import Evaluation
import Glibc
import Terminal

/// The command `sales`: reads its arguments, runs what they ask for, and gives the exit code.
package enum Command {
  /// Runs with the words after the program's name; the result is the exit code.
  package static func main(arguments: [CommandWord]) -> Int32 {
    OutputStream.holdClosedDescriptors()
    let interruption = Interruption()
    interruption.installHandlers()
    do throws(Diagnostic) {
      let invocation = try InvocationParser.parse(arguments)
      return CommandRun(invocation, interruption).exitCode()
    } catch {
      SessionDisplay(format: "table", colour: .auto).show(error)
      return Int32(SessionOutcome.usageError.rawValue)
    }
  }
}

/// One run of the command.
struct CommandRun {
  private let invocation: Invocation
  private let interruption: Interruption
  private let display: SessionDisplay

  init(_ invocation: Invocation, _ interruption: Interruption) {
    self.invocation = invocation
    self.interruption = interruption
    display = SessionDisplay(format: invocation.format, colour: invocation.colour)
    display.isAccessible = invocation.isAccessible
    display.hasWordsAsJSON = invocation.hasWordsAsJSON
  }

  func exitCode() -> Int32 {
    let code: Int32
    switch invocation.action {
    case .help:
      display.write(HelpText.text)
      code = 0
    case .version:
      display.write(StyledText("sales \(HelpText.version)\n"))
      code = 0
    case .explain(let name): code = explain(name)
    case .document(let name): code = document(name)
    case .complete(let shell):
      display.write(StyledText(shell.text))
      code = 0
    case .format(let paths):
      code = EvaluationThread.run(watchedBy: interruption) {
        ScriptLayout(display: display, isCheck: invocation.isLayoutCheck).run(paths)
      }
    case .standardInput, .evaluate, .run, .check, .test, .describe:
      if isPrompting { interruption.beginPrompting() }
      code = EvaluationThread.run(watchedBy: interruption) { evaluate() }
    }
    return display.failure?.exitCode ?? code
  }

  private func explain(_ name: String) -> Int32 {
    let codes = DiagnosticCatalogue.all + DiagnosticCode.shellCodes
    guard let code = codes.first(where: { $0.rawValue == name.uppercased() }) else {
      let near = Suggestion.nearest(to: name.uppercased(), among: codes.map(\.rawValue))
      display.show(
        Diagnostic(
          .unknownCode, "no message has the code `\(name)`",
          helps: near.prefix(1).map { .init("sales explain \($0)") }))
      return Int32(SessionOutcome.usageError.rawValue)
    }
    var text = StyledText("\(code.rawValue): \(code.title)", .title)
    text.append("\n\n")
    text.append(Page.text(code.page, width: display.outputWidth))
    display.write(text)
    return 0
  }

  /// The page of a function, unit or chapter; `reference` is the whole of them in Markdown, `textmate` and
  /// `vim` are the files by which editors colour scripts.
  private func document(_ name: String?) -> Int32 {
    if name == "reference" {
      display.write(StyledText(CommandReference.manual().reference))
      return 0
    }
    if let name, let syntax = EditorSyntax.named(name) {
      display.write(StyledText(syntax.text))
      return 0
    }
    do throws(Diagnostic) {
      let page = try CommandReference.page(named: name, asking: "sales doc")
      display.write(CommandReference.styled(page, width: display.outputWidth))
      return 0
    } catch {
      display.show(error)
      return Int32(SessionOutcome.usageError.rawValue)
    }
  }

  /// The exit code.
  private func evaluate() -> Int32 {
    do throws(Diagnostic) {
      switch invocation.action {
      case .evaluate(let text): return execute(SourceText(name: "<-e>", bytes: text))
      case .run(let path): return execute(try ScriptFile.read(path))
      case .check(let paths):
        var worst: Int32 = 0
        for path in paths {
          display.beginText()
          let outcome = openSession().check(try ScriptFile.read(path))
          worst = max(worst, Int32(outcome.rawValue))
        }
        return worst
      case .test(let paths, let isAccepting):
        return test(paths, isAccepting: isAccepting)
      case .describe(let path):
        let text = try ScriptFile.read(path)
        let description = openSession().describe(text)
        display.write(ScriptHelp.text(description, path: path))
        return 0
      default:
        if isPrompting { return execute(nil) }
        return execute(try ScriptFile.read("-"))
      }
    } catch {
      display.show(error)
      return Int32(SessionOutcome.dataError.rawValue)
    }
  }

  /// Whether statements are asked for at a prompt; without a terminal, those from standard input are
  /// a script.
  private var isPrompting: Bool {
    invocation.isInteractive
      || (invocation.action == .standardInput && isatty(STDIN_FILENO) == 1)
  }

  /// Runs a text, and stays at the prompt afterwards where that is asked for.
  private func execute(_ text: SourceText?) -> Int32 {
    guard isPrompting else {
      return text.map { Int32(run($0, in: openSession()).rawValue) } ?? 0
    }
    let prompt = Prompt(
      display: display, interruption: interruption, openSession: openSession,
      whileRunning: whileRunning)
    if let text { prompt.run(text) }
    prompt.loop()
    return prompt.signal.map { 128 + $0 } ?? 0
  }

  private func run(_ text: SourceText, in session: any SessionService) -> SessionOutcome {
    var outcome = SessionOutcome.succeeded
    whileRunning(session) { outcome = session.run(text) }
    return outcome
  }

  /// The tests of files, each in a session of its own, with a line that counts them at the end.
  private func test(_ paths: [String], isAccepting: Bool) -> Int32 {
    var worst: Int32 = 0
    var (passed, failed) = (0, 0)
    for path in paths {
      let run: TestRun
      do throws(Diagnostic) { run = try TestRun(path, display, isAccepting: isAccepting) } catch {
        // The tests of the other files run all the same.
        display.show(error)
        worst = max(worst, Int32(SessionOutcome.dataError.rawValue))
        continue
      }
      // A snapshot holds all rows, whatever the terminal.
      let session = openSession(view: TableView()) { run.show($0) }
      var outcome = SessionOutcome.succeeded
      whileRunning(session) { outcome = session.test(run.text) }
      if outcome == .succeeded || outcome == .checkFailed { outcome = run.finish() }
      worst = max(worst, Int32(outcome.rawValue))
      passed += run.passed
      failed += run.failed
      if outcome == .interrupted { break }
    }
    display.write(StyledText("\(passed) passed, \(failed) failed\n"))
    return worst
  }

  /// Runs what Ctrl-C is to end by interrupting a session, and shows how much of it is done.
  private func whileRunning(_ session: any SessionService, _ body: () -> Void) {
    let running = session.interruption
    running.reset()
    interruption.begin(
      isInteractive: isPrompting, stop: { running.interrupt() }, progress: { running.progress })
    ProgressLine.standardError.begin()
    defer {
      ProgressLine.standardError.end()
      interruption.end()
    }
    body()
  }

  /// The user's own headers of roles; a file that cannot be read is said, and is no hindrance.
  private func userRoles() -> SourceText? {
    do throws(Diagnostic) { return try UserRoles.read() } catch {
      display.show(error)
      return nil
    }
  }

  private func openSession() -> any SessionService {
    openSession(view: display.view) { [display] in display.show($0) }
  }

  private func openSession(
    view: TableView, _ deliver: @escaping (SessionMessage) -> Void
  ) -> any SessionService {
    var options = invocation.session
    options.roles = userRoles()
    options.view = view
    options.markdown = SavedDocument.bytes
    options.isInteractive = isPrompting
    options.reservedOptions = CommandOption.reserved
    let session = Session(options: options, deliver: deliver)
    display.sources = { [weak session] in session?.sources ?? SourceMap() }
    display.onFailure = { [weak session] in session?.interruption.interrupt() }
    return session
  }
}
