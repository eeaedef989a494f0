/// Files compressed by gzip (RFC 1952), of one part or several.
package enum GzipFile {
  /// Unpacks a whole file and hands its bytes on a part at a time.
  ///
  /// - Throws: a `CompressionError` for bytes that are no such file, are damaged or end too early,
  ///   and what `deliver` throws.
  package static func unpack<Failure: Error>(
    _ bytes: [UInt8], _ deliver: (ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws {
    var rest = bytes[...]
    guard !rest.isEmpty else { throw CompressionError("it is empty") }
    while !rest.isEmpty {
      rest = try content(of: rest)
      var sum = CyclicRedundancyCheck()
      var inflation = Inflation(rest)
      let end = try inflation.run { part throws(Failure) in
        sum.update(part)
        try deliver(part)
      }
      let tail = rest[end...].prefix(8)
      guard tail.count == 8 else { throw CompressionError.tooShort }
      guard word(tail) == sum.value,
        word(tail.dropFirst(4)) == UInt32(truncatingIfNeeded: inflation.size)
      else { throw CompressionError("its check sum is another than that of its contents") }
      rest = rest[(end + 8)...]
      // What fills a tape or a block is no further part.
      if rest.allSatisfy({ $0 == 0 }) { return }
    }
  }

  /// What follows the header of a part.
  private static func content(
    of bytes: ArraySlice<UInt8>
  ) throws(CompressionError) -> ArraySlice<UInt8> {
    guard bytes.starts(with: [0x1F, 0x8B, 8]) else {
      throw CompressionError("it is no gzip file")
    }
    guard bytes.count >= 10 else { throw .tooShort }
    let flags = bytes[bytes.startIndex + 3]
    var rest = bytes.dropFirst(10)
    if flags & 4 != 0 {
      guard rest.count >= 2 else { throw .tooShort }
      let length = Int(rest[rest.startIndex]) | Int(rest[rest.startIndex + 1]) << 8
      rest = rest.dropFirst(2 + length)
    }
    // A name and a remark end with a zero byte.
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      rest = rest.drop { $0 != 0 }.dropFirst()
    }
    if flags & 2 != 0 { rest = rest.dropFirst(2) }
    return rest
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}

/// The check sum of gzip and zip (RFC 1952, 8).
struct CyclicRedundancyCheck {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
    }
  }

  private var state: UInt32 = 0xFFFF_FFFF

  var value: UInt32 { ~state }

  mutating func update(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      state = state >> 8 ^ Self.table[Int(UInt8(truncatingIfNeeded: state) ^ byte)]
    }
  }
}
