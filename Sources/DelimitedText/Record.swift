/// A row of a text as it stands in a buffer: its lines without the last line end.
struct Record {
  var bytes: Range<Int>
  /// Where the next record begins.
  var next: Int
  var fieldCount: Int
  var hasQuotes = false
  /// Something that RFC 4180 does not have, such as text after a closing quote.
  var isIrregular = false
  /// Whether it ended in CR LF.
  var endsInBoth = false
  /// Line ends inside its quotes.
  var innerLineEnds = 0
  /// Where a quote opened that never closes.
  var openQuote: Int?

  var isBlank: Bool { bytes.isEmpty }
}

extension Dialect {
  /// The record that begins at a place.
  ///
  /// - Parameters:
  ///   - text: the buffer.
  ///   - start: the place.
  ///   - isLast: whether nothing follows the buffer.
  /// - Returns: nil when the buffer ends before the record does.
  func record(in text: Span<UInt8>, at start: Int, isLast: Bool) -> Record? {
    let count = text.count
    var record = Record(bytes: start..<start, next: start, fieldCount: 1)
    var position = start
    var isFieldStart = true
    while position < count {
      let byte = text[position]
      if byte == delimiter {
        record.fieldCount += 1
        isFieldStart = true
        position += 1
      } else if byte == 0x0A || byte == 0x0D {
        switch end(of: &record, in: text, at: position, isLast: isLast) {
        case .ended: return record
        case .incomplete: return nil
        case .content:
          record.isIrregular = true
          isFieldStart = false
          position += 1
        }
      } else if isFieldStart, byte == quote {
        record.hasQuotes = true
        guard let after = quotedEnd(&record, in: text, from: position, isLast: isLast) else {
          return nil
        }
        position = after
        isFieldStart = false
      } else if isFieldStart, byte == 0x20 {
        // Blanks before an opening quote are no part of the field.
        position += 1
        if position < count, text[position] == quote { record.isIrregular = true }
        if position < count, text[position] != quote, text[position] != 0x20 {
          isFieldStart = false
        }
      } else {
        isFieldStart = false
        position += 1
      }
    }
    guard isLast else { return nil }
    record.bytes = start..<count
    record.next = count
    return record
  }

  private enum LineEnding { case ended, incomplete, content }

  private func end(
    of record: inout Record, in text: Span<UInt8>, at position: Int, isLast: Bool
  ) -> LineEnding {
    var last = position
    // CR CR LF is what a text mode made of CR LF.
    while last < text.count, text[last] == 0x0D { last += 1 }
    if last == text.count, last > position, !isLast { return .incomplete }
    let endsInLineFeed = last < text.count && text[last] == 0x0A
    if endsInLineFeed {
      record.bytes = record.bytes.lowerBound..<position
      record.next = last + 1
      record.endsInBoth = last > position
      if last > position + 1 { record.isIrregular = true }
      return .ended
    }
    // A text of LF may end in a CR.
    guard lineEnd == .carriageReturn || last == text.count else { return .content }
    record.bytes = record.bytes.lowerBound..<position
    record.next = lineEnd == .carriageReturn ? position + 1 : last
    if lineEnd == .lineFeed { record.isIrregular = true }
    return .ended
  }

  /// Where the text goes on after a quoted field; nil when the buffer ends before.
  private func quotedEnd(
    _ record: inout Record, in text: Span<UInt8>, from open: Int, isLast: Bool
  ) -> Int? {
    var position = open + 1
    while position < text.count {
      let byte = text[position]
      if byte == quote {
        if escape == quote, position + 1 < text.count, text[position + 1] == quote {
          position += 2
          continue
        }
        if position + 1 == text.count, !isLast { return nil }
        position += 1
        if position < text.count {
          let after = text[position]
          if after != delimiter, after != 0x0A, after != 0x0D { record.isIrregular = true }
        }
        return position
      }
      if byte == escape, position + 1 < text.count {
        position += 2
        continue
      }
      if byte == lineEndByte { record.innerLineEnds += 1 }
      position += 1
    }
    guard isLast else { return nil }
    record.openQuote = open
    return text.count
  }
}
