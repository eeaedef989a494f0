import Units
import Values

extension Parameter {
  /// The column or list that an aggregate works on.
  static func values(
    _ pattern: TypePattern, _ summary: String = "a column or a list", optional: Bool = false,
  ) -> Parameter {
    Parameter(
      "values", .value(.oneOf([pattern, .list(pattern)])), optional: optional, summary)
  }

  static let weight = Parameter(
    "weight", .value(.oneOf([.quantity, .list(.quantity)])), optional: true,
    "how much each value counts")
}

extension CallTypes {
  /// Throws when the values of an aggregate are estimates, of which it has no meaning yet.
  func requirePlain(_ name: String, for function: String) throws(ValueError) {
    guard let column = column(name), column.type.isEstimate else { return }
    throw ValueError(
      .unsupported, "`\(function)` cannot be taken of estimates",
      because: "only `sum` and `mean` carry the intervals of their rows",
      fixes: [.init("\(function)(.\(column.name).value)", note: "without the intervals")],
      argument: name)
  }

  /// The type of the elements of a column, of anything that has an order.
  func orderedType(_ name: String, for function: String) throws(ValueError) -> Type {
    try requirePlain(name, for: function)
    return column(name)?.type ?? .unknown
  }
}

/// The values of a column in memory as an aggregate sees them.
enum Sample {
  /// The magnitudes of those that are present.
  static func numbers(_ column: [Value]) throws(ValueError) -> [Double] {
    var numbers: [Double] = []
    for (turn, value) in column.enumerated() {
      try StopRequest.check(turn: turn)
      if let number = value.magnitude, !number.isNaN { numbers.append(number) }
    }
    return numbers
  }

  /// How many are present.
  static func presentCount(_ column: [Value]) throws(ValueError) -> Int {
    var count = 0
    for (turn, value) in column.enumerated() {
      try StopRequest.check(turn: turn)
      if !value.isMissing { count += 1 }
    }
    return count
  }

  /// The rows in which both columns have a number.
  static func pairs(
    _ first: [Value], _ second: [Value]
  ) throws(ValueError) -> (x: [Double], y: [Double]) {
    var (x, y): ([Double], [Double]) = ([], [])
    for (turn, (a, b)) in zip(first, second).enumerated() {
      try StopRequest.check(turn: turn)
      guard let a = a.magnitude, let b = b.magnitude, !a.isNaN, !b.isNaN else { continue }
      x.append(a)
      y.append(b)
    }
    return (x, y)
  }

  /// A finite number in a measure; missing where there is none.
  static func value(_ number: Double?, _ measure: Measure) -> Value {
    guard let number, number.isFinite else { return .missing }
    return .quantity(Quantity(number, measure))
  }
}
