/// A format that `save` writes, known by the ending of the file's name.
struct SavedFormat: Hashable {
  enum Kind: Hashable { case csv, tsv, json, jsonLines, parquet, excel, markdown }

  var kind: Kind
  /// Whether the file is compressed by gzip: `.csv.gz`.
  var isCompressed = false

  private static let endings: [(ending: String, kind: Kind)] = [
    ("csv", .csv), ("tsv", .tsv), ("json", .json), ("jsonl", .jsonLines), ("ndjson", .jsonLines),
    ("parquet", .parquet), ("xlsx", .excel), ("md", .markdown),
  ]

  /// The endings, as a message lists them.
  static let listed = endings.map { ".\($0.ending)" }.joined(separator: ", ")

  /// The format of a path; nil where its ending names none.
  init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    var parts = name.split(separator: ".", omittingEmptySubsequences: false).map {
      $0.lowercased()
    }
    let isCompressed = parts.last == "gz"
    if isCompressed { parts.removeLast() }
    guard parts.count > 1, let kind = Self.endings.first(where: { $0.ending == parts.last })?.kind
    else { return nil }
    self.kind = kind
    self.isCompressed = isCompressed
    if isCompressed, [.parquet, .excel, .markdown].contains(kind) { return nil }
  }

  /// Whether the file says by itself which unit a column has.
  var keepsUnits: Bool { kind == .parquet || kind == .markdown }
}
