import Units
import Values

/// Rounding to multiples of a step.
///
/// What lies within a few units in the last place of a multiple, or of the middle between two,
/// counts as it: 29% is 0.28999999999999998 to the machine, and still 29 steps of 1%.
struct StepRounding: Sendable {
  var name: String
  var rule: FloatingPointRoundingRule

  static let tolerance = 4e-15

  var overload: Overload {
    Overload(
      Signature(
        [
          Parameter("x", .value(.quantity), "a number"),
          Parameter(
            "to", .value(.quantity), default: "1, or 1% of a share", "the step, such as $0.01"),
        ],
        form: .scalar { types throws(ValueError) in try operation(types) },
        resultText: "the number's unit",
        result: { types throws(ValueError) in
          _ = try operation(types)
          return types.numberType(of: ["x"], measure: types.measure("x"))
        }))
  }

  private func operation(_ types: CallTypes) throws(ValueError) -> ScalarOperation {
    let measure = types.measure("x")
    let usual = measure.isShare || measure.isPeriodic ? 0.01 : 1
    try types.requirePlain("to", for: name)
    let factor = types.has("to") ? try types.factor(of: "to", to: "x") : 1
    if let step = types.constant("to")?.magnitude, !(step > 0) {
      throw ValueError(
        .outOfRange, "`\(name)` requires a step above zero, but it is \(step)", argument: "to")
    }
    return ScalarOperation(
      "\(name) \(usual) \(factor) \(measure)",
      sql: { arguments in
        let step =
          arguments.count > 1
          ? "(\(OperationSQL.scaled(arguments[1], by: factor)))" : OperationSQL.number(usual)
        return sql(arguments[0], step)
      },
      evaluate: { arguments throws(ValueError) in
        let stated = arguments.count > 1 ? arguments[1].magnitude.map { $0 * factor } : nil
        let step = stated ?? usual
        guard step > 0 else {
          throw ValueError(.outOfRange, "`\(name)` requires a step above zero, but it is \(step)")
        }
        return try Arithmetic.mapped([arguments[0]], name, measure: measure, .increasing) {
          rounded($0, to: step)
        }
      })
  }

  private func rounded(_ number: Double, to step: Double) -> Double {
    let steps = number / step
    let halves = (steps * 2).rounded()
    let isNear = (steps * 2 - halves).magnitude <= Self.tolerance * Swift.max(1, steps.magnitude)
    let whole = (isNear ? halves / 2 : steps).rounded(rule)
    // 3 * 0.1 is 0.30000000000000004, 3 / 10 is 0.3.
    return step < 1 ? whole / (1 / step) : whole * step
  }

  private func sql(_ number: String, _ step: String) -> String {
    let steps = "(\(number) / \(step))"
    let halves = "round(\(steps) * 2e0)"
    let isNear =
      "abs(\(steps) * 2e0 - \(halves)) <= \(OperationSQL.number(Self.tolerance)) * greatest(1e0, abs(\(steps)))"
    let function = rule == .down ? "floor" : rule == .up ? "ceil" : "round"
    let whole = "\(function)(CASE WHEN \(isNear) THEN \(halves) / 2e0 ELSE \(steps) END)"
    return "CASE WHEN \(step) >= 1e0 THEN \(whole) * \(step)"
      + " WHEN \(step) > 0e0 THEN \(whole) / (1e0 / \(step)) END"
  }
}
