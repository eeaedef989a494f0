import Terminal

/// What the tests of a script show, as the text beside it that is kept: `report.expected`.
///
/// A section begins with `test "name"`; the lines that the test shows follow, each with two spaces before
/// it. So a change of one figure is a change of one line.
struct Snapshots {
  /// The lines of each test, by its name.
  private(set) var sections: [(name: String, lines: [String])] = []

  init() {}

  /// Reads what was kept; lines of no section are comments.
  init(reading text: String) {
    var open: (name: String, lines: [String])?
    func close(_ section: (name: String, lines: [String])?) -> [(name: String, lines: [String])] {
      section.map { [($0.name, Self.trimmed($0.lines))] } ?? []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("test \""), line.hasSuffix("\"") {
        sections += close(open)
        open = (String(line.dropFirst(6).dropLast()), [])
      } else if line.hasPrefix("  ") {
        open?.lines.append(String(line.dropFirst(2)))
      } else if line.isEmpty {
        open?.lines.append("")
      }
    }
    sections += close(open)
  }

  /// The lines of a test; nil when none were kept.
  func lines(of test: String) -> [String]? {
    sections.first { $0.name == Self.name(of: test) }?.lines
  }

  mutating func add(_ test: String, _ lines: [String]) {
    sections.append((Self.name(of: test), lines))
  }

  /// The name of a test on one line, without what a terminal would obey.
  static func name(of test: String) -> String { VisibleText.line(test) }

  /// The text that is kept.
  func text(script: String) -> String {
    var text = "# What the tests of \(script) show. `sales test --accept` writes it anew.\n"
    for section in sections {
      text += "\ntest \"\(section.name)\"\n"
      for line in section.lines { text += line.isEmpty ? "\n" : "  \(line)\n" }
    }
    return text
  }

  /// A shown text as lines: without spaces at their ends, and without empty lines around them.
  static func lines(of text: String) -> [String] {
    trimmed(
      text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        var line = line
        while line.last == " " { line.removeLast() }
        return String(line)
      })
  }

  /// Where the snapshots of a script are: its path with the ending `.expected`.
  static func path(of script: String) -> String {
    (script.hasSuffix(".sales") ? String(script.dropLast(6)) : script) + ".expected"
  }

  private static func trimmed(_ lines: [String]) -> [String] {
    var lines = lines[...]
    while lines.first?.isEmpty == true { lines.removeFirst() }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return Array(lines)
  }
}
