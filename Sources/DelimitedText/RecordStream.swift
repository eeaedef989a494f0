/// The records of a file, one after another.
@safe final class RecordStream {
  let stream: TextStream
  let dialect: Dialect
  /// The line in which the current record begins, from 1.
  private(set) var line = 1
  private(set) var current = Record(bytes: 0..<0, next: 0, fieldCount: 0)
  private(set) var buffer: [UInt8] = []
  private var nextLine = 1
  private var position = 0

  private static let pieceLength = 1 << 18
  /// A record longer than this has a quote that is not closed.
  private static let longestRecord = 1 << 28

  init(_ path: String, encoding: TextEncoding?, dialect: Dialect) throws(TextFileError) {
    stream = try TextStream(path, encoding: encoding, lineEnd: dialect.lineEndByte)
    self.dialect = dialect
  }

  /// Goes to the next record, which is then `current`; false at the end.
  func advance() throws(TextFileError) -> Bool {
    while true {
      let isLast = stream.isAtEnd
      if position >= buffer.count, isLast { return false }
      if let record = dialect.record(in: buffer.span, at: position, isLast: isLast) {
        line = nextLine
        if record.openQuote != nil { throw .openQuote(line: line) }
        nextLine += 1 + record.innerLineEnds
        position = record.next
        current = record
        return true
      }
      let unread = buffer.count - position
      guard unread < Self.longestRecord else { throw .openQuote(line: nextLine) }
      buffer.removeFirst(position)
      position = 0
      try stream.read(max(Self.pieceLength, unread), into: &buffer)
    }
  }

  var fields: [Field] {
    let text = buffer
    return dialect.fields(of: current, in: text.span)
  }
}
