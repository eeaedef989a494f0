/// What a piece of text is, from which its colour follows.
package enum TextStyle: Hashable, Sendable, CaseIterable {
  case plain
  case title
  case header
  case number
  case code
  case keyword
  case muted
  case error
  case warning
  case note
  case help
}

/// Text for a person, in pieces that know what they are.
///
/// Line feeds are layout. Everything else that a terminal would obey is made visible when the text
/// is written (see `ANSIText`), so no caller can forget it.
package struct StyledText: Hashable, Sendable {
  package struct Piece: Hashable, Sendable {
    package var text: String
    package var style: TextStyle
  }

  package private(set) var pieces: [Piece] = []

  package init() {}

  package init(_ text: String, _ style: TextStyle = .plain) { append(text, style) }

  package mutating func append(_ text: String, _ style: TextStyle = .plain) {
    if !text.isEmpty { pieces.append(Piece(text: text, style: style)) }
  }

  package mutating func append(_ other: StyledText) { pieces += other.pieces }

  package mutating func append(spaces count: Int) {
    append(String(repeating: " ", count: max(0, count)))
  }

  package mutating func endLine() { append("\n") }

  /// The text in parts that are drawn in a moment each.
  package var parts: [StyledText] {
    stride(from: 0, to: pieces.count, by: 4_096).map { start in
      var part = StyledText()
      part.pieces = Array(pieces[start..<min(start + 4_096, pieces.count)])
      return part
    }
  }

  /// The text without styles, as a file or a pipe gets it.
  package var plain: String { ANSIText.plain(self) }
}
