package import Diagnostics

/// A message in words, for a person to whom the screen is read aloud: what the marks below the source
/// show is said.
package enum SpokenDiagnostic {
  /// The message, a line for each part of it; a brief one says only what and where.
  package static func text(
    _ diagnostic: Diagnostic, in sources: SourceMap, isBrief: Bool = false,
  ) -> StyledText {
    var text = StyledText()
    func line(_ words: String) {
      text.append(VisibleText.line(words))
      text.endLine()
    }
    line("\(diagnostic.severity.rawValue) \(diagnostic.code.rawValue): \(diagnostic.message)")
    if let span = diagnostic.span {
      let source = sources[span.source]
      let number = source.line(at: span.start)
      let start = source.start(ofLine: number)
      let column = source.text(from: start, to: span.start).unicodeScalars.count + 1
      line("in \(source.name), line \(number + 1), column \(column)")
      line("at: \(said(span, diagnostic.label, in: sources))")
    }
    if isBrief { return text }
    for label in diagnostic.labels { line("with: \(said(label.span, label.text, in: sources))") }
    for because in (diagnostic.because ?? "").split(separator: "\n") { line("because \(because)") }
    for help in diagnostic.helps {
      line("help: \(help.code)" + (help.note.isEmpty ? "" : ", which is: \(help.note)"))
    }
    return text
  }

  /// A part of the source, and what is said of it.
  private static func said(_ span: Span, _ words: String, in sources: SourceMap) -> String {
    let part = sources[span.source].text(from: span.start, to: span.end)
    let code = part.isEmpty ? "the end of the line" : DisplayWidth.cut(part, to: Paragraph.measure)
    return words.isEmpty ? code : "\(code), \(words)"
  }
}
