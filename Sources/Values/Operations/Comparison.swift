/// The comparison operators.
///
/// A comparison with missing is missing; an estimate compares by its value.
package enum Comparison: String, Hashable, Sendable, CaseIterable {
  case equal = "=="
  case unequal = "!="
  case less = "<"
  case atMost = "<="
  case greater = ">"
  case atLeast = ">="

  private var sqlSymbol: String {
    switch self {
    case .equal: "="
    case .unequal: "<>"
    default: rawValue
    }
  }

  /// Whether the comparison holds for two values in this order: -1, 0 or 1.
  package func holds(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .unequal: order != 0
    case .less: order < 0
    case .atMost: order <= 0
    case .greater: order > 0
    case .atLeast: order >= 0
    }
  }

  /// Whether `a < b * factor`, and so on; without a factor, of any values that have an order.
  package func operation(factor: Double = 1) -> ScalarOperation {
    ScalarOperation(
      "\(rawValue) \(factor)", numeric: .compare(self, factor: factor),
      sql: { "\($0[0]) \(sqlSymbol) \(OperationSQL.operand($0[1], scaledBy: factor))" },
      evaluate: { arguments throws(ValueError) in
        guard arguments.count == 2 else {
          throw Arithmetic.wrongArguments(arguments, rawValue)
        }
        let left = try ValueKey(arguments[0])
        var right = try ValueKey(arguments[1])
        if case .number(let number) = right { right = .number(number * factor) }
        guard let order = left.compared(to: right) else {
          throw Arithmetic.wrongArguments(arguments, rawValue)
        }
        return .bool(holds(order))
      })
  }

  /// Whether `a ~= b within t`: |a - b| <= t, or |a - b| <= t * |b| for a relative tolerance.
  ///
  /// The arguments are a, b and t. The factors take b and an absolute tolerance to the unit of a.
  package static func approximately(
    factor: Double = 1, toleranceFactor: Double = 1, isRelative: Bool,
  ) -> ScalarOperation {
    ScalarOperation(
      "~= \(factor) \(toleranceFactor) \(isRelative)",
      sql: { arguments in
        let right = OperationSQL.operand(arguments[1], scaledBy: factor)
        let tolerance =
          isRelative
          ? "\(arguments[2]) * abs(\(right))"
          : OperationSQL.scaled(arguments[2], by: toleranceFactor)
        return "abs(\(arguments[0]) - \(right)) <= \(tolerance)"
      },
      evaluate: { arguments throws(ValueError) in
        guard arguments.count == 3, let left = arguments[0].magnitude,
          let number = arguments[1].magnitude, let tolerance = arguments[2].magnitude
        else { throw Arithmetic.wrongArguments(arguments, "~=") }
        let right = number * factor
        let bound = isRelative ? tolerance * right.magnitude : tolerance * toleranceFactor
        return .bool((left - right).magnitude <= bound)
      })
  }
}
