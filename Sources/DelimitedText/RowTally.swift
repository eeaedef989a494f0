/// Counts the rows of a text and what is wrong with them, and keeps the first and last of them.
struct RowTally {
  enum End { case first, last }

  private(set) var isPlain = true
  /// Rows that belong to the table.
  private(set) var rowCount = 0
  /// The numbers among all rows, from 1, of the rows of sums that are left out.
  private(set) var totalsRows: [Int] = []
  /// Rows with a label of sums that are not left out.
  private(set) var suspects: [TotalsAudit.Suspect] = []

  private let width: Int
  private let totals: TotalsChoice
  private var seenRows = 0
  private var totalsLines: [Int] = []
  private var repairs = Repairs()
  /// The lines of the first rows that are too short.
  private var shortLines: [Int] = []
  private var isBelowBlank = false
  private var lineEnds: (lineFeed: Bool, both: Bool) = (false, false)
  private var head: [Kept] = []
  private var tail: [Kept] = []

  private struct Kept {
    var fields: [Field]
    /// Its number among all rows, from 1.
    var row: Int
    var line: Int
    var isBelowBlank: Bool
  }

  private static let keptRows = 50
  private static let keptShortLines = 1_000
  /// Of more labelled rows than this no sums are made.
  private static let mostSuspects = 100_000

  init(width: Int, totals: TotalsChoice) {
    self.width = width
    self.totals = totals
  }

  mutating func noteForm(of record: Record) {
    if record.isIrregular { isPlain = false }
    if record.endsInBoth {
      lineEnds.both = true
    } else if record.next > record.bytes.upperBound {
      lineEnds.lineFeed = true
    }
    if lineEnds.both, lineEnds.lineFeed { isPlain = false }
  }

  mutating func note(_ records: RecordStream, as kind: RowKind) {
    switch kind {
    case .blank:
      isBelowBlank = true
      // The engine takes a blank line for a row when there is one column.
      if width == 1 { isPlain = false }
    case .comment:
      repairs.commentLines += 1
      isPlain = false
    case .empty:
      repairs.emptyRows += 1
      isPlain = false
    case .row:
      // The engine counts a blank line between rows as a row when it names a line.
      if isBelowBlank { isPlain = false }
      noteRow(records)
      isBelowBlank = false
    }
  }

  private mutating func noteRow(_ records: RecordStream) {
    rowCount += 1
    seenRows += 1
    noteWidth(records)
    if totals != .keep { noteLabel(records) }
    let isTail = records.stream.isNearEnd
    guard isTail || head.count < Self.keptRows else { return }
    let row = Kept(
      fields: records.fields, row: seenRows, line: records.line, isBelowBlank: isBelowBlank)
    if head.count < Self.keptRows { head.append(row) }
    if isTail { tail.append(row) }
    if tail.count > Self.keptRows * 4 { tail.removeFirst(Self.keptRows) }
  }

  private mutating func noteLabel(_ records: RecordStream) {
    guard totals == .drop || suspects.count < Self.mostSuspects,
      TotalsLabel.mayOccur(in: records.buffer.span, records.current.bytes),
      let suspect = TotalsAudit.Suspect(
        row: seenRows, line: records.line, cells: records.fields.map(\.trimmed))
    else { return }
    suspects.append(suspect)
  }

  private mutating func noteWidth(_ records: RecordStream) {
    let count = records.current.fieldCount
    guard count != width else { return }
    isPlain = false
    if count < width {
      repairs.shortRows += 1
      if shortLines.count < Self.keptShortLines { shortLines.append(records.line) }
    } else if records.fields.dropFirst(width).contains(where: { !$0.isEmpty }) {
      repairs.longRows += 1
      if repairs.firstLongLine == 0 { repairs.firstLongLine = records.line }
    }
  }

  /// Leaves out rows of sums by their label, at the top and at the bottom, where they are not to be
  /// kept, and the lines that a report has below its rows.
  mutating func leaveOutLabelledTotals() {
    while rowCount > 1, let last = tail.last {
      let isClosing =
        width > 2
        && (last.fields.count == 1
          || last.isBelowBlank && last.fields.dropFirst().allSatisfy(\.isEmpty))
      let isTotals = isTotals(last)
      guard isClosing || isTotals else { break }
      leaveOut(.last)
      if !isTotals {
        totalsLines.removeLast()
        totalsRows.removeLast()
        repairs.closingLines += 1
      }
    }
    if rowCount > 1, let first = head.first, isTotals(first) { leaveOut(.first) }
  }

  private func isTotals(_ row: Kept) -> Bool {
    totals != .keep && TotalsRow.isLabelled(row.fields)
  }

  /// A row that is left out was no short row.
  private mutating func forgetShort(_ line: Int, _ count: Int) {
    guard count < width else { return }
    shortLines.removeAll { $0 == line }
    repairs.shortRows -= 1
  }

  mutating func leaveOut(_ place: End) {
    guard let row = place == .first ? head.first : tail.last else { return }
    isPlain = false
    rowCount -= 1
    forgetShort(row.line, row.fields.count)
    suspects.removeAll { $0.row == row.row }
    if place == .first {
      totalsRows.insert(row.row, at: 0)
      totalsLines.insert(row.line, at: 0)
      head.removeFirst()
    } else {
      totalsRows.append(row.row)
      totalsLines.append(row.line)
      tail.removeLast()
      if head.last?.row == row.row { head.removeLast() }
    }
  }

  /// Leaves out labelled rows: those that are sums, or all of them.
  ///
  /// - Parameter isSum: for each of the suspects whether it is left out.
  mutating func leaveOut(_ isSum: [Bool]) {
    var kept: [TotalsAudit.Suspect] = []
    for (suspect, isSum) in zip(suspects, isSum) {
      guard isSum, rowCount > 1 else {
        kept.append(suspect)
        continue
      }
      isPlain = false
      rowCount -= 1
      forgetShort(suspect.line, suspect.cells.count)
      totalsRows.append(suspect.row)
      totalsLines.append(suspect.line)
    }
    suspects = kept
  }

  func fields(at place: End) -> [Field] {
    (place == .first ? head.first : tail.last)?.fields ?? []
  }

  /// The number among all rows, from 1, of the first or last row.
  func row(at place: End) -> Int { (place == .first ? head.first : tail.last)?.row ?? 0 }

  /// The columns in which the first or last row may hold sums.
  func possibleSums(at place: End) -> [Int] {
    guard let row = place == .first ? head.first : tail.last else { return [] }
    return TotalsRow.sumColumns(
      row.fields, sample: head.filter { $0.row != row.row }.map(\.fields))
  }

  func write(to all: inout Repairs) {
    all.commentLines += repairs.commentLines
    all.emptyRows = repairs.emptyRows
    all.shortRows = repairs.shortRows
    all.firstShortLine = shortLines.first ?? 0
    all.longRows = repairs.longRows
    all.firstLongLine = repairs.firstLongLine
    all.closingLines = repairs.closingLines
    all.totalsLines = totalsLines.sorted()
  }
}
