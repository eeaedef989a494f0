import Diagnostics
import Evaluation
import Terminal
import Values

/// What only a prompt shows.
extension SessionDisplay {
  /// A value on one line, for a list of names.
  func brief(_ value: Value) -> String {
    switch value {
    case .table, .list, .record: return ""
    default:
      let renderer = ValueRenderer(tables: TableRenderer(numberText: NumberText()))
      let text = (try? renderer.text(value))?.plain ?? ""
      return text.split(separator: "\n").first.map(String.init) ?? ""
    }
  }

  /// The entry that was just typed, again where it stands and with its colours.
  ///
  /// Nothing is drawn where it has scrolled off the screen in part.
  func drawAgain(_ entry: String, promptColumns: Int) {
    guard hasWordColour, !isAccessible else { return }
    let rows = EditedEntries.rows(of: entry, promptColumns: promptColumns)
    guard rows < OutputStream.standardOutput.terminalHeight ?? 24 else { return }
    var text = StyledText(Prompt.prompt, .muted)
    text.append(ColouredEntry.text(entry))
    text.endLine()
    try? OutputStream.standardOutput.write(
      "\u{1B}[\(rows)A\r\u{1B}[J" + ANSIText.text(text, hasColour: true))
  }
}

/// An entry with the colours of its parts.
enum ColouredEntry {
  static func text(_ entry: String) -> StyledText {
    let bytes = Array(entry.utf8)
    var text = StyledText()
    var end = 0
    func append(_ range: Range<Int>, _ style: TextStyle) {
      text.append(String(decoding: bytes[range], as: UTF8.self), style)
    }
    if PromptCommand.isCommand(bytes) { return StyledText(entry, .code) }
    for part in Session.colours(of: SourceText(name: "<prompt>", bytes: bytes))
    where part.bytes.lowerBound >= end && part.bytes.upperBound <= bytes.count {
      append(end..<part.bytes.lowerBound, .plain)
      append(part.bytes, style(of: part.kind))
      end = part.bytes.upperBound
    }
    append(end..<bytes.count, .plain)
    return text
  }

  private static func style(of kind: ColouredPart.Kind) -> TextStyle {
    switch kind {
    case .keyword: .keyword
    case .function, .column: .code
    case .number, .date: .number
    case .text: .help
    case .comment: .muted
    case .sign: .plain
    }
  }
}
