import Units
import Values

extension Function {
  package static let running = Function(
    "running", .windows, "The sum of a column up to each row; or its mean, min, max or count.",
    overloads: [
      Overload(
        Signature(
          [.windowValues(.any), .windowAggregate(default: .sum)],
          form: .window { types throws(ValueError) in
            let aggregate = try types.windowAggregate(for: "running", otherwise: .sum)
            let operation = WindowOperation.running(aggregate, types.measure("values"))
            return WindowFunction { _ in operation }
          }, resultText: "the values' unit",
          result: { types throws(ValueError) in
            try types.windowAggregate(for: "running", otherwise: .sum)
              .type(types, for: "running")
          }))
    ],
    definition: """
      Inside of `window`. It takes the rows of the group from the first to this one. Missing values do \
      not count: the row of one has the value of the row before. As long as there is none, the sum and \
      the count are 0 and the others missing.
      """,
    examples: [
      Example(
        "let t = table {\n  x[USD]\n  3\n  5\n  4\n}\n(t | window(so_far: running(.x))).so_far",
        gives: "[$3, $8, $12]"),
      Example(
        "let t = table {\n  x\n  3\n  5\n  4\n}\n(t | window(best: running(.x, aggregate: \"max\"))).best",
        gives: "[3, 5, 5]"),
    ],
    seeAlso: ["moving", "window"])
}

extension WindowOperation {
  static func running(_ aggregate: WindowAggregate, _ measure: Measure) -> WindowOperation {
    WindowOperation(
      "running \(aggregate) \(measure)", keepsPeriods: aggregate.picksValues,
      skipsMissing: aggregate != .count,
      sql: {
        aggregate.sql(
          $0[0], $1.over(frame: "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"))
      },
      evaluate: { columns throws(ValueError) in
        var accumulation = WindowAggregate.Accumulation(aggregate, measure)
        var values: [Value] = []
        for (row, value) in (columns.first ?? []).enumerated() {
          try StopRequest.check(turn: row)
          try accumulation.add(value)
          values.append(try accumulation.value())
        }
        return values
      })
  }
}
