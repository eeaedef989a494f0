/// A zip archive (APPNOTE 6.3, without encryption and 64-bit sizes), read from its directory.
package struct ZipArchive {
  private struct Entry {
    var method: Int
    var compressedSize: Int
    var offset: Int
  }

  private let bytes: [UInt8]
  private var entries: [String: Entry] = [:]

  /// - Throws: when the bytes are no archive, or are damaged or cut off.
  package init(_ bytes: [UInt8]) throws(CompressionError) {
    self.bytes = bytes
    // The directory is found from the end, before which there may be a remark.
    let earliest = max(0, bytes.count - 65_557)
    guard bytes.count >= 22,
      let end = stride(from: bytes.count - 22, through: earliest, by: -1)
        .first(where: { bytes[$0...].starts(with: [0x50, 0x4B, 5, 6]) })
    else {
      throw CompressionError("it is no Excel file, or it ends too early")
    }
    var position = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      guard position + 46 <= bytes.count,
        bytes[position...].starts(with: [0x50, 0x4B, 1, 2])
      else { throw .invalid }
      let nameLength = number(position + 28, 2)
      guard position + 46 + nameLength <= bytes.count else { throw .invalid }
      let name = String(
        decoding: bytes[(position + 46)..<(position + 46 + nameLength)], as: UTF8.self)
      let entry = Entry(
        method: number(position + 10, 2), compressedSize: number(position + 20, 4),
        offset: number(position + 42, 4))
      guard entry.offset + 30 <= bytes.count else { throw .invalid }
      entries[name] = entry
      position += 46 + nameLength + number(position + 30, 2) + number(position + 32, 2)
    }
  }

  package func contains(_ name: String) -> Bool { entries[name] != nil }

  /// The unpacked bytes of one file of the archive; nil where there is none of that name.
  package func contents(of name: String, atMost limit: Int) throws(CompressionError) -> [UInt8]? {
    guard let entry = entries[name] else { return nil }
    let start = entry.offset + 30 + number(entry.offset + 26, 2) + number(entry.offset + 28, 2)
    guard start + entry.compressedSize <= bytes.count else { throw .tooShort }
    let packed = bytes[start..<(start + entry.compressedSize)]
    switch entry.method {
    case 0: return Array(packed.prefix(limit))
    case 8:
      var result: [UInt8] = []
      do {
        _ = try Inflation.run(packed, in: .none) { part throws(CompressionError) in
          guard result.count + part.count <= limit else {
            throw CompressionError("it is too large")
          }
          result += part
        }
      } catch let error as CompressionError { throw error } catch { throw .invalid }
      return result
    default: throw CompressionError("it is packed in a way that this program does not know")
    }
  }

  /// A number of some bytes, the lowest first; 0 outside of the file.
  private func number(_ offset: Int, _ width: Int) -> Int {
    guard offset >= 0, offset + width <= bytes.count else { return 0 }
    return bytes[offset..<(offset + width)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
