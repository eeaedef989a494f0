internal import Diagnostics
internal import Syntax
internal import Units
internal import Values

/// `match e { 1..9 => a, "x", "y" => b, missing => c, else => d }`.
///
/// An arm's conditions are never missing: a missing subject fits the arm `missing`, else the last one.
extension Checker {
  /// A value that an arm takes: one in months is no other in years.
  private struct MatchedValue: Hashable {
    var key: ValueKey
    var type: Type
  }

  /// Over columns each arm is a level of the query, and the engine follows about a thousand of them.
  private static let mostArmsOverColumns = 100

  func match(
    _ subject: Expression, _ arms: [MatchArm], _ span: Span, at place: Place
  ) -> Checked {
    let whole = check(subject, at: place)
    if let early = arms.dropLast().first(where: \.patterns.isEmpty) {
      report(
        Diagnostic(
          .wrongArguments, "`else` is the last arm of a `match`", at: early.result.span,
          because: "it takes whatever reaches it, so the arms below it would never be used"))
      return .invalid(span)
    }
    guard let last = arms.last, last.patterns.isEmpty else { return missingElse(arms, span) }
    if whole.type.isUnknown {
      for arm in arms { _ = check(arm.result, at: place) }
      return .invalid(span)
    }
    // A value is computed once; a column is named in each condition.
    var value = whole
    var slot: Int?
    if whole.level == .value, whole.constant == nil {
      slot = slotCount
      value.core = .local(slotCount)
      slotCount += 1
    }
    if value.level != .value, arms.count > Self.mostArmsOverColumns {
      report(
        Diagnostic(
          .tooLarge, "this `match` over a column has \(arms.count) arms", at: span,
          because: "at most \(Self.mostArmsOverColumns) are run; a table of values can be joined"))
      return .invalid(span)
    }
    var seen: [MatchedValue: Span] = [:]
    var choices: [(condition: Core, result: Checked)] = []
    var level = value.level
    var isSound = true
    for arm in arms {
      let result = check(arm.result, at: place)
      level = max(level, result.level)
      var condition: Checked?
      for pattern in arm.patterns {
        guard let test = test(pattern, of: value, &seen, at: place) else {
          isSound = false
          continue
        }
        level = max(level, test.level)
        condition = condition.map { apply(Logic.or, [$0, test], .bool, pattern.span) } ?? test
      }
      if result.type.isUnknown { isSound = false }
      choices.append((condition?.core ?? .constant(.bool(true)), result))
    }
    guard isSound, let type = commonResult(choices.map(\.result)) else { return .invalid(span) }
    let results = choices.map { (condition: $0.condition, result: convert($0.result, to: type)) }
    var core = Core.choose(Array(results.dropLast()), otherwise: results[results.count - 1].result)
    if let slot { core = .block([(slot, whole.core)], core) }
    return Checked(core, type, level: level, span: span)
  }

  /// The type of all arms; nil, and told, where they have none in common.
  private func commonResult(_ results: [Checked]) -> Type? {
    var type = Type.missing
    for result in results {
      guard let common = commonElement(type, result.type) else {
        report(
          Diagnostic(
            .wrongType,
            "the arms of a `match` have one type; these are \(type.description) and \(result.type.description)",
            at: result.span))
        return nil
      }
      type = common
    }
    return type
  }

  private func missingElse(_ arms: [MatchArm], _ span: Span) -> Checked {
    let text = text(span)
    let fixed = text.hasSuffix("}") ? "\(text.dropLast())" : text
    let comma = arms.isEmpty || fixed.last { !$0.isWhitespace } == "," ? "" : ","
    let body = fixed.reversed().drop(while: \.isWhitespace).reversed()
    report(
      Diagnostic(
        .wrongArguments, "this `match` has no `else`", at: span,
        because: "a value that no arm takes would have no result",
        helps: [.init("\(String(body))\(comma) else => missing }", replacing: span)]))
    return .invalid(span)
  }

  /// Whether the subject fits a pattern: equal to a value, within a range or a period, in a list, or
  /// missing; nil when a mistake was reported.
  private func test(
    _ pattern: Expression, of subject: Checked, _ seen: inout [MatchedValue: Span], at place: Place
  ) -> Checked? {
    if case .missing = pattern.kind {
      return apply(Logic.isMissing, [subject], .bool, pattern.span)
    }
    let test: Checked
    if case .range(let low, let high, let inclusive) = pattern.kind, subject.type.measure != nil {
      let first = compare(
        subject, .greaterOrEqual, check(low, at: place), low.span, pattern.span)
      let last = compare(
        subject, inclusive ? .lessOrEqual : .less, check(high, at: place), high.span, pattern.span)
      guard !first.type.isUnknown, !last.type.isUnknown else { return nil }
      test = apply(Logic.and, [first, last], .bool, pattern.span)
    } else {
      let value = check(pattern, at: place)
      if let constant = value.constant, let key = try? ValueKey(constant) {
        let key = MatchedValue(key: key, type: value.type)
        if let before = seen[key] {
          report(
            Diagnostic(
              .wrongArguments, "an arm above takes `\(text(pattern.span))` already",
              at: pattern.span, labels: [.init(before, "here")]))
          return nil
        }
        seen[key] = pattern.span
      }
      switch (subject.type, value.type) {
      case (.date, .period), (.instant, .period), (_, .list):
        test = membership(subject, value, negated: false, pattern.span)
      default: test = compare(subject, .equal, value, pattern.span, pattern.span)
      }
    }
    guard !test.type.isUnknown else { return nil }
    let never = constant(.bool(false), pattern.span)
    return apply(Logic.coalesce, [test, never], .bool, pattern.span)
  }
}
