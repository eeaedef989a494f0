internal import Columns
internal import DelimitedText
internal import Engine
internal import Planning
internal import Values

/// A worksheet of an Excel file: where its header is, and what its columns hold.
struct WorksheetLoading {
  let engine: EngineAccess
  let path: String
  let identity: FileIdentity

  /// How many rows are looked at to find the header, and how many columns a sheet may have.
  private static let headRows = 60
  private static let widest = 702

  func columns(
    sheet choice: Value?, range text: String?, totals: TotalsChoice = .proven
  ) throws(ValueError) -> FileColumns {
    let sheet = try Workbook(path).sheet(choice)
    try engine.loadExcel()
    var stated: CellRange?
    if let text {
      guard let range = CellRange(text) else {
        throw ValueError(
          .invalidArgument, "`range` is two corners of cells, and this is `\(text)`",
          fixes: [.init("load(\"\(path)\", range: \"A3:F200\")")], argument: "range")
      }
      stated = range
    }
    let (range, names) = try header(in: sheet, stated)
    var scan = FileScan(path: path, format: .excel, columns: [], identity: identity)
    scan.sheet = sheet
    scan.range = range.belowHeader.text
    scan.columns = names.names.enumerated().map { index, name in
      var column = FileScan.Column(name: name, engineType: "VARCHAR")
      column.keys = [CellRange.letters(range.firstColumn + index)]
      return column
    }
    var file = FileColumns(scan: scan, types: [])
    func types() throws(ValueError) -> WorksheetTypes.Found {
      try WorksheetTypes(scan: file.scan, range: range.belowHeader, engine: engine).types()
    }
    var found = try types()
    if found.mayHaveTotals {
      let rows = try TotalsSearch(scan, totals, engine).find()
      let numbers = try engine.sheetRows(rows.leftOut + rows.counted.map(\.row), of: scan)
      file.leaveOut(rows, numbers: numbers)
      if !rows.leftOut.isEmpty { found = try types() }
    }
    file.types = found.types.map { ColumnType(engineName: $0) }
    for (index, type) in found.types.enumerated() { file.scan.columns[index].engineType = type }
    if stated == nil, range.firstRow > 1 {
      let above = range.firstRow - 1
      file.notes.append(
        "\(path): \(above) row\(above == 1 ? "" : "s") above the header \(above == 1 ? "is" : "are") left out"
      )
    }
    if let renamed = names.sentence { file.notes.append("\(path): \(renamed)") }
    return file
  }

  /// The rectangle from the header on, and the names that stand in it.
  ///
  /// The header is the first row that is as wide as the widest of the first rows, or nearly so, and
  /// holds texts only: titles above it are narrow.
  private func header(
    in sheet: String?, _ stated: CellRange?
  ) throws(ValueError) -> (CellRange, ColumnNames) {
    let looked =
      stated
      ?? CellRange(
        firstColumn: 1, firstRow: 1, lastColumn: Self.widest, lastRow: CellRange.lastRow)
    var top = looked
    top.lastRow = min(looked.lastRow, looked.firstRow + Self.headRows - 1)
    var options = ["header = false", "all_varchar = true", "stop_at_empty = false"]
    options.append("range = '\(top.text)'")
    if let sheet { options.append("sheet = \(try engine.literal(sheet))") }
    let source = "read_xlsx(\(try engine.fileLiteral(path)), \(options.joined(separator: ", ")))"
    let cells = try engine.runWorksheet("SELECT * FROM \(source)", path)
    let rows = (0..<cells.rowCount).map { row in cells.columns.map { $0.text(at: row) } }
    let widths = rows.map { $0.count { $0?.isEmpty == false } }
    guard let widest = widths.max(), widest > 0 else {
      throw ValueError(
        .unreadable, "the worksheet\(sheet.map { " `\($0)`" } ?? "") of \(path) is empty",
        because: "a table begins with the names of its columns", argument: "path")
    }
    let isWide = { (row: Int) in widths[row] * 2 > widest }
    let index =
      stated != nil
      ? 0
      : rows.indices.first { isWide($0) && Self.areNames(rows[$0]) } ?? widths.firstIndex(
        of: widest) ?? 0
    let last = rows[index...].map { $0.lastIndex { $0?.isEmpty == false } ?? 0 }.max() ?? 0
    let first =
      stated != nil
      ? 0 : rows[index...].compactMap { $0.firstIndex { $0?.isEmpty == false } }.min() ?? 0
    var range = looked
    range.firstRow += index
    range.lastColumn = stated?.lastColumn ?? looked.firstColumn + last
    range.firstColumn += first
    let width = range.lastColumn - range.firstColumn + 1
    let names = (0..<width).map { column in
      first + column < rows[index].count ? rows[index][first + column] ?? "" : ""
    }
    return (range, ColumnNames(names))
  }

  private static func areNames(_ row: [String?]) -> Bool {
    row.allSatisfy { $0.map { Double($0) == nil } ?? true }
  }
}
