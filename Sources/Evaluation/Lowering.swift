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

  private static let longestChain = 400

  func lower(_ core: Core, _ frame: Frame) throws(Failure) -> Lowered {
    switch core {
    case .column(let name): return .expression(.column(name))
    case .fold(_, let steps) where steps.count > Self.longestChain:
      throw Failure(
        ValueError(
          .tooLarge, "the expression over columns is too long",
          because:
            "it has \(steps.count + 1) operands, and at most \(Self.longestChain + 1) are run"),
        at: steps[steps.count - 1].span)
    case .apply(let operation, let parts, let span):
      let lowered = try lower(parts, frame)
      if let constants = Self.constants(lowered) {
        return .constant(
          try at(span) { () throws(ValueError) in try operation.apply(constants) })
      }
      return .expression(.call(operation, lowered.map(\.scalar)))
    case .fold(let start, let steps):
      var result = try lower(start, frame)
      for step in steps { result = try lower(step, after: result, frame) }
      return result
    case .aggregate(let operation, let parts, _):
      return .expression(.aggregate(operation, try lower(parts, frame).map(\.scalar)))
    case .membership(let left, let right, let moment, let negated, let span):
      return try lowerMembership(left, right, moment, negated: negated, span, frame)
    case .conditional(let condition, let then, let otherwise, _):
      let test = try lower(condition, frame)
      if case .constant = test { return try lower(constantBranch(core, frame), frame) }
      return .expression(
        .conditional(
          if: test.scalar, then: try lower(then, frame).scalar,
          else: try lower(otherwise, frame).scalar))
    case .field(let base, let name, _):
      let lowered = try lower(base, frame)
      guard case .expression(let expression) = lowered else {
        return .constant(try value(core, frame))
      }
      return .expression(.call(Self.estimateField(name), [expression]))
    case .block(let bindings, let result):
      var inner = frame
      for binding in bindings { inner[binding.slot] = try value(binding.value, inner) }
      return try lower(result, inner)
    default: return .constant(try value(core, frame))
    }
  }

  /// One step of a chain, computed at once as long as no column was met.
  private func lower(
    _ step: FoldStep, after left: Lowered, _ frame: Frame
  ) throws(Failure) -> Lowered {
    let right = try lower(step.operand, frame)
    if let constants = Self.constants([left, right]) {
      return .constant(
        try at(step.span) { () throws(ValueError) in try step.operation.apply(constants) })
    }
    return .expression(.call(step.operation, [left.scalar, right.scalar]))
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

  /// `.cac.low` in a table of results.
  private static func estimateField(_ name: String) -> ScalarOperation {
    ScalarOperation(
      "field \(name)", sql: { _ in nil },
      evaluate: { arguments throws(ValueError) in
        guard case .estimate(let estimate)? = arguments.first else { return .missing }
        return estimate.field(name) ?? .missing
      })
  }
}
