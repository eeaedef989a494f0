import Diagnostics

extension Lexer {
  /// `"…"` or `"""…"""`: opens the mode in which characters are read.
  mutating func openText() {
    let start = position
    let isMultiLine = starts(with: "\"\"\"", at: position)
    position += isMultiLine ? 3 : 1
    emit(.textStart, from: start)
    var indentation = 0
    if isMultiLine {
      indentation = commonIndentation()
      if peek(0) == UInt8(ascii: "\r"), peek(1) == UInt8(ascii: "\n") { position += 1 }
      if peek(0) == UInt8(ascii: "\n") {
        position += 1
        skipIndentation(indentation)
      }
    }
    modes.append(.text(isMultiLine: isMultiLine, indentation: indentation, start: start))
  }

  /// The spaces that every line up to the next `"""` begins with, the line of `"""` included.
  private func commonIndentation() -> Int {
    var offset = position
    var least: Int?
    var current: Int?
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\n") {
        current = 0
      } else if let width = current, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
        current = width + 1
      } else if byte != UInt8(ascii: "\r") {
        if let width = current { least = min(least ?? width, width) }
        current = nil
        if starts(with: "\"\"\"", at: offset) { break }
        if byte == UInt8(ascii: "\\") { offset += 1 }
      }
      offset += 1
    }
    return least ?? 0
  }

  private mutating func skipIndentation(_ indentation: Int) {
    var width = 0
    while width < indentation, peek(0) == UInt8(ascii: " ") || peek(0) == UInt8(ascii: "\t") {
      position += 1
      width += 1
    }
  }

  /// The characters up to the end of the text, an interpolation or the end of a line.
  mutating func lexCharacters(isMultiLine: Bool, indentation: Int) {
    let start = position
    var characters: [UInt8] = []
    func flush(_ lexer: inout Lexer) {
      guard !characters.isEmpty else { return }
      lexer.emit(.characters(String(decoding: characters, as: UTF8.self)), from: start)
    }
    while let byte = peek(0) {
      switch byte {
      case UInt8(ascii: "\"") where !isMultiLine || starts(with: "\"\"\"", at: position):
        flush(&self)
        let end = position
        modes.removeLast()
        emit(.textEnd, from: end, length: isMultiLine ? 3 : 1)
        return
      case UInt8(ascii: "{"):
        flush(&self)
        modes.append(.interpolation(openBrackets: 0, isMultiLine: isMultiLine))
        emit(.interpolationStart, from: position, length: 1)
        return
      case UInt8(ascii: "\\"):
        lexEscape(into: &characters)
      case UInt8(ascii: "\r") where peek(1) == UInt8(ascii: "\n"):
        position += 1
      case UInt8(ascii: "\n"):
        guard isMultiLine else {
          flush(&self)
          closeTextAtLineEnd()
          return
        }
        position += 1
        if !skipToClosingQuotes() {
          characters.append(byte)
          skipIndentation(indentation)
        }
      case _ where byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F:
        diagnostics.report(
          Diagnostic(
            .strayCharacter, "a control character stands in this text",
            at: span(from: position, to: position + 1),
            because: "it cannot be seen, so it is written as an escape",
            helps: [
              Diagnostic.Help(
                "\\u{\(String(byte, radix: 16))}",
                replacing: span(from: position, to: position + 1))
            ]))
        position += 1
      default:
        characters.append(byte)
        position += 1
      }
    }
    flush(&self)
  }

  /// Moves to `"""` when only spaces stand before it on the line.
  private mutating func skipToClosingQuotes() -> Bool {
    var offset = position
    while offset < bytes.count, bytes[offset] == UInt8(ascii: " ") || bytes[offset] == 9 {
      offset += 1
    }
    guard starts(with: "\"\"\"", at: offset) else { return false }
    position = offset
    return true
  }

  /// Reads `\n \t \" \\ \{ \} \u{1F600}`.
  mutating func lexEscape(into characters: inout [UInt8]) {
    let start = position
    position += 1
    guard let byte = peek(0), byte != UInt8(ascii: "\n") else {
      characters.append(UInt8(ascii: "\\"))
      return
    }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): characters.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "t"): characters.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      characters.append(byte)
    case UInt8(ascii: "u") where peek(0) == UInt8(ascii: "{"):
      lexScalarEscape(from: start, into: &characters)
    default:
      let place = span(from: start, to: start + 1)
      diagnostics.report(
        Diagnostic(
          .escape, "there is no such escape in a text", at: span(from: start, to: position),
          because: "the escapes are \\n \\t \\\" \\\\ \\{ and \\u{…}",
          helps: [Diagnostic.Help("\\\\", note: "a backslash itself", replacing: place)]))
      characters.append(UInt8(ascii: "\\"))
      characters.append(byte)
    }
  }

  private mutating func lexScalarEscape(from start: Int, into characters: inout [UInt8]) {
    position += 1
    let digits = position
    while let byte = peek(0), byte.isDigit || byte.isWordStart, position - digits < 8 {
      position += 1
    }
    let value = UInt32(text(from: digits, to: position), radix: 16)
    let isClosed = peek(0) == UInt8(ascii: "}")
    if isClosed { position += 1 }
    if isClosed, let value, let scalar = Unicode.Scalar(value) {
      characters.append(contentsOf: Array(String(Character(scalar)).utf8))
      return
    }
    diagnostics.report(
      Diagnostic(
        .escape, "this is not a Unicode character", at: span(from: start, to: position),
        because: "an escape has one to six hexadecimal digits in braces, such as \\u{20AC}"))
  }
}
