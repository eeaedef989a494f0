import Diagnostics
import Evaluation
import Terminal
import Values

/// The tests of one script: what they say and show, and how many passed.
final class TestRun {
  let text: SourceText
  private(set) var passed = 0
  private(set) var failed = 0

  private let display: SessionDisplay
  private let isAccepting: Bool
  private let path: String
  private let kept: Snapshots
  private var found = Snapshots()
  private var names: [String] = []
  /// The test that is running, and what it has shown.
  private var running: String?
  private var shown = ""
  /// Whether its name has been said, above its first mistake.
  private var isNamed = false

  init(_ path: String, _ display: SessionDisplay, isAccepting: Bool) throws(Diagnostic) {
    self.path = path
    self.display = display
    self.isAccepting = isAccepting
    guard path != "-" else {
      throw Diagnostic(
        .unreadableFile, "`sales test` takes files",
        because: "snapshots stand beside them, and standard input has no place")
    }
    text = try ScriptFile.read(path)
    kept = try SnapshotFile.read(Snapshots.path(of: path))
    display.beginText()
  }

  /// Takes what the session says while the tests run.
  func show(_ message: SessionMessage) {
    switch message {
    case .testBegan(let name):
      running = name
      names.append(name)
      shown = ""
      isNamed = false
      display.beginText()
    case .testEnded(let name, let hasPassed):
      end(name, hasPassed)
      running = nil
    case .shown(let value): shown += text(of: value)
    case .note: display.show(message)
    case .diagnostic(let diagnostic):
      if let running, diagnostic.severity == .error, !isNamed {
        isNamed = true
        say("test \"\(running)\" of \(path)")
      }
      display.show(message)
    }
  }

  /// Writes the snapshots where that is asked for, and says what is kept for no test.
  ///
  func finish() -> SessionOutcome {
    let outcome = failed == 0 ? SessionOutcome.succeeded : .checkFailed
    if names.isEmpty { say("\(path) has no tests") }
    let file = Snapshots.path(of: path)
    if isAccepting {
      guard !found.sections.isEmpty || !kept.sections.isEmpty else { return outcome }
      do throws(Diagnostic) { try SnapshotFile.write(found.text(script: path), to: file) } catch {
        display.show(error)
        return .outputError
      }
      let count = found.sections.count
      say("\(file): \(count) snapshot\(count == 1 ? "" : "s")")
    } else {
      for section in kept.sections
      where !names.contains(where: { Snapshots.name(of: $0) == section.name }) {
        say("\(file) has a snapshot of no test: \"\(section.name)\"; --accept leaves it out")
      }
    }
    return outcome
  }

  private func end(_ name: String, _ hasPassed: Bool) {
    let lines = Snapshots.lines(of: shown)
    let before = kept.lines(of: name)
    guard hasPassed else {
      failed += 1
      // What a failed test showed is not what it should show.
      if isAccepting, let before { found.add(name, before) }
      return
    }
    if isAccepting {
      passed += 1
      if !lines.isEmpty { found.add(name, lines) }
    } else if lines == (before ?? []) {
      passed += 1
    } else {
      failed += 1
      reportChange(name, from: before, to: lines)
    }
  }

  private func reportChange(_ name: String, from before: [String]?, to lines: [String]) {
    let file = Snapshots.path(of: path)
    let help = Diagnostic.Help("sales test --accept \(path)", note: "keeps what the tests show now")
    guard let before else {
      return display.show(
        Diagnostic(
          .snapshot, "there is no snapshot yet of what test \"\(name)\" of \(path) shows",
          because: "\(file) would hold it", helps: [help]))
    }
    display.show(
      Diagnostic(
        .snapshot, "test \"\(name)\" of \(path) shows something other than its snapshot",
        because: "- is what \(file) has, + what the test shows", helps: [help]))
    for line in LineDifference.lines(from: before, to: lines) {
      switch line {
      case .same(let text): display.say(StyledText("    \(VisibleText.line(text))\n", .muted))
      case .gone(let text): display.say(StyledText("  - \(VisibleText.line(text))\n", .error))
      case .new(let text): display.say(StyledText("  + \(VisibleText.line(text))\n", .code))
      case .more: display.say(StyledText("    …\n", .muted))
      }
    }
  }

  /// A value as it is read, whatever the terminal, so that a snapshot is the same everywhere.
  private func text(of value: ShownValue) -> String {
    let tables = TableRenderer(numberText: NumberText(dollar: value.dollar), mostRows: value.rows)
    // Nothing where the person has ended the run, which ends the test, too.
    let drawn = try? ValueRenderer(tables: tables)
      .text(value.value, title: value.title, hidden: value.hidden)
    let plain = drawn?.plain ?? ""
    // Values of several lines are set apart.
    let isTall = plain.utf8.count { $0 == 0x0A } > 1
    return (shown.isEmpty || !isTall ? "" : "\n") + plain
  }

  private func say(_ words: String) { display.say(StyledText(VisibleText.line(words) + "\n")) }
}
