/// A container of rows that `load` reads, known by the ending of a file's name.
struct LoadedFormat {
  enum Kind { case separated, json, parquet, excel }

  var kind: Kind
  var isCompressed: Bool

  private static let endings: [(ending: String, kind: Kind)] = [
    ("csv", .separated), ("tsv", .separated), ("txt", .separated), ("tab", .separated),
    ("json", .json), ("jsonl", .json), ("ndjson", .json), ("parquet", .parquet), ("xlsx", .excel),
    // The old format gets a message of its own.
    ("xls", .excel),
  ]

  /// The endings, as a message lists them.
  static let listed = ".csv, .tsv, .json, .jsonl (each also with .gz), .parquet and .xlsx"

  /// The format of a path; nil where its ending names none.
  init?(path: String) {
    var parts = path.split(separator: "/").last?.split(separator: ".").map { $0.lowercased() } ?? []
    isCompressed = parts.last == "gz"
    if isCompressed { parts.removeLast() }
    guard let kind = Self.endings.first(where: { $0.ending == parts.last })?.kind else {
      return nil
    }
    if isCompressed, kind == .parquet || kind == .excel { return nil }
    self.kind = kind
  }
}
