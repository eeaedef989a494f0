internal import Units
package import Values

/// Values in words, for a person to whom the screen is read aloud: no lines that are drawn, nothing
/// that only its place explains, each number with its unit and its interval.
package struct SpokenValue: Sendable {
  package var numberText: NumberText
  /// The most rows of a table that are told; nil for all.
  package var mostRows: Int?

  package init(numberText: NumberText = NumberText(), mostRows: Int? = nil) {
    self.numberText = numberText
    self.mostRows = mostRows
  }

  /// Any value; ends with a line feed.
  ///
  /// Where rows of a table are `hidden`, it holds those before and after them.
  ///
  /// - Throws: `interrupted` when the person does not want to wait for it.
  package func text(
    _ value: Value, title: String? = nil, hidden: Range<Int>? = nil,
  ) throws(ValueError) -> StyledText {
    var text = StyledText()
    if let title { append(title, to: &text) }
    switch value {
    case .table(let table):
      guard let local = table.plan as? LocalTable else {
        append(words(value), to: &text)
        break
      }
      try append(local, hidden: hidden, total: table.total as? LocalTable, to: &text)
    case .record(let record):
      for field in record.fields { append("\(field.name): \(words(field.value))", to: &text) }
    case .text(let words):
      text.append(Paragraph.text(words, width: nil))
      text.endLine()
    default: append(words(value), to: &text)
    }
    return text
  }

  private func append(
    _ table: LocalTable, hidden: Range<Int>?, total: LocalTable?, to text: inout StyledText,
  ) throws(ValueError) {
    let shown = ShownRows(table.rowCount, hidden: hidden, most: mostRows)
    let count = shown.rows.count + shown.hiddenCount
    append(
      "table of \(counted(count, "row")) and \(counted(table.type.columns.count, "column"))",
      to: &text)
    for (place, row) in shown.rows.enumerated() {
      try StopRequest.check(turn: place)
      if place == shown.gapAt { appendGap(shown, to: &text) }
      let number = place < shown.gapAt ? place + 1 : place + 1 + shown.hiddenCount
      append("row \(number): \(cells(of: table, row))", to: &text)
    }
    if shown.gapAt >= shown.rows.count { appendGap(shown, to: &text) }
    if let total { append("all rows: \(cells(of: total, 0, leavesOutMissing: true))", to: &text) }
  }

  private func appendGap(_ shown: ShownRows, to text: inout StyledText) {
    guard shown.hiddenCount > 0 else { return }
    let (first, last) = (shown.gapAt + 1, shown.gapAt + shown.hiddenCount)
    append(
      first == last ? "row \(first) is left out" : "rows \(first) to \(last) are left out",
      to: &text)
  }

  /// The cells of a row, each with the name of its column.
  private func cells(of table: LocalTable, _ row: Int, leavesOutMissing: Bool = false) -> String {
    table.type.columns.enumerated().compactMap { index, column in
      let value = table.value(row: row, column: index)
      if value.isMissing {
        return leavesOutMissing ? nil : "\(column.name) \(column.isGroupKey ? "none" : "missing")"
      }
      return "\(column.name) \(words(value))"
    }.joined(separator: "; ")
  }

  /// A value with `per` for the strokes of its unit, and its interval as two numbers.
  private func words(_ value: Value) -> String {
    guard let measure = value.measure else { return numberText.text(value) }
    func number(_ magnitude: Double) -> String {
      numberText.text(Quantity(magnitude, measure)).replacing("/", with: " per ")
    }
    guard case .estimate(let estimate) = value else {
      return numberText.text(value).replacing("/", with: " per ")
    }
    let said = estimate.value.isFinite ? number(estimate.value) : "no value"
    let level = numberText.text(Quantity(estimate.level, .share))
    switch estimate.interval {
    case .between(let low, let high) where low.isFinite && high.isFinite:
      return "\(said), \(level) interval from \(number(low)) to \(number(high))"
    case .atLeast(let low) where low.isFinite:
      return "\(said), at least \(number(low)) at \(level)"
    case .atMost(let high) where high.isFinite:
      return "\(said), at most \(number(high)) at \(level)"
    case .between, .atLeast, .atMost, .none: return said
    }
  }

  private func counted(_ count: Int, _ thing: String) -> String {
    "\(numberText.text(.number(Double(count)))) \(thing)\(count == 1 ? "" : "s")"
  }

  private func append(_ line: String, to text: inout StyledText) {
    text.append(VisibleText.line(line))
    text.endLine()
  }
}

extension String {
  /// The text with each place of another one replaced.
  fileprivate func replacing(_ part: Character, with words: String) -> String {
    reduce(into: "") { text, character in
      if character == part { text += words } else { text.append(character) }
    }
  }
}
