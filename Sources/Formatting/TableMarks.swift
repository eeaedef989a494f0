internal import Diagnostics
internal import Syntax

extension LayoutMarks {
  /// Marks the rows of a table literal, and the bars at their ends, which mean nothing.
  mutating func read(_ table: TableLiteral, from start: Int) {
    guard let brace = first(.leftBrace, from: start) else { return }
    braces[brace.start] = .rows
    for head in table.heads {
      guard let unit = head.unit else { continue }
      read(unit)
      joinBracket(.leftBracket, after: head.name.span.end)
    }
    var starts = table.rows.compactMap { $0.first?.span.start }
    if let head = table.heads.first { starts.insert(head.name.span.start, at: 0) }
    let isWhole = starts.count == table.rows.count + 1
    var rows: [Row] = []
    for start in starts {
      let row = row(at: start)
      elements[row.start] = false
      rows.append(row)
    }
    // Rows without cells have nothing that could be aligned.
    if isWhole { tables[brace.start] = rows }
  }

  /// The row whose first cell begins at a byte.
  private mutating func row(at byte: Int) -> Row {
    let first = index(at: byte)
    var row = Row(start: byte, bars: [], end: byte)
    if let bar = token(first - 1), bar.kind == .symbol(.pipe) {
      // The head may be named by a word that would begin a statement on a line of its own.
      if case .keyword(let keyword)? = token(first)?.kind, keyword.beginsStatement {
        row.start = bar.start
      } else {
        omitted.insert(bar.start)
      }
    }
    var nesting = 0
    var index = first
    while let token = token(index) {
      row.end = token.start
      if nesting == 0, token.kind == .newline || token.kind == .symbol(.semicolon) { break }
      switch token.kind {
      case .textStart: nesting += 1
      case .textEnd: nesting -= 1
      case .symbol(.pipe) where nesting == 0: row.bars.append(token.start)
      case .symbol(.leftParenthesis), .symbol(.leftBracket), .symbol(.leftBrace): nesting += 1
      case .symbol(.rightParenthesis), .symbol(.rightBracket), .symbol(.rightBrace):
        if nesting == 0 { return trimmed(row, before: index) }
        nesting -= 1
      default: break
      }
      index += 1
    }
    return trimmed(row, before: index)
  }

  /// A row without the bar at its end.
  private mutating func trimmed(_ row: Row, before index: Int) -> Row {
    var row = row
    if let last = row.bars.last, token(index - 1)?.start == last {
      row.bars.removeLast()
      omitted.insert(last)
    }
    return row
  }
}
