/// A page of the reference as a terminal shows it.
package enum Page {
  /// The page with its paragraphs broken to the width, ending with a line feed.
  ///
  /// Indented lines are code and stay.
  package static func text(_ page: String, width: Int?) -> StyledText {
    let room = min(width ?? Paragraph.measure, Paragraph.measure)
    var text = StyledText()
    var paragraph: [String] = []
    func end(_ text: inout StyledText) {
      guard !paragraph.isEmpty else { return }
      for line in Paragraph.lines(paragraph.joined(separator: " "), width: room) {
        text.append(line + "\n")
      }
      paragraph = []
    }
    for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.isEmpty || line.hasPrefix(" ") || line.hasPrefix("- ") { end(&text) }
      if line.hasPrefix("    ") {
        text.append(line + "\n", .code)
      } else if line.isEmpty {
        text.endLine()
      } else {
        paragraph.append(line)
      }
    }
    end(&text)
    return text
  }
}
