import Values

extension Function {
  package static let max = Function(
    "max", .aggregates, "The largest value of a column, or of several values.",
    overloads: [Extreme.largest.aggregate, Extreme.largest.scalar],
    definition: """
      Of a column or a list missing values do not count; of several values one that is missing makes \
      the result missing. Text is ordered by its UTF-8 bytes, dates by the calendar.
      """,
    examples: [
      Example("[$3, $9, $8] | max()", gives: "$9"),
      Example("max(@2026-03-01, @2026-01-15)", gives: "2026-03-01"),
    ],
    seeAlso: ["min", "clamp", "quantile"])
}
