import Glibc

/// Converts bytes of an encoding to UTF-8, piece by piece, by the system's own tables.
@safe final class CharacterConversion {
  private let handle: iconv_t
  /// Bytes of a character whose rest has not come yet.
  private var pending: [UInt8] = []

  init(from encoding: TextEncoding) throws(TextFileError) {
    let opened = unsafe iconv_open("UTF-8", encoding.name)
    guard let opened = unsafe opened, Int(bitPattern: opened) != -1 else {
      throw .unknownEncoding(encoding.name.lowercased())
    }
    unsafe handle = opened
  }

  deinit { unsafe iconv_close(handle) }

  static func isPossible(from name: String) -> Bool {
    let opened = unsafe iconv_open("UTF-8", name)
    guard let opened = unsafe opened, Int(bitPattern: opened) != -1 else { return false }
    unsafe iconv_close(opened)
    return true
  }

  /// Appends the characters of the next bytes of a text.
  ///
  /// - Parameters:
  ///   - input: the next bytes.
  ///   - isLast: whether no more bytes follow.
  ///   - output: the text.
  ///   - invalid: called with the place in `output` of each byte that is no character; U+FFFD stands
  ///     there.
  func convert(
    _ input: [UInt8], isLast: Bool, to output: inout [UInt8], invalid: (_ place: Int) -> Void
  ) {
    var bytes = pending + input
    pending = []
    var position = 0
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while position < bytes.count {
      let (read, written, problem) = step(&bytes, from: position, &piece)
      position += read
      output.append(contentsOf: piece[..<written])
      if position == bytes.count || problem == E2BIG && written > 0 { continue }
      if problem == EINVAL, !isLast {
        pending = Array(bytes[position...])
        return
      }
      // Whatever stops the converter, each turn goes on by a byte at least.
      invalid(output.count)
      output.append(contentsOf: UTF8Repair.replacement)
      position += problem == EINVAL ? bytes.count - position : 1
    }
  }

  /// One call of the converter: how many bytes it read and wrote, and why it stopped.
  private func step(
    _ bytes: inout [UInt8], from position: Int, _ piece: inout [UInt8]
  ) -> (read: Int, written: Int, problem: Int32) {
    let (available, room) = (bytes.count - position, piece.count)
    var (inputLeft, outputLeft) = (available, room)
    var problem: Int32 = 0
    unsafe bytes.withUnsafeMutableBytes { input in
      unsafe piece.withUnsafeMutableBytes { output in
        var source = unsafe input.baseAddress?.assumingMemoryBound(to: CChar.self)
          .advanced(by: position)
        var target = unsafe output.baseAddress?.assumingMemoryBound(to: CChar.self)
        let result = unsafe iconv(handle, &source, &inputLeft, &target, &outputLeft)
        // The converter answers (size_t) -1, which is -1 here.
        if result == -1 { problem = errno }
      }
    }
    return (available - inputLeft, room - outputLeft, problem)
  }
}
