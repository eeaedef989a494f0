package import Values

/// The words that go with a result: `note: …`, `warning: …`.
package enum NoteRenderer {
  /// One note, broken into lines of a terminal's width; on one line where there is none.
  package static func text(_ note: Note, width: Int? = nil) -> StyledText {
    let style: TextStyle =
      switch note.kind {
      case .note: .note
      case .warning: .warning
      }
    let label = "\(note.kind.rawValue): "
    var text = StyledText(label, style)
    let room = width.map { max(20, min($0, Paragraph.measure) - label.count) }
    for (index, line) in Paragraph.lines(note.text, width: room).enumerated() {
      if index > 0 { text.append(spaces: label.count) }
      text.append(line)
      text.endLine()
    }
    return text
  }
}
