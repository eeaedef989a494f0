/// Text by its UTF-8 bytes, as the engine sees it: two spellings of one letter are two texts.
enum TextBytes {
  /// Where a part begins in a text, at or after a place; nil when it does not occur.
  ///
  /// Time: the length of the text times that of the part at worst.
  static func place(of part: [UInt8], in text: [UInt8], from start: Int = 0) -> Int? {
    guard start >= 0, part.count <= text.count - start else { return nil }
    guard let first = part.first else { return start }
    for place in start...(text.count - part.count)
    where text[place] == first && text[place..<(place + part.count)].elementsEqual(part) {
      return place
    }
    return nil
  }

  /// The pieces between the occurrences of a separator, which is not empty.
  static func pieces(of text: String, between separator: String) -> [String] {
    let (text, separator) = (Array(text.utf8), Array(separator.utf8))
    var pieces: [String] = []
    var start = 0
    while !separator.isEmpty, let end = place(of: separator, in: text, from: start) {
      pieces.append(String(decoding: text[start..<end], as: UTF8.self))
      start = end + separator.count
    }
    pieces.append(String(decoding: text[start...], as: UTF8.self))
    return pieces
  }
}
