internal import Planning
internal import Values

/// Cells of a file that are infinite or not a number: they are missing, and are counted when they
/// are used.
enum FiniteNumber {
  /// A number, missing where it is infinite or not a number.
  static let operation = ScalarOperation(
    "finite", sql: { OperationSQL.finite($0[0]) },
    evaluate: { arguments throws(ValueError) in
      guard let number = arguments.first?.magnitude, number.isFinite else { return .missing }
      return arguments[0]
    })

  /// Whether a number is there and is infinite or not a number.
  static let isNone = ScalarOperation(
    "is not finite", sql: { "NOT isfinite(\($0[0]))" },
    evaluate: { arguments throws(ValueError) in
      .bool(!(arguments.first?.magnitude ?? 0).isFinite)
    })

  /// The engine's types that have such numbers.
  static func mayHold(_ engineType: String) -> Bool {
    ["DOUBLE", "FLOAT", "REAL"].contains(engineType.uppercased())
  }
}
