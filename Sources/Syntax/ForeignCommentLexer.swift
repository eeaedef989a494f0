import Diagnostics

/// Comments as other languages begin them, `// why` and `-- why`.
extension Lexer {
  mutating func lexForeignComment(_ sign: String, because: String) {
    let start = position
    let place = span(from: start, to: start + sign.utf8.count)
    diagnostics.report(
      Diagnostic(
        .foreignOperator, "a comment begins with `#`", at: place, because: because,
        helps: [Diagnostic.Help("#", replacing: place)]))
    while let byte = peek(0), !endsComment(byte) { position += 1 }
    hasSpaceBefore = true
  }

  /// A comment inside an interpolation must leave the end of its text.
  private func endsComment(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n")
      || !modes.isEmpty && (byte == UInt8(ascii: "}") || byte == UInt8(ascii: "\""))
  }

  /// Whether `--` with a space behind it begins a comment of SQL: before anything else on its line,
  /// or where no number, bracket or column follows, from which two signs could be taken.
  var isDashedComment: Bool {
    guard let next = peek(2) else { return true }
    guard next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") || next == UInt8(ascii: "\n")
    else { return false }
    guard isAfterOperand else {
      return tokens.last.map { $0.kind == .newline || $0.kind == .symbol(.semicolon) } ?? true
    }
    return isProse(from: position + 2) || rest(from: position + 2).first?.isWordStart ?? true
  }

  /// Whether the token before ends an operand on the same line.
  var isAfterOperand: Bool {
    switch tokens.last?.kind {
    case .number, .word, .column, .date, .period, .textEnd, .keyword(.missing),
      .keyword(.true), .keyword(.false):
      true
    case .symbol(let symbol)?: symbol.isClosing
    default: false
    }
  }

  /// Whether the rest of the line is an operand and what goes on from it, and no words of a comment.
  func isOperand(from offset: Int) -> Bool {
    guard let first = rest(from: offset).first else { return false }
    let isBegun =
      first.isDigit || first.isWordStart
      || [UInt8(ascii: "("), UInt8(ascii: "."), UInt8(ascii: "$")].contains(first)
    return isBegun && !isProse(from: offset)
  }

  private static let wordOperators: Set<String> = ["and", "or", "not", "in", "to", "per", "mod"]

  /// Whether two words stand side by side on the rest of the line, as in a sentence.
  private func isProse(from offset: Int) -> Bool {
    var words = 0
    for word in rest(from: offset).split(separator: UInt8(ascii: " ")) {
      let isWord = word.allSatisfy { $0.isWordStart || $0 >= 0x80 || $0 == UInt8(ascii: ",") }
      let isOperator = Self.wordOperators.contains(String(decoding: word, as: UTF8.self))
      words = isWord && !isOperator ? words + 1 : 0
      if words == 2 { return true }
    }
    return false
  }

  /// The bytes up to the end of the line, without the spaces before them; at most 200.
  private func rest(from offset: Int) -> ArraySlice<UInt8> {
    guard offset < bytes.count else { return [] }
    return bytes[offset..<min(offset + 200, bytes.count)]
      .prefix { !endsComment($0) }.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }
}
