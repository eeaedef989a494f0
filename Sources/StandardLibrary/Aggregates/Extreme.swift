import Units
import Values

/// The smallest or the largest: of a column, or of two and more values.
enum Extreme: String, Sendable {
  case smallest = "min"
  case largest = "max"

  /// The extreme of a column; missing of none.
  var ofColumn: AggregateOperation {
    AggregateOperation(
      rawValue, keepsPeriods: true, skipsMissing: true, sql: { "\(rawValue)(\($0[0]))" },
      evaluate: { columns throws(ValueError) in
        try pick(columns.first ?? [])
      })
  }

  var aggregate: Overload {
    Overload(
      Signature(
        [.values(.oneOf([.quantity, .text, .date, .dateOrInstant, .period, .bool]))],
        form: .aggregate { types throws(ValueError) in
          _ = try types.orderedType("values", for: rawValue)
          return ofColumn
        }, resultText: "the values' type",
        result: { types throws(ValueError) in try types.orderedType("values", for: rawValue) }))
  }

  /// The extreme of two to eight values, in the unit of the first.
  var scalar: Overload {
    let pattern = TypePattern.oneOf([.quantity, .text, .dateOrInstant])
    let parameters = Self.names.enumerated().map { index, name in
      Parameter(name, .value(pattern), optional: index > 1, "one of the values")
    }
    return Overload(
      Signature(
        parameters, form: .scalar { types throws(ValueError) in try operation(types) },
        resultText: "the values' type",
        result: { types throws(ValueError) in
          _ = try operation(types)
          return types.column(Self.names[0])?.type ?? .unknown
        }))
  }

  private static let names = ["a", "b", "c", "d", "e", "f", "g", "h"]

  private func operation(_ types: CallTypes) throws(ValueError) -> ScalarOperation {
    let given = Self.names.filter(types.has)
    var factors: [Double] = []
    for name in given {
      try types.requirePlain(name, for: rawValue)
      try checkKind(types, name)
      factors.append(try types.factor(of: name, to: Self.names[0]))
    }
    let measure = types.measure(Self.names[0])
    let function = self == .smallest ? "least" : "greatest"
    let scales = factors
    return ScalarOperation(
      "\(rawValue) \(scales) \(measure)",
      sql: { arguments in
        let values = zip(arguments, scales).map { OperationSQL.scaled($0, by: $1) }
        // The engine's own skips missing values.
        let isMissing = arguments.map { "\($0) IS NULL" }.joined(separator: " OR ")
        return
          "CASE WHEN NOT (\(isMissing)) THEN \(function)(\(values.joined(separator: ", "))) END"
      },
      evaluate: { arguments throws(ValueError) in
        let values = zip(arguments, scales).map { value, factor in
          value.magnitude.map { Value.quantity(Quantity($0 * factor, measure)) } ?? value
        }
        return try pick(values)
      })
  }

  private func checkKind(_ types: CallTypes, _ name: String) throws(ValueError) {
    guard let first = types.column(Self.names[0])?.type, let type = types.column(name)?.type,
      !first.isUnknown, !type.isUnknown, first != .missing, type != .missing
    else { return }
    guard first == type || (first.measure != nil && type.measure != nil) else {
      throw ValueError(
        .invalidArgument, "`\(rawValue)` cannot compare \(first) with \(type)", argument: name)
    }
  }

  /// The extreme of the values that are present; the first of equal ones.
  private func pick(_ values: [Value]) throws(ValueError) -> Value {
    var best: (value: Value, key: ValueKey)?
    for (turn, value) in values.enumerated() where !value.isMissing {
      try StopRequest.check(turn: turn)
      let key = try ValueKey(value)
      let order = best.flatMap { key.compared(to: $0.key) } ?? 0
      if best == nil || (self == .smallest ? order < 0 : order > 0) { best = (value, key) }
    }
    return best?.value ?? .missing
  }
}
