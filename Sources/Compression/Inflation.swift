internal import CZlib

/// Unpacks compressed bytes by zlib and hands them on a part at a time.
enum Inflation {
  /// What stands around the compressed bytes.
  enum Frame: Int32 {
    /// Nothing: a member of a zip archive (RFC 1951).
    case none = -15
    /// The header and the check sum of gzip (RFC 1952), which are verified.
    case gzip = 31
  }

  private static let partSize = 1 << 18

  /// Unpacks one stream and gives the position behind it.
  ///
  /// - Throws: a `CompressionError` for bytes that are damaged or end too early, and what `deliver`
  ///   throws.
  static func run<Failure: Error>(
    _ bytes: ArraySlice<UInt8>, in frame: Frame,
    _ deliver: (ArraySlice<UInt8>) throws(Failure) -> Void,
  ) throws -> Int {
    guard let inflater = unsafe inflater_open(frame.rawValue) else {
      throw CompressionError("there is no memory to unpack it")
    }
    defer { unsafe inflater_close(inflater) }
    var output = [UInt8](repeating: 0, count: partSize)
    var position = bytes.startIndex
    while true {
      let piece = bytes[position...].prefix(partSize)
      var used = UInt32(piece.count)
      var made = UInt32(output.count)
      let state = unsafe piece.withUnsafeBufferPointer { input in
        unsafe output.withUnsafeMutableBufferPointer { room in
          unsafe inflater_step(inflater, input.baseAddress, &used, room.baseAddress, &made)
        }
      }
      position += Int(used)
      if made > 0 { try deliver(output[..<Int(made)]) }
      switch state {
      case InflationGoesOn: continue
      case InflationIsAtItsEnd: return position
      case InflationLacksBytes: throw CompressionError.tooShort
      case InflationHasAnotherSum:
        throw CompressionError("its check sum is another than that of its contents")
      default: throw CompressionError.invalid
      }
    }
  }
}
