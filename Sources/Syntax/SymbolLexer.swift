import Diagnostics

extension Lexer {
  private static let symbols: [String: Symbol] = {
    let all: [Symbol] = [
      .leftParenthesis, .rightParenthesis, .leftBracket, .rightBracket, .leftBrace, .rightBrace,
      .comma, .colon, .semicolon, .pipe, .assign, .equal, .notEqual, .less, .lessOrEqual, .greater,
      .greaterOrEqual, .approximately, .plus, .minus, .star, .slash, .caret, .percent, .fallback,
      .question, .range, .halfOpenRange, .arrow, .resultArrow,
    ]
    return Dictionary(all.map { ($0.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
  }()

  /// The longest symbol at hand, or the symbol of another language that stands there.
  mutating func lexSymbol() {
    let start = position
    if starts(with: "//", at: start) {
      if isOperand(from: start + 2), isAfterOperand {
        return emit(.symbol(.slash), from: start, length: 2)
      }
      return lexForeignComment("//", because: "`//` is neither a comment nor a division")
    }
    if starts(with: "--", at: start), isDashedComment {
      return lexForeignComment(
        "--", because: "`--` would be two minus signs, and what follows is no number")
    }
    if case .interpolation(0, _)? = modes.last, bytes[start] == UInt8(ascii: ":") {
      return lexFormat()
    }
    for length in [3, 2, 1] where start + length <= bytes.count {
      guard bytes[start..<start + length].allSatisfy(\.isPunctuation) else { continue }
      let written = text(from: start, to: start + length)
      if let foreign = ForeignSymbol.all[written] {
        return lexForeignSymbol(foreign, length: length)
      }
      if let symbol = Self.symbols[written] { return lexSymbol(symbol, length: length) }
    }
    switch bytes[start] {
    case UInt8(ascii: "$"): emit(.sign("$"), from: start, length: 1)
    case UInt8(ascii: ".") where peek(1)?.isDigit == true: lexNumberWithoutInteger()
    case UInt8(ascii: "'"): lexForeignText(closings: ["'"], openingLength: 1)
    case UInt8(ascii: "`"): lexBacktickName()
    default: rejectCharacters(length: 1)
    }
  }

  private mutating func lexSymbol(_ symbol: Symbol, length: Int) {
    guard case .interpolation(let open, let isMultiLine)? = modes.last else {
      return emit(.symbol(symbol), from: position, length: length)
    }
    switch symbol {
    case .leftParenthesis, .leftBracket, .leftBrace:
      modes[modes.count - 1] = .interpolation(openBrackets: open + 1, isMultiLine: isMultiLine)
    case .rightBrace where open == 0:
      modes.removeLast()
      return emit(.interpolationEnd, from: position, length: 1)
    case .rightParenthesis, .rightBracket, .rightBrace:
      modes[modes.count - 1] = .interpolation(
        openBrackets: max(0, open - 1), isMultiLine: isMultiLine)
    default: break
    }
    emit(.symbol(symbol), from: position, length: length)
  }

  private mutating func lexForeignSymbol(_ foreign: ForeignSymbol, length: Int) {
    let start = position
    let place = span(from: start, to: start + length)
    let written = text(from: start, to: start + length)
    diagnostics.report(
      Diagnostic(
        .foreignOperator, "`\(written)` is written `\(foreign.ours)` here", at: place,
        because: foreign.because,
        helps: [Diagnostic.Help(foreign.edit(in: bytes, at: start, length), replacing: place)]))
    emit(foreign.kind, from: start, length: length)
  }

  private mutating func lexBacktickName() {
    let start = position
    var end = position + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "`"), bytes[end] != UInt8(ascii: "\n") {
      end += 1
    }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "`") else {
      return rejectCharacters(length: 1)
    }
    let name = text(from: start + 1, to: end)
    let place = span(from: start, to: end + 1)
    diagnostics.report(
      Diagnostic(
        .foreignQuote, "a column whose name is not a word is written with a dot and quotes",
        at: place, helps: [Diagnostic.Help(".\"\(name)\"", replacing: place)]))
    emit(.column(name), from: start, length: end + 1 - start)
  }

  // MARK: Beyond ASCII

  /// Letters, currency signs, look-alikes of our symbols, invisible and invalid characters.
  mutating func lexUnicode() {
    let start = position
    guard let (scalar, length) = scalar(at: position) else {
      // Invalid UTF-8 is reported once for the whole text.
      emit(.unknown, from: start, length: 1)
      return
    }
    switch scalar.value {
    case 0x20AC, 0xA3:
      emit(.sign(String(scalar)), from: start, length: length)
    case 0x201C, 0x201D, 0x201E, 0xAB:
      lexForeignText(closings: ["\u{201D}", "\u{201C}", "\u{BB}", "\""], openingLength: length)
    case 0x2018, 0x2019, 0x201A:
      lexForeignText(closings: ["\u{2019}", "\u{2018}", "'"], openingLength: length)
    case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000, 0x0B, 0x0C:
      position += length
      hasSpaceBefore = true
    case _ where scalar.properties.isXIDStart:
      emit(.word(takeWord()), from: start)
    default:
      if let foreign = ForeignSymbol.all[String(scalar)] {
        lexForeignSymbol(foreign, length: length)
      } else {
        rejectCharacters(length: length)
      }
    }
  }

  /// One message and one token for a run of characters without a meaning.
  private mutating func rejectCharacters(length: Int) {
    let start = position
    let first = scalar(at: start)?.0
    position += length
    while position < bytes.count, let (scalar, length) = scalar(at: position), isStray(scalar) {
      position += length
    }
    let place = span(from: start, to: position)
    let code = String(first?.value ?? 0, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
    let isVisible = first.map { $0.isASCII ? $0.value > 0x20 && $0.value < 0x7F : isSeen($0) }
    let shown = isVisible == true ? first.map { " `\(Character($0))`" } ?? "" : ""
    diagnostics.report(
      Diagnostic(
        .strayCharacter, "the character\(shown) (U+\(padded)) has no meaning here", at: place,
        helps: [Diagnostic.Help("", note: "leave it out", replacing: place)]))
    emit(.unknown, from: start)
  }

  private func isStray(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x20 { return scalar != "\n" && scalar != "\r" && scalar != "\t" }
    if scalar.isASCII { return scalar.value == 0x7F }
    return !scalar.properties.isXIDStart && !scalar.properties.isWhitespace
      && !scalar.properties.isQuotationMark && scalar.value != 0x20AC && scalar.value != 0xA3
      && ForeignSymbol.all[String(scalar)] == nil
  }

  private func isSeen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .nonspacingMark, .enclosingMark:
      false
    default: true
    }
  }
}
