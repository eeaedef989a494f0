import Diagnostics

/// `like` and `between` of SQL.
extension Parser {
  /// Reads `x like "%abc%"` as `contains(x, "abc")`.
  mutating func like(_ left: Expression, from start: Int) -> Expression {
    let negated = takeForeignNegation()
    let sign = advance()
    skipNewlines()
    let right = operation(.fallback)
    let word = code(span(of: sign)) ?? "like"
    var tests: [String] = []
    if let subject = meant(left), case .text(let parts) = right.kind, parts.count == 1,
      case .characters(let pattern)? = parts.first
    {
      let ignoresCase = word.lowercased() == "ilike"
      tests = Self.tests(
        of: ignoresCase ? "lower(\(subject))" : subject,
        like: ignoresCase ? pattern.lowercased() : pattern)
    }
    failWhole(
      .foreignWord, "there is no `\(word)`", span: span(of: sign),
      because: "parts of a text are found by `contains`, `starts_with` and `ends_with`",
      helps: help(
        joined(tests, negated: negated, from: start), replacing: span(from: start)))
    let name = Name("contains", span: span(of: sign))
    let call = make(.call(name, [Argument(value: left), Argument(value: right)]), from: start)
    return negated ? make(.not(call), from: start) : call
  }

  /// What a pattern asks, piece by piece: `%` stands for any text.
  private static func tests(of subject: String, like pattern: String) -> [String] {
    if pattern.contains("_") {
      var expression = ""
      for character in pattern {
        switch character {
        case "%": expression += ".*"
        case "_": expression += "."
        case _ where ".^$*+?()[]{}|\\".contains(character): expression += "\\\(character)"
        default: expression.append(character)
        }
      }
      return ["matches(\(subject), \(quoted("^\(expression)$")))"]
    }
    let pieces = pattern.split(separator: "%", omittingEmptySubsequences: false).map(String.init)
    if pieces.count == 1 { return ["\(subject) == \(quoted(pattern))"] }
    return pieces.enumerated().compactMap { index, piece in
      guard !piece.isEmpty else { return nil }
      let function =
        index == 0 ? "starts_with" : index == pieces.count - 1 ? "ends_with" : "contains"
      return "\(function)(\(subject), \(quoted(piece)))"
    }
  }

  /// Reads `x between 1 and 5`, whose `and` belongs to it.
  ///
  /// For days and periods it is `in`; a range of numbers holds only whole ones, so that they are
  /// compared.
  mutating func between(_ left: Expression, from start: Int) -> Expression {
    let negated = takeForeignNegation()
    let sign = advance()
    skipNewlines()
    let low = operation(.fallback)
    let word = code(span(of: sign)) ?? ForeignWord.between
    guard isAt(.and) || isAt(anyCaseOf: "and") else {
      fail(
        .foreignWord, "there is no `\(word)`", span: span(of: sign),
        because: "a range is written `x >= 1 and x <= 5`")
      return make(.invalid, from: start)
    }
    advance()
    skipNewlines()
    let high = operation(.fallback)
    var tests: [String] = []
    if let subject = meant(left), let first = meant(low), let last = meant(high) {
      tests =
        Self.isCalendar(low) && Self.isCalendar(high)
        ? ["\(subject) in \(first)..\(last)"]
        : ["\(subject) >= \(first)", "\(subject) <= \(last)"]
    }
    let place = span(of: sign)
    failWhole(
      .foreignWord, "there is no `\(word)`", span: place,
      because: "both ends are compared, or a day is `in` a period",
      helps: help(joined(tests, negated: negated, from: start), replacing: span(from: start)))
    let test =
      Self.isCalendar(low)
      ? make(
        .comparison(
          left, .in, make(.range(low, high, inclusive: true), from: low.span.start),
          operatorSpan: place), from: start)
      : make(
        .chain(
          make(.comparison(left, .greaterOrEqual, low, operatorSpan: place), from: start),
          [
            ChainLink(
              .and, operatorSpan: place,
              operand: make(
                .comparison(left, .lessOrEqual, high, operatorSpan: place), from: start))
          ]), from: start)
    return negated ? make(.not(test), from: start) : test
  }

  private static func isCalendar(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .date, .period: true
    default: false
    }
  }

  /// Tests as one operand of what stands around them; nil where there are none.
  private func joined(_ tests: [String], negated: Bool, from start: Int) -> String? {
    guard let first = tests.first else { return nil }
    let all = tests.joined(separator: " and ")
    if negated {
      let isCall = tests.count == 1 && first.hasSuffix(")")
      return isCall ? "not \(all)" : "not (\(all))"
    }
    let isNegatedOutside =
      token(before: start).map { $0.kind == .keyword(.not) || $0.kind == .word("NOT") } ?? false
    return isNegatedOutside && !(tests.count == 1 && first.hasSuffix(")")) ? "(\(all))" : all
  }

  private mutating func takeForeignNegation() -> Bool {
    guard isAt(.not) || isAt(word: "NOT") else { return false }
    advance()
    return true
  }

  /// Whether a word stands here, in small letters or in capitals.
  func isAt(anyCaseOf word: String) -> Bool {
    guard case .word(let found) = current.kind else { return false }
    return found.lowercased() == word
  }
}
