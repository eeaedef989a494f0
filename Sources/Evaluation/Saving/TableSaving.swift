internal import Columns
internal import Engine
internal import Planning
internal import Units
internal import Values

/// `save`: a table as a file, in the format of the file's ending.
extension SessionContext {
  /// - Throws: `invalidArgument` for an ending that names no format, `unwritable` when the file
  ///   cannot be made; the target is then as it was.
  func save(_ table: Table, path: String, replace: Bool) throws(ValueError) {
    let path = FileSystem.expanded(path)
    guard !path.utf8.contains(0) else {
      throw ValueError(.invalidArgument, "a file's name holds no NUL character", argument: "path")
    }
    guard let format = SavedFormat(path: path) else {
      throw ValueError(
        .invalidArgument, "`save` has no format for \(path)",
        because: "the ending of the name says the format: \(SavedFormat.listed)",
        fixes: [.init("save(\"result.csv\")")], argument: "path")
    }
    try format.requireDistinctNames(of: table, path: path)
    try noteLosses(of: table)
    var file = try ReplacementFile(for: path, replace: replace)
    let rowCount: Int
    if format.kind == .markdown {
      rowCount = try writeMarkdown(table, to: file)
    } else if let relation = table.plan as? Relation, relation.runsInEngine {
      rowCount = try engine.write(SavedRows(table, relation), as: format, to: file)
    } else {
      let rows = try RowsFile(fetch(table, limit: nil), in: FileSystem.folder(of: path))
      rowCount = try engine.write(rows.saved, as: format, to: file)
    }
    try checkInterruption()
    try file.commit()
    let hint = format.keepsUnits ? "" : Self.unitsHint(table, path)
    note(Note(.note, "wrote \(path): \(Self.number(rowCount, "row"))\(hint)"))
  }

  private func writeMarkdown(
    _ table: Table, to file: borrowing ReplacementFile
  ) throws(ValueError) -> Int {
    let rows = try fetch(table, limit: LocalTable.maximumRows + 1)
    guard let markdown, rows.rowCount <= LocalTable.maximumRows else {
      throw ValueError(
        .tooLarge, "a Markdown table is for reading, and this one has more than 1,000,000 rows",
        fixes: [.init("save(\"result.csv\")")])
    }
    try file.write(try markdown(rows, dollar.name))
    return rows.rowCount
  }

  /// How the units of a file that has none are given back when it is loaded.
  private static func unitsHint(_ table: Table, _ path: String) -> String {
    let units = table.type.columns.compactMap { column -> String? in
      guard case .unit(let unit)? = column.type.measure, !unit.isOne, isName(column.name) else {
        return nil
      }
      return "\(column.name): \(unit)"
    }
    guard !units.isEmpty else { return "" }
    return "; with its units: load(\"\(path)\", units: {\(units.joined(separator: ", "))})"
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first == "_" || first.properties.isAlphabetic
    else {
      return false
    }
    return text.unicodeScalars.allSatisfy {
      $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
    }
  }
}

/// The rows that a file is to hold: columns with their types over what the engine reads.
struct SavedRows {
  var columns: [ColumnSchema]
  var relation: Relation

  init(_ table: Table, _ relation: Relation) {
    self.relation = relation
    columns = relation.columnNames.map { table.type[$0] ?? ColumnSchema($0, .unknown) }
  }
}
