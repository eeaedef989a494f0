package import Diagnostics

/// The one form of every message: what, where, why, and the line that fixes it.
///
///     error[E0311]: a monthly churn rate cannot be rescaled by multiplying
///       --> ltv.sales:7:14
///        |
///      7 | let annual = churn to 1/year
///        |              ^^^^^    ------ asked for a yearly rate
///        |              3%/month
///        = each month takes 3% of those who are left
///       help: compound(churn, per: year)      30.6%/year
package struct DiagnosticRenderer: Sendable {
  /// The terminal's width, to which words are broken; nil for a file or a pipe.
  package let width: Int?
  /// How many columns a line of source may take before it is cut around its caret.
  let sourceWidth: Int

  package init(width: Int? = nil) {
    self.width = width.map { max(40, min($0, Paragraph.measure)) }
    sourceWidth = max(40, width ?? Paragraph.measure)
  }

  /// The whole message, ending with a line feed.
  package func text(_ diagnostic: Diagnostic, in sources: SourceMap) -> StyledText {
    var text = head(diagnostic)
    let blocks = blocks(of: diagnostic, in: sources)
    let gutter = blocks.flatMap(\.lines).map { String($0.line.number + 1).count }.max() ?? 1
    for (index, block) in blocks.enumerated() {
      append(block, to: &text, gutter: gutter, arrow: index == 0 ? "-->" : ":::")
    }
    if let because = diagnostic.because {
      append(
        lines: because, to: &text, first: String(repeating: " ", count: gutter + 2) + "= ",
        style: .note)
    }
    append(helps: diagnostic.helps, to: &text, gutter: gutter)
    return text
  }

  /// What and where alone, for the further mistakes of a file.
  package func brief(_ diagnostic: Diagnostic, in sources: SourceMap) -> StyledText {
    var text = head(diagnostic)
    if let span = diagnostic.span {
      text.append("  --> ", .muted)
      text.append(Self.place(of: span, in: sources))
      text.endLine()
    }
    return text
  }

  /// `file:line:column`, both counted from 1, columns in characters.
  package static func place(of span: Span, in sources: SourceMap) -> String {
    let source = sources[span.source]
    let line = source.line(at: span.start)
    let before = source.text(from: source.start(ofLine: line), to: span.start)
    return "\(VisibleText.line(source.name)):\(line + 1):\(before.unicodeScalars.count + 1)"
  }

  private func head(_ diagnostic: Diagnostic) -> StyledText {
    let style: TextStyle =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    let label = "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]"
    // The label and its colon stand before the words of the first line.
    let words = Paragraph.lines(label + ": " + diagnostic.message, width: width, indent: 2)
    var text = StyledText(label, style)
    for (index, line) in words.enumerated() {
      text.append(index == 0 ? String(line.dropFirst(label.count)) : line, .title)
      text.endLine()
    }
    return text
  }

  private func append(_ block: SourceBlock, to text: inout StyledText, gutter: Int, arrow: String) {
    let margin = String(repeating: " ", count: gutter + 2) + "|"
    text.append(String(repeating: " ", count: gutter + 1) + arrow + " ", .muted)
    text.append(block.place)
    text.endLine()
    text.append(margin, .muted)
    text.endLine()
    for (index, marked) in block.lines.enumerated() {
      if index > 0, block.lines[index - 1].line.number + 1 < marked.line.number {
        text.append(String(repeating: " ", count: gutter + 1) + "...", .muted)
        text.endLine()
      }
      let number = String(marked.line.number + 1)
      text.append(DisplayWidth.padded(" " + number, to: gutter + 1, onLeft: true) + " |", .muted)
      if !marked.line.text.isEmpty { text.append(" " + marked.line.text) }
      text.endLine()
      for row in marked.rows {
        text.append(margin + " ", .muted)
        text.append(row)
        text.endLine()
      }
    }
  }

  private func append(
    lines: String, to text: inout StyledText, first: String, style: TextStyle,
  ) {
    let room = width.map { max(20, $0 - first.count) }
    let all = lines.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { Paragraph.lines(String($0), width: room) }
    for (index, line) in all.enumerated() {
      text.append(index == 0 ? first : String(repeating: " ", count: first.count), style)
      text.append(line)
      text.endLine()
    }
  }

  private func append(helps: [Diagnostic.Help], to text: inout StyledText, gutter: Int) {
    let lead = String(repeating: " ", count: gutter + 1) + "help: "
    let codes = helps.map { help in
      help.code.split(separator: "\n", omittingEmptySubsequences: false)
        .map { VisibleText.line(String($0)) }
    }
    let widest = codes.compactMap(\.first).map(DisplayWidth.of).max() ?? 0
    for (help, lines) in zip(helps, codes) {
      let notes = Paragraph.lines(help.note, width: width.map { max(20, $0 - lead.count - 4) })
      let isBeside =
        notes.count == 1
        && width.map { lead.count + widest + 6 + DisplayWidth.of(notes.joined()) <= $0 } ?? true
      for (index, line) in lines.enumerated() {
        text.append(index == 0 ? lead : String(repeating: " ", count: lead.count), .help)
        text.append(line, .code)
        if index == 0, isBeside, !help.note.isEmpty {
          text.append(spaces: line.isEmpty ? 0 : widest - DisplayWidth.of(line) + 6)
          text.append(notes.joined())
        }
        text.endLine()
      }
      for note in isBeside ? [] : notes {
        text.append(spaces: lead.count + 4)
        text.append(note)
        text.endLine()
      }
    }
  }
}
