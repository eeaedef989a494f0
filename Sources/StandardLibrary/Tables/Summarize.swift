import Planning
import Values

extension Function {
  package static let summarize = Function(
    "summarize", .tables, "One row for each group, with aggregates of its rows.",
    overloads: [
      Overload(
        Signature(
          [
            .table,
            Parameter(
              "measures", .aggregates(on: "table"),
              "aggregates, each `name: aggregate`, and metrics"),
            Parameter("by", .columns(on: ["table"]), optional: true, "what makes the groups"),
          ], resultText: "Table", result: summaryType),
        body: summarized)
    ],
    definition: """
      The columns of `by:` come first, and the rows are ordered by them, missing last. Without `by:` \
      there is one row. All aggregates see the table as it was before.
      """,
    examples: [
      Example(
        "let t = table {\n  g | x\n  \"a\" | 1\n  \"b\" | 5\n  \"a\" | 2\n}\n(t | summarize(total: sum(.x), by: .g)).total",
        gives: "[3, 5]")
    ],
    seeAlso: ["add", "sum", "count"])
}

private func summaryType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let table = try types.knownTable("table") else { return .unknown }
  var keys = types.columns("by") ?? []
  for index in keys.indices { keys[index].isGroupKey = true }
  let columns = keys + (types.columns("measures") ?? [])
  guard !columns.isEmpty else {
    throw ValueError(
      .invalidArgument, "`summarize` requires at least one aggregate",
      fixes: [.init("summarize(rows: count())")], argument: "measures")
  }
  for key in keys {
    switch key.type {
    case .table, .list, .record, .function, .plot, .model:
      throw ValueError(
        .invalidArgument, "rows cannot be grouped by `\(key.name)`, which is \(key.type)",
        argument: "by")
    default: break
    }
  }
  let result = table.with(columns)
  try result.checkNames()
  return .table(result)
}

private func summarized(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  let keys = call.columns("by").map { NamedScalar($0.name, $0.expression) }
  let measures = call.columns("measures").map { NamedScalar($0.name, $0.expression) }
  let relation = Relation.aggregate(try table.relation(), keys: keys, measures: measures)
  // The explanation of the rows would be none of their summary.
  return .table(Table(type: try call.resultTable(), plan: relation, notes: table.notes))
}
