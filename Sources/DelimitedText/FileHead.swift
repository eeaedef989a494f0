/// The first records of a text, by which its form is found.
struct FileHead {
  /// A record with its cells.
  struct Row {
    var fields: [Field]
    var isBlank: Bool

    var filled: Int { fields.count { !$0.isEmpty } }

    /// Whether it is a comment, if it is not a row.
    var beginsWithNumberSign: Bool {
      fields.first.map { !$0.isQuoted && $0.bytes.first == UInt8(ascii: "#") } ?? false
    }
  }

  static let keptRows = 400

  /// The rows of the first bytes of a text; of a text that goes on, only those that are complete.
  static func rows(of text: [UInt8], isWhole: Bool, dialect: Dialect) -> [Row] {
    var rows: [Row] = []
    var position = 0
    while position < text.count, rows.count < keptRows {
      guard let record = dialect.record(in: text.span, at: position, isLast: isWhole) else { break }
      rows.append(
        Row(fields: dialect.fields(of: record, in: text.span), isBlank: record.isBlank))
      position = record.next
    }
    return rows
  }
}
