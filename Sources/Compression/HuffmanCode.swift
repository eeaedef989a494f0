/// A prefix code whose words are given by their lengths alone (RFC 1951, 3.2.2).
struct HuffmanCode {
  /// How many words have each length.
  private var counts = [Int](repeating: 0, count: 16)
  /// The symbols in the order of their words.
  private var symbols: [Int]
  /// Whether there are no more words than their lengths leave room for.
  private(set) var isSound = true

  init(lengths: ArraySlice<Int>) {
    for length in lengths { counts[length] += 1 }
    counts[0] = 0
    var room = 1
    for length in 1...15 {
      room = 2 * room - counts[length]
      if room < 0 { isSound = false }
    }
    var next = [Int](repeating: 0, count: 17)
    for length in 1...15 { next[length + 1] = next[length] + counts[length] }
    symbols = [Int](repeating: 0, count: lengths.count)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      symbols[next[length]] = symbol
      next[length] += 1
    }
  }

  /// Reads one word and gives its symbol.
  @inline(__always)
  func symbol(_ bits: inout BitReader) throws(CompressionError) -> Int {
    guard isSound else { throw .invalid }
    var code = 0
    var first = 0
    var index = 0
    for length in 1...15 {
      code |= try bits.bit()
      let count = counts[length]
      if code - count < first { return symbols[index + (code - first)] }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    throw .invalid
  }
}

/// Reads bits from the lowest of each byte on.
struct BitReader {
  private let bytes: ArraySlice<UInt8>
  /// The byte that is read next.
  private(set) var position: Int
  private var buffer = 0
  private var count = 0

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  @inline(__always)
  mutating func bit() throws(CompressionError) -> Int {
    if count == 0 {
      guard position < bytes.endIndex else { throw .tooShort }
      buffer = Int(bytes[position])
      position += 1
      count = 8
    }
    let bit = buffer & 1
    buffer >>= 1
    count -= 1
    return bit
  }

  mutating func bits(_ wanted: Int) throws(CompressionError) -> Int {
    var value = 0
    for place in 0..<wanted { value |= try bit() << place }
    return value
  }

  /// Leaves the rest of a byte unread.
  mutating func align() { count = 0 }

  mutating func byte() throws(CompressionError) -> UInt8 {
    guard position < bytes.endIndex else { throw .tooShort }
    defer { position += 1 }
    return bytes[position]
  }
}
