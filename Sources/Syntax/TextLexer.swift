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
                replacing: span(from: position, to: position + 1), )
            ], ))
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
  private mutating func lexEscape(into characters: inout [UInt8]) {
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
          helps: [Diagnostic.Help("\\\\", note: "a backslash itself", replacing: place)], ))
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
        because: "an escape has one to six hexadecimal digits in braces, such as \\u{20AC}", ))
  }

  /// The format after the first `:` of an interpolation, up to its `}`.
  mutating func lexFormat() {
    position += 1
    let start = position
    while let byte = peek(0), byte != UInt8(ascii: "}"), byte != UInt8(ascii: "\n"),
      byte != UInt8(ascii: "\"")
    {
      position += 1
    }
    emit(.format(text(from: start, to: position)), from: start)
  }

  /// `r"…"`: no escapes, no interpolation.
  mutating func lexRawText() {
    let start = position
    position += 2
    let first = position
    while let byte = peek(0), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\n") {
      position += 1
    }
    emitPlainText(text(from: first, to: position), from: start)
  }

  /// `."New Customers"`: a column whose name is not a word.
  mutating func lexQuotedColumn() {
    let start = position
    position += 2
    var name: [UInt8] = []
    while let byte = peek(0), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "\\"), let next = peek(1),
        next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\")
      {
        position += 1
      }
      name.append(bytes[position])
      position += 1
    }
    takeClosingQuote(from: start)
    emit(.column(String(decoding: name, as: UTF8.self)), from: start)
  }

  private mutating func emitPlainText(_ characters: String, from start: Int) {
    takeClosingQuote(from: start)
    emit(.textStart, from: start)
    if !characters.isEmpty { emit(.characters(characters), from: start) }
    emit(.textEnd, from: position)
  }

  private mutating func takeClosingQuote(from start: Int) {
    if peek(0) == UInt8(ascii: "\"") {
      position += 1
    } else {
      reportUnclosedText(from: start)
    }
  }

  /// A text in the quotation marks of another language, `'text'` or `“text”`.
  mutating func lexForeignText(closings: [Unicode.Scalar], openingLength: Int) {
    let start = position
    var offset = position + openingLength
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      guard let (scalar, length) = scalar(at: offset) else {
        offset += 1
        continue
      }
      if closings.contains(scalar) {
        let content = text(from: start + openingLength, to: offset)
        position = offset + length
        let place = span(from: start, to: position)
        diagnostics.report(
          Diagnostic(
            .foreignQuote, "a text stands in straight double quotes", at: place,
            helps: [Diagnostic.Help("\"\(content)\"", replacing: place)], ))
        emit(.textStart, from: start)
        emit(.characters(content), from: start)
        emit(.textEnd, from: position)
        return
      }
      offset += length
    }
    diagnostics.report(
      Diagnostic(
        .foreignQuote, "a text stands in straight double quotes",
        at: span(from: start, to: start + openingLength),
        helps: [
          Diagnostic.Help("\"", replacing: span(from: start, to: start + openingLength))
        ], ))
    position = start + openingLength
    emit(.unknown, from: start)
  }

  // MARK: Texts that are not closed

  /// Ends the texts of one line that are open at its end.
  mutating func closeTextAtLineEnd() {
    var start = position
    while let mode = modes.last {
      switch mode {
      case .text(let isMultiLine, _, let opening):
        if isMultiLine {
          reportUnclosedText(from: start)
          return
        }
        start = opening
        modes.removeLast()
        emit(.textEnd, from: position)
      case .interpolation(_, let isMultiLine):
        if isMultiLine {
          reportUnclosedText(from: start)
          return
        }
        modes.removeLast()
        emit(.interpolationEnd, from: position)
      }
    }
    reportUnclosedText(from: start)
  }

  /// Ends all texts that are open at the end of the source.
  mutating func closeOpenTexts() {
    guard !modes.isEmpty else { return }
    var opening: Int?
    while let mode = modes.popLast() {
      if case .text(let isMultiLine, _, let start) = mode {
        opening = start
        endsInsideText = isMultiLine
        emit(.textEnd, from: position)
      } else {
        emit(.interpolationEnd, from: position)
      }
    }
    if let opening { reportUnclosedText(from: opening) }
  }

  private mutating func reportUnclosedText(from start: Int) {
    let end = span(from: position, to: position)
    diagnostics.report(
      Diagnostic(
        .unclosedText, "this text is not closed", at: span(from: start, to: start + 1),
        label: "it begins here",
        helps: [Diagnostic.Help("\"", note: "at the end of the text", replacing: end)], ))
  }
}
