import Units
import Values

extension OutputFormat {
  /// A pipe table for documents, with units in the head and numbers as on the terminal; its title
  /// is a heading.
  static let markdown = OutputFormat(
    "markdown", suffix: "md", summary: "a Markdown table, rounded for reading", isForReading: true,
    separator: "\n"
  ) { shown throws(ValueError) in
    let texts = NumberText(dollar: shown.dollar)
    let heading = shown.title.map { "## \(MarkdownText.escaped($0))\n\n" } ?? ""
    guard let table = shown.value.localTable else {
      return heading + MarkdownText.lines(texts.text(shown.value)) + "\n"
    }
    return try heading + MarkdownText.table(table, total: shown.value.localTotal, texts)
  }
}

enum MarkdownText {
  /// The total is the last line, in bold.
  static func table(
    _ table: LocalTable, total: LocalTable?, _ texts: NumberText
  ) throws(ValueError) -> String {
    let columns = try table.type.columns.indices.stoppableMap { index throws(ValueError) in
      let rows = (0..<table.rowCount).map { table.value(row: $0, column: index) }
      let total = total.map { [$0.value(row: 0, column: index)] } ?? []
      return try column(table.type.columns[index], rows + total, texts)
    }
    guard !columns.isEmpty else { return "" }
    var text = line(columns.map(\.head)) + line(columns.map { $0.isNumeric ? "---:" : "---" })
    for row in 0..<table.rowCount {
      try StopRequest.check(turn: row)
      text += line(columns.map { $0.cells[row] })
    }
    guard let total else { return text }
    let last = columns.enumerated().map { index, column in
      total.value(row: 0, column: index).isMissing
        ? (index == 0 ? "**all**" : "") : "**\(column.cells.last ?? "")**"
    }
    return text + line(last)
  }

  private static func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }

  private static func column(
    _ column: ColumnSchema, _ values: [Value], _ texts: NumberText
  ) throws(ValueError) -> (head: String, cells: [String], isNumeric: Bool) {
    let name = escaped(column.name)
    let missing = escaped(column.missingText)
    let type = column.resolved(by: values)
    let isUniform = values.allSatisfy { $0.isMissing || $0.measure?.unit == type.measure?.unit }
    guard let measure = type.measure, isUniform else {
      let cells = try values.stoppableMap { value throws(ValueError) in
        value.isMissing ? missing : escaped(texts.text(value))
      }
      return (name, cells, false)
    }
    let numbers = try NumberTextColumn(values, measure: measure)
    let cells = try values.stoppableMap { value throws(ValueError) in
      guard let cell = numbers.cell(value) else { return missing }
      switch (cell.low, cell.high) {
      case (let low?, let high?): return escaped("\(cell.value) [\(low), \(high)]")
      case (let bound?, nil), (nil, let bound?): return escaped("\(cell.value) [\(bound)]")
      case (nil, nil): return escaped(cell.value)
      }
    }
    let unit = texts.unitText(measure)
    return (unit.isEmpty ? name : "\(name) (\(escaped(unit)))", cells, true)
  }

  /// Text of several lines, with their breaks kept.
  static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }
      .joined(separator: "\\\n")
  }

  /// Text whose characters mean nothing to Markdown (CommonMark 2.4) and that stays on one line.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "&", "~", "#": result += "\\"
      case "\n", "\r":
        result += " "
        continue
      default: break
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
