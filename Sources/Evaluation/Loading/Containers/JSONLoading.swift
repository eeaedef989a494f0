internal import Columns
internal import DelimitedText
internal import Engine
internal import Planning
internal import Values

/// JSON: an array of objects, one object a line, or an object with one array of objects in it.
struct JSONLoading {
  let engine: EngineAccess

  /// The columns of a file; keys within keys are `customer.id`, and what lies deeper is JSON text.
  func columns(
    of path: String, contents: String? = nil, identity: FileIdentity,
    totals: TotalsChoice = .proven
  ) throws(ValueError) -> FileColumns {
    let reader = """
      read_json(\(try engine.fileLiteral(contents ?? path)), sample_size = -1, \
      maximum_object_size = \(FileScan.largestObject), map_inference_threshold = -1, \
      field_appearance_threshold = 0)
      """
    var member: String?
    var row = "file"
    var source = "\(reader) AS file"
    var found = try describe("*", source, path)
    if let key = try wrappedArray(found, reader, path) {
      member = key
      row = "rows.object"
      source = "(SELECT unnest(file.\(try identifier(key))) AS object FROM \(source)) AS rows"
      found = try describe("unnest(rows.object)", source, path)
    } else if found.count == 1, found[0].name == "json", try !holdsObjects(contents ?? path, path) {
      throw ValueError(
        .unreadable, "the file \(path) holds no table",
        because: "`load` reads an array of objects, or one object a line", argument: "path")
    } else {
      try requireDistinctKeys(found.map(\.name), contents ?? path, path)
    }
    var columns: [FileScan.Column] = []
    for (key, type) in found {
      guard type.hasPrefix("STRUCT("), !type.hasSuffix("]") else {
        columns.append(Self.column([key], type))
        continue
      }
      let inner = try describe("unnest(\(row).\(try identifier(key)))", source, path)
      columns += inner.map { Self.column([key, $0.name], $0.type) }
    }
    var scan = FileScan(
      path: path, format: .json, columns: columns, identity: identity)
    scan.member = member
    scan.contents = contents
    var file = FileColumns(scan: scan, types: columns.map { ColumnType(engineName: $0.engineType) })
    let isLarge = identity.size > Inspection.wholeSize
    let rows = try TotalsSearch(scan, totals, engine)
      .find(first: isLarge ? CellCounting.sampleRows : nil)
    file.leaveOut(rows, numbers: rows.leftOut + rows.counted.map(\.row))
    return file
  }

  /// Kinds of cells that are read as they are; all others become the JSON text of the cell.
  private static let plainTypes: Set<String> = ["BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP"]

  private static func column(_ keys: [String], _ type: String) -> FileScan.Column {
    var column = FileScan.Column(
      name: keys.joined(separator: "."), engineType: plainTypes.contains(type) ? type : "VARCHAR")
    column.keys = keys
    return column
  }

  /// The key of the only array of objects, where the file is one object with such an array.
  private func wrappedArray(
    _ found: [(name: String, type: String)], _ reader: String, _ path: String
  ) throws(ValueError) -> String? {
    let arrays = found.filter { $0.type.hasPrefix("STRUCT(") && $0.type.hasSuffix(")[]") }
    guard arrays.count == 1, let array = arrays.first else { return nil }
    let rows = try run("SELECT count(*) AS rows FROM \(reader)", path)
    return rows["rows"]?.integer(at: 0) == 1 ? array.name : nil
  }

  private func holdsObjects(_ contents: String, _ path: String) throws(ValueError) -> Bool {
    let others = try run(
      """
      SELECT count(*) FILTER (WHERE json_type(json) = 'OBJECT') AS objects, count(*) AS all_values
      FROM read_json_objects(\(try engine.fileLiteral(contents)), \
      maximum_object_size = \(FileScan.largestObject))
      """, path)
    let objects = others["objects"]?.integer(at: 0) ?? 0
    return objects > 0 && objects == others["all_values"]?.integer(at: 0)
  }

  /// The engine gives a key that differs from another only in case a name that is in no object.
  private func requireDistinctKeys(
    _ names: [String], _ contents: String, _ path: String
  ) throws(ValueError) {
    let lower = Set(names.map { $0.lowercased() })
    let suspects = names.filter { name in
      guard let bar = name.lastIndex(of: "_"), Int(name[name.index(after: bar)...]) != nil else {
        return false
      }
      return lower.contains(name[..<bar].lowercased())
    }
    guard !suspects.isEmpty else { return }
    let found = try run(
      """
      SELECT DISTINCT unnest(json_keys(json)) AS key
      FROM read_json_objects(\(try engine.fileLiteral(contents)), \
      maximum_object_size = \(FileScan.largestObject))
      """, path)
    let keys = (0..<found.rowCount).compactMap { found["key"]?.text(at: $0) }
    guard let missing = suspects.first(where: { !keys.contains($0) }) else { return }
    let base = missing[..<(missing.lastIndex(of: "_") ?? missing.endIndex)].lowercased()
    let same = keys.filter { $0.lowercased() == base }.sorted()
    throw ValueError(
      .unreadable,
      "the keys \(same.map { "`\($0)`" }.joined(separator: " and ")) of \(path) differ only in case",
      because: "a column cannot be told from another by case in JSON", argument: "path")
  }

  private func describe(
    _ columns: String, _ source: String, _ path: String
  ) throws(ValueError) -> [(name: String, type: String)] {
    let found = try run(
      """
      SELECT column_name, column_type FROM (DESCRIBE SELECT \(columns) FROM \(source))
      """, path)
    return (0..<found.rowCount).map { row in
      (found["column_name"]?.text(at: row) ?? "", found["column_type"]?.text(at: row) ?? "")
    }
  }

  private func run(_ sql: String, _ path: String) throws(ValueError) -> ColumnTable {
    let connection = try engine.connection()
    do throws(EngineError) { return try connection.run(sql: sql) } catch {
      guard error.kind != .interrupted else { throw EngineAccess.valueError(error) }
      throw ValueError(
        .unreadable, "the file \(path) cannot be read as JSON",
        because: JSONFault.text(error.message, path: path), argument: "path")
    }
  }

  private func identifier(_ name: String) throws(ValueError) -> String {
    try engine.identifier(name)
  }
}

/// What the engine says about a file that is not JSON, without its name and the engine's advice.
enum JSONFault {
  static func text(_ message: String, path: String) -> String {
    var text = message
    for start in ["Malformed JSON in file ", "JSON transform error in file "] {
      guard text.hasPrefix(start), let comma = text.firstIndex(of: ",") else { continue }
      text = text[text.index(after: comma)...].drop { $0 == " " }.description
    }
    while let last = text.last, last == " " || last == "." { text.removeLast() }
    return text
  }
}
