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
  /// Of rows of thousands of cells fewer are kept, but at least `fewestRows`.
  private static let keptBytes = 1 << 18
  private static let fewestRows = 10

  /// The rows of the first bytes of a text; of a text that goes on, only those that are complete.
  static func rows(of text: [UInt8], isWhole: Bool, dialect: Dialect) -> [Row] {
    records(of: text, isWhole: isWhole, dialect: dialect).map { record in
      Row(fields: dialect.fields(of: record, in: text.span), isBlank: record.isBlank)
    }
  }

  /// How many cells each of these rows has, blank ones left out.
  static func widths(of text: [UInt8], isWhole: Bool, dialect: Dialect) -> [Int] {
    records(of: text, isWhole: isWhole, dialect: dialect).filter { !$0.isBlank }
      .map(\.fieldCount)
  }

  private static func records(of text: [UInt8], isWhole: Bool, dialect: Dialect) -> [Record] {
    var records: [Record] = []
    var position = 0
    while position < text.count, records.count < keptRows,
      position < keptBytes || records.count < fewestRows
    {
      guard let record = dialect.record(in: text.span, at: position, isLast: isWhole) else { break }
      records.append(record)
      position = record.next
    }
    return records
  }
}
