import Statistics
import Units
import Values

extension Function {
  package static let quantile = Function(
    "quantile", .aggregates, "The value below which a share of the values lies.",
    overloads: [
      Overload(
        Signature(
          [.values(.quantity), Parameter("at", .value(.number), "the share, such as 90%")],
          form: .aggregate { types throws(ValueError) in
            .quantile(types.measure("values"), at: try probability(types))
          }, resultText: "the values' unit",
          result: { types throws(ValueError) in
            try types.requirePlain("values", for: "quantile")
            _ = try probability(types)
            return types.numberType(of: ["values"], measure: types.measure("values"))
          }))
    ],
    definition: """
      Between two values it is interpolated: of n values in order the one at place 1 + (n − 1) · p. \
      Missing values do not count; the quantile of none is missing.
      """,
    source: "Hyndman & Fan 1996, The American Statistician 50:361, definition 7",
    examples: [Example("quantile([$10, $20, $30, $40, $50], 90%)", gives: "$46")],
    seeAlso: ["median", "min", "max"])
}

/// The share when it is known before the run; nil when it is computed.
private func probability(_ types: CallTypes) throws(ValueError) -> Double? {
  guard let share = types.constant("at")?.magnitude else { return nil }
  guard (0...1).contains(share) else {
    let number = NumberText()
    let written = number.text(Quantity(share))
    throw ValueError(
      .outOfRange, "`quantile` requires a share between 0% and 100%",
      because: "\(written) is \(number.text(Quantity(share, .share)))",
      fixes: share > 1 && share <= 100 ? [.init("at: \(written)%")] : [], argument: "at")
  }
  return share
}

extension AggregateOperation {
  /// The quantile at a probability, which is the second argument when it is nil here.
  static func quantile(_ measure: Measure, at probability: Double?) -> AggregateOperation {
    AggregateOperation(
      "quantile \(probability.map(\.description) ?? "") \(measure)", skipsMissing: true,
      sql: {
        "quantile_cont(CAST(\($0[0]) AS DOUBLE), \(probability.map(OperationSQL.number) ?? $0[1]))"
      },
      evaluate: { columns throws(ValueError) in
        guard let values = columns.first else { return .missing }
        let stated = columns.count > 1 ? columns[1].first?.magnitude : nil
        guard let share = probability ?? stated else { return .missing }
        let sorted = try Sample.numbers(values).stoppableSorted(by: <)
        return Sample.value(Quantile.ofSorted(sorted.span, at: share), measure)
      })
  }
}
