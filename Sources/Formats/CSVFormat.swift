import Units
import Values

extension OutputFormat {
  /// Comma-separated values (RFC 4180 with line feeds), in full precision.
  ///
  /// An estimate `x` has the columns `x`, `x_low` and `x_high`; a missing value is an empty cell,
  /// and empty text is `""`. Tables of one output are set apart by an empty line, since each has a
  /// head of its own.
  static let csv = OutputFormat(
    "csv", suffix: "csv", summary: "comma-separated values, in full precision", separator: "\n"
  ) { shown throws(ValueError) in
    try CSVText.lines(CSVText.table(of: shown.value))
  }
}

/// The rules of CSV, and the guard against cells that a spreadsheet would run.
enum CSVText {
  /// A value as rows: a record is one row, anything else a column `value` beside its `unit`.
  static func table(of value: Value) -> LocalTable {
    if let table = value.localTable { return table }
    if case .record(let record) = value {
      return LocalTable(
        type: TableType(record.fields.map { ColumnSchema($0.name, $0.value.type) }),
        columns: record.fields.map { [$0.value] }, rowCount: 1)
    }
    if case .list(let list) = value {
      return LocalTable(
        type: TableType([ColumnSchema("value", list.elementType)]), columns: [list.elements],
        rowCount: list.elements.count)
    }
    guard let measure = value.measure else {
      return LocalTable(
        type: TableType([ColumnSchema("value", value.type)]), columns: [[value]], rowCount: 1)
    }
    let unit = measure.unit.isOne ? Value.missing : .text(measure.unit.description)
    return LocalTable(
      type: TableType([ColumnSchema("value", value.type), ColumnSchema("unit", .text)]),
      columns: [[value], [unit]], rowCount: 1)
  }

  static func lines(_ table: LocalTable) throws(ValueError) -> String {
    let hasInterval = table.type.columns.indices.map { index in
      let cells = table.columns.indices.contains(index) ? table.columns[index] : []
      return table.type.columns[index].resolved(by: cells).isEstimate
    }
    let head = zip(table.type.columns, hasInterval).flatMap { column, hasInterval in
      hasInterval
        ? [column.name, column.name + "_low", column.name + "_high"] : [column.name]
    }
    var text = head.map(Self.text).joined(separator: ",") + "\n"
    for row in 0..<table.rowCount {
      try StopRequest.check(turn: row)
      let cells = hasInterval.indices.flatMap { column in
        Self.cells(table.value(row: row, column: column), hasInterval: hasInterval[column])
      }
      text += cells.joined(separator: ",") + "\n"
    }
    return text
  }

  private static func cells(_ value: Value, hasInterval: Bool) -> [String] {
    switch value {
    case .estimate(let estimate):
      let ends = hasInterval ? [number(estimate.low), number(estimate.high)] : []
      return [number(estimate.value)] + ends
    default: return [cell(value)] + (hasInterval ? ["", ""] : [])
    }
  }

  private static func cell(_ value: Value) -> String {
    switch value {
    case .missing: ""
    case .quantity(let quantity): number(quantity.magnitude)
    case .text(let text): Self.text(text)
    case .bool, .date, .instant, .period: NumberText().text(value)
    case .estimate(let estimate): number(estimate.value)
    case .list, .record, .table: text(NumberText().text(value))
    }
  }

  private static func number(_ number: Double?) -> String {
    guard let number, number.isFinite else { return "" }
    return NumberText.exact(number)
  }

  /// Text as a cell, guarded and quoted where needed.
  static func text(_ text: String) -> String {
    let guarded = isFormula(text) ? "'" + text : text
    let needsQuotes =
      guarded.isEmpty || guarded.hasPrefix(" ") || guarded.hasSuffix(" ")
      || guarded.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    guard needsQuotes else { return guarded }
    var quoted = "\""
    for scalar in guarded.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// Text that a spreadsheet would take for a formula (OWASP ASVS 1.2.10, CWE-1236).
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return formulaStarts.contains(first)
  }

  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠",
  ]
}
