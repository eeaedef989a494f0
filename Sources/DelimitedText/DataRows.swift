/// What a record below the header is.
enum RowKind {
  case blank, comment, empty, row

  init(of record: Record, in buffer: [UInt8], form: TextForm) {
    let width = form.columnNames.count
    if record.isBlank {
      self = .blank
    } else if width > 1, record.fieldCount != width, !record.hasQuotes,
      buffer[record.bytes.lowerBound] == UInt8(ascii: "#")
    {
      self = .comment
    } else if width > 1, !record.hasQuotes, record.bytes.count == record.fieldCount - 1 {
      self = .empty
    } else {
      self = .row
    }
  }
}

/// The rows of a text file that belong to its table, one after another.
@safe final class DataRows {
  let records: RecordStream
  private let form: TextForm
  private var (index, count, kept) = (0, 0, 0)
  /// How many of the rows of sums were passed.
  private var passed = 0

  init(_ path: String, form: TextForm) throws(TextFileError) {
    records = try RecordStream(path, encoding: form.encoding, dialect: form.dialect)
    self.form = form
  }

  /// Goes to the next row, which is then the records' current one; false after the last.
  func advance() throws(TextFileError) -> Bool {
    let first = form.leadingRecords + (form.hasHeader ? 1 : 0)
    while try records.advance() {
      index += 1
      guard index > first,
        RowKind(of: records.current, in: records.buffer, form: form) == .row
      else { continue }
      count += 1
      if passed < form.totalsRows.count, form.totalsRows[passed] == count {
        passed += 1
        continue
      }
      kept += 1
      if let all = form.rowCount, kept > all { return false }
      return true
    }
    return false
  }
}

extension TextForm {
  /// The line of the file in which a row of the table begins, both counted from 1.
  ///
  /// - Complexity: One pass over the bytes before it.
  package func line(ofRow row: Int, of path: String) throws(TextFileError) -> Int? {
    let rows = try DataRows(path, form: self)
    var count = 0
    while try rows.advance() {
      count += 1
      if count == row { return rows.records.line }
    }
    return nil
  }
}
