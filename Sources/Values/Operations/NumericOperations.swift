package import Units

/// How a function of two numbers runs in each when the other is held at a constant; nil where it
/// does not run one way.
package struct Monotonicity: Sendable {
  /// In the left number, for a constant on the right.
  package var left: @Sendable (Double) -> Estimate.Direction
  /// In the right number, for a constant on the left.
  package var right: @Sendable (Double) -> Estimate.Direction
  /// False for a quotient: an interval of divisors with zero inside is torn apart.
  package var rightCrossesZero = true

  package init(
    left: @escaping @Sendable (Double) -> Estimate.Direction,
    right: @escaping @Sendable (Double) -> Estimate.Direction, rightCrossesZero: Bool = true,
  ) {
    self.left = left
    self.right = right
    self.rightCrossesZero = rightCrossesZero
  }
}

extension Arithmetic {
  /// A function of one number or estimate; without a measure it keeps the argument's.
  ///
  /// Errors: `outOfRange` for a result that is infinite or not a number, `invalidArgument` for what
  /// is no number.
  package static func mapped(
    _ arguments: [Value], _ name: String, measure: Measure?, _ direction: Estimate.Direction,
    _ transform: @escaping @Sendable (Double) -> Double,
  ) throws(ValueError) -> Value {
    guard arguments.count == 1, let argument = arguments.first else {
      throw wrongArguments(arguments, name)
    }
    switch argument {
    case .quantity(let quantity):
      let result = transform(quantity.magnitude)
      guard result.isFinite else { throw outOfRange(arguments, name) }
      return .quantity(Quantity(result, measure ?? quantity.measure))
    case .estimate(let estimate):
      let result = try estimate.map(
        transform, measure: measure ?? estimate.measure, monotone: direction)
      guard result.value.isFinite else { throw outOfRange(arguments, name) }
      return .estimate(result)
    default: throw wrongArguments(arguments, name)
    }
  }

  /// A function of two numbers or estimates.
  ///
  /// With a number on one side the other side's own interval is kept where the function is monotone.
  ///
  /// Errors: as `mapped`.
  package static func combined(
    _ arguments: [Value], _ name: String, _ measure: Measure, _ monotonicity: Monotonicity?,
    _ operation: @escaping @Sendable (Double, Double) -> Double,
  ) throws(ValueError) -> Value {
    guard arguments.count == 2 else { throw wrongArguments(arguments, name) }
    let result: Estimate
    switch (arguments[0], arguments[1]) {
    case (.quantity(let a), .quantity(let b)):
      let number = operation(a.magnitude, b.magnitude)
      guard number.isFinite else { throw outOfRange(arguments, name) }
      return .quantity(Quantity(number, measure))
    case (.estimate(let a), .estimate(let b)):
      result = try Estimate.combine(a, b, measure: measure, operation)
    case (.estimate(let a), .quantity(let b)):
      let direction = monotonicity?.left(b.magnitude) ?? .none
      result = try a.map({ operation($0, b.magnitude) }, measure: measure, monotone: direction)
    case (.quantity(let a), .estimate(let b)):
      var direction = monotonicity?.right(a.magnitude) ?? .none
      if monotonicity?.rightCrossesZero == false, b.straddlesZero { direction = .none }
      result = try b.map({ operation(a.magnitude, $0) }, measure: measure, monotone: direction)
    default: throw wrongArguments(arguments, name)
    }
    guard result.value.isFinite else { throw outOfRange(arguments, name) }
    return .estimate(result)
  }

  static func wrongArguments(_ arguments: [Value], _ name: String) -> ValueError {
    let types = arguments.map(\.type.description).joined(separator: " and ")
    return ValueError(.invalidArgument, "\(name) does not take \(types)")
  }

  static func outOfRange(_ arguments: [Value], _ name: String) -> ValueError {
    let numbers = arguments.map(\.plainText).joined(separator: " and ")
    return ValueError(
      .outOfRange, "the result of \(name) is too large or no number", because: "of \(numbers)")
  }
}

extension Estimate {
  /// True when zero may lie inside the interval, so that its inverse is not monotone.
  fileprivate var straddlesZero: Bool {
    switch interval {
    case .between(let low, let high): low < 0 && high > 0
    case .atLeast(let low): low < 0
    case .atMost(let high): high > 0
    case .none: false
    }
  }
}

extension Value {
  /// A number for a message, in full, with its unit.
  var plainText: String {
    guard let magnitude, let measure else { return type.description }
    let digits = magnitude.description
    let number = digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
    if measure.isNumber { return number }
    let unit = measure.isPeriodic || measure.isShare ? nil : measure.unit.single
    return "\(number) \(unit.map { magnitude == 1 ? $0.name : $0.plural } ?? measure.description)"
  }
}
