import Diagnostics

extension Lexer {
  /// Ends the texts of one line that are open at its end.
  mutating func closeTextAtLineEnd() {
    var start = position
    while let mode = modes.last {
      switch mode {
      case .text(let isMultiLine, _, let opening):
        if isMultiLine {
          reportUnclosedText(from: start)
          return
        }
        start = opening
        modes.removeLast()
        emit(.textEnd, from: position)
      case .interpolation(_, let isMultiLine):
        if isMultiLine {
          reportUnclosedText(from: start)
          return
        }
        modes.removeLast()
        emit(.interpolationEnd, from: position)
      }
    }
    reportUnclosedText(from: start)
  }

  /// Ends all texts that are open at the end of the source.
  mutating func closeOpenTexts() {
    guard !modes.isEmpty else { return }
    var opening: Int?
    while let mode = modes.popLast() {
      if case .text(let isMultiLine, _, let start) = mode {
        opening = start
        endsInsideText = isMultiLine
        emit(.textEnd, from: position)
      } else {
        emit(.interpolationEnd, from: position)
      }
    }
    if let opening { reportUnclosedText(from: opening) }
  }

  mutating func reportUnclosedText(from start: Int) {
    let end = span(from: position, to: position)
    diagnostics.report(
      Diagnostic(
        .unclosedText, "this text is not closed", at: span(from: start, to: start + 1),
        label: "it begins here",
        helps: [Diagnostic.Help("\"", note: "at the end of the text", replacing: end)]))
  }
}
