/// The last lines of a large file, and some between.
enum FilePieces {
  private static let length = 1 << 16
  /// How many places between are looked at.
  private static let places = 16

  /// True when a file in UTF-8 ends in a row of sums or in lines that are no rows, or has a row that
  /// is labelled as one of sums at one of some places in equal distances.
  static func haveTotals(_ path: String, dialect: Dialect) throws(TextFileError) -> Bool {
    let file = try FileBytes(path)
    let tail = try rows(of: file, from: max(0, file.size - length), dialect)
    if let last = tail.last, let width = tail.dropLast().last?.count {
      if TotalsRow.isLabelled(last) || last.count == 1 && width > 2 { return true }
    }
    if tail.contains(where: { TotalsRow.likeness($0) != nil }) { return true }
    for place in 1...places {
      let rows = try rows(of: file, from: file.size / (places + 1) * place, dialect)
      if rows.contains(where: { TotalsRow.likeness($0) != nil }) { return true }
    }
    return false
  }

  /// The rows from the first that begins behind a place; before the end of the file only those that
  /// may hold a label.
  private static func rows(
    of file: FileBytes, from place: Int, _ dialect: Dialect
  ) throws(TextFileError) -> [[Field]] {
    try file.seek(to: place)
    let bytes = try file.read(length)
    guard var start = bytes.firstIndex(of: 0x0A).map({ $0 + 1 }) else { return [] }
    var rows: [[Field]] = []
    let isLast = file.position >= file.size
    while start < bytes.count,
      let record = dialect.record(in: bytes.span, at: start, isLast: isLast)
    {
      let isWorthALook = isLast || TotalsLabel.mayOccur(in: bytes.span, record.bytes)
      if !record.isBlank, isWorthALook {
        rows.append(dialect.fields(of: record, in: bytes.span))
      }
      start = record.next
    }
    return rows
  }
}
