internal import Diagnostics

extension Checker {
  /// Whether operators stand around a part of the text, so that a pipe, an `if` or a `??` in its place
  /// needs parentheses.
  func isAmongOperators(_ span: Span) -> Bool {
    isOperator(before: span) || isOperator(after: span)
  }

  /// A code as one operand: in parentheses, unless it is a word or a call.
  func inParentheses(_ code: String) -> String {
    let name = code.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    var depth = 0
    var rest = code.dropFirst(name.count)
    if rest.isEmpty || rest.first != "(" { return rest.isEmpty ? code : "(\(code))" }
    while let character = rest.popFirst() {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0 { break }
    }
    return rest.isEmpty ? code : "(\(code))"
  }

  private func isOperator(before span: Span) -> Bool {
    let line = Span(source: span.source, start: max(0, span.start - 80), end: span.start)
    var before = text(line)[...]
    while let last = before.last, last == " " || last == "\t" { before = before.dropLast() }
    if before.hasSuffix("=>") || before.hasSuffix("->") { return false }
    if before.last == "=" {
      return before.dropLast().last.map { "=!<>~".contains($0) } ?? false
    }
    if let last = before.last, "+-*/^<>%?".contains(last) { return true }
    return Self.isOperator(String(before.reversed().prefix { $0.isLetter }.reversed()))
  }

  private func isOperator(after span: Span) -> Bool {
    let line = Span(source: span.source, start: span.end, end: span.end + 80)
    let after = text(line).drop { $0 == " " || $0 == "\t" }
    if after.hasPrefix("=>") { return false }
    if let first = after.first, "+-*/^<>%?=!~.[".contains(first) { return true }
    return Self.isOperator(String(after.prefix { $0.isLetter }))
  }

  private static func isOperator(_ word: String) -> Bool {
    ["and", "or", "not", "in", "is", "to", "per", "mod"].contains(word)
  }
}
