internal import Diagnostics
internal import Syntax

/// The text of an entry up to the cursor, with the brackets, texts and blocks that are open there.
///
/// Nothing recurses, so that its depth does not depend on the input.
struct OpenEntry {
  let bytes: [UInt8]
  let tokens: [Token]
  let isInComment: Bool
  /// What is open, the entry first and the innermost last.
  private(set) var places = [OpenPlace(.statements, opening: -1)]
  /// For a token that closes something, the token that opens it; else −1.
  private(set) var openings: [Int]

  /// - Complexity: Linear in the text, for brackets that match.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let list = TokenList(SourceText(name: "entry", bytes: bytes))
    tokens = list.tokens
    isInComment = list.comments.last.map { $0.upperBound == bytes.count } ?? false
    openings = Array(repeating: -1, count: tokens.count)
    for index in tokens.indices { read(index) }
  }

  /// The innermost open place.
  var place: OpenPlace { places.last ?? OpenPlace(.statements, opening: -1) }

  func kind(_ index: Int) -> Token.Kind? {
    tokens.indices.contains(index) ? tokens[index].kind : nil
  }

  /// The last token before another that is no line break; −1 where there is none.
  func previous(_ index: Int) -> Int {
    var index = min(index, tokens.count) - 1
    while kind(index) == .newline { index -= 1 }
    return max(index, -1)
  }

  /// The text of some tokens.
  func text(_ range: Range<Int>) -> ArraySlice<UInt8> {
    let range = range.clamped(to: 0..<tokens.count)
    guard let first = range.first, let last = range.last else { return [] }
    return bytes[tokens[first].start..<max(tokens[first].start, tokens[last].end)]
  }

  private mutating func read(_ index: Int) {
    switch tokens[index].kind {
    case .textStart: places.append(OpenPlace(.text, opening: index))
    case .textEnd: close(index) { $0 == .text }
    case .interpolationStart: places.append(OpenPlace(.interpolation, opening: index))
    case .interpolationEnd: close(index) { $0 == .interpolation }
    case .newline: readNewline(index)
    case .symbol(let symbol): read(symbol, index)
    case .keyword(.then), .keyword(.else), .keyword(.if), .keyword(.check):
      edit { $0.expressionStart = index + 1 }
    default: break
    }
  }

  private mutating func read(_ symbol: Symbol, _ index: Int) {
    switch symbol {
    case .leftParenthesis: places.append(parenthesis(index))
    case .leftBracket: places.append(OpenPlace(.list, opening: index))
    case .leftBrace: places.append(OpenPlace(braceKind(index), opening: index))
    case .rightParenthesis:
      close(index) { kind in
        switch kind {
        case .call, .parameters, .group: true
        default: false
        }
      }
    case .rightBracket: close(index) { $0 == .list }
    case .rightBrace: close(index) { [.record, .table, .statements].contains($0) }
    case .comma:
      edit { place in
        place.arguments.append(
          WrittenArgument(name: place.argumentName, value: place.expressionStart..<index))
        place.beginArgument(at: index + 1)
      }
    case .colon: readColon(index)
    case .semicolon: edit { $0.beginStatement(at: index + 1) }
    case .assign, .arrow: edit { $0.expressionStart = index + 1 }
    case .pipe where place.kind == .table: edit { $0.beginArgument(at: index + 1) }
    default: break
    }
  }

  private mutating func edit(_ change: (inout OpenPlace) -> Void) {
    if let last = places.indices.last { change(&places[last]) }
  }

  /// Closes the innermost place of a kind; what is open within it was left open by mistake.
  private mutating func close(_ index: Int, _ isClosed: (OpenPlace.Kind) -> Bool) {
    var depth = places.count - 1
    // Deeper than this nothing is parsed.
    let lowest = max(0, depth - SyntaxLimits.depth)
    while depth > lowest, !isClosed(places[depth].kind) {
      // A bracket does not reach out of its text.
      if case .symbol = tokens[index].kind, [.text, .interpolation].contains(places[depth].kind) {
        return
      }
      depth -= 1
    }
    guard depth > lowest else { return }
    openings[index] = places[depth].opening
    places.removeSubrange(depth...)
  }

  private mutating func readNewline(_ index: Int) {
    let goesOn = continuesLine(index)
    edit { place in
      switch place.kind {
      case .statements where !goesOn: place.beginStatement(at: index + 1)
      case .table:
        if index > place.opening + 1 { place.isHead = false }
        place.beginArgument(at: index + 1)
      default:
        if place.argumentStart == index { place.argumentStart += 1 }
        if place.expressionStart == index { place.expressionStart += 1 }
      }
    }
  }

  /// Whether a line goes on after its end: after an operator, and before a pipe.
  private func continuesLine(_ index: Int) -> Bool {
    switch kind(index + 1) {
    case .symbol(.pipe), .keyword(.then), .keyword(.else):
      // Before the first statement there is nothing to go on with.
      if index > place.statementStart { return true }
    default: break
    }
    guard index > place.statementStart else { return false }
    switch kind(index - 1) {
    case .symbol(let symbol):
      return ![.rightParenthesis, .rightBracket, .rightBrace, .percent, .question].contains(symbol)
    case .keyword(let keyword): return ![.true, .false, .missing].contains(keyword)
    default: return false
    }
  }

  private mutating func readColon(_ index: Int) {
    let start = place.argumentStart
    var name: String?
    switch kind(start) {
    case .word(let word) where start == index - 1: name = word
    case .keyword(let keyword) where start == index - 1: name = keyword.rawValue
    case .textStart where openings[index - 1] == start:
      if case .characters(let characters)? = kind(start + 1) { name = characters }
    default: break
    }
    guard let name, place.argumentName == nil, place.kind != .statements else { return }
    edit { place in
      place.argumentName = name
      place.expressionStart = index + 1
    }
  }
}
