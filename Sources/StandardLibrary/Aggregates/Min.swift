import Values

extension Function {
  package static let min = Function(
    "min", .aggregates, "The smallest value of a column, or of several values.",
    overloads: [Extreme.smallest.aggregate, Extreme.smallest.scalar],
    definition: """
      Of a column or a list missing values do not count; of several values one that is missing makes \
      the result missing. Text is ordered by its UTF-8 bytes, dates by the calendar.
      """,
    examples: [
      Example("[$3, $9, $8] | min()", gives: "$3"),
      Example("min(2 years, 18 months)", gives: "1.5 years"),
    ],
    seeAlso: ["max", "clamp", "quantile"])
}
