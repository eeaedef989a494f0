import Diagnostics
import Evaluation
import Foundation
import Terminal
import Values

/// What one text gave in a session of its own.
struct ScriptRun {
  var outcome = SessionOutcome.succeeded
  var shown: [ShownValue] = []
  var notes: [Note] = []
  var diagnostics: [Diagnostic] = []
  var sources = SourceMap()
  /// The tests that ended, with whether they passed.
  var tests: [(name: String, passed: Bool)] = []

  /// Runs a text, only checks it, or runs its tests.
  ///
  /// `onShown` is called as each value is shown.
  init(
    _ text: String, name: String = "test.sales", checkOnly: Bool = false, testing: Bool = false,
    options: SessionOptions = SessionOptions(), onShown: @escaping () -> Void = {}
  ) {
    self.init(
      SourceText(name: name, text: text), checkOnly: checkOnly, testing: testing,
      options: options, onShown: onShown)
  }

  init(
    _ text: SourceText, checkOnly: Bool = false, testing: Bool = false,
    options: SessionOptions = SessionOptions(), onShown: @escaping () -> Void = {}
  ) {
    Self.enterPackage
    let messages = Messages()
    let session = Session(options: options) { message in
      messages.all.append(message)
      if case .shown = message { onShown() }
    }
    let ending = Ending()
    // The command gives the session a thread with as large a stack.
    let running = Running(session: session)
    let thread = Thread {
      ending.outcome =
        checkOnly
        ? running.session.check(text)
        : testing ? running.session.test(text) : running.session.run(text)
      ending.finished.signal()
    }
    thread.stackSize = 64 << 20
    thread.start()
    ending.finished.wait()
    outcome = ending.outcome
    sources = session.sources
    for message in messages.all {
      switch message {
      case .shown(let value): shown.append(value)
      case .note(let note): notes.append(note)
      case .diagnostic(let diagnostic): diagnostics.append(diagnostic)
      case .testBegan: break
      case .testEnded(let name, let passed): tests.append((name, passed))
      }
    }
  }

  /// Unchecked, since the session is made here, used on the one thread, and then read here.
  private struct Running: @unchecked Sendable { let session: Session }

  private final class Ending: @unchecked Sendable {
    let finished = DispatchSemaphore(value: 0)
    var outcome = SessionOutcome.succeeded
  }

  private final class Messages { var all: [SessionMessage] = [] }

  /// Paths in the scripts of the tests start at the package's folder.
  private static let enterPackage: Void = {
    _ = FileManager.default.changeCurrentDirectoryPath(packageFolder.path)
  }()

  static let packageFolder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The values as they are printed, without colour.
  var output: String {
    shown.map { shown in
      let tables = TableRenderer(numberText: NumberText(dollar: shown.dollar))
      let text = try? ValueRenderer(tables: tables)
        .text(shown.value, title: shown.title, hidden: shown.hidden)
      return text?.plain ?? ""
    }.joined()
  }

  /// The messages as they are printed: the first mistake in full, the others in brief.
  var words: String {
    let renderer = DiagnosticRenderer()
    var text = ""
    var mistakes = 0
    for diagnostic in diagnostics {
      text +=
        mistakes == 0
        ? renderer.text(diagnostic, in: sources).plain
        : renderer.brief(diagnostic, in: sources).plain
      if diagnostic.severity == .error { mistakes += 1 }
    }
    return text
  }
}

extension Diagnostic.Help {
  /// A text after the edit; nil for a help without one.
  func applied(to text: String) -> String? {
    guard let span = replacing else { return nil }
    var bytes = Array(text.utf8)
    guard span.start <= span.end, span.end <= bytes.count else { return nil }
    bytes.replaceSubrange(span.start..<span.end, with: Array(code.utf8))
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension ScriptRun {
  /// The cells of a column of a shown table.
  func column(_ name: String, ofShown index: Int) -> [Value] {
    guard shown.indices.contains(index), case .table(let table) = shown[index].value,
      let local = table.plan as? LocalTable, let column = table.type.index(of: name)
    else { return [] }
    return local.columns[column]
  }
}
