import Units
package import Values

/// A table as text: names and units in the head, numbers right-aligned at their points, text left,
/// and every row or column that is not shown counted.
package struct TableRenderer: Sendable {
  package var numberText: NumberText
  /// The terminal's width, into which the table is folded; nil for a file or a pipe.
  package var width: Int?
  /// The most rows that are drawn: the first and the last ones; nil for all.
  package var mostRows: Int?

  package init(numberText: NumberText = NumberText(), width: Int? = nil, mostRows: Int? = nil) {
    self.numberText = numberText
    self.width = width
    self.mostRows = mostRows
  }

  /// The text of a table.
  ///
  /// Where rows are `hidden`, the table holds those before and after them. The total, a row of the same
  /// columns, stands below a line of its own.
  ///
  /// - Throws: `interrupted` when the person does not want to wait for it.
  package func text(
    _ table: LocalTable, title: String? = nil, hidden: Range<Int>? = nil,
    total: LocalTable? = nil,
  ) throws(ValueError) -> StyledText {
    var text = StyledText()
    if let title {
      text.append(VisibleText.line(title), .title)
      text.endLine()
    }
    let selection = ShownRows(table.rowCount, hidden: hidden, most: mostRows)
    let columns = try table.type.columns.indices.stoppableMap { index throws(ValueError) in
      try TableColumnText(
        table.type.columns[index],
        selection.rows.map { table.value(row: $0, column: index) },
        total: total.map { .init($0.value(row: 0, column: index), inColumn: index) },
        numberText: numberText)
    }
    let layout = TableLayout(columns, width: width)
    for (index, block) in layout.blocks.enumerated() {
      if index > 0 { text.endLine() }
      try append(block, of: columns, layout, selection, to: &text)
    }
    try appendFoot(table, selection, layout.hidden.map { columns[$0].name }, to: &text)
    return text
  }

  /// The head and the rows of the columns that stand side by side.
  private func append(
    _ block: [Int], of columns: [TableColumnText], _ layout: TableLayout, _ selection: ShownRows,
    to text: inout StyledText,
  ) throws(ValueError) {
    func line(_ cell: (TableColumnText) -> (text: String, style: TextStyle)) {
      appendLine(
        block.map { index in
          let (text, style) = cell(columns[index])
          return (columns[index].fitted(text, to: layout.widths[index]), style)
        }, to: &text)
    }
    line { ($0.name, .header) }
    if block.contains(where: { !columns[$0].unit.isEmpty }) { line { ($0.unit, .muted) } }
    let width = TableLayout.total(block.map { layout.widths[$0] })
    func rule() {
      text.append(String(repeating: "─", count: width), .muted)
      text.endLine()
    }
    rule()
    let isStacked = layout.isStacked && block.contains { !columns[$0].intervals.isEmpty }
    for row in 0..<(columns.first?.values.count ?? 0) {
      try StopRequest.check(turn: row)
      if row == selection.gapAt { appendGap(selection, to: &text) }
      if row == selection.rows.count { rule() }
      line { column in
        let style: TextStyle =
          column.isMissing[row] ? .muted : column.isNumeric ? .number : .plain
        return (isStacked ? column.values[row] : column.cell(row), style)
      }
      if isStacked, block.contains(where: { columns[$0].hasInterval(row) }) {
        line { ($0.secondLine(row), .muted) }
      }
    }
    if selection.gapAt >= (columns.first?.values.count ?? 0) { appendGap(selection, to: &text) }
  }

  private func appendGap(_ selection: ShownRows, to text: inout StyledText) {
    guard selection.hiddenCount > 0 else { return }
    let count = numberText.text(.number(Double(selection.hiddenCount)))
    text.append("… \(count) more row\(selection.hiddenCount == 1 ? "" : "s")", .muted)
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
    _ table: LocalTable, _ selection: ShownRows, _ hidden: [String], to text: inout StyledText,
  ) throws(ValueError) {
    func line(_ words: String) {
      text.append(words, .muted)
      text.endLine()
    }
    if table.type.columns.isEmpty { line("no columns") }
    if selection.rows.isEmpty && selection.hiddenCount == 0 { line("no rows") }
    if !hidden.isEmpty {
      let count = "\(hidden.count) column\(hidden.count == 1 ? "" : "s") not shown"
      let names = "\(count), for lack of room: \(hidden.joined(separator: ", "))"
      for part in Paragraph.lines(names, width: width) { line(part) }
    }
    let levels = try Self.levels(table, selection.rows)
    if !levels.isEmpty {
      let texts = levels.map { numberText.text(Quantity($0, .share)) }
      line("[low, high]: \(texts.joined(separator: ", ")) interval")
    }
  }

  /// The confidence levels of the intervals shown.
  private static func levels(
    _ table: LocalTable, _ rows: [Int]
  ) throws(ValueError) -> [Double] {
    var levels: Set<Double> = []
    for column in table.columns.indices {
      for row in rows {
        try StopRequest.check(turn: row)
        guard case .estimate(let estimate) = table.value(row: row, column: column),
          estimate.interval != .none
        else { continue }
        levels.insert(estimate.level)
      }
    }
    return levels.sorted()
  }
}
