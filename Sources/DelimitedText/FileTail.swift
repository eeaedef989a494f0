/// The last lines of a large file.
enum FileTail {
  private static let length = 1 << 16

  /// True when a file in UTF-8 ends in a row of sums or in lines that are no rows.
  static func hasTotals(_ path: String, dialect: Dialect) throws(TextFileError) -> Bool {
    let file = try FileBytes(path)
    try file.seek(to: max(0, file.size - length))
    let bytes = try file.read(length)
    guard var start = bytes.firstIndex(of: 0x0A).map({ $0 + 1 }) else { return false }
    var rows: [[Field]] = []
    while start < bytes.count,
      let record = dialect.record(in: bytes.span, at: start, isLast: true)
    {
      if !record.isBlank { rows.append(dialect.fields(of: record, in: bytes.span)) }
      start = record.next
    }
    guard let last = rows.last, let width = rows.dropLast().last?.count else { return false }
    return TotalsRow.isLabelled(last) || last.count == 1 && width > 2
  }
}
