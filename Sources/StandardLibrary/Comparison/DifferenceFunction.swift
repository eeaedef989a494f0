internal import Units
internal import Values

extension Function {
  /// Two figures side by side.
  package static let difference: Function = Function(
    "difference", .series, "By how much two figures differ, with interval and tail probability.",
    overloads: [
      Overload(
        Signature(
          [
            Parameter("a", .value(.quantity), "an estimate; a count of `n_a`; or a list of values"),
            Parameter(
              "b", .value(.quantity), "another of the same kind, in a unit that can be compared"),
          ],
          form: .scalar { types throws(ValueError) in
            .difference(
              types.measure("a"), factor: try types.factor(of: "b", to: "a"))
          }, resultText: "Estimate",
          result: { types throws(ValueError) in
            _ = try types.factor(of: "b", to: "a")
            let known = ["a", "b"].compactMap { types.column($0)?.type }
            guard known.contains(where: { $0.isEstimate || $0.isUnknown }) else {
              throw ValueError(
                .invalidArgument, "`difference` compares estimates, and these are plain numbers",
                because:
                  "neither says how sure it is; `a - b` subtracts them, and with the trials of "
                  + "each two counts tell it",
                fixes: [
                  .init(
                    "difference(120, 1_000, 90, 1_000)", note: "two counts, each with its trials")
                ], argument: "a")
            }
            return .estimate(types.measure("a"))
          })),
      Overload(
        Signature(
          [
            Parameter("a", .value(.quantity), "how many of the first did"),
            Parameter("n_a", .value(.quantity), "how many there were of the first"),
            Parameter("b", .value(.quantity), "how many of the second did"),
            Parameter("n_b", .value(.quantity), "how many there were of the second"),
            ComparisonParameters.level,
          ],
          form: .scalar { types throws(ValueError) in
            try ComparedCounts.check(types)
            return .differenceOfShares
          }, resultText: "Estimate",
          result: { types throws(ValueError) in
            try ComparedCounts.check(types)
            return .estimate(.share)
          })),
      Overload(
        Signature(
          [
            Parameter("a", .value(.list(ComparisonParameters.values)), "the values of the first"),
            Parameter("b", .value(.list(ComparisonParameters.values)), "the values of the second"),
            ComparisonParameters.level,
          ], resultText: "Estimate",
          result: { types throws(ValueError) in try ComparedLists.type(types) }),
        body: { call throws(ValueError) in try ComparedLists(call).value }),
    ],
    definition: """
      The first less the second, with the interval; `.ratio` is the first over the second with its own, and \
      `.p_value` how often chance alone makes figures that are equal differ as much, in either direction. \
      Estimates over the same customers are compared replicate by replicate, so that what they have in common \
      does not count; of estimates without replicates each interval is taken as it stands. Four counts are two \
      shares: 120 of 1,000 beside 90 of 1,000. Two lists are compared by their means, and lists of true and \
      false by their shares.
      """,
    formula: "difference = a − b, ratio = a / b",
    assumptions: [
      "estimates without replicates, counts and lists are independent of one another",
      "the p-value is of one comparison: among twenty, one is below 0.05 by chance",
    ],
    source: """
      Newcombe 1998, Statistics in Medicine 17:873 (two shares); Zou & Donner 2008 (other intervals); Welch \
      1947 and Fieller 1954 (means and their ratio)
      """,
    examples: [
      Example("difference(56, 70, 48, 80)", gives: "20% [5, 33]"),
      Example("difference([3, 5, 4, 6, 5], [2, 3, 1, 4, 2])", gives: "2.2 [0.5, 3.9]"),
    ],
    seeAlso: ["regress", "cac"])
}

/// What the forms of `difference` share.
enum ComparisonParameters {
  static let values = TypePattern.oneOf([.quantity, .bool])
  static let level = Parameter(
    "level", .value(.number), default: "95%", named: true, "the level of the interval")
}
