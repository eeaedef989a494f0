import Values

/// Makes visible what a terminal would obey or hide: data, column names, file names and messages
/// all come from somewhere else, and none of them may move the cursor or turn text around.
package enum VisibleText {
  /// More marks than this on one letter are no writing but an attack on the screen.
  static let mostMarks = 15

  /// The text on one line: line feeds become visible too.
  package static func line(_ text: String) -> String { visible(text, keepsLineFeeds: false) }

  /// The text with its line feeds, which are our own layout.
  package static func lines(_ text: String) -> String { visible(text, keepsLineFeeds: true) }

  /// The form of a scalar that a terminal would obey or hide; nil for what may be written as it is.
  package static func replacement(for scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x20...0x7E: nil
    // The control pictures stand in the order of the controls.
    case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value).map { String($0) }
    case 0x7F: "␡"
    default:
      scalar.isUnprintable
        ? "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}" : nil
    }
  }

  private static func visible(_ text: String, keepsLineFeeds: Bool) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x20...0x7E).contains(byte) || (keepsLineFeeds && byte == 0x0A)
    }
    if isPlain { return text }
    var result = String.UnicodeScalarView()
    var marks = 0
    for scalar in text.unicodeScalars {
      if keepsLineFeeds && scalar == "\n" {
        marks = 0
        result.append(scalar)
      } else if let replacement = replacement(for: scalar) {
        marks = 0
        result.append(contentsOf: replacement.unicodeScalars)
      } else {
        marks = DisplayWidth.isMark(scalar) ? marks + 1 : 0
        if marks <= mostMarks { result.append(scalar) }
      }
    }
    return String(result)
  }
}
