package import Values

/// How a result was made, from what, and what it takes for granted.
package struct ExplanationRenderer: Sendable {
  package var numberText: NumberText
  package var width: Int

  private static let margin = 11

  package init(numberText: NumberText = NumberText(), width: Int = 80) {
    self.numberText = numberText
    self.width = max(40, width)
  }

  package func text(_ explanation: Explanation) -> StyledText {
    var text = StyledText(VisibleText.line(explanation.title), .title)
    text.endLine()
    for line in Self.wrapped(explanation.definition, width: width) { text.append(line + "\n") }
    text.endLine()
    append("formula", [explanation.formula], to: &text)
    append("worked", [explanation.worked].compactMap { $0 }, to: &text)
    append("rows", explanation.rowsUsed.map { "\($0.table): \(count($0.count)) used" }, to: &text)
    append(
      "left out", explanation.leftOut.map { "\(count($0.count)): \($0.reason)" }, to: &text)
    append("range", [explanation.range].compactMap { $0 }, to: &text)
    append("interval", [explanation.interval].compactMap { $0 }, to: &text)
    append("assumes", explanation.assumptions, to: &text)
    append("source", [explanation.source], to: &text)
    return text
  }

  private func count(_ number: Int) -> String { numberText.text(.number(Double(number))) }

  /// A labelled part; its further lines stand under the first.
  private func append(_ label: String, _ paragraphs: [String], to text: inout StyledText) {
    var isFirst = true
    for paragraph in paragraphs where !paragraph.isEmpty {
      for line in Self.wrapped(paragraph, width: width - Self.margin) {
        text.append(
          DisplayWidth.padded(isFirst ? label : "", to: Self.margin), isFirst ? .header : .plain)
        text.append(line)
        text.endLine()
        isFirst = false
      }
    }
  }

  /// Lines of whole words; a word longer than a line has a line of its own.
  static func wrapped(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      var lines: [String] = []
      var line = ""
      for word in VisibleText.line(String(paragraph)).split(separator: " ") {
        if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(String(word)) > width {
          lines.append(line)
          line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
      }
      return lines + [line]
    }
  }
}
