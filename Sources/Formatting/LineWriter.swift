internal import Syntax

/// Writes the pieces of a layout into lines, one after the other.
struct LineWriter {
  let layout: Layout
  private let spacing: Spacing
  private(set) var lines: [Line] = []
  private var frames: [Layout.Frame] = []
  private var line = Line(indent: 0, pieces: 0..<0)
  private var script = Layout.Frame(
    bracket: .script, indent: 0, outerIndent: 0, elementIndent: 0)

  init(layout: Layout) {
    self.layout = layout
    spacing = Spacing(marks: layout.marks)
  }

  private var frame: Layout.Frame { frames.last ?? script }

  private mutating func changeFrame(_ change: (inout Layout.Frame) -> Void) {
    if frames.isEmpty { change(&script) } else { change(&frames[frames.count - 1]) }
  }

  mutating func write(_ number: Int) {
    let piece = layout.pieces[number]
    let isBroken = layout.breaks[number]
    let isElement = beginsElement(number)
    if isBroken {
      let indent = indent(of: number, isElement: isElement)
      breakLine(
        piece.gap, commentIndent: piece.closesBracket ? frame.indent : indent,
        keepsBlankLines: isElement || piece.closesBracket,
        isAfterOpening: number == 0 || layout.pieces[number - 1].opensBracket,
        isBeforeClosing: piece.closesBracket)
      line = Line(indent: indent, pieces: number..<number)
    } else if number > 0 {
      let blanks = layout.padding[number] ?? 0
      let isApart = spacing.hasBlank(between: layout.pieces[number - 1], and: piece)
      line.code += String(repeating: " ", count: blanks + (isApart ? 1 : 0))
    }
    line.code += piece.text
    line.pieces = line.pieces.lowerBound..<number + 1
    if isElement {
      let alignsPipes = layout.marks.elements[piece.start] ?? false
      changeFrame { [indent = line.indent] in
        $0.elementIndent = indent
        $0.alignsPipes = alignsPipes
      }
    }
    if piece.closesBracket, !frames.isEmpty { frames.removeLast() }
    if let bracket = layout.brackets.all[number] {
      frames.append(
        Layout.Frame(
          bracket: bracket, indent: line.indent + 2, outerIndent: line.indent,
          elementIndent: line.indent))
    }
  }

  /// Ends the last line and adds the comments after it.
  mutating func finish() {
    breakLine(
      layout.end, commentIndent: 0, keepsBlankLines: true, isAfterOpening: layout.pieces.isEmpty,
      isBeforeClosing: true)
  }

  /// Whether a piece begins a statement, an arm, a row, an argument or an element of a list.
  private func beginsElement(_ number: Int) -> Bool {
    if frame.bracket.content.hasLines {
      return layout.marks.elements[layout.pieces[number].start] != nil
    }
    guard number > 0 else { return true }
    let before = layout.pieces[number - 1]
    return before.opensBracket || before.isSymbol(.comma)
  }

  private func indent(of number: Int, isElement: Bool) -> Int {
    let piece = layout.pieces[number]
    if piece.closesBracket { return frame.outerIndent }
    if isElement || piece.isSymbol(.semicolon) || piece.isSymbol(.comma) { return frame.indent }
    if frame.alignsPipes, piece.isSymbol(.pipe) { return frame.elementIndent }
    return frame.elementIndent + 2
  }

  /// Ends the line at hand, and writes the comments and the empty line that follow it.
  private mutating func breakLine(
    _ gap: Gap, commentIndent: Int, keepsBlankLines: Bool, isAfterOpening: Bool,
    isBeforeClosing: Bool
  ) {
    if !line.code.isEmpty || gap.trailing != nil {
      line.comment = gap.trailing
      lines.append(line)
    }
    let reach = line.pieces.upperBound
    line = Line(indent: 0, pieces: reach..<reach)
    let blank = line
    for (index, comment) in gap.comments.enumerated() {
      let isFirst = index == 0 && isAfterOpening
      if comment.followsBlankLine, keepsBlankLines, !isFirst { lines.append(blank) }
      var own = blank
      own.indent = commentIndent
      own.comment = comment.text
      lines.append(own)
    }
    let isBesideOpening = isAfterOpening && gap.comments.isEmpty
    if gap.hasBlankLine, keepsBlankLines, !isBesideOpening, !isBeforeClosing {
      lines.append(blank)
    }
  }
}
