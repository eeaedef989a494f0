/// The characters of a file as UTF-8, whatever its encoding, in pieces.
@safe final class TextStream {
  let encoding: TextEncoding
  let hasMark: Bool
  let size: Int
  private(set) var invalid = InvalidBytes()
  private(set) var isAtEnd = false

  private let file: FileBytes
  private let conversion: CharacterConversion?
  private let lineEnd: UInt8
  private var pending: [UInt8] = []
  /// Line ends before the piece to come, and how far into its line that piece begins.
  private var (lines, column) = (0, 0)

  /// - Parameters:
  ///   - path: the file.
  ///   - encoding: nil when the file's first bytes decide.
  ///   - lineEnd: the byte that ends a line, for the places of invalid bytes.
  /// - Throws: When the file cannot be read.
  init(
    _ path: String, encoding: TextEncoding?, lineEnd: UInt8 = 0x0A
  ) throws(TextFileError) {
    self.lineEnd = lineEnd
    file = try FileBytes(path)
    size = file.size
    pending = try file.read(1 << 16)
    let found = TextEncoding.recognized(in: pending.span)
    let chosen = encoding ?? found.encoding
    let mark = chosen.markLength(in: pending.span)
    pending.removeFirst(mark)
    hasMark = mark > 0
    self.encoding = chosen
    conversion = chosen == .utf8 ? nil : try CharacterConversion(from: chosen)
  }

  /// True when little of the file is left to read.
  var isNearEnd: Bool { file.position >= size - (1 << 17) }

  /// Appends the next piece, about `limit` bytes, to a text.
  func read(_ limit: Int, into text: inout [UInt8]) throws(TextFileError) {
    let bytes = pending + (try file.read(limit))
    isAtEnd = file.position >= size
    pending = []
    let start = text.count
    var places: [Int] = []
    if let conversion {
      conversion.convert(bytes, isLast: isAtEnd, to: &text) { places.append($0) }
    } else {
      var whole = bytes
      if !isAtEnd {
        let incomplete = UTF8Repair.incompleteLength(bytes)
        pending = Array(bytes.suffix(incomplete))
        whole.removeLast(incomplete)
      }
      UTF8Repair.append(whole, to: &text) { place, range in
        places.append(place)
        invalid.keepWord(around: range, of: whole)
      }
    }
    if !places.isEmpty { note(places, in: text, from: start) }
    count(text, from: start)
  }

  private func note(_ places: [Int], in text: [UInt8], from start: Int) {
    if invalid.count == 0, let first = places.first {
      let before = text[start..<first]
      invalid.line = lines + before.count { $0 == lineEnd } + 1
      let lineStart = before.lastIndex(of: lineEnd).map { $0 + 1 }
      invalid.byte = (lineStart.map { first - $0 } ?? column + before.count) + 1
    }
    invalid.count += places.count
    invalid.validCharacters -= places.count
  }

  private func count(_ text: [UInt8], from start: Int) {
    var (ends, characters, last) = (0, 0, -1)
    for index in start..<text.count {
      let byte = text[index]
      if byte == lineEnd { (ends, last) = (ends + 1, index) }
      if byte >= 0xC0 { characters += 1 }
    }
    lines += ends
    column = last >= 0 ? text.count - last - 1 : column + text.count - start
    invalid.validCharacters += characters
  }
}
