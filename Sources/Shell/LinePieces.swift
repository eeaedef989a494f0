/// A text in pieces of whole lines, between which one can stop: a terminal takes long for millions of
/// lines.
struct LinePieces: Sequence, IteratorProtocol {
  /// The bytes after which a piece ends with its line.
  private static let length = 1 << 16

  private var rest: Substring

  init(_ text: String) { rest = Substring(text) }

  mutating func next() -> String? {
    guard !rest.isEmpty else { return nil }
    let bytes = rest.utf8
    let place = bytes.index(bytes.startIndex, offsetBy: Self.length, limitedBy: bytes.endIndex)
    let end = place.flatMap { bytes[$0...].firstIndex(of: UInt8(ascii: "\n")) }
    let piece = end.map { rest[...$0] } ?? rest
    rest = rest[piece.endIndex...]
    return String(piece)
  }
}
