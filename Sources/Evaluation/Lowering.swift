internal import Diagnostics
internal import Planning
internal import StandardLibrary
internal import TypeChecking
internal import Values

/// Turns checked row expressions into expressions over columns: whatever does not depend on a row is
/// computed once and becomes a constant.
extension Evaluator {
  enum Lowered {
    case constant(Value)
    case expression(ScalarExpression)

    var scalar: ScalarExpression {
      switch self {
      case .constant(let value): .constant(value)
      case .expression(let expression): expression
      }
    }
  }

  /// The engine follows 1,000 levels, and what it looks at grows with the square of a part's length.
  private static let longestUncut = 300
  private static let longestPart = 100
  private static let longestChain = 20_000

  func lower(_ core: Core, _ frame: Frame) throws(Failure) -> Lowered {
    switch core {
    case .column(let name): return .expression(.column(name))
    case .apply(let operation, let parts, let span):
      return try apply(operation, try lower(parts, frame), span)
    case .fold(let start, let steps):
      return try lower(steps, after: try lower(start, frame), frame)
    case .aggregate(let operation, let parts, _):
      return .expression(.aggregate(operation, try lower(parts, frame).map(\.scalar)))
    case .window(let window): return .expression(try lower(window, frame))
    case .membership(let left, let right, let moment, let negated, let span):
      return try lowerMembership(left, right, moment, negated: negated, span, frame)
    case .conditional(let condition, let then, let otherwise, _):
      let test = try lower(condition, frame)
      if case .constant = test { return try lower(constantBranch(core, frame), frame) }
      return .expression(
        .conditional(
          if: test.scalar, then: try lower(then, frame).scalar,
          else: try lower(otherwise, frame).scalar))
    case .choose(let choices, let otherwise):
      var result = try lower(otherwise, frame)
      for choice in choices.reversed() {
        let condition = try lower(choice.condition, frame)
        if case .constant(let value) = condition {
          if case .bool(true) = value { result = try lower(choice.result, frame) }
          continue
        }
        result = .expression(
          .conditional(
            if: condition.scalar, then: try lower(choice.result, frame).scalar,
            else: result.scalar))
      }
      return result
    case .datedRate(let day, let rates, let dayColumn, let rateColumn, let span):
      let operation = try datedRates(rates, dayColumn, rateColumn, span, frame)
      return try apply(operation, [try lower(day, frame)], span)
    case .field(let base, let name, _):
      return try lower(core, [base], RowValues.field(name), frame)
    case .element(let base, let index, _):
      return try lower(core, [base, index], RowValues.element, frame)
    case .record(let fields):
      return try lower(core, fields.map(\.value), RowValues.record(fields.map(\.name)), frame)
    case .block(let bindings, let result):
      var inner = frame
      for binding in bindings { inner[binding.slot] = try value(binding.value, inner) }
      return try lower(result, inner)
    default: return .constant(try value(core, frame))
    }
  }

  /// A chain, cut into parts where it is so long that nothing could follow it from end to end.
  ///
  /// The parts of a sum are added up each for itself, which moves no more than the last digit.
  private func lower(
    _ steps: [FoldStep], after start: Lowered, _ frame: Frame
  ) throws(Failure) -> Lowered {
    var result = start
    guard steps.count > Self.longestUncut else {
      for step in steps { result = try lower(step, after: result, frame) }
      return result
    }
    guard let last = steps.last, steps.count <= Self.longestChain,
      steps.allSatisfy({ $0.cut != nil })
    else { throw tooLong(steps) }
    for first in stride(from: 0, to: steps.count, by: Self.longestPart) {
      let part = steps[first..<min(first + Self.longestPart, steps.count)]
      guard first > 0 else {
        for step in part { result = try lower(step, after: result, frame) }
        continue
      }
      guard let end = part.last, let cut = end.cut else { throw tooLong(steps) }
      var partial = Lowered.constant(cut.neutral)
      for step in part { partial = try lower(step, after: partial, frame) }
      result = try apply(cut.join, [result, partial], last.span)
    }
    return result
  }

  private func tooLong(_ steps: [FoldStep]) -> Failure {
    let span = steps.last?.span ?? Span(source: SourceID(index: 0), start: 0, end: 0)
    let limit = steps.allSatisfy { $0.cut != nil } ? Self.longestChain : Self.longestUncut
    return Failure(
      ValueError(
        .tooLarge, "the expression over columns is too long",
        because: "it has \(steps.count + 1) operands, and at most \(limit + 1) are run"),
      at: span)
  }

  /// One step of a chain, computed at once as long as no column was met.
  private func lower(
    _ step: FoldStep, after left: Lowered, _ frame: Frame
  ) throws(Failure) -> Lowered {
    try apply(step.operation, [left, try lower(step.operand, frame)], step.span)
  }

  /// What is made of parts that may depend on the row; a constant where none does.
  private func lower(
    _ core: Core, _ parts: [Core], _ operation: ScalarOperation, _ frame: Frame
  ) throws(Failure) -> Lowered {
    let lowered = try lower(parts, frame)
    guard Self.constants(lowered) == nil else { return .constant(try value(core, frame)) }
    return .expression(.call(operation, lowered.map(\.scalar)))
  }

  private func apply(
    _ operation: ScalarOperation, _ parts: [Lowered], _ span: Span
  ) throws(Failure) -> Lowered {
    if let constants = Self.constants(parts) {
      return .constant(try at(span) { () throws(ValueError) in try operation.apply(constants) })
    }
    guard let bind = operation.bind else {
      return .expression(.call(operation, parts.map(\.scalar)))
    }
    let known = parts.map { part in
      if case .constant(let value) = part { value } else { Value?.none }
    }
    let bound = try at(span) { () throws(ValueError) in try bind(known) }
    let kept = bound.kept.filter(parts.indices.contains).map { parts[$0].scalar }
    return .expression(.call(bound.operation, kept + bound.constants.map { .constant($0) }))
  }

  private func lower(_ cores: [Core], _ frame: Frame) throws(Failure) -> [Lowered] {
    var result: [Lowered] = []
    for core in cores { result.append(try lower(core, frame)) }
    return result
  }

  private static func constants(_ lowered: [Lowered]) -> [Value]? {
    var values: [Value] = []
    for part in lowered {
      guard case .constant(let value) = part else { return nil }
      values.append(value)
    }
    return values
  }

  /// A window function with its settings, which are the same in each row.
  private func lower(
    _ window: CheckedWindow, _ frame: Frame
  ) throws(Failure) -> ScalarExpression {
    var settings: [String: Value] = [:]
    for (name, core) in window.settings { settings[name] = try value(core, frame) }
    let known = settings
    let operation = try at(window.span) { () throws(ValueError) in
      try window.function.bind(known)
    }
    return .window(operation, [try lower(window.column, frame).scalar])
  }

  private func constantBranch(_ core: Core, _ frame: Frame) throws(Failure) -> Core {
    guard case .conditional(let condition, let then, let otherwise, let span) = core else {
      return core
    }
    guard case .bool(let holds) = try value(condition, frame) else {
      throw missingCondition(span)
    }
    return holds ? then : otherwise
  }

  private func lowerMembership(
    _ left: Core, _ right: Core, _ moment: Membership.Moment?, negated: Bool, _ span: Span,
    _ frame: Frame
  ) throws(Failure) -> Lowered {
    let set = try value(right, frame)
    let row = try lower(left, frame)
    guard case .expression(let expression) = row else {
      return .constant(
        try value(.membership(left, right, moment, negated: negated, span), frame))
    }
    var test: ScalarExpression
    switch set {
    case .period(let period):
      test = .call(
        Membership.inPeriod(moment ?? .date),
        [expression, .constant(.date(period.first)), .constant(.date(period.last))])
    case .list(let list):
      test = .call(Membership.inList, [expression] + list.elements.map { .constant($0) })
    default: test = .constant(.missing)
    }
    if negated { test = .call(Logic.not, [test]) }
    return .expression(test)
  }
}
