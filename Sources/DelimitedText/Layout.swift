/// Where the header and the rows of a text begin.
struct Layout: Equatable {
  /// Records before the header, or before the rows where there is none.
  var leadingRecords = 0
  /// Those of them that are titles, and those that are comments.
  var (titleLines, commentLines) = (0, 0)
  var hasHeader = true
  /// How many cells a row has.
  var width = 0
  var header: [Field] = []

  /// - Returns: Nil for a text of nothing but blanks.
  init?(head rows: [FileHead.Row], statesDelimiter: Bool) {
    let filled = rows.filter { !$0.isBlank }
    guard !filled.isEmpty else { return nil }
    let common = DialectDetection.commonWidth(of: filled.map(\.fields.count)).width
    guard let place = Self.header(of: rows, width: common, from: statesDelimiter ? 1 : 0) else {
      return nil
    }
    leadingRecords = place
    for row in rows[..<place] where !row.isBlank {
      if row.beginsWithNumberSign { commentLines += 1 } else { titleLines += 1 }
    }
    if statesDelimiter { titleLines -= 1 }
    let below = rows[(place + 1)...].filter { !$0.isBlank && $0.fields.count > 1 }
    width = max(rows[place].fields.count, Self.width(of: below, common: common))
    hasHeader = !Self.isRow(rows[place], among: below)
    header = hasHeader ? rows[place].fields : []
    // A delimiter at the end of each row, or of the header alone, makes no column.
    while width > 1, width > header.count, hasHeader,
      below.allSatisfy({ $0.fields.count < width || $0.fields[width - 1].isEmpty })
    { width -= 1 }
    while hasHeader, header.count > 1, header.last?.isEmpty == true,
      below.allSatisfy({ $0.fields.count < header.count || $0.fields[header.count - 1].isEmpty }),
      !below.isEmpty
    {
      header.removeLast()
      width = max(header.count, width - 1)
    }
  }

  /// How many cells the rows have, where enough of them agree.
  private static func width(of rows: [FileHead.Row], common: Int) -> Int {
    rows.count { $0.fields.count == common } * 2 > rows.count ? common : 0
  }

  /// The first record that may be a header: more than half as wide as the rows, and more than half
  /// filled.
  private static func header(of rows: [FileHead.Row], width: Int, from start: Int) -> Int? {
    let candidates = rows.indices.dropFirst(start).filter { !rows[$0].isBlank }
    guard width > 1 else { return candidates.first }
    let header = candidates.first { index in
      let row = rows[index]
      if row.beginsWithNumberSign, row.fields.count != width { return false }
      if row.fields.count == width, width == 2, row.fields[0].isEmpty { return row.filled > 0 }
      return row.fields.count * 2 > width && row.filled * 2 > width
    }
    if let header, let full = fullHeader(of: rows, below: header, width: width) { return full }
    return header ?? candidates.first { rows[$0].fields.count * 2 > width } ?? candidates.first
  }

  /// A full line of words above lines with numbers or days, where the first candidate for a header
  /// is not full: that one is a title of several cells.
  private static func fullHeader(of rows: [FileHead.Row], below place: Int, width: Int) -> Int? {
    guard rows[place].filled < width else { return nil }
    var next: Int?
    for index in rows.indices[(place + 1)...].prefix(20) where !rows[index].isBlank {
      let hasFigures = rows[index].fields.contains {
        isDay($0.trimmed) || Amount($0.trimmed) != nil
      }
      if hasFigures { return next }
      if next == nil, rows[index].filled == width, rows[index].fields.count == width {
        next = index
      }
    }
    return nil
  }

  /// True for a first record that is a row like the others: a day, or a number with decimals, stands
  /// where they have one.
  private static func isRow(_ row: FileHead.Row, among below: [FileHead.Row]) -> Bool {
    guard let second = below.first else { return false }
    return zip(row.fields, second.fields).contains { first, second in
      // Most headers are told by their first letter.
      guard let byte = first.bytes.first, byte < 0x41 || byte > 0x7A else { return false }
      let (first, second) = (first.trimmed, second.trimmed)
      return isDay(first) && isDay(second) || isDecimal(first) && isDecimal(second)
    }
  }

  /// True for digits in three groups, such as 2026-03-01 or 1/3/2026.
  private static func isDay(_ text: String) -> Bool {
    let parts = text.prefix(10).split(omittingEmptySubsequences: false) {
      $0 == "-" || $0 == "/" || $0 == "."
    }
    return parts.count == 3
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { ("0"..."9").contains($0) } }
      && parts.contains { $0.count == 4 } && parts.allSatisfy { [1, 2, 4].contains($0.count) }
  }

  private static func isDecimal(_ text: String) -> Bool {
    text.contains { $0 == "." || $0 == "," } && text.allSatisfy { "0123456789.,-".contains($0) }
      && Amount(text) != nil
  }
}
