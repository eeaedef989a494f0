/// Puts U+FFFD in the place of bytes that are no UTF-8.
enum UTF8Repair {
  static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// How many bytes at the end begin a character whose rest may still come: 0 to 3.
  static func incompleteLength(_ bytes: [UInt8]) -> Int {
    for back in 1...3 where bytes.count >= back {
      let byte = bytes[bytes.count - back]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > back && byte < 0xF8 ? back : 0
    }
    return 0
  }

  /// Appends bytes to a text; those that are no UTF-8 are replaced.
  ///
  /// - Parameters:
  ///   - bytes: whole characters, but for the faults.
  ///   - output: the text.
  ///   - invalid: called with the place in `output` and that of the bytes there were.
  static func append(
    _ bytes: [UInt8], to output: inout [UInt8],
    invalid: (_ place: Int, _ bytes: Range<Int>) -> Void
  ) {
    var start = 0
    while start < bytes.count {
      guard let fault = fault(in: bytes, from: start) else {
        output.append(contentsOf: bytes[start...])
        return
      }
      output.append(contentsOf: bytes[start..<fault.lowerBound])
      invalid(output.count, fault)
      output.append(contentsOf: replacement)
      start = fault.upperBound
    }
  }

  /// The first bytes that are no UTF-8; nil if all are.
  private static func fault(in bytes: [UInt8], from start: Int) -> Range<Int>? {
    do throws(Unicode.UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span.extracting(start...))
      return nil
    } catch {
      let range = error.byteOffsets
      let lower = min(max(start, start + range.lowerBound), bytes.count - 1)
      return lower..<min(max(lower + 1, start + range.upperBound), bytes.count)
    }
  }
}
