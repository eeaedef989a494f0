import Diagnostics
import Evaluation
import Formats
import Terminal
import Values

/// Puts what a session says where it belongs: values on standard output, words on standard error.
final class SessionDisplay {
  private let output = OutputStream.standardOutput
  private let words = OutputStream.standardError
  private let format: String
  private let hasOutputColour: Bool
  private let hasWordColour: Bool
  private let outputWidth: Int?
  private let outputIsTerminal: Bool
  private var mistakes = 0

  /// Set at the first failure to write; everything after it is dropped.
  private(set) var failure: OutputFailure?
  /// Called at that failure, to stop what is running.
  var onFailure: () -> Void = {}
  /// The texts that messages point into.
  var sources: () -> SourceMap = { SourceMap() }

  /// A table on a terminal has at most so many rows; a pipe gets all.
  static let rowsOnTerminal = 40

  init(format: String, colour: ColourChoice) {
    self.format = format
    outputIsTerminal = output.isTerminal
    outputWidth = outputIsTerminal ? output.terminalWidth ?? 80 : nil
    let noColor = Environment.value("NO_COLOR")
    let term = Environment.value("TERM")
    hasOutputColour = colour.hasColour(
      isTerminal: outputIsTerminal, noColor: noColor, term: term)
    hasWordColour = colour.hasColour(
      isTerminal: words.isTerminal, noColor: noColor, term: term)
  }

  /// How many rows of a table are worth fetching; nil for all.
  var shownRows: Int? { outputIsTerminal && format == "table" ? Self.rowsOnTerminal : nil }

  func show(_ message: SessionMessage) {
    switch message {
    case .shown(let shown): show(shown)
    case .note(let note): say(NoteRenderer.text(note))
    case .diagnostic(let diagnostic): show(diagnostic)
    }
  }

  /// A new statement or file: its first mistake is shown in full again.
  func beginText() { mistakes = 0 }

  func show(_ diagnostic: Diagnostic) {
    let renderer = DiagnosticRenderer(width: words.terminalWidth ?? 100)
    let isFurther = diagnostic.severity == .error && mistakes > 0
    if diagnostic.severity == .error { mistakes += 1 }
    say(
      isFurther
        ? renderer.brief(diagnostic, in: sources()) : renderer.text(diagnostic, in: sources()))
  }

  /// Writes words; that standard error fails is nobody's to tell.
  func say(_ text: StyledText) {
    try? words.write(ANSIText.text(text, hasColour: hasWordColour))
  }

  func write(_ text: StyledText) { write(ANSIText.text(text, hasColour: hasOutputColour)) }

  private func show(_ shown: ShownValue) {
    let name = shown.mode ?? format
    if let format = OutputFormat.named(name) {
      let text = format.text(shown.value)
      let isRead = format.isForReading || outputIsTerminal
      write(isRead ? VisibleText.lines(text) : text)
    } else {
      let tables = TableRenderer(
        numberText: NumberText(dollar: shown.dollar), width: outputWidth, mostRows: shownRows)
      write(
        ValueRenderer(tables: tables)
          .text(shown.value, title: shown.title, rowCount: shown.rowCount))
    }
    for note in Self.notes(of: shown.value) { say(NoteRenderer.text(note)) }
  }

  private static func notes(of value: Value) -> [Note] {
    switch value {
    case .table(let table): table.notes
    case .estimate(let estimate): estimate.notes
    default: []
    }
  }

  private func write(_ text: String) {
    guard failure == nil else { return }
    do throws(OutputFailure) {
      try output.write(text)
    } catch {
      failure = error
      if !error.isBrokenPipe {
        say(
          DiagnosticRenderer().text(
            Diagnostic(
              .unwritableOutput, "standard output could not be written", because: error.reason),
            in: SourceMap()))
      }
      onFailure()
    }
  }
}
