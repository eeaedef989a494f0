extension Explanation {
  /// The explanation as plain text of several lines, indented under its title.
  ///
  /// - Parameters:
  ///   - value: The value as it is shown; nil for a table.
  ///   - notes: What the result says about itself.
  /// - Returns: The lines, without a line end after the last.
  package func text(of value: String?, notes: [Note]) -> String {
    var lines = [value.map { "\(title): \($0)" } ?? title]
    func add(_ label: String, _ text: String?) {
      guard let text, !text.isEmpty else { return }
      lines.append("  \(label): \(text)")
    }
    add("definition", definition)
    add("formula", formula)
    add("with these numbers", worked)
    for rows in rowsUsed {
      add("rows used", "\(grouped(rows.count)) row\(rows.count == 1 ? "" : "s") of \(rows.table)")
    }
    for rows in leftOut { add("left out", "\(grouped(rows.count)) \(rows.reason)") }
    add("range", range)
    add("interval", interval)
    for assumption in assumptions { add("assumes", assumption) }
    add("source", source)
    // What a line above says is not said again.
    for note in notes
    where !lines.contains(where: { $0.contains(note.text) }) {
      add(note.kind.rawValue, note.text)
    }
    return lines.joined(separator: "\n")
  }

  private func grouped(_ count: Int) -> String { NumberText().text(.number(Double(count))) }
}
