import Values

extension Function {
  package static let first = Function(
    "first", .aggregates, "The first value in the table's order.",
    overloads: [
      Overload(
        Signature(
          [.values(.any)],
          form: .aggregate { types throws(ValueError) in
            _ = try types.orderedType("values", for: "first")
            return .first
          }, resultText: "the values' type",
          result: { types throws(ValueError) in
            try types.orderedType("values", for: "first")
          }))
    ],
    definition: "Missing values do not count; of none it is missing.",
    examples: [Example("[missing, 3, 5] | first()", gives: "3")],
    seeAlso: ["last", "sort"])
}

extension AggregateOperation {
  /// The engine's `arg_min` skips rows whose value is missing.
  static let first = AggregateOperation(
    "first", usesOrder: true, keepsPeriods: true, skipsMissing: true,
    sql: { "arg_min(\($0[0]), \($0[1]))" },
    evaluate: { columns in columns.first?.first { !$0.isMissing } ?? .missing })
}
