import Diagnostics

/// One line of source as it is drawn: printable columns, and where each byte stands in them.
///
/// Only a window around a byte is looked at, so that a line of a million characters costs no more
/// than a short one.
struct SourceLine {
  /// The line's zero-based number.
  let number: Int
  let text: String
  /// The first column of each byte in the window, and one more for its end.
  private let columns: [Int]
  private let firstByte: Int

  /// The columns that a tab is drawn with.
  private static let tab = "    "

  init(_ source: SourceText, line: Int, around offset: Int, width: Int) {
    number = line
    let start = source.start(ofLine: line)
    var end = max(start, source.start(ofLine: line + 1))
    while end > start, source.bytes[end - 1] == 0x0A || source.bytes[end - 1] == 0x0D { end -= 1 }
    let focus = max(start, min(offset, end))
    // A character takes at most four bytes for a column, so this window holds enough of them.
    var from = end - start <= width ? start : max(start, focus - width * 2 / 3)
    while from > start, source.bytes[from] & 0xC0 == 0x80 { from -= 1 }
    var shown = ""
    var places: [Int] = []
    var column = 0
    if from > start {
      shown = "…"
      column = 1
    }
    firstByte = from
    var decoder = Unicode.UTF8.ForwardParser()
    var bytes = source.bytes[from..<end].makeIterator()
    var isCut = false
    reading: while true {
      let piece: String
      let byteCount: Int
      switch decoder.parseScalar(from: &bytes) {
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        byteCount = encoded.count
        piece =
          scalar == "\t" ? Self.tab : VisibleText.replacement(for: scalar) ?? String(scalar)
      case .error(let length):
        byteCount = length
        piece = "\u{FFFD}"
      case .emptyInput: break reading
      }
      let pieceWidth = DisplayWidth.of(piece)
      let isLast = from + places.count + byteCount >= end
      if column + pieceWidth + (isLast ? 0 : 1) > width {
        isCut = true
        break
      }
      for _ in 0..<byteCount { places.append(column) }
      shown += piece
      column += pieceWidth
    }
    places.append(column)
    columns = places
    text = isCut ? shown + "…" : shown
  }

  /// The column at which a byte is drawn; clamped to the window.
  func column(of offset: Int) -> Int {
    let index = max(0, min(offset - firstByte, columns.count - 1))
    return columns[index]
  }
}
