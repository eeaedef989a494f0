import Units
import Values

extension Function {
  package static let clamp = Function(
    "clamp", .numbers, "The number, but no less than one bound and no more than another.",
    overloads: [
      Overload(
        Signature(
          [
            Parameter("x", .value(.quantity), "a number"),
            Parameter("low", .value(.quantity), "the least that it can be"),
            Parameter("high", .value(.quantity), "the most that it can be"),
          ],
          form: .scalar { types throws(ValueError) in try clampOperation(types) },
          resultText: "the number's unit",
          result: { types throws(ValueError) in
            _ = try clampOperation(types)
            return types.numberType(of: ["x"], measure: types.measure("x"))
          }))
    ],
    examples: [Example("clamp(120%, 0%, 100%)", gives: "100%")],
    seeAlso: ["min", "max"])
}

private func clampOperation(_ types: CallTypes) throws(ValueError) -> ScalarOperation {
  try types.requirePlain("low", for: "clamp")
  try types.requirePlain("high", for: "clamp")
  let measure = types.measure("x")
  let low = try types.factor(of: "low", to: "x")
  let high = try types.factor(of: "high", to: "x")
  if let least = types.constant("low")?.magnitude, let most = types.constant("high")?.magnitude {
    try checkBounds(least * low, most * high)
  }
  return ScalarOperation(
    "clamp \(low) \(high) \(measure)",
    sql: { arguments in
      let (least, most) = (
        "(\(OperationSQL.scaled(arguments[1], by: low)))",
        "(\(OperationSQL.scaled(arguments[2], by: high)))"
      )
      // A bound that is missing, or the wrong way round, leaves nothing.
      return "CASE WHEN \(arguments[0]) IS NOT NULL AND \(least) <= \(most) "
        + "THEN least(greatest(\(arguments[0]), \(least)), \(most)) END"
    },
    evaluate: { arguments throws(ValueError) in
      let least = (arguments[1].magnitude ?? 0) * low
      let most = (arguments[2].magnitude ?? 0) * high
      try checkBounds(least, most)
      return try Arithmetic.mapped([arguments[0]], "clamp", measure: measure, .increasing) {
        Swift.min(Swift.max($0, least), most)
      }
    })
}

private func checkBounds(_ low: Double, _ high: Double) throws(ValueError) {
  guard low <= high else {
    throw ValueError(
      .outOfRange, "`clamp` requires low ≤ high, but they are \(low) and \(high)", argument: "low")
  }
}
