internal import Engine
internal import Planning
internal import Units
internal import Values

/// How rows lie in a file of each format.
extension SavedRows {
  /// A byte that no text of JSON holds: with it as the delimiter a line is written as it stands.
  private static let noDelimiter = #"E'\x01'"#

  /// The cells of a file; their names count only where the engine writes them.
  func cells(as format: SavedFormat) -> Relation {
    func cells(_ operation: (Type) -> ScalarOperation) -> [NamedScalar] {
      columns.map { NamedScalar($0.name, .call(operation($0.type), [.column($0.name)])) }
    }
    switch format.kind {
    case .parquet: return .project(relation, cells(SavedCell.typed))
    case .excel: return .project(relation, cells(SavedCell.worksheet))
    case .csv, .tsv, .markdown:
      return .project(
        relation,
        cells(SavedCell.separated).enumerated().map { NamedScalar("c\($0)", $1.expression) })
    case .json, .jsonLines:
      let parts = columns.flatMap { column -> [ScalarExpression] in
        [
          .constant(.text(column.name)),
          .call(SavedCell.json(column.type), [.column(column.name)]),
        ]
      }
      return .project(relation, [NamedScalar("object", .call(SavedCell.object, parts))])
    }
  }

  /// The engine's options for a format.
  func options(_ format: SavedFormat) throws(ValueError) -> [String] {
    switch format.kind {
    case .parquet:
      let units = columns.map { SavedUnit.text($0.type) }.joined(separator: "\n")
      return [
        "FORMAT parquet", "USE_TMP_FILE false",
        "KV_METADATA {'\(SavedUnit.key)': \(try Self.literal(units))}",
      ]
    case .excel: return ["FORMAT xlsx", "USE_TMP_FILE false", "HEADER true"]
    case .jsonLines: return Self.wholeLines(format)
    case .json:
      return Self.wholeLines(format) + [
        #"PREFIX E'[\n'"#, #"SUFFIX E'\n]\n'"#, #"NEW_LINE E',\n'"#,
      ]
    case .csv, .tsv, .markdown:
      let head = (header(format) ?? "") + "\n"
      return Self.separated(format) + [
        "DELIMITER '\(Self.delimiter(format))'", "QUOTE '\"'", "ESCAPE '\"'",
        "PREFIX \(try Self.literal(head))", #"SUFFIX E'\n'"#,
      ]
    }
  }

  /// The options for lines that are written as they stand.
  static func wholeLines(_ format: SavedFormat) -> [String] {
    separated(format) + ["QUOTE ''", "ESCAPE ''", "DELIMITER \(noDelimiter)"]
  }

  private static func separated(_ format: SavedFormat) -> [String] {
    [
      "FORMAT csv", "USE_TMP_FILE false", "HEADER false",
      "COMPRESSION \(format.isCompressed ? "gzip" : "none")",
    ]
  }

  private static func delimiter(_ format: SavedFormat) -> String {
    format.kind == .tsv ? "\t" : ","
  }

  /// The first line of a CSV, without its end; nil for a format that has none.
  func header(_ format: SavedFormat) -> String? {
    guard [.csv, .tsv].contains(format.kind) else { return nil }
    return columns.map { Self.quoted(FormulaGuard.guarding($0.name)) }
      .joined(separator: Self.delimiter(format))
  }

  /// A name in quotes where it needs them.
  private static func quoted(_ name: String) -> String {
    // Readers take the blanks around a name that is not in quotes for no part of it.
    let hasBlanks = [name.unicodeScalars.first, name.unicodeScalars.last].contains {
      $0.map { $0.properties.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{200B}" } ?? true
    }
    let needsQuotes =
      hasBlanks || name.utf8.contains { [0x09, 0x0A, 0x0D, 0x22, 0x23, 0x2C].contains($0) }
    guard needsQuotes else { return name }
    var text = "\""
    for scalar in name.unicodeScalars {
      if scalar == "\"" { text += "\"" }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }

  private static func literal(_ text: String) throws(ValueError) -> String {
    do throws(EngineError) { return try SQLText.literal(text) } catch {
      throw ValueError(.invalidArgument, error.message)
    }
  }
}

extension RowsFile {
  /// The rows as the engine reads them from the file.
  var saved: SavedRows {
    SavedRows(table, (table.plan as? Relation) ?? .append([]))
  }
}
