import Diagnostics

extension Parser {
  /// Reports a mistake at the token at hand, unless one was just reported there.
  mutating func fail(
    _ code: DiagnosticCode, _ message: String, span place: Span? = nil, label: String = "",
    because: String? = nil, helps: [Diagnostic.Help] = [],
  ) {
    fail(at: index, code, message, span: place, label: label, because: because, helps: helps)
  }

  /// Reports a mistake at a token, or, without one, a mistake that does not disturb the reading.
  mutating func fail(
    at mistake: Int?, _ code: DiagnosticCode, _ message: String, span place: Span? = nil,
    label: String = "", because: String? = nil, helps: [Diagnostic.Help] = [],
  ) {
    if let mistake {
      guard mistake != lastMistake else { return }
      lastMistake = index
    }
    let isAtEnd = mistake.map(isEnd) ?? false
    let before = diagnostics.all.count
    diagnostics.report(
      Diagnostic(
        code, message, at: place ?? span(of: current), label: label, because: because,
        helps: helps))
    if isAtEnd, diagnostics.all.count > before { mistakesAtEnd += 1 }
  }

  /// A way out, when its code is known.
  func help(_ code: String?, note: String = "", replacing place: Span) -> [Diagnostic.Help] {
    code.map { [Diagnostic.Help($0, note: note, replacing: place)] } ?? []
  }

  /// What a token is called in a sentence.
  func describe(_ token: Token) -> String {
    switch token.kind {
    case .newline: return "the end of the line"
    case .end: return "the end"
    case .textStart: return "a text"
    case .characters, .textEnd, .interpolationStart: return "the rest of the text"
    case .interpolationEnd: return "`}`"
    case .format: return "`:`"
    default:
      let code = code(span(of: token)) ?? ""
      return code.isEmpty ? "this" : "`\(code)`"
    }
  }

  mutating func reportTooDeep(at place: Span) {
    fail(
      at: nil, .tooDeep, "this is nested too deeply", span: place,
      because:
        "brackets, signs and branches may stand \(Expression.maximumHeight) deep inside each other",
    )
  }

  mutating func reportUnclosed(_ opening: Opening) {
    let place = span(of: opening.token)
    let bracket = describe(opening.token)
    if case .symbol(let symbol) = current.kind, symbol.isClosing {
      let found = span(of: current)
      let belongsOutside = expectedClosings.dropLast().contains(symbol)
      fail(
        .unclosedBracket, "\(bracket) is closed by `\(symbol.rawValue)`", span: place,
        label: "it opens here", because: "it needs `\(opening.closing.rawValue)`",
        helps: help(
          opening.closing.rawValue,
          replacing: belongsOutside ? span(from: found.start, to: found.start) : found))
      return
    }
    let end = span(from: previousEnd, to: previousEnd)
    fail(
      .unclosedBracket, "\(bracket) is not closed", span: place, label: "it opens here",
      helps: help(opening.closing.rawValue, replacing: end))
  }

  /// Reads `7 % 3`.
  mutating func reportModulo() {
    let place = span(of: current)
    fail(
      at: nil, .foreignOperator, "`%` is written `mod` here", span: place,
      because: "`%` makes a percentage of the number before it",
      helps: help("mod", replacing: place))
  }

  /// A token after which nothing was expected, such as a second value without an operator.
  mutating func rejectToken(inList: Bool) {
    let token = current
    guard token.kind != .unknown else { return lastMistake = index }
    let place = span(of: token)
    switch token.kind {
    case .word(let word):
      if let known = ForeignWord.operators[word] {
        return fail(
          .foreignWord, "`\(word)` is written `\(known)` here",
          helps: help(known, replacing: place))
      }
      if rejectWordBehindColumn(word, inList: inList) { return }
      let lowered = word.lowercased()
      if lowered == "where", !inList { return rejectWhere() }
      if lowered == "group" || lowered == "order", case .word(let by) = self.token(ahead: 1).kind,
        by.lowercased() == "by"
      {
        return rejectClause(lowered)
      }
    case .symbol(.resultArrow):
      return fail(
        .foreignOperator, "`->` is written `=>` here",
        because: "`->` stands before the result type of a function",
        helps: help("=>", replacing: place))
    case .symbol(.question):
      return fail(
        .foreignOperator, "a choice is written `if c then a else b`",
        because: "there is no operator `?`", helps: [Diagnostic.Help("if c then a else b")])
    case .symbol(let symbol) where symbol.isClosing:
      return fail(
        .unclosedBracket, "`\(symbol.rawValue)` closes nothing",
        helps: [Diagnostic.Help("", note: "leave it out", replacing: place)])
    case .column where token.hasSpaceBefore:
      let joined = span(from: previousEnd, to: token.start)
      return fail(
        .unexpected, "there is no operator before this column",
        because: "a column begins with a dot; a field stands directly after its value",
        helps: [Diagnostic.Help("", note: "without the space it is a field", replacing: joined)])
    default: break
    }
    let missing = inList ? "an operator or a comma is missing" : "an operator is missing"
    fail(.unexpected, "\(missing) before \(describe(token))", label: "this was not expected")
  }

  /// `.cost desc`, and `.Total Revenue` of a name with a blank.
  private mutating func rejectWordBehindColumn(_ word: String, inList: Bool) -> Bool {
    guard index > 0, case .column(let name) = tokens[index - 1].kind, current.hasSpaceBefore else {
      return false
    }
    let column = tokens[index - 1]
    if let sign = SortDirection.sign(word) {
      guard let key = code(span(of: column)) else { return false }
      fail(
        .foreignWord, "`\(word)` is no word of this language",
        because: SortDirection.reason,
        helps: help("\(sign)\(key)", replacing: span(from: column.start, to: current.end)))
      return true
    }
    let isPlain = code(span(of: column)) == ".\(name)"
    let rest = code(span(from: column.end, to: current.end))
    guard isPlain, let rest, !rest.utf8.contains(UInt8(ascii: "#")) else { return false }
    var end = current.end
    var ahead = 1
    while case .word = token(ahead: ahead).kind, ahead < 8 {
      end = token(ahead: ahead).end
      ahead += 1
    }
    guard let whole = code(span(from: column.end, to: end)) else { return false }
    let missing = inList ? "an operator or a comma is missing" : "an operator is missing"
    fail(
      .unexpected, "\(missing) before `\(word)`", label: "this was not expected",
      because: "a name with a blank in it stands in quotes behind the dot",
      helps: help(".\"\(name)\(whole)\"", replacing: span(from: column.start, to: end)))
    return true
  }

  /// `group by` and `order by` of SQL.
  private mutating func rejectClause(_ word: String) {
    let isGroup = word == "group"
    let place = span(from: current.start, to: token(ahead: 1).end)
    var help = Diagnostic.Help(
      isGroup ? "| summarize(n: count(), by: .channel)" : "| sort(.channel)",
      note: "with your columns")
    if case .column = token(ahead: 2).kind, let column = code(span(of: token(ahead: 2))) {
      help = Diagnostic.Help(
        isGroup ? "| summarize(n: count(), by: \(column))" : "| sort(\(column))",
        replacing: span(from: place.start, to: token(ahead: 2).end))
    }
    fail(
      .foreignWord,
      isGroup ? "grouping is the argument `by:` of a verb" : "sorting is the verb `sort`",
      span: place, because: "there are no clauses; every step is a call after a pipe",
      helps: [help])
  }
}

extension Lexer {
  /// Says where the first byte stands that is not UTF-8.
  mutating func reportInvalidEncoding() {
    guard String(validating: bytes, as: UTF8.self) == nil else { return }
    var offset = 0
    while offset < bytes.count {
      if bytes[offset] < 0x80 {
        offset += 1
      } else if let (_, length) = scalar(at: offset) {
        offset += length
      } else {
        break
      }
    }
    diagnostics.report(
      Diagnostic(
        .encoding, "this text is not UTF-8", at: span(from: offset, to: offset + 1),
        because: "byte \(offset + 1) of \(source.index >= 0 ? "the text" : "") is not part of a "
          + "character", helps: []))
  }
}
