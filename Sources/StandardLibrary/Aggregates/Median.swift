import Values

extension Function {
  package static let median = Function(
    "median", .aggregates, "The middle value: half of the values lie below it and half above.",
    overloads: [
      Overload(
        Signature(
          [.values(.quantity)],
          form: .aggregate { types throws(ValueError) in
            try types.requirePlain("values", for: "median")
            return .quantile(types.measure("values"), at: 0.5)
          }, resultText: "the values' unit",
          result: { types throws(ValueError) in
            try types.requirePlain("values", for: "median")
            return types.numberType(of: ["values"], measure: types.measure("values"))
          }))
    ],
    definition: """
      Of an even number of values it is the mean of the two in the middle. Missing values do not \
      count; the median of none is missing.
      """,
    examples: [Example("[$3, $9, $8] | median()", gives: "$8")],
    seeAlso: ["quantile", "mean"])
}
