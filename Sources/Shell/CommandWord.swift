import Glibc

/// One word of the command line in the bytes that the system gives, which need not be UTF-8.
package struct CommandWord: Hashable, Sendable, ExpressibleByStringLiteral {
  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  package init(stringLiteral text: String) { bytes = Array(text.utf8) }

  /// The word as text; bytes that are no UTF-8 are repaired, so that a message can name it.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  var isText: Bool { String(validating: bytes, as: UTF8.self) != nil }

  /// The words after the program's name.
  package static var ofProgram: [CommandWord] {
    let words = unsafe CommandLine.unsafeArgv
    return (0..<max(Int(CommandLine.argc), 1)).dropFirst().compactMap { index in
      guard let word = unsafe words[index] else { return nil }
      let bytes = unsafe UnsafeRawBufferPointer(start: word, count: strlen(word))
      return CommandWord(bytes: unsafe Array(bytes))
    }
  }
}
