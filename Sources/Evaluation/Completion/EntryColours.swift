package import Diagnostics
internal import Syntax

/// A part of an entry that has a colour.
package struct ColouredPart: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case keyword, function, column, number, text, date, comment, sign
  }

  package var bytes: Range<Int>
  package var kind: Kind
}

extension Session {
  /// The parts of a text that have a colour, in its order and without overlap; mistakes in it do not
  /// matter.
  ///
  /// - Complexity: Linear in the text, with the sorting of its parts.
  package static func colours(of entry: SourceText) -> [ColouredPart] {
    let list = TokenList(entry)
    var parts = list.comments.map { ColouredPart(bytes: $0, kind: .comment) }
    for index in list.tokens.indices {
      guard let kind = kind(of: index, in: list.tokens) else { continue }
      var start = list.tokens[index].start
      // The colon before a format belongs to no token.
      if case .format = list.tokens[index].kind { start -= 1 }
      parts.append(ColouredPart(bytes: start..<list.tokens[index].end, kind: kind))
    }
    parts.sort { $0.bytes.lowerBound < $1.bytes.lowerBound }
    return joined(parts)
  }

  /// Parts of one kind that follow each other as one, such as a text with its marks.
  private static func joined(_ parts: [ColouredPart]) -> [ColouredPart] {
    var joined: [ColouredPart] = []
    for part in parts {
      let end = joined.last?.bytes.upperBound ?? 0
      let start = max(part.bytes.lowerBound, end)
      guard start < part.bytes.upperBound else { continue }
      if let last = joined.last, last.kind == part.kind, part.kind == .text, start == end {
        joined[joined.count - 1].bytes = last.bytes.lowerBound..<part.bytes.upperBound
      } else {
        joined.append(ColouredPart(bytes: start..<part.bytes.upperBound, kind: part.kind))
      }
    }
    return joined
  }

  private static func kind(of index: Int, in tokens: [Token]) -> ColouredPart.Kind? {
    func symbol(_ index: Int) -> Symbol? {
      guard tokens.indices.contains(index), case .symbol(let symbol) = tokens[index].kind else {
        return nil
      }
      return symbol
    }
    switch tokens[index].kind {
    case .keyword: return symbol(index + 1) == .colon ? nil : .keyword
    case .word(let word):
      if symbol(index + 1) == .leftParenthesis || symbol(index - 1) == .pipe { return .function }
      return word == "table" && symbol(index + 1) == .leftBrace ? .keyword : nil
    case .number, .sign: return .number
    case .column: return .column
    case .date, .period: return .date
    case .textStart, .characters, .textEnd: return .text
    case .symbol, .interpolationStart, .interpolationEnd, .format: return .sign
    case .newline, .unknown, .end: return nil
    }
  }
}
