import Diagnostics

/// `IF(a, b, c)` of Excel and `case when … end` of SQL, which are `if` and `match` here.
extension Parser {
  /// `if(a, b, c)`: a comma stands directly inside of the parentheses after `if`.
  var isCallOfIfAhead: Bool {
    guard token(ahead: 1).kind == .symbol(.leftParenthesis) else { return false }
    var nesting = 0
    var distance = 1
    var hasComma = false
    // A bracket that stays open would else be followed to the end of the text from each `if`.
    while distance < 64 {
      switch token(ahead: distance).kind {
      case .end: return hasComma
      case .symbol(.comma): hasComma = hasComma || nesting == 1
      case .symbol(let symbol):
        if symbol.closing != nil { nesting += 1 }
        if symbol.isClosing { nesting -= 1 }
        guard nesting == 0 else { break }
        // Two parameters of a lambda, or a condition, stand in parentheses too.
        let next = token(ahead: distance + 1)
        return hasComma && !isArrow(next) && next.kind != .keyword(.then)
      default: break
      }
      distance += 1
    }
    return hasComma
  }

  /// Reads `if(a, b, c)` and `if(a, b)`.
  mutating func callOfIf() -> Expression {
    let start = current.start
    let name = Name("if", span: span(of: current))
    advance()
    guard enter() else { return tooDeep() }
    defer { depth -= 1 }
    let parts = arguments(of: name)
    let values = parts.map(\.value)
    let isWhole = (2...3).contains(values.count) && parts.allSatisfy { $0.name == nil }
    let texts = values.compactMap(meant)
    var fix: String?
    if isWhole, texts.count == values.count {
      let otherwise = texts.count == 3 ? texts[2] : "missing"
      fix = "if \(texts[0]) then \(texts[1]) else \(otherwise)"
      if standsAmongOperators(from: start) { fix = fix.map { "(\($0))" } }
    }
    failWhole(
      .branchForm, "`if` is no function", span: name.span,
      because: "it is written `if c then a else b`",
      helps: help(fix, replacing: span(from: start)))
    guard isWhole else { return make(.invalid, from: start) }
    let otherwise = values.count == 3 ? values[2] : Expression(.missing, span: span(from: start))
    return make(.ifElse(values[0], then: values[1], else: otherwise), from: start)
  }

  /// `case when …`, or `case x when …` on one line.
  var isCaseAhead: Bool {
    guard isAt(anyCaseOf: "case"), isOperand(token(ahead: 1)) else { return false }
    for distance in 1...64 {
      switch token(ahead: distance).kind {
      case .word(let word): if word.lowercased() == "when" { return true }
      case .newline, .end, .symbol(.semicolon), .symbol(.arrow): return false
      default: break
      }
    }
    return false
  }

  /// Reads `case when a then b else c end` as `if`, and `case x when 1 then b end` as `match`.
  mutating func foreignCase() -> Expression {
    let start = current.start
    let place = span(of: current)
    guard enter() else { return tooDeep() }
    defer { depth -= 1 }
    let outside = clauses
    clauses.insert(.choice)
    advance()
    let subject = isAt(anyCaseOf: "when") ? nil : operation(.fallback)
    var arms: [(pattern: Expression, result: Expression)] = []
    while take(clause: "when") {
      let pattern = operation(.or)
      guard take(clause: "then") else { break }
      arms.append((pattern, operation(.or)))
    }
    let otherwise =
      take(clause: "else") ? operation(.or) : Expression(.missing, span: span(from: previousEnd))
    _ = take(clause: "end")
    clauses = outside
    let texts = arms.compactMap { arm in
      meant(arm.pattern).flatMap { when in meant(arm.result).map { (when, $0) } }
    }
    var fix: String?
    // A choice that is longer than a person reads is not written anew.
    if !arms.isEmpty, arms.count <= 20, texts.count == arms.count, var code = rest(otherwise) {
      if let subject {
        let lines = texts.map { "\($0.0) => \($0.1)" } + ["else => \(code)"]
        fix = meant(subject).map { "match \($0) { \(lines.joined(separator: ", ")) }" }
      } else {
        for (when, then) in texts.reversed() { code = "if \(when) then \(then) else \(code)" }
        fix = standsAmongOperators(from: start) ? "(\(code))" : code
      }
    }
    failWhole(
      .foreignWord, "there is no `\(code(place) ?? "case")`", span: place,
      because: subject == nil
        ? "a choice is written `if c then a else b`"
        : "a choice by a value is written `match x { 1 => a, else => b }`",
      helps: help(fix, replacing: span(from: start)))
    guard !arms.isEmpty else { return make(.invalid, from: start) }
    if let subject {
      let arms = arms.map { MatchArm(patterns: [$0.pattern], result: $0.result) }
      return make(.match(subject, arms + [MatchArm(patterns: [], result: otherwise)]), from: start)
    }
    return arms.reversed().reduce(otherwise) { other, arm in
      make(.ifElse(arm.pattern, then: arm.result, else: other), from: start)
    }
  }

  private func rest(_ otherwise: Expression) -> String? {
    if case .missing = otherwise.kind { return "missing" }
    return meant(otherwise)
  }

  /// Takes a word of a clause in small letters or in capitals, which may begin the next line.
  mutating func take(clause word: String) -> Bool {
    let distance = current.kind == .newline ? 1 : 0
    switch token(ahead: distance).kind {
    case .word(let found): guard found.lowercased() == word else { return false }
    case .keyword(let keyword): guard keyword.rawValue == word else { return false }
    default: return false
    }
    index += distance
    advance()
    skipNewlines()
    return true
  }
}
