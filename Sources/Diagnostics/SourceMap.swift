/// A named source text, kept as UTF-8 so that offsets are cheap and exact.
package struct SourceText: Sendable {
  package let name: String
  /// The file that it was read from; nil for what was typed.
  package let path: String?
  package let bytes: [UInt8]
  private let lineStarts: [Int]

  package init(name: String, bytes: [UInt8], path: String? = nil) {
    self.name = name
    self.path = path
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    self.lineStarts = starts
  }

  package init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

  /// The zero-based line that holds a byte offset.
  ///
  /// O(log lines).
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The byte offset at which a line begins, or the end of the text past the last line.
  package func start(ofLine line: Int) -> Int {
    line >= 0 && line < lineStarts.count ? lineStarts[line] : bytes.count
  }

  /// The text of a line without its line break; invalid UTF-8 is repaired.
  package func text(ofLine line: Int) -> String {
    let start = start(ofLine: line)
    var end = self.start(ofLine: line + 1)
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r")
    { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The text between two byte offsets, clamped to the source; invalid UTF-8 is repaired.
  package func text(from start: Int, to end: Int) -> String {
    let low = max(0, min(start, bytes.count))
    let high = max(low, min(end, bytes.count))
    return String(decoding: bytes[low..<high], as: UTF8.self)
  }
}

/// All source texts of a session, so that a message can point into any of them.
package struct SourceMap: Sendable {
  private var texts: [SourceText] = []

  package init() {}

  package mutating func add(_ text: SourceText) -> SourceID {
    texts.append(text)
    return SourceID(index: texts.count - 1)
  }

  package subscript(id: SourceID) -> SourceText {
    texts.indices.contains(id.index) ? texts[id.index] : SourceText(name: "<unknown>", bytes: [])
  }

  /// The text that a span covers.
  package func text(of span: Span) -> String {
    self[span.source].text(from: span.start, to: span.end)
  }
}
