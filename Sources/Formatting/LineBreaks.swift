internal import Syntax

/// Says where a new line begins.
struct LineBreaks {
  private let pieces: [Piece]
  private let marks: LayoutMarks
  private let brackets: BracketList
  /// The pipes that begin a line because the line would be too long.
  private let brokenPipes: Set<Int>

  /// Whether a line begins with each piece.
  static func all(
    _ pieces: [Piece], _ marks: LayoutMarks, _ brackets: BracketList, brokenPipes: Set<Int> = []
  ) -> [Bool] {
    let breaks = LineBreaks(
      pieces: pieces, marks: marks, brackets: brackets, brokenPipes: brokenPipes)
    var open: [Bracket] = []
    return pieces.indices.map { number in
      let isBroken = breaks.isBroken(before: number, in: open.last ?? .script)
      if pieces[number].closesBracket { _ = open.popLast() }
      if let bracket = brackets.all[number] { open.append(bracket) }
      return isBroken
    }
  }

  private func isBroken(before number: Int, in bracket: Bracket) -> Bool {
    let piece = pieces[number]
    guard number > 0 else { return piece.gap.hasComments }
    let before = pieces[number - 1]
    // A comment runs to the end of its line.
    if piece.gap.hasComments { return true }
    if bracket.isEmpty { return false }
    if piece.closesBracket {
      return bracket.isOpen || bracket.content.hasLines && piece.gap.hasBreak
    }
    if brackets.all[number - 1] != nil { return bracket.isOpen }
    if isFeeding(piece, in: bracket) {
      return brokenPipes.contains(piece.start) || piece.gap.hasBreak
        || isMovable(after: number)
    }
    if isFeeding(before, in: bracket) { return false }
    if bracket.content.hasLines { return piece.gap.hasBreak }
    if piece.isSymbol(.comma) { return false }
    if before.isSymbol(.comma), hasBareBreak(before: number - 1) { return true }
    return piece.gap.hasBreak && (mayEndLine(before) || mayBeginLine(piece))
  }

  /// Whether a piece is a pipe that feeds a call.
  private func isFeeding(_ piece: Piece, in bracket: Bracket) -> Bool {
    piece.isSymbol(.pipe) && bracket.content != .rows
  }

  /// Whether a line break without a comment stands before a piece.
  private func hasBareBreak(before number: Int) -> Bool {
    let gap = pieces[number].gap
    return gap.hasBreak && !gap.hasComments
  }

  /// Whether the line break after a pipe can move before it.
  private func isMovable(after number: Int) -> Bool {
    pieces.indices.contains(number + 1) && hasBareBreak(before: number + 1)
  }

  /// Whether a person may choose to break the line after a piece in brackets.
  private func mayEndLine(_ piece: Piece) -> Bool {
    switch piece.kind {
    case .symbol(.comma), .symbol(.colon), .symbol(.assign), .symbol(.arrow): true
    case .keyword(.then), .keyword(.else): true
    default: isOperator(piece)
    }
  }

  /// Whether a person may choose to break the line before a piece in brackets.
  private func mayBeginLine(_ piece: Piece) -> Bool {
    switch piece.kind {
    case .keyword(.then), .keyword(.else), .keyword(.to), .keyword(.per), .keyword(.is): true
    case .word("at"), .word("within"): true
    default: isOperator(piece)
    }
  }

  /// Whether a piece stands between two operands.
  private func isOperator(_ piece: Piece) -> Bool {
    switch piece.kind {
    case .keyword(.and), .keyword(.or), .keyword(.in), .keyword(.mod): true
    case .symbol(let symbol):
      switch symbol {
      case .plus, .star, .slash, .equal, .notEqual, .less, .lessOrEqual, .greater,
        .greaterOrEqual, .approximately, .fallback:
        true
      case .minus: !marks.signs.contains(piece.start)
      default: false
      }
    default: false
    }
  }
}
