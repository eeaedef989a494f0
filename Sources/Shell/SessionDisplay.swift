import Diagnostics
import Evaluation
import Formats
import Terminal
import Values

/// Puts what a session says where it belongs: values on standard output, words on standard error.
final class SessionDisplay {
  private let output = OutputStream.standardOutput
  private let words = OutputStream.standardError
  /// How values are written.
  var format: String
  private let hasOutputColour: Bool
  let hasWordColour: Bool
  /// The width that the user has chosen; nil for that of the terminal.
  var chosenWidth: Int?
  /// The most rows of a table on a terminal; a pipe gets all.
  var mostRows: Int? {
    switch chosenRows {
    case .all: nil
    case .count(let count): count
    case .auto:
      max(8, min(Self.rowsOnTerminal, (output.terminalHeight ?? Int.max) - Self.linesAroundRows))
    }
  }
  var chosenRows = ChosenRows.auto

  enum ChosenRows {
    /// What the terminal has room for, so that a table needs no pager.
    case auto
    case all
    case count(Int)
  }
  /// Whether words stand for what is drawn, for a person to whom the screen is read aloud.
  var isAccessible = false {
    didSet { ProgressLine.standardError.setSpoken(isAccessible) }
  }
  /// Whether messages and notes are written for programs.
  var hasWordsAsJSON = false
  /// Whether the time of each entry is told.
  var tellsTime = false
  private let outputIsTerminal: Bool
  private var mistakes = 0
  /// Notes on results that were said already: each is said once in an entry or a script.
  private var said: Set<Note> = []
  private var previous = Shape.nothing

  /// What was written last, which decides whether an empty line sets the next value apart.
  private enum Shape {
    case nothing
    case line
    case table
  }

  /// Set at the first failure to write; everything after it is dropped.
  private(set) var failure: OutputFailure?
  /// Called at that failure, to stop what is running.
  var onFailure: () -> Void = {}
  /// The texts that messages point into.
  var sources: () -> SourceMap = { SourceMap() }

  static let rowsOnTerminal = 40
  /// The title, the head, what is hidden, the total, the notes below, and the next prompt.
  private static let linesAroundRows = 9

  /// The columns of the terminal that values are written to; nil for a file or a pipe.
  var outputWidth: Int? { outputIsTerminal ? chosenWidth ?? output.terminalWidth ?? 80 : nil }

  init(format: String, colour: ColourChoice) {
    self.format = format
    outputIsTerminal = output.isTerminal
    let noColor = Environment.value("NO_COLOR")
    let term = Environment.value("TERM")
    hasOutputColour = colour.hasColour(
      isTerminal: outputIsTerminal, noColor: noColor, term: term)
    hasWordColour = colour.hasColour(
      isTerminal: words.isTerminal, noColor: noColor, term: term)
  }

  /// What of a table is worth fetching.
  var view: TableView {
    TableView(format: format, mostRows: outputIsTerminal && format == "table" ? mostRows : nil)
  }

  func show(_ message: SessionMessage) {
    switch message {
    // The session notices by itself that it is to stop.
    case .shown(let shown): try? show(shown)
    case .note(let note):
      said.insert(note)
      say(note)
    case .diagnostic(let diagnostic): show(diagnostic)
    case .testBegan, .testEnded: break
    }
  }

  /// A new entry at the prompt, or a new file: its first mistake is shown in full again, the notes on its
  /// results are said again, and its first value is set apart by the prompt.
  func beginText() {
    mistakes = 0
    said = []
    previous = .nothing
  }

  func show(_ diagnostic: Diagnostic) {
    // What could not be written has ended the statement, not the person.
    if failure != nil, diagnostic.isInterruption { return }
    let isFurther = diagnostic.severity == .error && mistakes > 0
    if diagnostic.severity == .error { mistakes += 1 }
    if hasWordsAsJSON { return say(StyledText(DiagnosticJSON.line(diagnostic, in: sources()))) }
    if isAccessible {
      return say(SpokenDiagnostic.text(diagnostic, in: sources(), isBrief: isFurther))
    }
    let renderer = DiagnosticRenderer(width: words.terminalWidth)
    say(
      isFurther
        ? renderer.brief(diagnostic, in: sources()) : renderer.text(diagnostic, in: sources()))
  }

  /// Whether output that is taller than the terminal is shown by a pager.
  var hasPager = false
  /// Runs what gives the terminal to another program.
  var lendTerminal: (() -> Void) -> Void = { $0() }

  /// Writes a text that may be long; into a pipe go only values.
  func page(_ text: StyledText) {
    if outputIsTerminal { write(text) } else { say(text) }
  }

  /// Writes words; that standard error fails is nobody's to tell.
  func say(_ text: StyledText) {
    ProgressLine.standardError.withoutLine {
      try? words.write(ANSIText.text(text, hasColour: hasWordColour))
    }
  }

  /// Writes the text of a script as it is; a terminal gets nothing that it would obey.
  func writeScript(_ text: String) { write(outputIsTerminal ? VisibleText.lines(text) : text) }

  func write(_ text: StyledText) {
    var written = ""
    for part in text.parts {
      guard !StopRequest.isMade else { return }
      written += ANSIText.text(part, hasColour: hasOutputColour)
    }
    write(written)
  }

  private func say(_ note: Note) {
    if hasWordsAsJSON { return say(StyledText(DiagnosticJSON.line(note))) }
    say(NoteRenderer.text(note, width: words.isTerminal ? words.terminalWidth ?? 80 : nil))
  }

  /// - Throws: `interrupted` when the person does not want to wait for the rest of it.
  private func show(_ shown: ShownValue) throws(ValueError) {
    let name = shown.mode ?? format
    if let format = OutputFormat.named(name) {
      let text = try format.text(shown.value, title: shown.title, dollar: shown.dollar)
      let isRead = format.isForReading || outputIsTerminal
      var written = previous == .nothing ? "" : format.separator
      for piece in LinePieces(text) {
        try StopRequest.check()
        written += isRead ? VisibleText.lines(piece) : piece
      }
      write(written)
      previous = .line
    } else {
      let shape = Self.shape(of: shown)
      let isApart = previous == .table || (previous == .line && shape == .table)
      if isApart { write("\n") }
      write(try text(of: shown))
      previous = shape
    }
    let notes = Self.notes(of: shown.value)
    for kind in [Note.Kind.warning, .note] {
      for note in notes where note.kind == kind && said.insert(note).inserted { say(note) }
    }
  }

  /// A value as people read it.
  private func text(of shown: ShownValue) throws(ValueError) -> StyledText {
    let numbers = NumberText(dollar: shown.dollar)
    let rows = shown.rows ?? view.mostRows
    if isAccessible {
      return try SpokenValue(numberText: numbers, mostRows: rows)
        .text(shown.value, title: shown.title, hidden: shown.hidden)
    }
    return try ValueRenderer(
      tables: TableRenderer(numberText: numbers, width: outputWidth, mostRows: rows)
    ).text(shown.value, title: shown.title, hidden: shown.hidden)
  }

  private static func shape(of shown: ShownValue) -> Shape {
    if shown.title != nil { return .table }
    switch shown.value {
    case .table, .record: return .table
    default: return .line
    }
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
    if hasPager, let height = output.terminalHeight,
      text.utf8.count(where: { $0 == 0x0A }) >= height
    {
      var isShown = false
      lendTerminal { isShown = Pager.show(text) }
      if isShown { return }
    }
    do throws(OutputFailure) {
      try ProgressLine.standardError.withoutLine { () throws(OutputFailure) in
        for piece in LinePieces(text) {
          guard !StopRequest.isMade else { return }
          try output.write(piece)
        }
      }
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
