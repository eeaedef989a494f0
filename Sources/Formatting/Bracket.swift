internal import Syntax

/// A pair of brackets, and whether what it holds stands on lines of its own.
struct Bracket {
  enum Content {
    /// Parentheses, square brackets and the braces of records, in which line breaks mean nothing.
    case values
    /// Braces in which line breaks separate statements or arms.
    case lines
    /// The rows of a table literal, in which a pipe separates cells.
    case rows

    /// Whether a line break may end an element.
    var hasLines: Bool { self != .values }
  }

  /// What stands in no bracket.
  static let script = Bracket(content: .lines, isOpen: true)

  var content: Content
  var isOpen = false
  var isEmpty = false
}

/// The brackets of a script by the number of the piece that opens each.
struct BracketList {
  private(set) var all: [Int: Bracket] = [:]

  init(_ pieces: [Piece], _ marks: LayoutMarks) {
    var openings: [Int] = []
    for (number, piece) in pieces.enumerated() {
      if let outer = openings.last { noteBreak(before: number, in: outer, pieces) }
      guard case .symbol(let symbol) = piece.kind else { continue }
      if symbol.opensBracket {
        all[number] = Bracket(content: Self.content(of: piece, marks))
        openings.append(number)
      } else if symbol.closesBracket, let opening = openings.popLast() {
        all[opening]?.isEmpty = opening == number - 1
      }
    }
  }

  private static func content(of piece: Piece, _ marks: LayoutMarks) -> Bracket.Content {
    switch marks.braces[piece.start] {
    case .statements, .arms: .lines
    case .rows: .rows
    case .fields, nil: .values
    }
  }

  /// A bracket is open when a line break stands directly after it; one whose elements end at line
  /// breaks, when any line break stands in it.
  private mutating func noteBreak(
    before number: Int, in opening: Int, _ pieces: [Piece]
  ) {
    guard let bracket = all[opening], !bracket.isOpen else { return }
    let piece = pieces[number]
    guard piece.gap.hasBreak else { return }
    if !bracket.content.hasLines {
      if number == opening + 1 { all[opening]?.isOpen = true }
      return
    }
    // A word that begins statements would end the table if it began a line.
    if bracket.content == .rows, pieces[opening + 1].beginsStatement { return }
    all[opening]?.isOpen = true
  }
}

extension Symbol {
  var opensBracket: Bool {
    self == .leftParenthesis || self == .leftBracket || self == .leftBrace
  }

  var closesBracket: Bool {
    self == .rightParenthesis || self == .rightBracket || self == .rightBrace
  }
}

extension Piece {
  func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }

  var opensBracket: Bool {
    if case .symbol(let symbol) = kind { symbol.opensBracket } else { false }
  }

  var closesBracket: Bool {
    if case .symbol(let symbol) = kind { symbol.closesBracket } else { false }
  }

  /// Whether it is a word with which only statements begin.
  var beginsStatement: Bool {
    if case .keyword(let keyword) = kind { keyword.beginsStatement } else { false }
  }
}
