import Units
import Values

extension Function {
  package static let stddev = Function(
    "stddev", .aggregates, "The standard deviation: the root of the variance.",
    overloads: [
      Overload(
        Signature(
          [.values(.quantity)],
          form: .aggregate { types throws(ValueError) in
            try types.requirePlain("values", for: "stddev")
            return .standardDeviation(types.measure("values"))
          }, resultText: "the values' unit",
          result: { types throws(ValueError) in
            try types.requirePlain("values", for: "stddev")
            return types.numberType(of: ["values"], measure: types.measure("values"))
          }))
    ],
    definition: """
      How far values typically lie from their mean. Missing values do not count; fewer than two \
      values have none.
      """,
    formula: "√(Σ (x − mean)² / (n − 1))",
    examples: [Example("[$2, $4, $4, $4, $5, $5, $7, $9] | stddev()", gives: "$2.14")],
    seeAlso: ["variance", "mean"])
}

extension AggregateOperation {
  fileprivate static func standardDeviation(_ measure: Measure) -> AggregateOperation {
    AggregateOperation(
      "stddev \(measure)", skipsMissing: true, sql: { "sqrt(\(Deviation.sql($0[0])))" },
      evaluate: { columns throws(ValueError) in
        let variance = Deviation.variance(try Sample.numbers(columns.first ?? []))
        return Sample.value(variance?.squareRoot(), measure)
      })
  }
}
