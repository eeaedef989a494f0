import Values

extension Function {
  package static let last = Function(
    "last", .aggregates, "The last value in the table's order.",
    overloads: [
      Overload(
        Signature(
          [.values(.any)],
          form: .aggregate { types throws(ValueError) in
            _ = try types.orderedType("values", for: "last")
            return .last
          }, resultText: "the values' type",
          result: { types throws(ValueError) in
            try types.orderedType("values", for: "last")
          }))
    ],
    definition: "Missing values do not count; of none it is missing.",
    examples: [Example("[3, 5, missing] | last()", gives: "5")],
    seeAlso: ["first", "sort"])
}

extension AggregateOperation {
  /// The engine's `arg_max` skips rows whose value is missing.
  static let last = AggregateOperation(
    "last", usesOrder: true, keepsPeriods: true, skipsMissing: true,
    sql: { "arg_max(\($0[0]), \($0[1]))" },
    evaluate: { columns in columns.first?.last { !$0.isMissing } ?? .missing })
}
