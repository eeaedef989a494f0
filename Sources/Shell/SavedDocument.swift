import Formats
import Values

/// What `save` writes for people: a Markdown table.
enum SavedDocument {
  static func bytes(_ table: LocalTable, dollar: String) throws(ValueError) -> [UInt8] {
    guard let format = OutputFormat.named("markdown") else { return [] }
    let value = Value.table(Table(type: table.type, plan: table))
    return Array(try format.text(value, dollar: dollar).utf8)
  }
}
