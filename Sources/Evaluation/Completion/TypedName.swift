internal import Syntax

/// The name that is being typed at the end of an entry.
struct TypedName {
  /// What of it is there; empty where nothing is.
  let text: String
  /// Its first byte, the dot of a column included.
  let start: Int
  /// The token that it is, or the one after the last.
  let index: Int
  let isColumn: Bool

  /// Nil where no name can go on, as directly after a number.
  init?(endOf entry: OpenEntry) {
    let end = entry.bytes.count
    guard let last = entry.tokens.last, last.end == end else {
      self.init(text: "", start: end, index: entry.tokens.count, isColumn: false)
      return
    }
    let index = entry.tokens.count - 1
    switch last.kind {
    case .word(let word):
      self.init(text: word, start: last.start, index: index, isColumn: false)
    case .keyword(let keyword):
      self.init(text: keyword.rawValue, start: last.start, index: index, isColumn: false)
    case .column(let name):
      let written = entry.bytes[last.start..<end]
      let isQuoted = written.dropFirst().first == UInt8(ascii: "\"")
      // A closing quotation mark ends the name.
      if isQuoted, written.count > 2, written.last == UInt8(ascii: "\"") { return nil }
      self.init(text: name, start: last.start, index: index, isColumn: true)
    case .unknown where entry.bytes[last.start..<end].elementsEqual([UInt8(ascii: ".")]):
      self.init(text: "", start: last.start, index: index, isColumn: true)
    case .symbol(let symbol):
      let closes: [Symbol] = [.rightParenthesis, .rightBracket, .rightBrace, .percent, .question]
      guard !closes.contains(symbol) else { return nil }
      self.init(text: "", start: end, index: index + 1, isColumn: false)
    case .newline, .interpolationStart:
      self.init(text: "", start: end, index: index + 1, isColumn: false)
    default: return nil
    }
  }

  private init(text: String, start: Int, index: Int, isColumn: Bool) {
    self.text = text
    self.start = start
    self.index = index
    self.isColumn = isColumn
  }
}
