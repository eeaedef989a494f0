internal import Engine
internal import Planning
internal import Values

extension EngineAccess {
  /// A cell that does not fit its column's type, by the names that the file has.
  static func badCell(_ error: EngineError, _ scans: [FileScan]) -> ValueError {
    guard let place = error.place else { return ValueError(.data, error.message) }
    let scan = scans.count == 1 ? scans.first : nil
    let cell = place.value.map { "`\($0)`" } ?? "a cell"
    let file = scan.map { " of \($0.path)" } ?? ""
    let column = place.column.map { name($0, in: scan) }
    return ValueError(
      .data,
      "\(cell) in line \(place.line)\(file) does not fit the column\(column.map { " `\($0)`" } ?? "")",
      because: place.wantedType.map { "the column is read as \(words(for: $0))" } ?? error.message,
      fixes: scan.map {
        [
          .init(
            "load(\"\($0.path)\", bad: \"missing\")",
            note: "makes such cells missing, and counts them")
        ]
      } ?? [])
  }

  /// The queries call the columns of a CSV `c0`, `c1` and so on.
  private static func name(_ column: String, in scan: FileScan?) -> String {
    guard let scan, scan.format == .csv, column.hasPrefix("c"),
      let index = Int(column.dropFirst()), scan.columns.indices.contains(index)
    else { return column }
    return scan.columns[index].name
  }

  private static func words(for engineType: String) -> String {
    switch engineType.uppercased() {
    case "DOUBLE", "FLOAT", "BIGINT", "INTEGER", "HUGEINT": "numbers"
    case "DATE": "days"
    case "BOOLEAN": "true and false"
    case let type: type.hasPrefix("TIMESTAMP") ? "moments" : type.lowercased()
    }
  }
}
