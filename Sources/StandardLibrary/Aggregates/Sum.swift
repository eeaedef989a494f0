import Statistics
package import Units
package import Values

extension Function {
  package static let sum = Function(
    "sum", .aggregates, "The total.",
    overloads: [
      Overload(
        Signature(
          [.values(.quantity), .weight],
          form: .aggregate { types throws(ValueError) in
            let (measure, factor) = try sumMeasure(types)
            return types.has("weight") ? .weightedSum(measure, factor: factor) : .sum(measure)
          }, resultText: "the values' unit", result: sumType))
    ],
    definition: """
      Missing values do not count, and the sum of no values is 0. With `weight:` each value is \
      multiplied by its weight first. Estimates are added replicate by replicate.
      """,
    examples: [
      Example("[$3, $9, missing, $8] | sum()", gives: "$20"),
      Example("sum([$2/order, $5/order], weight: [3 orders, 1 order])", gives: "$11"),
    ],
    seeAlso: ["mean", "count"])
}

private func sumMeasure(_ types: CallTypes) throws(ValueError) -> (Measure, factor: Double) {
  let measure = types.measure("values")
  guard types.has("weight") else { return (measure, 1) }
  do {
    let product = try MeasureArithmetic.product(measure, types.measure("weight"))
    return (product.measure, product.factor)
  } catch {
    throw ValueError(
      .invalidArgument, "\(measure) cannot be multiplied by \(types.measure("weight"))",
      because: "a weighted sum adds value × weight",
      fixes: [.init("mean(.values, weight: .weights)")], argument: "weight")
  }
}

private func sumType(_ types: CallTypes) throws(ValueError) -> Type {
  types.numberType(of: ["values", "weight"], measure: try sumMeasure(types).0)
}

extension AggregateOperation {
  /// The total of the values that are present; 0 of none.
  ///
  /// The engine's `reproducible_sum` does not show the order of the rows or the number of threads.
  package static func sum(_ measure: Measure) -> AggregateOperation {
    AggregateOperation(
      "sum \(measure)", skipsMissing: true,
      sql: { "coalesce(reproducible_sum(CAST(\($0[0]) AS DOUBLE)), 0e0)" },
      evaluate: { columns throws(ValueError) in try total(columns.first ?? [], measure) })
  }

  fileprivate static func weightedSum(_ measure: Measure, factor: Double) -> AggregateOperation {
    AggregateOperation(
      "weighted sum \(factor) \(measure)", skipsMissing: true,
      sql: {
        "coalesce(reproducible_sum(\(OperationSQL.scaled("\($0[0]) * \($0[1])", by: factor))), 0e0)"
      },
      evaluate: { columns throws(ValueError) in
        try total(try products(columns, measure, factor: factor), measure)
      })
  }

  /// The total of the values that are present, which may be estimates.
  static func total(_ values: [Value], _ measure: Measure) throws(ValueError) -> Value {
    guard try hasEstimate(values) else {
      var sum = CompensatedSum()
      for number in try Sample.numbers(values) { sum.add(number) }
      return Sample.value(sum.value, measure)
    }
    let add = Arithmetic.add(measure: measure)
    var total: Value?
    for (turn, value) in values.enumerated() where !value.isMissing {
      try StopRequest.check(turn: turn)
      total = try total.map { sum throws(ValueError) in try add.apply([sum, value]) } ?? value
    }
    return total ?? .quantity(Quantity(0, measure))
  }

  private static func hasEstimate(_ values: [Value]) throws(ValueError) -> Bool {
    for (turn, value) in values.enumerated() {
      try StopRequest.check(turn: turn)
      if case .estimate = value { return true }
    }
    return false
  }

  /// Value × weight of each row in which both are present.
  static func products(
    _ columns: [[Value]], _ measure: Measure, factor: Double,
  ) throws(ValueError) -> [Value] {
    guard columns.count == 2 else { return [] }
    let multiply = Arithmetic.multiply(factor: factor, measure: measure)
    var products: [Value] = []
    for (turn, (value, weight)) in zip(columns[0], columns[1]).enumerated() {
      try StopRequest.check(turn: turn)
      if value.isMissing || weight.isMissing { continue }
      products.append(try multiply.apply([value, weight]))
    }
    return products
  }
}
