/// How the bytes of a file stand for characters.
package struct TextEncoding: Sendable, Hashable {
  /// The name by which the system's converter knows it, in capitals.
  package var name: String

  package static let utf8 = TextEncoding(name: "UTF-8")

  private init(name: String) { self.name = name }

  /// The encoding of a name such as `windows-1254`, `ISO-8859-9` or `gb18030`.
  ///
  /// - Throws: `unknownEncoding` when the system cannot convert from it.
  package init(named name: String) throws(TextFileError) {
    let known = String(name.uppercased().map { $0 == "_" || $0 == " " ? "-" : $0 })
    let plain = known.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x2D
    }
    guard plain, !known.isEmpty else { throw .unknownEncoding(name) }
    if known == "UTF8" || known == "UTF-8" {
      self = .utf8
      return
    }
    guard CharacterConversion.isPossible(from: known) else { throw .unknownEncoding(name) }
    self.name = known
  }

  /// What the first bytes of a file say for certain: a byte-order mark, or the zero bytes that
  /// every second byte of Latin text and digits is in UTF-16.
  ///
  /// - Returns: The encoding, UTF-8 where nothing says otherwise, and the length of the mark.
  static func recognized(in head: Span<UInt8>) -> (encoding: TextEncoding, markLength: Int) {
    func begins(_ mark: [UInt8]) -> Bool {
      head.count >= mark.count && mark.indices.allSatisfy { head[$0] == mark[$0] }
    }
    if begins([0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if begins([0xFF, 0xFE, 0, 0]) { return (TextEncoding(name: "UTF-32LE"), 4) }
    if begins([0, 0, 0xFE, 0xFF]) { return (TextEncoding(name: "UTF-32BE"), 4) }
    if begins([0xFF, 0xFE]) { return (TextEncoding(name: "UTF-16LE"), 2) }
    if begins([0xFE, 0xFF]) { return (TextEncoding(name: "UTF-16BE"), 2) }
    var (first, second) = (0, 0)
    let pairs = min(head.count, 4096) / 2
    for pair in 0..<pairs {
      if head[pair * 2] == 0 { first += 1 }
      if head[pair * 2 + 1] == 0 { second += 1 }
    }
    if pairs >= 2, second * 4 > pairs, first * 20 < pairs {
      return (TextEncoding(name: "UTF-16LE"), 0)
    }
    if pairs >= 2, first * 4 > pairs, second * 20 < pairs {
      return (TextEncoding(name: "UTF-16BE"), 0)
    }
    return (.utf8, 0)
  }

  /// The length of the mark at the head of a file whose encoding was given.
  func markLength(in head: Span<UInt8>) -> Int {
    let found = Self.recognized(in: head)
    return found.encoding == self ? found.markLength : 0
  }
}
