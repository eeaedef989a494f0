import Diagnostics

/// Cuts a text into tokens.
///
/// It never fails: what has no meaning becomes a message and a token of
/// the kind `unknown`, or the token that was most likely meant.
///
/// It works on bytes with an explicit stack of modes, so that its time is linear and its depth
/// does not depend on the input.
struct Lexer {
  /// What the bytes at hand belong to.
  enum Mode {
    /// The characters of a text; `indentation` is what every line of a multi-line text begins with.
    case text(isMultiLine: Bool, indentation: Int, start: Int)
    /// The expression in `{…}` of a text, with the brackets that are open in it.
    case interpolation(openBrackets: Int, isMultiLine: Bool)
  }

  let bytes: [UInt8]
  let source: SourceID
  var position = 0
  var modes: [Mode] = []
  var tokens: [Token] = []
  var comments: [DocumentationComment] = []
  var diagnostics = DiagnosticList()
  /// True when the text ended inside a multi-line text.
  var endsInsideText = false
  var hasSpaceBefore = false

  init(_ text: SourceText, id: SourceID) {
    bytes = text.bytes
    source = id
    tokens.reserveCapacity(min(bytes.count / 3, SyntaxLimits.tokens))
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Reads the whole text; false when it has too many tokens.
  mutating func run() -> Bool {
    while position < bytes.count {
      if tokens.count >= SyntaxLimits.tokens {
        diagnostics.report(
          Diagnostic(
            .tooManyTokens, "this script is too long", at: span(from: position, to: position),
            label: "token \(SyntaxLimits.tokens) is here",
            because: "a script may have \(SyntaxLimits.tokens) words, numbers and signs"))
        return false
      }
      step()
    }
    closeOpenTexts()
    emit(.end, from: position)
    return true
  }

  private mutating func step() {
    if case .text(let isMultiLine, let indentation, _)? = modes.last {
      lexCharacters(isMultiLine: isMultiLine, indentation: indentation)
      return
    }
    let start = position
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"):
      position += 1
      hasSpaceBefore = true
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      lexNewline()
    case UInt8(ascii: "#"):
      lexComment()
    case UInt8(ascii: "\""):
      openText()
    case UInt8(ascii: "@"):
      lexDate()
    case UInt8(ascii: "r") where peek(1) == UInt8(ascii: "\""):
      lexRawText()
    case _ where byte.isDigit:
      lexNumber()
    case _ where byte.isWordStart:
      let text = takeWord()
      emit(Keyword(rawValue: text).map(Token.Kind.keyword) ?? .word(text), from: start)
    case UInt8(ascii: ".") where peek(1).map { $0.isWordStart || $0 >= 0x80 } == true:
      lexColumn()
    case UInt8(ascii: ".") where peek(1) == UInt8(ascii: "\""):
      lexQuotedColumn()
    case _ where byte >= 0x80 || byte < 0x20 || byte == 0x7F:
      lexUnicode()
    default:
      lexSymbol()
    }
  }

  private mutating func lexNewline() {
    if case .interpolation(_, let isMultiLine)? = modes.last, !isMultiLine {
      closeTextAtLineEnd()
      return
    }
    if case .newline? = tokens.last?.kind {
      position += 1
    } else {
      emit(.newline, from: position, length: 1)
    }
    hasSpaceBefore = true
  }

  private mutating func lexComment() {
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    var end = position
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    if start + 1 < end, bytes[start + 1] == UInt8(ascii: "#") {
      comments.append(
        DocumentationComment(
          text: documentation(from: start, to: end), start: start, end: end,
          ownsLine: tokens.last.map { $0.kind == .newline } ?? true))
    }
    hasSpaceBefore = true
  }

  /// The words of a comment without its signs and the space after them.
  private func documentation(from start: Int, to end: Int) -> String {
    var first = start
    while first < end, bytes[first] == UInt8(ascii: "#") { first += 1 }
    while first < end, bytes[first] == UInt8(ascii: " ") { first += 1 }
    return text(from: first, to: end)
  }

  /// `.channel`, and `.in`, since every word is a plain name after a dot.
  private mutating func lexColumn() {
    let start = position
    position += 1
    let name = takeWord()
    if name.isEmpty {
      position = start
      lexSymbol()
    } else {
      emit(.column(name), from: start)
    }
  }

  /// The identifier at hand; empty when none begins here.
  mutating func takeWord() -> String {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte.isWordStart || byte.isDigit {
        position += 1
      } else if byte >= 0x80, let (scalar, length) = scalar(at: position),
        position == start ? scalar.properties.isXIDStart : scalar.properties.isXIDContinue
      {
        position += length
      } else {
        break
      }
    }
    if position - start > SyntaxLimits.nameBytes {
      diagnostics.report(
        Diagnostic(
          .nameTooLong, "this name is too long", at: span(from: start, to: start + 20),
          because:
            "it has \(position - start) bytes, and a name may have \(SyntaxLimits.nameBytes) "
            + "unless it is a column's in quotes"))
    }
    return text(from: start, to: min(position, start + SyntaxLimits.nameBytes))
  }
}

// MARK: - The cursor

extension Lexer {
  func peek(_ distance: Int) -> UInt8? {
    let index = position + distance
    return index >= 0 && index < bytes.count ? bytes[index] : nil
  }

  func starts(with text: String, at offset: Int) -> Bool {
    offset <= bytes.count && bytes[offset...].starts(with: text.utf8)
  }

  func text(from start: Int, to end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }

  func span(from start: Int, to end: Int) -> Span {
    Span(source: source, start: min(start, bytes.count), end: min(end, bytes.count))
  }

  mutating func emit(_ kind: Token.Kind, from start: Int) {
    tokens.append(
      Token(kind: kind, start: start, end: position, hasSpaceBefore: hasSpaceBefore))
    hasSpaceBefore = false
  }

  mutating func emit(_ kind: Token.Kind, from start: Int, length: Int) {
    position = start + length
    emit(kind, from: start)
  }

  /// The Unicode scalar at an offset with its length in bytes; nil when the UTF-8 is not valid.
  func scalar(at offset: Int) -> (Unicode.Scalar, length: Int)? {
    let first = bytes[offset]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard offset + length <= bytes.count else { return nil }
    var decoder = UTF8()
    var iterator = bytes[offset..<offset + length].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return (scalar, length)
  }
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  /// Whether it is a visible ASCII character that is no letter, digit or `_`.
  var isPunctuation: Bool { self > 0x20 && self < 0x7F && !isDigit && !isWordStart }

  var isWordStart: Bool {
    self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z")
      || self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") || self == UInt8(ascii: "_")
  }
}
