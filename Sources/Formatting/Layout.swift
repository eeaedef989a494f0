internal import Syntax

/// A line of the new text.
struct Line {
  var indent: Int
  /// Empty for a line with a comment alone, and for an empty line.
  var code = ""
  var comment: String?
  /// The number of the piece that begins it, and of the one after its last.
  var pieces: Range<Int>
}

/// Puts the pieces of a script into lines.
///
/// Line breaks between statements, arms and rows stay, and so do those at which a person may choose to
/// break an expression; every other one becomes a blank or nothing.
struct Layout {
  let pieces: [Piece]
  let end: Gap
  let marks: LayoutMarks
  let brackets: BracketList
  /// Blanks before the bars of tables, by the number of the piece.
  let padding: [Int: Int]
  /// Whether a line begins with each piece.
  private(set) var breaks: [Bool]

  /// What is open at a place: a bracket, or the script.
  struct Frame {
    var bracket: Bracket
    /// The indentation of its elements.
    var indent: Int
    /// The indentation of the line that it was opened on.
    var outerIndent: Int
    /// The indentation of the line on which the element at hand begins.
    var elementIndent: Int
    /// Whether pipes stand below the first word of the element.
    var alignsPipes = false
  }

  init(_ list: PieceList, _ marks: LayoutMarks) {
    pieces = list.pieces
    end = list.end
    self.marks = marks
    brackets = BracketList(list.pieces, marks)
    breaks = LineBreaks.all(list.pieces, marks, brackets)
    padding = TableColumns(list.pieces, marks, brackets, breaks: breaks).padding
  }

  /// Begins a line with each of these pipes, which are none of a table's.
  mutating func breakBefore(_ pipes: Set<Int>) {
    breaks = LineBreaks.all(pieces, marks, brackets, brokenPipes: pipes)
  }

  func lines() -> [Line] {
    var writer = LineWriter(layout: self)
    for number in pieces.indices { writer.write(number) }
    writer.finish()
    return writer.lines
  }
}
