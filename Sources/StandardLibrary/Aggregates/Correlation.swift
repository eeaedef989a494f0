import Statistics
import Units
import Values

extension Function {
  package static let correlation = Function(
    "correlation", .aggregates, "How closely two columns rise and fall together, from −1 to 1.",
    overloads: [
      Overload(
        Signature(
          [
            .values(.quantity),
            Parameter(
              "with", .value(.oneOf([.quantity, .list(.quantity)])), "the other column"),
          ],
          form: .aggregate { types throws(ValueError) in
            try types.requirePlain("values", for: "correlation")
            try types.requirePlain("with", for: "correlation")
            return .correlation
          }, resultText: "Number",
          result: { types throws(ValueError) in
            try types.requirePlain("values", for: "correlation")
            try types.requirePlain("with", for: "correlation")
            return types.numberType(of: ["values", "with"], measure: .number)
          }))
    ],
    definition: """
      Pearson's coefficient, over the rows that have both values. A column that never changes has \
      none.
      """,
    formula: "Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² · Σ (y − ȳ)²)",
    examples: [Example("correlation([1, 2, 3, 4], [2, 4, 5, 9])", gives: "0.965")],
    seeAlso: ["stddev"])
}

extension AggregateOperation {
  fileprivate static let correlation = AggregateOperation(
    "correlation", skipsMissing: true,
    sql: { arguments in
      let (x, y) = (arguments[0], arguments[1])
      let both = "FILTER (WHERE \(x) IS NOT NULL AND \(y) IS NOT NULL)"
      // Bound to names, the numbers of a row stay together while they are put in order.
      let pairs = "list_sort(list({'x': \(x), 'y': \(y)}) \(both))"
      let (dx, dy) = ("(p.x - favg(\(x)) \(both))", "(p.y - favg(\(y)) \(both))")
      func sum(_ product: String) -> String {
        "list_aggregate(list_transform(\(pairs), lambda p: \(product)), 'fsum')"
      }
      let scale = "nullif(sqrt(\(sum("\(dx) * \(dx)"))) * sqrt(\(sum("\(dy) * \(dy)"))), 0e0)"
      let ratio = "\(sum("\(dx) * \(dy)")) / \(scale)"
      // The bounds alone would make a number of a missing ratio.
      return "CASE WHEN \(scale) IS NOT NULL THEN least(greatest(\(ratio), -1e0), 1e0) END"
    },
    evaluate: { columns throws(ValueError) in
      guard columns.count == 2 else { return .missing }
      let (x, y) = try Sample.pairs(columns[0], columns[1])
      guard x.count > 1 else { return .missing }
      let count = Double(x.count)
      let (xMean, yMean) = (CompensatedSum.of(x.span) / count, CompensatedSum.of(y.span) / count)
      let scale =
        Deviation.products(x, xMean, x, xMean).squareRoot()
        * Deviation.products(y, yMean, y, yMean).squareRoot()
      guard scale > 0 else { return .missing }
      let ratio = Deviation.products(x, xMean, y, yMean) / scale
      return .number(Swift.min(Swift.max(ratio, -1), 1))
    })
}
