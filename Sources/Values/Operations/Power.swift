import Glibc
package import Units

extension Arithmetic {
  /// The power `a ^ b`; what has no real value (`(-8) ^ 0.5`) or no finite one is an error in memory and
  /// missing in the engine.
  package static func power(measure: Measure) -> ScalarOperation {
    let monotonicity = Monotonicity(left: { _ in .none }, right: { _ in .none })
    return ScalarOperation(
      "^ \(measure)", numeric: .binary { pow($0, $1) },
      sql: { OperationSQL.finite("pow(\($0[0]), \($0[1]))") },
      evaluate: { arguments throws(ValueError) in
        try combined(arguments, "^", measure, monotonicity) { pow($0, $1) }
      })
  }
}
