package import Units

/// The arithmetic operators on magnitudes whose units are settled: the measure of the result and the
/// factor come from `MeasureArithmetic`.
///
/// Either side may be an estimate. A result that is infinite or not a number is an error
/// (`outOfRange`, `divisionByZero`) in memory and missing in the engine.
package enum Arithmetic {
  /// The sum `a + b * factor`.
  package static func add(factor: Double = 1, measure: Measure) -> ScalarOperation {
    binary(
      "+", factor, measure, "+", .add(factor: factor),
      .init(left: { _ in .increasing }, right: { _ in .increasing }),
    ) { $0 + $1 * factor }
  }

  /// The difference `a - b * factor`.
  package static func subtract(factor: Double = 1, measure: Measure) -> ScalarOperation {
    binary(
      "-", factor, measure, "-", .subtract(factor: factor),
      .init(left: { _ in .increasing }, right: { _ in .decreasing }),
    ) { $0 - $1 * factor }
  }

  /// The product `a * b * factor`.
  package static func multiply(factor: Double = 1, measure: Measure) -> ScalarOperation {
    let direction: @Sendable (Double) -> Estimate.Direction = {
      $0 < 0 ? .decreasing : .increasing
    }
    return ScalarOperation(
      "* \(factor) \(measure)", numeric: .multiply(factor: factor),
      sql: { OperationSQL.scaled("\($0[0]) * \($0[1])", by: factor) },
      evaluate: { arguments throws(ValueError) in
        try combined(
          arguments, "*", measure, .init(left: direction, right: direction),
        ) { $0 * $1 * factor }
      })
  }

  /// The quotient `a / b * factor`; dividing by zero is an error in memory and missing in the engine.
  package static func divide(factor: Double = 1, measure: Measure) -> ScalarOperation {
    let monotonicity = Monotonicity(
      left: { $0 < 0 ? .decreasing : .increasing },
      // k / x falls where k is positive, but only on one side of zero.
      right: { $0 < 0 ? .increasing : .decreasing }, rightCrossesZero: false)
    return ScalarOperation(
      "/ \(factor) \(measure)", numeric: .divide(factor: factor),
      sql: { OperationSQL.scaled("\($0[0]) / nullif(\($0[1]), 0e0)", by: factor) },
      evaluate: { arguments throws(ValueError) in
        try requireDivisor(arguments)
        return try combined(arguments, "/", measure, monotonicity) { $0 / $1 * factor }
      })
  }

  /// The remainder of `a` by `b * factor` with the sign of the divisor: `-1 mod 3` is 2.
  package static func remainder(factor: Double = 1, measure: Measure) -> ScalarOperation {
    let rest = { @Sendable (left: Double, right: Double) in
      let divisor = right * factor
      let rest = left.truncatingRemainder(dividingBy: divisor)
      return rest * divisor < 0 ? rest + divisor : rest
    }
    return ScalarOperation(
      "mod \(factor) \(measure)", numeric: .binary(rest),
      sql: { arguments in
        let divisor = "nullif(\(OperationSQL.scaled(arguments[1], by: factor)), 0e0)"
        let rest = "\(arguments[0]) % \(divisor)"
        return "CASE WHEN (\(rest)) * \(divisor) < 0e0 THEN (\(rest)) + \(divisor) ELSE \(rest) END"
      },
      evaluate: { arguments throws(ValueError) in
        try requireDivisor(arguments)
        return try combined(arguments, "mod", measure, nil, rest)
      })
  }

  /// The opposite, `-a`.
  package static let negate = ScalarOperation(
    "negate", numeric: .unary { -$0 }, sql: { "-\($0[0])" },
    evaluate: { arguments throws(ValueError) in
      try mapped(arguments, "-", measure: nil, .decreasing) { -$0 }
    })

  /// The same quantity in another unit, `a * factor`; an estimate keeps its explanation.
  package static func rescale(factor: Double, measure: Measure) -> ScalarOperation {
    ScalarOperation(
      "convert \(factor) \(measure)", numeric: .unary { $0 * factor },
      sql: { OperationSQL.scaled($0[0], by: factor) },
      evaluate: { arguments throws(ValueError) in
        let result = try mapped(
          arguments, "to", measure: measure, factor < 0 ? .decreasing : .increasing,
        ) { $0 * factor }
        guard case .estimate(var estimate) = result, case .estimate(let before) = arguments[0]
        else { return result }
        estimate.explanation = before.explanation
        return .estimate(estimate)
      })
  }

  private static func binary(
    _ name: String, _ factor: Double, _ measure: Measure, _ symbol: String,
    _ numeric: NumericForm, _ monotonicity: Monotonicity,
    _ operation: @escaping @Sendable (Double, Double) -> Double,
  ) -> ScalarOperation {
    ScalarOperation(
      "\(name) \(factor) \(measure)", numeric: numeric,
      sql: { "\($0[0]) \(symbol) \(OperationSQL.scaled($0[1], by: factor))" },
      evaluate: { arguments throws(ValueError) in
        try combined(arguments, symbol, measure, monotonicity, operation)
      })
  }

  private static func requireDivisor(_ arguments: [Value]) throws(ValueError) {
    guard arguments.count == 2, arguments[1].magnitude == 0 else { return }
    throw ValueError(
      .divisionByZero, "division by zero",
      because: "\(arguments[0].plainText) is divided by \(arguments[1].plainText)")
  }
}
