internal import Glibc
internal import Planning

extension FileScan {
  /// The line on which a row of a file of separated values begins, from 1; nil for other files.
  ///
  /// Rows are counted from 1 after the header. A line's end inside of quotes ends no row, and an
  /// empty line is none.
  func line(ofRow row: Int) -> Int? {
    guard format == .csv else { return nil }
    var counter = RowCounter(
      quote: quote.utf8.first ?? UInt8(ascii: "\""), rowsBefore: row - 1 + (hasHeader ? 1 : 0),
      skippedLines: skippedLines)
    let descriptor = unsafe open(contents ?? path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe read(descriptor, bytes.baseAddress, bytes.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return counter.lineAtEnd }
      for byte in buffer[..<count] {
        if let line = counter.line(at: byte) { return line }
      }
    }
  }
}

/// Counts the lines of a file up to a row.
private struct RowCounter {
  let quote: UInt8
  var rowsBefore: Int
  var skippedLines: Int
  private var line = 1
  private var isQuoted = false
  private var isAtStart = true
  private var afterReturn = false

  init(quote: UInt8, rowsBefore: Int, skippedLines: Int) {
    self.quote = quote
    self.rowsBefore = rowsBefore
    self.skippedLines = skippedLines
  }

  var lineAtEnd: Int? { rowsBefore == 0 && !isAtStart ? line : nil }

  /// The line of the row looked for, once its first byte is met.
  mutating func line(at byte: UInt8) -> Int? {
    let isFeed = byte == UInt8(ascii: "\n")
    if isFeed, afterReturn {
      afterReturn = false
      return nil
    }
    afterReturn = byte == UInt8(ascii: "\r")
    if isFeed || afterReturn {
      line += 1
      guard !isQuoted else { return nil }
      if skippedLines > 0 {
        skippedLines -= 1
      } else if !isAtStart {
        rowsBefore -= 1
      }
      isAtStart = true
      return nil
    }
    if skippedLines == 0, rowsBefore == 0, isAtStart { return line }
    isAtStart = false
    if byte == quote { isQuoted.toggle() }
    return nil
  }
}
