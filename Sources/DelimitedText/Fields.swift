/// A cell of a record.
struct Field: Equatable {
  /// What it holds, without quotes.
  var bytes: [UInt8]
  var isQuoted = false

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// True when there is nothing but blanks in it.
  var isEmpty: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  /// The text without the blanks around it, no-break spaces among them.
  var trimmed: String {
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, Self.isBlank(first) { scalars.removeFirst() }
    while let last = scalars.last, Self.isBlank(last) { scalars.removeLast() }
    return String(scalars)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
  }
}

extension Dialect {
  /// The cells of a record.
  func fields(of record: Record, in text: Span<UInt8>) -> [Field] {
    var fields: [Field] = []
    fields.reserveCapacity(record.fieldCount)
    var position = record.bytes.lowerBound
    let end = record.bytes.upperBound
    while true {
      var start = position
      while start < end, text[start] == 0x20 { start += 1 }
      if start < end, text[start] == quote {
        let (field, after) = quoted(in: text, from: start, to: end)
        fields.append(field)
        position = after
      } else {
        start = position
        while position < end, text[position] != delimiter { position += 1 }
        fields.append(Field(bytes: Self.bytes(of: text, start..<position)))
      }
      guard position < end else { return fields }
      position += 1
      // A delimiter at the end is followed by one more, empty field.
    }
  }

  private func quoted(
    in text: Span<UInt8>, from open: Int, to end: Int
  ) -> (field: Field, after: Int) {
    var field = Field(bytes: [], isQuoted: true)
    var position = open + 1
    while position < end {
      let byte = text[position]
      let hasNext = position + 1 < end
      if byte == quote {
        position += 1
        guard escape == quote, hasNext, text[position] == quote else { break }
        field.bytes.append(quote)
        position += 1
      } else if byte == escape, hasNext {
        field.bytes.append(text[position + 1])
        position += 2
      } else {
        field.bytes.append(byte)
        position += 1
      }
    }
    // What stands between the closing quote and the delimiter, blanks aside, is kept.
    let tail = position
    while position < end, text[position] != delimiter { position += 1 }
    let rest = Self.bytes(of: text, tail..<position)
    if rest.contains(where: { $0 != 0x20 }) { field.bytes += rest }
    return (field, position)
  }

  private static func bytes(of text: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    for index in range { bytes.append(text[index]) }
    return bytes
  }
}
