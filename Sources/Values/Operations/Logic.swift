/// Logic of three values: true, false and missing, as the engine's SQL has it.
package enum Logic {
  /// False if one side is false, else missing if one side is.
  package static let and = ScalarOperation(
    "and", passesMissing: false, numeric: .and, sql: { "\($0[0]) AND \($0[1])" },
    evaluate: { arguments throws(ValueError) in
      try joined(arguments, "and", decisive: false)
    })

  /// True if one side is true, else missing if one side is.
  package static let or = ScalarOperation(
    "or", passesMissing: false, numeric: .or, sql: { "\($0[0]) OR \($0[1])" },
    evaluate: { arguments throws(ValueError) in
      try joined(arguments, "or", decisive: true)
    })

  package static let not = ScalarOperation(
    "not", numeric: .not, sql: { "NOT \($0[0])" },
    evaluate: { arguments throws(ValueError) in
      guard arguments.count == 1, case .bool(let value) = arguments[0] else {
        throw Arithmetic.wrongArguments(arguments, "not")
      }
      return .bool(!value)
    })

  /// Whether the argument is missing: `a is missing`.
  package static let isMissing = ScalarOperation(
    "is missing", passesMissing: false, sql: { "\($0[0]) IS NULL" },
    evaluate: { arguments throws(ValueError) in
      .bool(arguments.first?.isMissing ?? true)
    })

  /// The first argument that is not missing, `a ?? b`; all are in one unit.
  package static let coalesce = {
    var operation = ScalarOperation(
      "??", passesMissing: false, sql: { "coalesce(\($0.joined(separator: ", ")))" },
      evaluate: { arguments throws(ValueError) in
        arguments.first { !$0.isMissing } ?? .missing
      })
    operation.keepsPeriods = true
    return operation
  }()

  private static func joined(
    _ arguments: [Value], _ name: String, decisive: Bool,
  ) throws(ValueError) -> Value {
    var hasMissing = false
    var isDecided = false
    for argument in arguments {
      switch argument {
      case .bool(let value): isDecided = isDecided || value == decisive
      case .missing: hasMissing = true
      default: throw Arithmetic.wrongArguments(arguments, name)
      }
    }
    if isDecided { return .bool(decisive) }
    return hasMissing ? .missing : .bool(!decisive)
  }
}
