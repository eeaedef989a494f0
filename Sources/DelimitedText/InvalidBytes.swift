/// The bytes of a file that stand for no character.
package struct InvalidBytes: Sendable, Equatable {
  package var count = 0
  /// Where the first of them is, both counted from 1; the byte within its line.
  package var line = 0
  package var byte = 0
  package var value: UInt8 = 0
  /// Words with such bytes, as they stand in the file; the first few.
  var words: [[UInt8]] = []
  /// Characters of several bytes that are right: a sign that the file is meant to be UTF-8.
  var validCharacters = 0

  private static let keptWords = 64

  /// Keeps the word that invalid bytes stand in: letters, and bytes beyond ASCII whatever they are.
  mutating func keepWord(around range: Range<Int>, of bytes: [UInt8]) {
    if words.isEmpty { value = bytes[range.lowerBound] }
    guard words.count < Self.keptWords else { return }
    var (start, end) = (range.lowerBound, range.upperBound)
    while start > 0, range.lowerBound - start < 24, Self.isPartOfWord(bytes[start - 1]) {
      start -= 1
    }
    while end < bytes.count, end - range.lowerBound < 24, Self.isPartOfWord(bytes[end]) { end += 1 }
    let word = Array(bytes[start..<end])
    if words.last != word { words.append(word) }
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// True when the bytes are damage to a text in UTF-8 rather than another encoding: one alone, a
  /// tenth of the characters beyond ASCII that are right, or one in 10,000 bytes.
  func areDamage(ofSize size: Int) -> Bool {
    count <= 1 || count * 10 <= validCharacters || count <= size / 10_000
  }
}
