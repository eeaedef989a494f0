/// The texts of a column: their UTF-8 bytes end to end, and where each one ends.
package struct TextBuffer: Sendable, Equatable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  package init() {}

  package init(_ texts: some Sequence<String>) {
    for text in texts {
      append(text)
    }
  }

  package var count: Int { ends.count }

  package mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    ends.append(bytes.count)
  }

  package mutating func append(_ text: RawSpan) {
    unsafe text.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    ends.append(bytes.count)
  }

  /// The text of a row, with what is not UTF-8 repaired; nil outside of the column.
  package subscript(row: Int) -> String? {
    guard let range = range(row) else { return nil }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// The UTF-8 bytes of a row, without a copy; nil outside of the column.
  package func utf8(_ row: Int) -> ArraySlice<UInt8>? {
    range(row).map { bytes[$0] }
  }

  /// The texts of some rows of the column.
  package func slice(_ rows: Range<Int>) -> TextBuffer {
    var slice = TextBuffer()
    for row in rows {
      slice.bytes += utf8(row) ?? []
      slice.ends.append(slice.bytes.count)
    }
    return slice
  }

  private func range(_ row: Int) -> Range<Int>? {
    guard row >= 0, row < ends.count else { return nil }
    return (row == 0 ? 0 : ends[row - 1])..<ends[row]
  }
}
