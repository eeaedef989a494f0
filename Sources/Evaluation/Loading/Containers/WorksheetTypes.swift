internal import Columns
internal import DelimitedText
internal import Engine
internal import Planning
internal import Values

/// What the columns of a worksheet hold: every cell is looked at, since Excel types each cell alone.
struct WorksheetTypes {
  let scan: FileScan
  let range: CellRange
  let engine: EngineAccess

  /// The engine's type of each column.
  ///
  /// A column is of numbers, days or truth values when all of its cells are; the format of its first
  /// cell tells days from numbers.
  func types() throws(ValueError) -> Found {
    let found = try cells()
    var result = Found(mayHaveTotals: found.contains { $0.labels > 0 })
    result.types = try types(found)
    return result
  }

  struct Found {
    var types: [String] = []
    /// Whether a cell has a word of the labels of sums.
    var mayHaveTotals = false
  }

  private func types(_ found: [Cells]) throws(ValueError) -> [String] {
    var formats: [Int: [String]] = [:]
    var types: [String] = []
    for (index, column) in found.enumerated() {
      guard let first = column.firstRow, column.numbers == column.present else {
        types.append("VARCHAR")
        continue
      }
      let row = range.firstRow + first - 1
      if formats[row] == nil { formats[row] = try format(ofRow: row) }
      let known = formats[row] ?? []
      let format = known.indices.contains(index) ? known[index] : "VARCHAR"
      switch format {
      case "DATE": types.append(column.whole == column.present ? "DATE" : "TIMESTAMP")
      case "TIMESTAMP", "DOUBLE": types.append(format)
      case "BOOLEAN": types.append(column.truths == column.present ? format : "DOUBLE")
      default: types.append("VARCHAR")
      }
    }
    return types
  }

  private struct Cells {
    var firstRow: Int?
    var present = 0
    var numbers = 0
    var whole = 0
    var truths = 0
    /// Cells with a word of the labels of sums.
    var labels = 0
  }

  private func cells() throws(ValueError) -> [Cells] {
    var items: [String] = []
    let labels = CellText.literal(TotalsLabel.pattern)
    for column in scan.columns {
      let cell = "\"\(column.keys.first ?? "A")\""
      items += [
        "min(row) FILTER (WHERE \(cell) IS NOT NULL)", "count(\(cell))",
        "count(TRY_CAST(\(cell) AS DOUBLE))",
        "count(*) FILTER (WHERE TRY_CAST(\(cell) AS DOUBLE) = floor(TRY_CAST(\(cell) AS DOUBLE)))",
        "count(*) FILTER (WHERE \(cell) IN ('0', '1'))",
        "count(*) FILTER (WHERE regexp_matches(\(cell), \(labels)))",
      ]
    }
    guard !items.isEmpty else { return [] }
    let source = try source()
    let found = try engine.runWorksheet(
      "SELECT \(items.joined(separator: ", ")) FROM \(source)", scan.path)
    return scan.columns.indices.map { index in
      func number(_ part: Int) -> Int? {
        let column = index * 6 + part
        guard found.columns.indices.contains(column) else { return nil }
        return found.columns[column].integer(at: 0).flatMap { Int(exactly: $0) }
      }
      return Cells(
        firstRow: number(0), present: number(1) ?? 0, numbers: number(2) ?? 0,
        whole: number(3) ?? 0, truths: number(4) ?? 0, labels: number(5) ?? 0)
    }
  }

  /// The rows that belong to the table, each with its number in the range.
  private func source() throws(ValueError) -> String {
    let rows = "SELECT *, row_number() OVER () AS row FROM \(try reader(range, texts: true))"
    guard !scan.leftOutRows.isEmpty else { return "(\(rows))" }
    let cells = scan.columns.map { "\"\($0.keys.first ?? "A")\" IS NOT NULL" }
    return """
      (
        SELECT * FROM (
          SELECT *, row_number() OVER () AS number FROM (\(rows))
          WHERE \(cells.joined(separator: " OR "))
        ) WHERE number NOT IN (\(scan.leftOutRows.map(String.init).joined(separator: ", ")))
      )
      """
  }

  /// The types that the engine takes the cells of one row for.
  private func format(ofRow row: Int) throws(ValueError) -> [String] {
    var single = range
    single.firstRow = row
    single.lastRow = row
    let found = try engine.runWorksheet(
      """
      SELECT column_type
      FROM (DESCRIBE SELECT * FROM \(try reader(single, texts: false)))
      """, scan.path)
    return (0..<found.rowCount).map { found["column_type"]?.text(at: $0) ?? "VARCHAR" }
  }

  private func reader(_ range: CellRange, texts: Bool) throws(ValueError) -> String {
    let sheet = try scan.sheet.map { name throws(ValueError) in
      ", sheet = \(try engine.literal(name))"
    }
    return """
      read_xlsx(\(try engine.fileLiteral(scan.path)), header = false, all_varchar = \(texts), \
      stop_at_empty = false, range = '\(range.text)'\(sheet ?? ""))
      """
  }
}

extension EngineAccess {
  func runWorksheet(_ sql: String, _ path: String) throws(ValueError) -> ColumnTable {
    let connection = try connection()
    do throws(EngineError) { return try connection.run(sql: sql) } catch {
      guard error.kind != .interrupted else { throw Self.valueError(error) }
      throw Workbook.refused(path, because: error.message)
    }
  }

  func literal(_ text: String) throws(ValueError) -> String {
    do throws(EngineError) { return try SQLText.literal(text) } catch {
      throw Self.valueError(error)
    }
  }

  func identifier(_ name: String) throws(ValueError) -> String {
    do throws(EngineError) { return try SQLText.identifier(name) } catch {
      throw Self.valueError(error)
    }
  }

  /// The literal that a reader of the engine takes for one file.
  func fileLiteral(_ path: String) throws(ValueError) -> String {
    try literal(SQLText.filePattern(path))
  }
}
