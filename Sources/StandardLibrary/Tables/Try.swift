import Values

extension Function {
  package static let `try` = Function(
    "try", .tables, "A value, or another one where the data fail.",
    overloads: [
      // The checker and the evaluator know it: its first argument may fail.
      Overload(
        Signature(
          [
            Parameter("value", .value(.any), "what may fail"),
            Parameter("else", .value(.any), "what is taken then"),
          ], resultText: "the value",
          result: { types throws(ValueError) in types.type("value") ?? .unknown }))
    ],
    definition: """
      Only what is the data's fault is answered: a file that is missing or cannot be read, data from \
      which a figure cannot be computed, steps that do not reach their end. It is said when `else` is \
      taken. A mistake of names, types or units is still a mistake. A table is a plan: a cell that \
      does not fit is met when the table is used, not here.
      """,
    examples: [
      Example(
        """
        let goals = try(load("goals.csv"), else: table { goal
        3 })
        sum(goals.goal)
        """, gives: "3"),
      Example(
        "try(iterate(x => x / 2, from: 1, times: 3, until: x => x < 0), else: 0)", gives: "0"),
    ],
    seeAlso: ["iterate", "load"])
}
