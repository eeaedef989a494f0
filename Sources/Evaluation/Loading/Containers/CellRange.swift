internal import Values

/// A rectangle of cells of a worksheet, such as `A3:F200`, counted from 1.
struct CellRange: Equatable {
  static let lastRow = 1_048_576
  static let lastColumn = 16_384

  var firstColumn: Int
  var firstRow: Int
  var lastColumn: Int
  var lastRow: Int

  init(firstColumn: Int, firstRow: Int, lastColumn: Int, lastRow: Int) {
    self.firstColumn = firstColumn
    self.firstRow = firstRow
    self.lastColumn = lastColumn
    self.lastRow = lastRow
  }

  /// Reads `A3:F200`; nil for what is no rectangle within a worksheet.
  init?(_ text: String) {
    let corners = text.filter { $0 != "$" }.split(separator: ":").map { Self.cell(String($0)) }
    guard corners.count == 2, let first = corners[0], let last = corners[1],
      first.column <= last.column, first.row <= last.row
    else { return nil }
    self.init(
      firstColumn: first.column, firstRow: first.row, lastColumn: last.column, lastRow: last.row)
  }

  var text: String {
    "\(Self.letters(firstColumn))\(firstRow):\(Self.letters(lastColumn))\(lastRow)"
  }

  /// The rows below the first.
  var belowHeader: CellRange {
    var rows = self
    rows.firstRow += 1
    rows.lastRow = max(rows.firstRow, lastRow)
    return rows
  }

  /// The letters of a column: 1 is A, 27 is AA.
  static func letters(_ column: Int) -> String {
    var text = ""
    var rest = column
    while rest > 0 {
      let digit = (rest - 1) % 26
      text = String(UnicodeScalar(UInt8(65 + digit))) + text
      rest = (rest - 1 - digit) / 26
    }
    return text
  }

  private static func cell(_ text: String) -> (column: Int, row: Int)? {
    let letters = text.uppercased().prefix { ("A"..."Z").contains($0) }
    guard (1...3).contains(letters.count), let row = Int(text.dropFirst(letters.count)),
      (1...lastRow).contains(row)
    else { return nil }
    let column = letters.utf8.reduce(0) { $0 * 26 + Int($1) - 64 }
    return (1...lastColumn).contains(column) ? (column, row) : nil
  }
}
