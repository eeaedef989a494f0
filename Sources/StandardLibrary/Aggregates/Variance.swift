import Statistics
import Units
import Values

extension Function {
  package static let variance = Function(
    "variance", .aggregates, "The mean squared distance from the mean, over n − 1.",
    overloads: [
      Overload(
        Signature(
          [.values(.quantity)],
          form: .aggregate { types throws(ValueError) in
            .variance(try squaredMeasure(types))
          }, resultText: "the square of the values' unit",
          result: { types throws(ValueError) in
            types.numberType(of: ["values"], measure: try squaredMeasure(types))
          }))
    ],
    definition: "Missing values do not count; fewer than two values have none.",
    formula: "Σ (x − mean)² / (n − 1)",
    examples: [Example("[2, 4, 4, 4, 5, 5, 7, 9] | variance()", gives: "4.57")],
    seeAlso: ["stddev", "mean"])
}

private func squaredMeasure(_ types: CallTypes) throws(ValueError) -> Measure {
  try types.requirePlain("values", for: "variance")
  do {
    return try MeasureArithmetic.power(types.measure("values"), whole: 2)
  } catch {
    throw ValueError(
      .invalidArgument, "`variance` cannot be taken of \(types.measure("values"))",
      because: "a share per time has no square", fixes: [.init("stddev(.values)")],
      argument: "values")
  }
}

extension AggregateOperation {
  static func variance(_ measure: Measure) -> AggregateOperation {
    AggregateOperation(
      "variance \(measure)", skipsMissing: true, sql: { Deviation.sql($0[0]) },
      evaluate: { columns throws(ValueError) in
        Sample.value(Deviation.variance(try Sample.numbers(columns.first ?? [])), measure)
      })
  }
}

/// The squared distances from the mean, taken in two passes.
///
/// The engine's own `var_samp` depends in its last digits on how the rows fall to the threads. This
/// form holds the values of a group in memory, as a median does, and adds them in a fixed order.
enum Deviation {
  static func sql(_ x: String) -> String {
    let mean = "reproducible_sum(CAST(\(x) AS DOUBLE)) / count(\(x))"
    let distances =
      "list_transform(list_sort(list(\(x))), lambda v: (v - \(mean)) * (v - \(mean)))"
    // `list` keeps missing values, whose distance is missing, and `fsum` skips it.
    return "list_aggregate(\(distances), 'fsum') / nullif(greatest(count(\(x)) - 1, 0), 0)"
  }

  /// Nil of fewer than two numbers.
  static func variance(_ numbers: [Double]) -> Double? {
    guard numbers.count > 1 else { return nil }
    let mean = CompensatedSum.of(numbers.span) / Double(numbers.count)
    return products(numbers, mean, numbers, mean) / Double(numbers.count - 1)
  }

  /// The sum of (x − mean of x)(y − mean of y).
  static func products(_ x: [Double], _ xMean: Double, _ y: [Double], _ yMean: Double) -> Double {
    var sum = CompensatedSum()
    for (a, b) in zip(x, y) { sum.add((a - xMean) * (b - yMean)) }
    return sum.value
  }
}
