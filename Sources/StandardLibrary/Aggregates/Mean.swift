import Statistics
import Units
import Values

extension Function {
  package static let mean = Function(
    "mean", .aggregates, "The average: the sum over the number of values.",
    overloads: [
      Overload(
        Signature(
          [.values(.quantity), .weight],
          form: .aggregate { types in
            types.has("weight")
              ? .weightedMean(types.measure("values")) : .mean(types.measure("values"))
          }, resultText: "the values' unit",
          result: { types in
            types.numberType(of: ["values", "weight"], measure: types.measure("values"))
          }))
    ],
    definition: """
      Missing values do not count; the mean of none is missing. With `weight:` it is the sum of \
      value × weight over the sum of the weights, of the rows that have both. Estimates are \
      averaged replicate by replicate.
      """,
    examples: [
      Example("[$3, $9, $8, $4] | mean()", gives: "$6"),
      Example("mean([1%, 4%], weight: [300 customers, 100 customers])", gives: "1.8%"),
    ],
    seeAlso: ["median", "sum"])
}

extension AggregateOperation {
  static func mean(_ measure: Measure) -> AggregateOperation {
    AggregateOperation(
      "mean \(measure)", skipsMissing: true,
      sql: { "reproducible_sum(CAST(\($0[0]) AS DOUBLE)) / nullif(count(\($0[0])), 0)" },
      evaluate: { columns throws(ValueError) in
        let values = columns.first ?? []
        let count = try Sample.presentCount(values)
        return try ratio(try total(values, measure), to: Double(count), measure)
      })
  }

  fileprivate static func weightedMean(_ measure: Measure) -> AggregateOperation {
    AggregateOperation(
      "weighted mean \(measure)", skipsMissing: true,
      sql: {
        "reproducible_sum(\($0[0]) * \($0[1])) / nullif(reproducible_sum(CASE WHEN \($0[0]) IS NOT NULL THEN CAST(\($0[1]) AS DOUBLE) END), 0e0)"
      },
      evaluate: { columns throws(ValueError) in
        let products = try products(columns, measure, factor: 1)
        var weights = CompensatedSum()
        guard columns.count == 2 else { return .missing }
        for (turn, (value, weight)) in zip(columns[0], columns[1]).enumerated() {
          try StopRequest.check(turn: turn)
          if !value.isMissing, let weight = weight.magnitude { weights.add(weight) }
        }
        return try ratio(try total(products, measure), to: weights.value, measure)
      })
  }

  /// A total over a divisor; missing where that is zero.
  private static func ratio(
    _ total: Value, to divisor: Double, _ measure: Measure,
  ) throws(ValueError) -> Value {
    guard divisor != 0 else { return .missing }
    return try Arithmetic.divide(measure: measure).apply([total, .number(divisor)])
  }
}
