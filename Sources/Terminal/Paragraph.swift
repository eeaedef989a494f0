/// Words broken into lines of a width.
package enum Paragraph {
  /// The widest line that is pleasant to read, however wide the terminal is.
  package static let measure = 100

  /// Lines of whole words, further ones after `indent` blanks.
  ///
  /// A word longer than a line has a line of its own. Blanks at the start stay. A width of nil is no
  /// limit. O(length).
  package static func lines(_ text: String, width: Int?, indent: Int = 0) -> [String] {
    let text = VisibleText.line(text)
    guard let width, DisplayWidth.of(text) > width else { return [text] }
    let start = text.prefix { $0 == " " }
    let further = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = String(start)
    var used = start.count
    var isEmpty = true
    for word in text.dropFirst(start.count).split(separator: " ") {
      let wide = DisplayWidth.of(String(word))
      if !isEmpty, used + 1 + wide > width {
        lines.append(line)
        (line, used, isEmpty) = (further, indent, true)
      }
      line += (isEmpty ? "" : " ") + word
      used += wide + (isEmpty ? 0 : 1)
      isEmpty = false
    }
    return lines + [line]
  }

  /// Text of several lines, each broken on its own.
  ///
  /// The further lines of one that is indented are two blanks deeper.
  package static func text(_ text: String, width: Int?) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      let start = line.prefix { $0 == " " }.count
      return lines(String(line), width: width, indent: start == 0 ? 0 : start + 2)
    }.joined(separator: "\n")
  }
}
