internal import Columns
internal import Planning
internal import Values

extension EngineAccess {
  /// The rows of a worksheet, as its own program numbers them, in which rows of its table stand: given
  /// by their numbers among all rows that have a cell, from 1, those of sums included.
  ///
  /// - Complexity: One pass over the worksheet.
  func sheetRows(_ rows: [Int], of scan: FileScan) throws(ValueError) -> [Int] {
    guard let range = scan.range.flatMap(CellRange.init), !rows.isEmpty else { return rows }
    let sheet = try scan.sheet.map { name throws(ValueError) in
      ", sheet = \(try literal(name))"
    }
    let cells = scan.columns.compactMap(\.keys.first).map { "\"\($0)\" IS NOT NULL" }
    let found = try runWorksheet(
      """
      SELECT place FROM (
        SELECT place, row_number() OVER () AS number FROM (
          SELECT *, row_number() OVER () AS place
          FROM read_xlsx(\(try fileLiteral(scan.path)), header = false, all_varchar = true, \
      stop_at_empty = false, range = '\(range.text)'\(sheet ?? ""))
        ) WHERE \(cells.isEmpty ? "false" : cells.joined(separator: " OR "))
      ) WHERE number IN (\(rows.map(String.init).joined(separator: ", "))) ORDER BY number
      """, scan.path)
    let places = (0..<found.rowCount).compactMap { found.columns.first?.integer(at: $0) }
      .compactMap { Int(exactly: $0) }
    let order = rows.indices.sorted { rows[$0] < rows[$1] }
    var result = rows
    for (place, index) in zip(places, order) { result[index] = place + range.firstRow - 1 }
    return result
  }

  /// The number of a row that a query counted, as the reader of the file counts it.
  func fileRow(_ row: Int, of scan: FileScan) -> Int {
    var row = row
    for left in scan.leftOutRows where left <= row { row += 1 }
    guard scan.format == .excel else { return row }
    return (try? sheetRows([row], of: scan))?.first ?? row
  }
}
