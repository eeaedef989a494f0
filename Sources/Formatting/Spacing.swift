internal import Syntax

/// Whether a blank stands between two pieces of one line.
struct Spacing {
  let marks: LayoutMarks

  func hasBlank(between first: Piece, and second: Piece) -> Bool {
    // Side by side, two minus signs begin a comment of SQL.
    if first.isSymbol(.minus), second.isSymbol(.minus) { return true }
    if marks.joinedBefore.contains(second.start) || marks.joinedAfter.contains(first.start) {
      return false
    }
    if case .sign = first.kind, case .number = second.kind { return false }
    guard case .symbol(let symbol) = second.kind else { return hasBlank(after: first) }
    switch symbol {
    case .comma, .semicolon, .colon, .question, .rightParenthesis, .rightBracket: return false
    case .rightBrace:
      return !first.isSymbol(.leftBrace) && !marks.recordEnds.contains(second.start)
    default: return hasBlank(after: first)
    }
  }

  private func hasBlank(after piece: Piece) -> Bool {
    switch piece.kind {
    case .symbol(.leftParenthesis), .symbol(.leftBracket): false
    case .symbol(.leftBrace): marks.braces[piece.start] != .fields
    default: true
    }
  }
}
