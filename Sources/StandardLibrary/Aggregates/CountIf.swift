import Values

extension Function {
  package static let countIf = Function(
    "count_if", .aggregates, "How many rows a condition is true for.",
    overloads: [
      Overload(
        Signature(
          [
            Parameter(
              "condition", .value(.oneOf([.bool, .list(.bool)])), "a condition on each row")
          ],
          form: .aggregate { _ in .countIf }, resultText: "Number",
          result: { _ in .number }))
    ],
    definition: "A row for which the condition is missing does not count.",
    examples: [Example("[true, false, true, missing] | count_if()", gives: "2")],
    seeAlso: ["count", "where"])
}

extension AggregateOperation {
  fileprivate static let countIf = AggregateOperation(
    "count if", skipsMissing: true,
    sql: { "CAST(count(CASE WHEN \($0[0]) THEN 1 END) AS DOUBLE)" },
    evaluate: { columns throws(ValueError) in
      let held = try (columns.first ?? []).stoppableFilter { value throws(ValueError) in
        if case .bool(true) = value { true } else { false }
      }
      return .number(Double(held.count))
    })
}
