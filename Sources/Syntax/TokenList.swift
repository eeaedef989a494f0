package import Diagnostics

/// The tokens of a text that is being typed: its mistakes do not matter, and what is open at its end
/// stays open.
package struct TokenList: Sendable {
  /// In the order of the text; empty for a text that is too large to be read.
  package let tokens: [Token]
  /// The bytes of the comments, in the order of the text.
  package let comments: [Range<Int>]

  /// - Complexity: Linear in the text.
  package init(_ text: SourceText) {
    let id = SourceID(index: -1)
    guard SyntaxLimits.violation(in: text, id: id) == nil else {
      (tokens, comments) = ([], [])
      return
    }
    var lexer = Lexer(text, id: id)
    _ = lexer.run()
    var tokens = lexer.tokens
    if tokens.last?.kind == .end { tokens.removeLast() }
    var isInBraces = false
    while let last = tokens.last, last.start == last.end, last.end == lexer.bytes.count {
      if last.kind == .interpolationEnd {
        isInBraces = true
      } else if last.kind != .textEnd || !isInBraces && Self.isWritten(last, in: tokens, of: lexer)
      {
        break
      }
      tokens.removeLast()
    }
    self.tokens = tokens
    comments = Self.comments(between: tokens, in: text.bytes)
  }

  /// Whether the text has the end that the lexer gives it: what is open is ended at the end.
  private static func isWritten(_ end: Token, in tokens: [Token], of lexer: Lexer) -> Bool {
    guard let opening = tokens.last(where: { $0.kind == .textStart }) else { return true }
    // A raw text is one piece of the source, and so is one in the marks of another language.
    let written = lexer.bytes[opening.start..<opening.end]
    guard written.first != UInt8(ascii: "\"") else { return false }
    guard written.first == UInt8(ascii: "r") else { return true }
    return written.count >= 3 && written.last == UInt8(ascii: "\"")
  }

  /// Nothing but spaces, line breaks and comments stands between two tokens.
  private static func comments(between tokens: [Token], in bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var position = 0
    for index in 0...tokens.count {
      let next = index < tokens.count ? tokens[index].start : bytes.count
      while position < next {
        // Of a foreign comment, `//` or `--`, the second sign follows.
        let begins = [UInt8(ascii: "#"), UInt8(ascii: "/"), UInt8(ascii: "-")]
        guard begins.contains(bytes[position]) else {
          position += 1
          continue
        }
        let start = position
        while position < next, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        found.append(start..<position)
      }
      if index < tokens.count { position = max(position, tokens[index].end) }
    }
    return found
  }
}
