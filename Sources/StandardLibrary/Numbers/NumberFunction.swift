import Units
import Values

/// A function of one number in both forms: applied to an estimate it keeps the interval where it is
/// monotone, and takes it from the replicates otherwise.
struct NumberFunction: Sendable {
  var name: String
  var direction: Estimate.Direction = .none
  /// The SQL text; missing where the result would be no finite number.
  var sql: @Sendable (String) -> String
  /// The Swift form; not finite where there is no result, which is an error.
  var transform: @Sendable (Double) -> Double

  func operation(_ measure: Measure) -> ScalarOperation {
    ScalarOperation(
      "\(name) \(measure)", numeric: .unary(transform), sql: { sql($0[0]) },
      evaluate: { arguments throws(ValueError) in
        try Arithmetic.mapped([arguments[0]], name, measure: measure, direction, transform)
      })
  }

  /// The function with a parameter `x`, whose measure decides that of the result.
  func overload(
    _ pattern: TypePattern = .quantity, _ summary: String = "a number", resultText: String,
    measure: @escaping @Sendable (Measure) throws(ValueError) -> Measure,
  ) -> Overload {
    Overload(
      Signature(
        [Parameter("x", .value(pattern), summary)],
        form: .scalar { types throws(ValueError) in
          operation(try measure(types.measure("x")))
        }, resultText: resultText,
        result: { types throws(ValueError) in
          types.numberType(of: ["x"], measure: try measure(types.measure("x")))
        }))
  }

  /// The function of a plain number, such as a logarithm, which no unit can pass through.
  func ofPlainNumber() -> Overload {
    overload(.number, resultText: "Number") { measure throws(ValueError) in
      guard measure.isDimensionless else {
        throw ValueError(
          .invalidArgument, "`\(name)` requires a plain number, but this is in \(measure)",
          because: "\(name) of a unit has no meaning",
          fixes: [.init("\(name)(x / 1 \(measure))", note: "the number of units")], argument: "x")
      }
      return .number
    }
  }
}
