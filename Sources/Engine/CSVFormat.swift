package import Columns

/// Which characters divide a file of separated values, when they are known.
package struct CSVDialect: Sendable, Equatable {
  package let delimiter: String
  package let quote: String
  package let escape: String
  package let header: Bool
  /// The most bytes that a line may have, where it is more than the engine's usual limit.
  package let longestLine: Int?

  package init(
    delimiter: String, quote: String, escape: String, header: Bool, longestLine: Int? = nil
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
    self.header = header
    self.longestLine = longestLine
  }

  /// The bytes to read at once where only the first rows of short lines are looked at: the engine's
  /// usual buffer has many more, and takes time to fill.
  ///
  /// It holds two lines of the engine's usual limit.
  package static let sampleBuffer = 4_000_000

  /// The options of the engine's readers.
  var options: String {
    get throws(EngineError) {
      let limit =
        longestLine.map { ", max_line_size = \($0)" } ?? ", buffer_size = \(Self.sampleBuffer)"
      return """
        , delim = \(try SQLText.literal(delimiter)), quote = \(try SQLText.literal(quote)), \
        escape = \(try SQLText.literal(escape)), header = \(header), skip = 0, nullstr = ''\(limit)
        """
    }
  }
}

/// The form of a file of separated values, as found by looking at its beginning.
package struct CSVFormat: Sendable, Equatable {
  /// A column of the file.
  package struct Field: Sendable, Equatable {
    package let name: String
    package let type: ColumnType
    /// The engine's own name of the type.
    package let engineType: String

    package init(name: String, type: ColumnType, engineType: String) {
      self.name = name
      self.type = type
      self.engineType = engineType
    }
  }

  package let delimiter: String
  /// The quoting character.
  ///
  /// It is the common `"` where the beginning of the file has none, so that a quoted field further
  /// on is still read.
  package let quote: String
  /// What makes a quoting character part of a quoted field.
  package let escape: String
  /// Whether the first line that is not skipped holds the names.
  package let header: Bool
  /// How many lines come before the names or the rows.
  package let skip: Int
  /// The pattern of dates, such as `%d.%m.%Y`; nil where no column has dates.
  package let dateFormat: String?
  /// The pattern of moments; nil where no column has them.
  package let timestampFormat: String?
  /// In the file's order; none for a file that is empty.
  package let columns: [Field]

  package init(
    delimiter: String, quote: String, escape: String, header: Bool, skip: Int, dateFormat: String?,
    timestampFormat: String?, columns: [Field],
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
    self.header = header
    self.skip = skip
    self.dateFormat = dateFormat
    self.timestampFormat = timestampFormat
    self.columns = columns
  }
}

extension Connection {
  /// The form of a file of separated values.
  ///
  /// - Parameters:
  ///   - path: The path of one file, read as it stands.
  ///   - dialect: Which characters divide it; nil when they are to be found.
  ///   - rows: How many rows to look at; all of them when nil.
  /// - Returns: The form, with no columns for an empty file.
  /// - Throws: An error of the kind `io` for a file that is not there, and one with a place for a
  ///   file that cannot be read as separated values.
  package func sniffCSV(
    path: String, dialect: CSVDialect? = nil, rows: Int? = 20_480,
  ) throws(EngineError) -> CSVFormat {
    let options = try dialect?.options ?? ""
    let table = try run(
      sql: """
        SELECT Delimiter, Quote, Escape, SkipRows, HasHeader, DateFormat, TimestampFormat,
          field.name AS name, field.type AS type
        FROM (SELECT *, unnest("Columns") AS field
              FROM sniff_csv(?, sample_size = \(rows.map { max(1, $0) } ?? -1)\(options)))
        """,
      parameters: [.text(SQLText.filePattern(path))])
    func text(_ column: String) -> String? { table[column]?.text(at: 0) }
    // The engine answers for an empty file with one column of its own invention.
    let isEmpty = Self.isBlank(path)
    let fields = (0..<(isEmpty ? 0 : table.rowCount)).map { row in
      let engineType = table["type"]?.text(at: row) ?? ""
      return CSVFormat.Field(
        name: table["name"]?.text(at: row) ?? "", type: ColumnType(engineName: engineType),
        engineType: engineType)
    }
    let quote = Self.mark(text("Quote"), otherwise: "\"")
    return CSVFormat(
      delimiter: text("Delimiter") ?? ",", quote: quote,
      escape: Self.mark(text("Escape"), otherwise: quote),
      header: table["HasHeader"]?.bool(at: 0) ?? true,
      skip: Int(table["SkipRows"]?.integer(at: 0) ?? 0),
      dateFormat: text("DateFormat"), timestampFormat: text("TimestampFormat"), columns: fields)
  }

  /// The columns of a file of separated values.
  package func describeCSV(path: String) throws(EngineError) -> [ColumnDescription] {
    try sniffCSV(path: path).columns.map { ColumnDescription(name: $0.name, type: $0.type) }
  }

  private static func mark(_ text: String?, otherwise usual: String) -> String {
    guard let text, !text.isEmpty, text != "(empty)" else { return usual }
    return text
  }

  /// Whether a file holds nothing but line ends and blanks, as far as its beginning tells.
  private static func isBlank(_ path: String) -> Bool {
    guard let start = FileContents.read(path, atMost: 1 << 16) else { return false }
    let text = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start[...]
    return text.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }
}
