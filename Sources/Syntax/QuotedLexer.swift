import Diagnostics

extension Lexer {
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

  /// `."New Customers"`: a column whose name is not a word, with the escapes of a text.
  mutating func lexQuotedColumn() {
    let start = position
    position += 2
    var name: [UInt8] = []
    while let byte = peek(0), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "\\") {
        lexEscape(into: &name)
      } else {
        name.append(byte)
        position += 1
      }
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
            helps: [Diagnostic.Help("\"\(content)\"", replacing: place)]))
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
        ]))
    position = start + openingLength
    emit(.unknown, from: start)
  }
}
