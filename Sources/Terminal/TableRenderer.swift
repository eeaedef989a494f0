import Units
package import Values

/// A table as text: names and units in the head, numbers right-aligned at their points, text left,
/// and every row or column that is not shown counted.
package struct TableRenderer: Sendable {
  package var numberText: NumberText
  /// The terminal's width, to which the table is cut; nil for a file or a pipe, which get all.
  package var width: Int?
  /// The most rows that are drawn: the first and the last ones; nil for all.
  package var mostRows: Int?

  package init(numberText: NumberText = NumberText(), width: Int? = nil, mostRows: Int? = nil) {
    self.numberText = numberText
    self.width = width
    self.mostRows = mostRows
  }

  /// The rows that are drawn, with how many are left out before the second part.
  private struct Selection {
    var rows: [Int]
    var gapAt: Int
    var hidden: Int
  }

  /// The text of a table; `rowCount` says how many rows there are when it holds only the first.
  package func text(
    _ table: LocalTable, title: String? = nil, rowCount: Int? = nil,
  ) -> StyledText {
    var text = StyledText()
    if let title {
      text.append(VisibleText.line(title), .title)
      text.endLine()
    }
    let selection = select(of: table, total: max(rowCount ?? 0, table.rowCount))
    let all = table.type.columns.indices.map { index in
      TableColumnText(
        table.type.columns[index],
        selection.rows.map { table.value(row: $0, column: index) }, numberText: numberText)
    }
    let (columns, hidden) = fitted(all)
    appendHead(columns, to: &text)
    appendRows(columns, selection, to: &text)
    appendFoot(table, selection, hidden, to: &text)
    return text
  }

  private func select(of table: LocalTable, total: Int) -> Selection {
    let count = table.rowCount
    guard let mostRows, count > mostRows else {
      return Selection(rows: Array(0..<count), gapAt: count, hidden: total - count)
    }
    // The last rows are at hand only when the table holds all.
    let tail = total == count ? mostRows / 2 : 0
    let head = mostRows - tail
    return Selection(
      rows: Array(0..<head) + Array(count - tail..<count), gapAt: head, hidden: total - mostRows)
  }

  /// Leaves out columns from the right that have no room at their least width, then narrows the
  /// widest of the others.
  private func fitted(_ columns: [TableColumnText]) -> (shown: [TableColumnText], hidden: [String])
  {
    guard let width else { return (columns, []) }
    var shown: [TableColumnText] = []
    var least = -2
    for var column in columns {
      least += column.leastWidth + 2
      guard shown.isEmpty || least <= width else { break }
      column.width = max(column.leastWidth, min(column.width, width))
      shown.append(column)
    }
    while Self.totalWidth(shown) > width,
      let widest = shown.indices.filter({ shown[$0].width > shown[$0].leastWidth })
        .max(by: { shown[$0].width < shown[$1].width })
    { shown[widest].width -= 1 }
    return (shown, columns.dropFirst(shown.count).map(\.name))
  }

  private static func totalWidth(_ columns: [TableColumnText]) -> Int {
    columns.map(\.width).reduce(0, +) + 2 * max(0, columns.count - 1)
  }

  private func appendHead(_ columns: [TableColumnText], to text: inout StyledText) {
    appendLine(columns.map { ($0.fitted($0.name), .header) }, to: &text)
    if columns.contains(where: { !$0.unit.isEmpty }) {
      appendLine(columns.map { ($0.fitted($0.unit), .muted) }, to: &text)
    }
    text.append(String(repeating: "─", count: Self.totalWidth(columns)), .muted)
    text.endLine()
  }

  private func appendRows(
    _ columns: [TableColumnText], _ selection: Selection, to text: inout StyledText,
  ) {
    for row in selection.rows.indices {
      if row == selection.gapAt { appendGap(selection, to: &text) }
      let cells: [(String, TextStyle)] = columns.map { column in
        let style: TextStyle =
          column.isMissing[row] ? .muted : column.isNumeric ? .number : .plain
        return (column.fitted(column.cells[row]), style)
      }
      appendLine(cells, to: &text)
    }
    if selection.gapAt >= selection.rows.count { appendGap(selection, to: &text) }
  }

  private func appendGap(_ selection: Selection, to text: inout StyledText) {
    guard selection.hidden > 0 else { return }
    let count = numberText.text(.number(Double(selection.hidden)))
    text.append("… \(count) more row\(selection.hidden == 1 ? "" : "s")", .muted)
    text.endLine()
  }

  /// Cells side by side, without blanks at the line's end.
  private func appendLine(_ cells: [(text: String, style: TextStyle)], to text: inout StyledText) {
    let last = cells.lastIndex { $0.text.contains { $0 != " " } } ?? -1
    for (index, cell) in cells.enumerated() where index <= last {
      if index > 0 { text.append("  ") }
      guard index == last else {
        text.append(cell.text, cell.style)
        continue
      }
      let blanks = cell.text.reversed().prefix { $0 == " " }.count
      text.append(String(cell.text.dropLast(blanks)), cell.style)
    }
    text.endLine()
  }

  private func appendFoot(
    _ table: LocalTable, _ selection: Selection, _ hidden: [String], to text: inout StyledText,
  ) {
    func line(_ words: String) {
      text.append(words, .muted)
      text.endLine()
    }
    if table.type.columns.isEmpty { line("no columns") }
    if selection.rows.isEmpty && selection.hidden == 0 { line("no rows") }
    if !hidden.isEmpty {
      let names = hidden.joined(separator: ", ")
      line(
        "\(hidden.count) column\(hidden.count == 1 ? "" : "s") not shown, for lack of room: "
          + DisplayWidth.cut(names, to: max(20, (width ?? 80) - 40)))
    }
    let levels = Self.levels(table, selection.rows)
    if !levels.isEmpty {
      let texts = levels.map { numberText.text(Quantity($0, .share)) }
      line("[low, high]: \(texts.joined(separator: ", ")) interval")
    }
  }

  /// The confidence levels of the intervals shown.
  private static func levels(_ table: LocalTable, _ rows: [Int]) -> [Double] {
    var levels: Set<Double> = []
    for column in table.columns.indices {
      for row in rows {
        guard case .estimate(let estimate) = table.value(row: row, column: column),
          estimate.interval != .none
        else { continue }
        levels.insert(estimate.level)
      }
    }
    return levels.sorted()
  }
}
