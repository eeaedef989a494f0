internal import Diagnostics
internal import Syntax

/// The pieces of a script in their order, and what follows the last one.
struct PieceList {
  private(set) var pieces: [Piece] = []
  let end: Gap

  /// The pieces of all tokens but those, known by their places, that are not written again.
  init(_ text: SourceText, tokens: [Token], omitting omitted: Set<Int>) {
    let bytes = text.bytes
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    var reach = isMarked ? 3 : 0
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      let last = token.kind == .textStart ? Self.textEnd(from: index, in: tokens) : index
      index = last + 1
      guard token.kind != .newline, !omitted.contains(token.start) else { continue }
      let end = max(tokens[last].end, token.end)
      let gap = Gap(bytes, from: reach, to: token.start, isFirst: pieces.isEmpty)
      pieces.append(
        Piece(
          kind: token.kind, text: Self.written(text, from: token.start, to: end),
          start: token.start, gap: gap))
      reach = end
    }
    end = Gap(bytes, from: reach, to: bytes.count, isFirst: pieces.isEmpty)
  }

  /// The token that ends the text that one begins.
  private static func textEnd(from start: Int, in tokens: [Token]) -> Int {
    var nesting = 0
    for index in start..<tokens.count {
      switch tokens[index].kind {
      case .textStart: nesting += 1
      case .textEnd:
        nesting -= 1
        if nesting == 0 { return index }
      default: break
      }
    }
    return tokens.count - 1
  }

  /// A part of the source with line feeds alone, which the texts of the language mean by CRLF too.
  private static func written(_ text: SourceText, from start: Int, to end: Int) -> String {
    let bytes = text.bytes[start..<end]
    guard bytes.contains(0x0D) else { return text.text(from: start, to: end) }
    var kept: [UInt8] = []
    for index in bytes.indices {
      let isReturn = bytes[index] == 0x0D
      if isReturn, index + 1 < bytes.endIndex, bytes[index + 1] == 0x0A { continue }
      kept.append(bytes[index])
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
