import Columns
import Planning
package import Units
package import Values

extension Function {
  package static let count = Function(
    "count", .aggregates, "How many rows there are, or how many values are present.",
    overloads: [
      Overload(
        Signature([.table], resultText: "Number", result: { _ in .number }), body: tableRows),
      Overload(
        Signature(
          [.values(.any, "a column or a list; all rows when left out", optional: true)],
          form: .aggregate { types in
            types.has("values") ? .presentCount(countMeasure(types)) : .rowCount
          }, resultText: "Number",
          result: { types in .measure(countMeasure(types)) })),
    ],
    definition: """
      `count()` counts rows; `count(.x)` counts the rows in which x is present. The count of an id \
      that is known as such is in its unit: customers.
      """,
    examples: [Example("[3, missing, 5] | count()", gives: "2")],
    seeAlso: ["count_if", "distinct", "sum"])
}

private func countMeasure(_ types: CallTypes) -> Measure {
  types.countedUnit("values").map { .unit(Unit($0)) } ?? .number
}

private func tableRows(_ call: Call) throws(ValueError) -> Value {
  let rows = Relation.aggregate(
    try call.table("table").relation(), keys: [],
    measures: [NamedScalar("rows", .aggregate(.rowCount, [.constant(.number(1))]))])
  return .number(try call.context.reduce(rows)["rows"]?.double(at: 0) ?? 0)
}

extension AggregateOperation {
  /// The number of rows.
  ///
  /// The Swift form counts the rows of its first argument, for which any constant will do.
  package static let rowCount = AggregateOperation(
    "count rows", sql: { _ in "CAST(count(*) AS DOUBLE)" },
    evaluate: { columns in .number(Double(columns.first?.count ?? 0)) })

  /// The number of values that are present.
  package static func presentCount(_ measure: Measure) -> AggregateOperation {
    AggregateOperation(
      "count \(measure)", sql: { "CAST(count(\($0[0])) AS DOUBLE)" },
      evaluate: { columns throws(ValueError) in
        .quantity(Quantity(Double(try Sample.presentCount(columns.first ?? [])), measure))
      })
  }
}
