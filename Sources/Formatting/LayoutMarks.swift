internal import Diagnostics
internal import Syntax

/// What the tree says about single tokens, each known by the byte at which it begins.
struct LayoutMarks {
  /// What a brace holds.
  enum Brace {
    case statements
    case arms
    case rows
    case fields
  }

  /// The pipes of the pipeline that is the value of a statement.
  struct Pipeline {
    /// Where the statement begins.
    let statement: Int
    let pipes: [Int]
  }

  private let tokens: [Token]
  /// Tokens without a blank before them.
  var joinedBefore: Set<Int> = []
  /// Tokens without a blank after them.
  var joinedAfter: Set<Int> = []
  /// The signs of single values: `-x`.
  var signs: Set<Int> = []
  var braces: [Int: Brace] = [:]
  /// The braces that close records.
  var recordEnds: Set<Int> = []
  /// Where statements, arms and rows begin; true for an expression, whose pipes stand below it.
  var elements: [Int: Bool] = [:]
  /// The bars at the ends of rows.
  var omitted: Set<Int> = []
  var pipelines: [Pipeline] = []
  /// The heads and rows of each table literal, by its brace; each row by the places of its bars.
  var tables: [Int: [Row]] = [:]

  /// A line of a table literal: where it begins, and the bars between its cells.
  struct Row {
    var start: Int
    var bars: [Int]
    /// The place of the token after the row.
    var end: Int
  }

  init(_ tokens: [Token]) { self.tokens = tokens }

  // MARK: Finding tokens

  /// The index of the first token at a byte or after it.
  func index(at byte: Int) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].start < byte { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func token(_ index: Int) -> Token? { tokens.indices.contains(index) ? tokens[index] : nil }

  /// The first token at a byte or after it that is this symbol.
  func first(_ symbol: Symbol, from byte: Int) -> Token? {
    var index = index(at: byte)
    while let token = token(index) {
      if token.kind == .symbol(symbol) { return token }
      index += 1
    }
    return nil
  }

  /// The token directly before a byte; newlines do not count.
  func token(before byte: Int) -> Token? {
    var index = index(at: byte) - 1
    while let token = token(index) {
      if token.kind != .newline { return token }
      index -= 1
    }
    return nil
  }

  /// The token at a byte or after it; newlines do not count.
  func token(after byte: Int) -> Token? {
    var index = index(at: byte)
    while let token = token(index) {
      if token.kind != .newline { return token }
      index += 1
    }
    return nil
  }

  /// The tokens of a part of the text.
  func tokens(in span: Span) -> ArraySlice<Token> {
    let first = index(at: span.start)
    return tokens[first..<max(first, index(at: span.end))]
  }
}
