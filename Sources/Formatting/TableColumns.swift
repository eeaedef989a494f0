internal import Syntax
internal import Terminal

/// The blanks that put the cells of a table literal below each other.
///
/// A table is aligned when each of its rows has a line of its own and none is broken.
struct TableColumns {
  /// Blanks before bars, by the number of the piece.
  private(set) var padding: [Int: Int] = [:]
  private let pieces: [Piece]
  private let breaks: [Bool]
  private let spacing: Spacing
  private let numbers: [Int: Int]

  init(
    _ pieces: [Piece], _ marks: LayoutMarks, _ brackets: BracketList, breaks: [Bool]
  ) {
    self.breaks = breaks
    self.pieces = pieces
    spacing = Spacing(marks: marks)
    guard !marks.tables.isEmpty else {
      numbers = [:]
      return
    }
    numbers = Dictionary(
      pieces.enumerated().map { ($1.start, $0) }, uniquingKeysWith: { first, _ in first })
    for (brace, rows) in marks.tables {
      guard let opening = numbers[brace], brackets.all[opening]?.isOpen == true else { continue }
      align(rows)
    }
  }

  private mutating func align(_ rows: [LayoutMarks.Row]) {
    var widths: [[Int]] = []
    for row in rows {
      guard let cells = cells(of: row) else { return }
      widths.append(cells)
    }
    guard let columns = widths.first?.count, widths.allSatisfy({ $0.count == columns }) else {
      return
    }
    for column in 0..<columns {
      // One cell that is wider than a line does not make all rows as wide.
      let room = widths.map { $0[column] }.filter { $0 <= ScriptFormatter.lineWidth }.max() ?? 0
      for (row, widths) in zip(rows, widths) {
        guard let number = numbers[row.bars[column]] else { continue }
        padding[number] = max(0, room - widths[column])
      }
    }
  }

  /// The widths of the cells before each bar of a row; nil when the row is broken.
  private func cells(of row: LayoutMarks.Row) -> [Int]? {
    guard let first = numbers[row.start], breaks[first] else { return nil }
    var widths: [Int] = []
    var width = 0
    var number = first
    while number < pieces.count, pieces[number].start < row.end {
      let piece = pieces[number]
      if number > first {
        guard !breaks[number] else { return nil }
        if piece.start != row.bars.dropFirst(widths.count).first {
          width +=
            spacing.hasBlank(between: pieces[number - 1], and: piece) && width > 0 ? 1 : 0
        }
      }
      guard !piece.text.utf8.contains(0x0A) else { return nil }
      if piece.start == row.bars.dropFirst(widths.count).first {
        widths.append(width)
        width = 0
      } else {
        width += DisplayWidth.of(piece.text)
      }
      number += 1
    }
    return widths.count == row.bars.count ? widths : nil
  }
}
