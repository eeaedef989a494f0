import Formats
import Values

/// What `save` writes: the format is known by the file's ending.
enum SavedFile {
  /// The bytes of a table; nil where no format has that ending.
  static func bytes(_ table: LocalTable, ending: String) -> [UInt8]? {
    let endings = ["csv": "csv", "json": "json", "jsonl": "jsonl", "md": "markdown"]
    guard let format = endings[ending].flatMap(OutputFormat.named) else { return nil }
    return Array(format.text(.table(Table(type: table.type, plan: table))).utf8)
  }
}
