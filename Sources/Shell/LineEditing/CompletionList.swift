import Terminal

/// What may stand at the cursor, as the line editor shows it.
struct CompletionList {
  struct Candidate: Hashable {
    /// What is inserted.
    var text: String
    /// What is listed, and what it is.
    var name: String
    var detail: String
  }

  /// Where the text that is replaced begins, a number of bytes; it ends at the cursor.
  var start: Int
  var candidates: [Candidate] = []

  var isEmpty: Bool { candidates.isEmpty }
  var isOne: Bool { candidates.count == 1 }

  /// More are counted, not listed.
  static let mostRows = 100

  /// What all candidates begin with; nil where they have nothing in common.
  var commonText: String? {
    guard var common = candidates.first.map({ Array($0.text.unicodeScalars) }) else { return nil }
    for candidate in candidates.dropFirst() {
      let same = zip(common, candidate.text.unicodeScalars).prefix { $0 == $1 }.count
      common.removeLast(common.count - same)
    }
    guard !common.isEmpty else { return nil }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: common)
    return String(text)
  }

  /// Each candidate on a line with what it is, cut to the width of the terminal.
  func listing(columns: Int) -> String {
    let names = candidates.map { DisplayWidth.of(VisibleText.line($0.name)) }
    let room = min(max(names.max() ?? 0, 8), max(columns / 2, 8))
    var lines = candidates.prefix(Self.mostRows).map { candidate in
      let name = VisibleText.line(candidate.name)
      let gap = String(repeating: " ", count: max(2, room + 2 - DisplayWidth.of(name)))
      return DisplayWidth.cut(
        "  " + name + gap + VisibleText.line(candidate.detail), to: columns - 1)
    }
    if candidates.count > Self.mostRows {
      lines.append("  … \(candidates.count - Self.mostRows) more: type more letters")
    }
    return lines.joined(separator: "\n")
  }
}
