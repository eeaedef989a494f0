/// Counts the rows of a text and what is wrong with them, and keeps the first and last of them.
struct RowTally {
  enum End { case first, last }

  private(set) var isPlain = true
  private(set) var firstRowIsTotals = false
  /// Rows that belong to the table.
  private(set) var rowCount = 0
  private(set) var totalsLines: [Int] = []

  private let width: Int
  private var repairs = Repairs()
  private var isBelowBlank = false
  private var lineEnds: (lineFeed: Bool, both: Bool) = (false, false)
  private var head: [Kept] = []
  private var tail: [Kept] = []

  private struct Kept {
    var fields: [Field]
    var line: Int
    var isBelowBlank: Bool
  }

  private static let keptRows = 50

  init(width: Int) { self.width = width }

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
    noteWidth(records)
    let isTail = records.stream.isNearEnd
    guard isTail || head.count < Self.keptRows else { return }
    let row = Kept(fields: records.fields, line: records.line, isBelowBlank: isBelowBlank)
    if head.count < Self.keptRows { head.append(row) }
    if isTail { tail.append(row) }
    if tail.count > Self.keptRows * 4 { tail.removeFirst(Self.keptRows) }
  }

  private mutating func noteWidth(_ records: RecordStream) {
    let count = records.current.fieldCount
    guard count != width else { return }
    isPlain = false
    if count < width {
      repairs.shortRows += 1
      if repairs.firstShortLine == 0 { repairs.firstShortLine = records.line }
    } else if records.fields.dropFirst(width).contains(where: { !$0.isEmpty }) {
      repairs.longRows += 1
      if repairs.firstLongLine == 0 { repairs.firstLongLine = records.line }
    }
  }

  /// Leaves out rows of sums by their label, at the top and at the bottom, and the lines that a
  /// report has below its rows.
  mutating func leaveOutLabelledTotals() {
    while rowCount > 1, let last = tail.last {
      let isClosing =
        width > 2
        && (last.fields.count == 1
          || last.isBelowBlank && last.fields.dropFirst().allSatisfy(\.isEmpty))
      guard isClosing || TotalsRow.isLabelled(last.fields) else { break }
      let isTotals = TotalsRow.isLabelled(last.fields)
      leaveOut(.last)
      if !isTotals {
        totalsLines.removeFirst()
        repairs.closingLines += 1
      }
    }
    if rowCount > 1, let first = head.first, TotalsRow.isLabelled(first.fields) { leaveOut(.first) }
  }

  mutating func leaveOut(_ place: End) {
    guard let row = place == .first ? head.first : tail.last else { return }
    isPlain = false
    rowCount -= 1
    if row.fields.count < width { repairs.shortRows -= 1 }
    if place == .first {
      firstRowIsTotals = true
      totalsLines.insert(row.line, at: 0)
      head.removeFirst()
    } else {
      totalsLines.insert(row.line, at: 0)
      tail.removeLast()
      if head.last?.line == row.line { head.removeLast() }
    }
  }

  func fields(at place: End) -> [Field] {
    (place == .first ? head.first : tail.last)?.fields ?? []
  }

  /// The place of a row among all, from 0.
  func index(of place: End) -> Int { place == .first ? 0 : rowCount - 1 }

  /// The columns in which the first or last row may hold sums.
  func possibleSums(at place: End) -> [Int] {
    guard let row = place == .first ? head.first : tail.last else { return [] }
    return TotalsRow.sumColumns(
      row.fields, sample: head.filter { $0.line != row.line }.map(\.fields))
  }

  func write(to all: inout Repairs) {
    all.commentLines += repairs.commentLines
    all.emptyRows = repairs.emptyRows
    all.shortRows = repairs.shortRows
    all.firstShortLine = repairs.firstShortLine
    all.longRows = repairs.longRows
    all.firstLongLine = repairs.firstLongLine
    all.closingLines = repairs.closingLines
    all.totalsLines = totalsLines
  }
}
