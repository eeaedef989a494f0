import Values

extension FileScan {
  /// Reads a rectangle of a worksheet as texts; rows without a cell are none.
  func worksheetText(_ path: String) throws(ValueError) -> String {
    var options = [path, "header = false", "all_varchar = true", "stop_at_empty = false"]
    if let sheet { options.append("sheet = \(try SQLQuoting.literal(sheet))") }
    if let range { options.append("range = \(try SQLQuoting.literal(range))") }
    var cells: [String] = []
    for column in columns { cells.append("\(try Self.letters(column)) IS NOT NULL") }
    return """
      (
        SELECT * FROM read_xlsx(\(options.joined(separator: ", ")))
        WHERE \(cells.isEmpty ? "false" : cells.joined(separator: " OR "))
      )
      """
  }

  func worksheetCell(_ column: Column, alias: String) throws(ValueError) -> String {
    let cell = "\(alias).\(try Self.letters(column))"
    switch column.engineType {
    case "VARCHAR": return cell
    case "BOOLEAN": return "CAST(\(cell) AS BOOLEAN)"
    // Days are counted from the end of 1899, as if 1900 had been a leap year (ECMA-376, 18.17.4.1).
    case "DATE": return "DATE '1899-12-30' + CAST(floor(CAST(\(cell) AS DOUBLE)) AS INTEGER)"
    case "TIMESTAMP":
      return """
        TIMESTAMP '1899-12-30' \
        + to_milliseconds(CAST(round(CAST(\(cell) AS DOUBLE) * 86400000) AS BIGINT))
        """
    default: return "CAST(\(cell) AS \(try Self.checkedType(column.engineType)))"
    }
  }

  private static func letters(_ column: Column) throws(ValueError) -> String {
    try SQLQuoting.identifier(column.keys.first ?? "")
  }
}
