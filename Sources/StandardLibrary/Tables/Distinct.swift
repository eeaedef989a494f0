import Planning
import Units
import Values

extension Function {
  package static let distinct = Function(
    "distinct", .tables, "Rows without repetitions; of a column, how many different values it has.",
    overloads: [
      Overload(
        Signature(
          [
            .table,
            Parameter(
              "columns", .pickedColumns(on: "table"), optional: true,
              "what must differ; all columns when left out"),
          ], resultText: "Table", result: distinctType),
        body: distinctRows),
      Overload(
        Signature(
          [.values(.any)],
          form: .aggregate { types in .distinctCount(distinctMeasure(types)) },
          resultText: "Number", result: { types in .measure(distinctMeasure(types)) })),
    ],
    definition: """
      Of rows that agree in the columns the first is kept. As an aggregate it counts the different \
      values that are present; the count of an id that is known as such is in its unit: customers.
      """,
    examples: [Example("[3, 5, 3, missing] | distinct()", gives: "2")],
    seeAlso: ["count", "summarize"])
}

private func distinctType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let table = try types.knownTable("table") else { return .unknown }
  for column in types.columns("columns") ?? [] { _ = try table.require(column.name) }
  return .table(table)
}

private func distinctRows(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  let names = call.columns("columns").map(\.name)
  return .table(table.deriving(table.type, .distinct(try table.relation(), by: names)))
}

private func distinctMeasure(_ types: CallTypes) -> Measure {
  types.countedUnit("values").map { .unit(Unit($0)) } ?? .number
}

extension AggregateOperation {
  static func distinctCount(_ measure: Measure) -> AggregateOperation {
    AggregateOperation(
      "distinct \(measure)", skipsMissing: true,
      sql: { "CAST(count(DISTINCT \($0[0])) AS DOUBLE)" },
      evaluate: { columns throws(ValueError) in
        var seen: Set<ValueKey> = []
        for value in columns.first ?? [] where !value.isMissing { seen.insert(try ValueKey(value)) }
        return .quantity(Quantity(Double(seen.count), measure))
      })
  }
}
