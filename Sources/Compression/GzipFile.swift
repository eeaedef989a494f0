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
      guard rest.starts(with: [0x1F, 0x8B]) else { throw CompressionError("it is no gzip file") }
      rest = try rest[Inflation.run(rest, in: .gzip, deliver)...]
      // What fills a tape or a block is no further part.
      if rest.allSatisfy({ $0 == 0 }) { return }
    }
  }
}
