import Values

extension FileScan {
  /// The engine's table function that reads the file, over several lines.
  ///
  /// Nothing is left to the engine's guesses: every option and every column's type is given, and a
  /// cell that does not fit is an error. The columns of a CSV are called `c0`, `c1` and so on, since
  /// a header may hold anything; those of a Parquet file keep their names.
  func sourceText() throws(ValueError) -> String {
    let path = try SQLQuoting.literal(SQLQuoting.filePattern(contents ?? path))
    switch format {
    case .csv: return try csvText(path)
    case .parquet: return without(leftOutRows, "read_parquet(\(path))")
    case .json: return without(leftOutRows, try jsonText(path))
    case .excel: return without(leftOutRows, try worksheetText(path))
    }
  }

  private func without(_ rows: [Int], _ source: String) -> String {
    guard !rows.isEmpty else { return source }
    return """
      (
        SELECT * FROM (SELECT *, row_number() OVER () AS "row number" FROM \(source))
        WHERE "row number" NOT IN (\(rows.map(String.init).joined(separator: ", ")))
      )
      """
  }

  private func csvText(_ path: String) throws(ValueError) -> String {
    var types: [String] = []
    for (index, column) in columns.enumerated() {
      types.append("'c\(index)': \(try SQLQuoting.literal(column.engineType))")
    }
    var options = [
      path,
      "columns = {\(types.joined(separator: ", "))}",
      "auto_detect = false",
      "header = \(hasHeader)",
      "skip = \(max(0, skippedLines))",
      "delim = \(try SQLQuoting.literal(delimiter))",
      "quote = \(try SQLQuoting.literal(quote))",
      "escape = \(try SQLQuoting.literal(escape))",
      "nullstr = ''",
      "strict_mode = true",
      "null_padding = false",
      "ignore_errors = false",
    ]
    if isOwnRows { options.append("allow_quoted_nulls = false") }
    if let dateFormat { options.append("dateformat = \(try SQLQuoting.literal(dateFormat))") }
    if let timestampFormat {
      options.append("timestampformat = \(try SQLQuoting.literal(timestampFormat))")
    }
    if let longestLine { options.append("max_line_size = \(longestLine)") }
    if let bufferLength { options.append("buffer_size = \(bufferLength)") }
    return "read_csv(\n\(Select.indented(options.joined(separator: ",\n")))\n)"
  }

  /// The columns as the query that reads the file names them.
  func selectColumns(alias: String) throws(ValueError) -> [SelectColumn] {
    var result: [SelectColumn] = []
    for (index, column) in columns.enumerated() {
      switch format {
      case .csv:
        let cell = "\(alias).c\(index)"
        let isGuarded = hasGuardedTexts && column.engineType == "VARCHAR"
        result.append(
          isGuarded
            ? SelectColumn(name: column.name, sql: "unguarded(\(cell))", kind: .simple)
            : SelectColumn(name: column.name, sql: cell, kind: .reference))
      case .json:
        result.append(
          SelectColumn(
            name: column.name, sql: try jsonCell(column, alias: alias), kind: .reference))
      case .excel:
        result.append(
          SelectColumn(
            name: column.name, sql: try worksheetCell(column, alias: alias), kind: .simple))
      case .parquet:
        let name = try SQLQuoting.identifier(column.name)
        // A cast to the type that the column has already costs nothing.
        let sql = "CAST(\(alias).\(name) AS \(try Self.checkedType(column.engineType)))"
        result.append(SelectColumn(name: column.name, sql: sql, kind: .simple))
      }
    }
    return result
  }

  /// A type's name is no text that can be quoted, so it may hold only what such names hold.
  static func checkedType(_ type: String) throws(ValueError) -> String {
    let allowed = type.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "("), UInt8(ascii: ")"),
        UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard allowed, !type.isEmpty else {
      throw ValueError(.invalidArgument, "\(type.debugDescription) is not the name of a type")
    }
    return type
  }
}
