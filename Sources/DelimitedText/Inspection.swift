/// Looks at a delimited text file: its encoding, dialect, header and rows, and what has to be left
/// out or mended before it is read as a table.
package struct Inspection {
  /// A file up to this size is looked at as a whole; of a larger one, its head and tail.
  package static let wholeSize = 64 << 20
  private static let headLength = 1 << 20
  private static let sampleRows = 50

  private let path: String
  private let isEncodingGiven: Bool
  private let headerPlace: Int
  private var form: TextForm
  private var tally: RowTally

  /// - Parameters:
  ///   - path: the file.
  ///   - encoding: nil when only what is certain is recognised.
  ///   - totals: what is done with rows of sums.
  ///   - isThorough: whether a file of any size is looked at as a whole.
  /// - Returns: The form, with what is to be left out and mended counted.
  /// - Throws: When the file cannot be read as rows.
  /// - Complexity: One pass over the bytes of a file up to `wholeSize`; two when a row of it
  ///   may hold the sums of others.
  package static func form(
    of path: String, encoding: TextEncoding? = nil, totals: TotalsChoice = .proven,
    isThorough: Bool = false
  ) throws(TextFileError) -> TextForm {
    var inspection = try Inspection(path, encoding: encoding, totals)
    let found = inspection.form
    let records = try RecordStream(path, encoding: found.encoding, dialect: found.dialect)
    guard !isThorough, totals != .drop, records.stream.size > wholeSize else {
      try inspection.look(at: records, upTo: nil)
      try inspection.finish(records.stream.invalid, size: records.stream.size)
      return inspection.form
    }
    try inspection.look(at: records, upTo: headLength)
    var hasTotals = !inspection.tally.suspects.isEmpty
    if totals != .keep, !hasTotals {
      hasTotals = try FilePieces.haveTotals(path, dialect: found.dialect)
    }
    guard inspection.form.isPlain, inspection.tally.isPlain, records.stream.invalid.count == 0,
      !hasTotals
    else { return try form(of: path, encoding: encoding, totals: totals, isThorough: true) }
    return inspection.form
  }

  /// The names of the columns as `form` has them, by the beginning of a file alone.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - encoding: nil when only what is certain is recognised.
  /// - Returns: The names, each once, in the order of the columns.
  /// - Throws: When there are no rows at the beginning of the file, or it cannot be read.
  /// - Complexity: Linear in the first mebibyte.
  package static func columnNames(
    of path: String, encoding: TextEncoding? = nil
  ) throws(TextFileError) -> [String] {
    try Inspection(path, encoding: encoding, .keep).form.columnNames
  }

  private init(
    _ path: String, encoding: TextEncoding?, _ totals: TotalsChoice
  ) throws(TextFileError) {
    self.path = path
    isEncodingGiven = encoding != nil
    let stream = try TextStream(path, encoding: encoding)
    var head: [UInt8] = []
    while head.count < Self.headLength, !stream.isAtEnd {
      try stream.read(Self.headLength, into: &head)
    }
    guard head.contains(where: { $0 != 0x20 && !(0x09...0x0D).contains($0) }) else { throw .empty }
    let dialect = DialectDetection.dialect(of: head, isWhole: stream.isAtEnd)
    let rows = FileHead.rows(of: head, isWhole: stream.isAtEnd, dialect: dialect)
    let statesDelimiter = DialectDetection.statedDelimiter(head) != nil
    guard let layout = Layout(head: rows, statesDelimiter: statesDelimiter) else {
      throw rows.isEmpty ? .openQuote(line: 1) : .empty
    }
    headerPlace = layout.leadingRecords
    let names = try ColumnNames(header: layout.header, width: layout.width)
    form = TextForm(
      encoding: stream.encoding, dialect: dialect, columnNames: names.names,
      hasHeader: layout.hasHeader, leadingRecords: layout.leadingRecords)
    form.totals = totals
    tally = RowTally(width: layout.width, totals: totals)
    form.repairs = Repairs(layout, names)
    form.isPlain =
      stream.encoding == .utf8 && dialect.lineEnd == .lineFeed && layout.leadingRecords == 0
      && (!layout.hasHeader || layout.header.count == layout.width)
  }

  /// Looks at the records of about the first `limit` bytes, or all of them.
  private mutating func look(
    at records: RecordStream, upTo limit: Int?
  ) throws(TextFileError) {
    var (index, length) = (0, 0)
    let firstRow = headerPlace + (form.hasHeader ? 1 : 0)
    while try records.advance() {
      let record = records.current
      form.longestRecord = max(form.longestRecord, record.bytes.count)
      tally.noteForm(of: record)
      // By the first line end, in quotes or not, the engine decides how lines end.
      if index == 0, record.innerLineEnds > 0 { form.isPlain = false }
      if index >= firstRow {
        tally.note(records, as: RowKind(of: record, in: records.buffer, form: form))
      }
      index += 1
      length += record.bytes.count
      if let limit, length > limit { return }
    }
  }

  private mutating func finish(_ invalid: InvalidBytes, size: Int) throws(TextFileError) {
    if invalid.count > 0 {
      let isUTF8 = form.encoding == .utf8
      guard isEncodingGiven || !isUTF8 || invalid.areDamage(ofSize: size) else {
        throw .undecodable(
          line: invalid.line, byte: invalid.byte, value: invalid.value, count: invalid.count,
          candidates: EncodingCandidates.candidates(for: invalid.words))
      }
      form.repairs.invalidBytes = invalid
      form.repairs.encoding = isUTF8 ? "" : form.encoding.name
      form.isPlain = false
    }
    tally.leaveOutLabelledTotals()
    try leaveOutInnerTotals()
    if form.totals != .keep, tally.totalsRows.isEmpty { try leaveOutUnlabelledTotals() }
    form.rowCount = tally.rowCount
    form.totalsRows = tally.totalsRows.sorted()
    form.suspects = tally.suspects.filter { $0.likeness != .grouped }
    form.isPlain = form.isPlain && tally.isPlain
    tally.write(to: &form.repairs)
  }

  /// A labelled row between others is left out when it is the sum of rows beside it, or when all
  /// such rows are to be.
  private mutating func leaveOutInnerTotals() throws(TextFileError) {
    guard !tally.suspects.isEmpty else { return }
    var audit = TotalsAudit(tally.suspects)
    var all = form
    all.totalsRows = []
    let rows = try DataRows(path, form: all)
    // The rows at the ends that are left out already are no rows to add up.
    let outside = Set(tally.totalsRows)
    let lastRow = tally.row(at: .last)
    var row = 0
    while row < lastRow, try rows.advance() {
      row += 1
      guard !outside.contains(row) else {
        audit.add { _ in nil }
        continue
      }
      let fields = rows.records.fields
      audit.add { $0 < fields.count ? fields[$0].trimmed : nil }
    }
    let isSum = audit.sumsOfRows(isReport: !tally.totalsRows.isEmpty)
    tally.leaveOut(
      zip(tally.suspects, isSum).map { suspect, isSum in
        isSum || form.totals == .drop && suspect.likeness != .grouped
      })
  }

  /// A first or last row without a label is one of sums when it lacks a key and a number of it is
  /// the sum of the others.
  private mutating func leaveOutUnlabelledTotals() throws(TextFileError) {
    for place in [RowTally.End.last, .first] {
      let columns = tally.possibleSums(at: place)
      guard !columns.isEmpty else { continue }
      var sums = columns.map { _ in ColumnSums() }
      let all = try DataRows(path, form: form)
      let ownRow = tally.row(at: place)
      var row = 0
      while try all.advance(), row < tally.rowCount {
        row += 1
        if row == ownRow { continue }
        let fields = all.records.fields
        for (index, column) in columns.enumerated() where column < fields.count {
          if let amount = Amount(fields[column].trimmed) { sums[index].add(amount) }
        }
      }
      let fields = tally.fields(at: place)
      let agrees = zip(columns, sums).contains { column, sum in
        column < fields.count && Amount(fields[column].trimmed).map(sum.isNear) ?? false
      }
      if agrees {
        tally.leaveOut(place)
        return
      }
    }
  }
}
