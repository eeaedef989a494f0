import Diagnostics

/// A fix of a large mistake holds the fixes of the small ones in it: `case when a = 1 then …` becomes
/// `if a == 1 then …`.
extension Parser {
  /// One change of the source: what is put in the place of a span.
  struct Edit {
    let place: Span
    let code: String
  }

  /// The text of a span with the fixes of the mistakes found in it and with further edits; nil when
  /// it is too long to be shown, or holds a line break.
  ///
  /// Where edits lie in each other, the outermost counts.
  func mended(_ place: Span, with edits: [Edit] = []) -> String? {
    guard place.start <= place.end, place.end - place.start <= 200 else { return nil }
    let found = diagnostics.all.compactMap { $0.helps.first }.compactMap { help in
      help.replacing.map { Edit(place: $0, code: help.code) }
    }
    let inner = (found + edits)
      .filter { $0.place.start >= place.start && $0.place.end <= place.end }
      .sorted { ($0.place.start, -$0.place.end) < ($1.place.start, -$1.place.end) }
    var code = ""
    var position = place.start
    for edit in inner where edit.place.start >= position {
      code += text.text(from: position, to: edit.place.start) + edit.code
      position = edit.place.end
    }
    code += text.text(from: position, to: place.end)
    return code.utf8.contains(UInt8(ascii: "\n")) ? nil : code
  }

  /// Reports a mistake whose fix replaces a whole, and takes back the smaller ones that it mends.
  mutating func failWhole(
    _ code: DiagnosticCode, _ message: String, span place: Span, because: String? = nil,
    helps: [Diagnostic.Help],
  ) {
    if let whole = helps.first?.replacing { diagnostics.takeBack(within: whole) }
    fail(at: nil, code, message, span: place, because: because, helps: helps)
    lastMistake = nil
  }

  /// Whether operators stand around an expression that was just read, so that an `if` or an `and` in
  /// its place needs parentheses.
  func standsAmongOperators(from start: Int) -> Bool {
    if infix != nil { return true }
    guard let before = token(before: start) else { return false }
    switch before.kind {
    case .keyword(.not), .keyword(.and), .keyword(.or), .symbol(.minus): return true
    case .word(let word): return word == "NOT" || ForeignWord.infix[word.lowercased()] != nil
    case .symbol(.pipe), .symbol(.assign): return false
    default: return Infix(before.kind) != nil
    }
  }

  /// The last token that ends at or before a place, found by halving.
  func token(before start: Int) -> Token? {
    var low = 0
    var high = min(index, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].end <= start { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? tokens[low - 1] : nil
  }

  /// Whether a token begins an operand and cannot go on with the word before it, as a sign or a bracket
  /// could.
  func isOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .number, .sign, .word, .column, .date, .period, .textStart: true
    case .keyword(let keyword): [.not, .if, .match, .true, .false, .missing].contains(keyword)
    default: false
    }
  }

  /// A text as it is written in a program.
  static func quoted(_ text: String) -> String {
    var code = "\""
    for character in text {
      switch character {
      case "\"", "\\", "{", "}": code += "\\\(character)"
      case "\n": code += "\\n"
      case "\t": code += "\\t"
      default: code.append(character)
      }
    }
    return code + "\""
  }
}

extension Expression {
  var isName: Bool { if case .name = kind { true } else { false } }
}

extension Token {
  /// An operator of a chain whose fix holds its operands: `//` or `of`.
  var isForeignLink: Bool { isFloorDivision || kind == .word("of") }

  /// `//` of Python, which the lexer gives as one sign of division.
  var isFloorDivision: Bool { kind == .symbol(.slash) && end - start == 2 }
}
