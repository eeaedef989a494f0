import Diagnostics

/// The lines of one source that a message points into, with the marks under them.
struct SourceBlock {
  struct MarkedLine {
    var line: SourceLine
    var rows: [StyledText]
  }

  var place: String
  var lines: [MarkedLine]
}

/// A caret or a dash under a line, with what is said about it.
struct SourceMark {
  var start: Int
  var end: Int
  var text: String
  var isPrimary: Bool
}

extension DiagnosticRenderer {
  /// The message's places by source: the one of its own span first.
  func blocks(of diagnostic: Diagnostic, in sources: SourceMap) -> [SourceBlock] {
    guard let span = diagnostic.span else { return [] }
    let all =
      [(span: span, text: diagnostic.label, isPrimary: true)]
      + diagnostic.labels.map { (span: $0.span, text: $0.text, isPrimary: false) }
    var ids: [SourceID] = []
    for place in all where !ids.contains(place.span.source) { ids.append(place.span.source) }
    return ids.map { id in
      let mine = all.filter { $0.span.source == id }
      let source = sources[id]
      let numbers = Set(mine.map { source.line(at: $0.span.start) }).sorted()
      let lines = numbers.map { number in
        let marked = mine.filter { source.line(at: $0.span.start) == number }
        let focus = (marked.first { $0.isPrimary } ?? marked.first)?.span.start ?? 0
        let line = SourceLine(source, line: number, around: focus, width: sourceWidth - 8)
        let marks = marked.map { place in
          let start = line.column(of: place.span.start)
          return SourceMark(
            start: start, end: max(start + 1, line.column(of: place.span.end)),
            text: VisibleText.line(place.text), isPrimary: place.isPrimary)
        }
        return SourceBlock.MarkedLine(
          line: line, rows: Self.rows(of: marks, width: width.map { $0 - 8 }))
      }
      return SourceBlock(
        place: Self.place(of: mine.first?.span ?? span, in: sources), lines: lines)
    }
  }

  /// The rows under a line: the marks with the rightmost one's words beside it, then the words of
  /// the others below their own marks, led down by bars where a row of words lies between.
  ///
  /// Words that would pass `width` stand below their mark, moved to the left as far as needed.
  static func rows(of marks: [SourceMark], width: Int? = nil) -> [StyledText] {
    let ordered = marks.sorted {
      ($0.start, $0.isPrimary ? 1 : 0) < ($1.start, $1.isPrimary ? 1 : 0)
    }
    var canvas = MarkCanvas()
    // The caret is drawn last, so that it stays visible where places overlap.
    for mark in marks.sorted(by: { !$0.isPrimary && $1.isPrimary }) {
      canvas.fill(mark.start..<mark.end, with: mark.isPrimary ? "^" : "-", mark.isPrimary, row: 0)
    }
    let worded = ordered.filter { !$0.text.isEmpty }
    let lastEnd = marks.map(\.end).max() ?? 0
    var waiting = worded[...]
    if let last = waiting.last, last.end == lastEnd,
      width.map({ last.end + 1 + DisplayWidth.of(last.text) <= $0 }) ?? true
    {
      canvas.write(last.text, at: last.end + 1, last.isPrimary, row: 0)
      waiting.removeLast()
    }
    var row = 1
    var freeBefore = Int.max
    while let mark = waiting.popLast() {
      let wide = DisplayWidth.of(mark.text)
      let start = width.map { max(0, min(mark.start, $0 - wide)) } ?? mark.start
      if start + wide >= freeBefore { row += 1 }
      for above in 1..<max(1, row) where row > 1 {
        canvas.fill(mark.start..<mark.start + 1, with: "|", mark.isPrimary, row: above)
      }
      canvas.write(mark.text, at: start, mark.isPrimary, row: row)
      freeBefore = start
    }
    return canvas.rows
  }
}

/// Rows of marks and words, placed by column.
private struct MarkCanvas {
  private struct Word {
    var column: Int
    var width: Int
    var text: String
    var isPrimary: Bool
  }

  private var words: [[Word]] = []

  mutating func fill(_ columns: Range<Int>, with sign: String, _ isPrimary: Bool, row: Int) {
    reserve(row)
    // A later mark replaces what it covers.
    words[row] = words[row].flatMap { Self.remainders(of: $0, without: columns) }
    words[row].append(
      Word(
        column: columns.lowerBound, width: columns.count,
        text: String(repeating: sign, count: columns.count), isPrimary: isPrimary))
  }

  mutating func write(_ text: String, at column: Int, _ isPrimary: Bool, row: Int) {
    reserve(row)
    words[row].append(
      Word(column: column, width: DisplayWidth.of(text), text: text, isPrimary: isPrimary))
  }

  private mutating func reserve(_ row: Int) {
    while words.count <= row { words.append([]) }
  }

  private static func remainders(of word: Word, without columns: Range<Int>) -> [Word] {
    let range = word.column..<word.column + word.width
    guard range.overlaps(columns) else { return [word] }
    let left = max(0, columns.lowerBound - range.lowerBound)
    let right = max(0, range.upperBound - columns.upperBound)
    var rest: [Word] = []
    if left > 0 {
      rest.append(
        Word(
          column: word.column, width: left, text: String(word.text.prefix(left)),
          isPrimary: word.isPrimary))
    }
    if right > 0 {
      rest.append(
        Word(
          column: columns.upperBound, width: right, text: String(word.text.suffix(right)),
          isPrimary: word.isPrimary))
    }
    return rest
  }

  var rows: [StyledText] {
    words.map { row in
      var text = StyledText()
      var column = 0
      for word in row.sorted(by: { $0.column < $1.column }) {
        text.append(spaces: word.column - column)
        text.append(word.text, word.isPrimary ? .error : .note)
        column = max(column, word.column) + word.width
      }
      return text
    }
  }
}
