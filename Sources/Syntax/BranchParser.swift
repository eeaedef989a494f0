import Diagnostics

extension Parser {
  /// Reads `if c then a else b`.
  mutating func ifElse() -> Expression {
    if isCallOfIfAhead { return callOfIf() }
    let start = current.start
    advance()
    let condition = expression()
    guard takeContinuation(.then) else {
      fail(
        .branchForm, "`then` is missing in this `if`", span: missingPlace,
        because: "it is written `if c then a else b`")
      return make(.invalid, from: start)
    }
    let then = expression()
    guard takeContinuation(.else) else {
      let place = span(from: previousEnd, to: previousEnd)
      fail(
        .branchForm, "`else` is missing in this `if`", span: missingPlace,
        because: "an `if` gives a value, so it needs one for both cases",
        helps: [Diagnostic.Help(" else missing", replacing: place)])
      return make(
        .ifElse(condition, then: then, else: Expression(.invalid, span: place)), from: start)
    }
    let otherwise = expression(withPipes: false)
    return make(.ifElse(condition, then: then, else: otherwise), from: start)
  }

  /// Where something is missing: the end of what was read when a line ends there.
  private var missingPlace: Span? {
    current.kind == .newline || current.kind == .end
      ? span(from: previousEnd, to: previousEnd) : nil
  }

  /// `then` or `else`, which may begin the next line; `else =>` is an arm of `match`.
  private mutating func takeContinuation(_ keyword: Keyword) -> Bool {
    let distance = current.kind == .newline ? 1 : 0
    guard token(ahead: distance).kind == .keyword(keyword),
      token(ahead: distance + 1).kind != .symbol(.arrow)
    else { return false }
    index += distance
    advance()
    skipNewlines()
    return true
  }

  /// Reads `match e { 1..9 => a, "x", "y" => b, missing => c, else => d }`.
  mutating func match() -> Expression {
    let start = current.start
    advance()
    let subject = expression()
    guard isAt(.leftBrace) else {
      fail(
        .branchForm, "the arms of this `match` are missing", span: missingPlace,
        because: "it is written match e { 1..9 => a, else => b }")
      return make(.invalid, from: start)
    }
    let opening = open(.statements)
    var arms: [MatchArm] = []
    while true {
      while current.kind == .newline || isAt(.comma) || isAt(.semicolon) { advance() }
      let before = index
      guard !isAt(.rightBrace), current.kind != .end, let arm = arm(), index > before else {
        // What is left belongs to a text around it, or to nothing.
        break
      }
      arms.append(arm)
      if isAt(.rightBrace) || isAt(.comma) || isAt(.semicolon) || current.kind == .newline {
        continue
      }
      guard current.kind != .end else { break }
      rejectToken(inList: true)
      skip(untilOneOf: [.comma, .semicolon])
    }
    close(opening)
    return make(.match(subject, withOtherwise(arms)), from: start)
  }

  /// The arms of a `match` without `else` whose last one is `_ => b` or `default => b`.
  private mutating func withOtherwise(_ arms: [MatchArm]) -> [MatchArm] {
    guard !arms.contains(where: \.patterns.isEmpty), let last = arms.last,
      let pattern = last.patterns.first, last.patterns.count == 1,
      case .name(let word) = pattern.kind, ForeignWord.otherwise.contains(word)
    else { return arms }
    fail(
      at: nil, .foreignWord, "`\(word)` is written `else` here", span: pattern.span,
      because: "the arm `else => e` takes every value that no other arm takes",
      helps: help("else", replacing: pattern.span))
    return arms.dropLast() + [MatchArm(patterns: [], result: last.result)]
  }

  /// `"x", "y" => b`; nil at the end of the text or of an outer bracket.
  private mutating func arm() -> MatchArm? {
    var patterns: [Expression] = []
    if isAt(.else) {
      advance()
    } else {
      repeat {
        skipNewlines()
        guard enter() else {
          patterns.append(tooDeep())
          break
        }
        patterns.append(operation(.fallback))
        depth -= 1
      } while take(.comma)
    }
    guard isArrow(current) else {
      if case .symbol(let symbol) = current.kind, symbol.isClosing, !isAt(.rightBrace) {
        return nil
      }
      fail(
        .branchForm, "`=>` is missing in this arm",
        because: "an arm takes values or ranges: 1..9 => a, \"x\", \"y\" => b, else => c")
      skip(untilOneOf: [.comma, .semicolon])
      let place = span(from: previousEnd, to: previousEnd)
      return MatchArm(patterns: patterns, result: Expression(.invalid, span: place))
    }
    takeArrow()
    skipNewlines()
    return MatchArm(patterns: patterns, result: expression())
  }
}
