import Planning
import Values

extension Function {
  package static let add = Function(
    "add", .tables, "Adds columns, or replaces those of the same name.",
    overloads: [
      Overload(
        Signature(
          [
            .table,
            Parameter("columns", .newColumns(on: "table"), "new columns, each `name: expression`"),
          ], resultText: "Table", result: widenedType),
        body: widened)
    ],
    definition: """
      New columns follow the others in the order written; one that has the name of another takes \
      its place. All expressions see the table as it was before.
      """,
    examples: [
      Example(
        "let t = table {\n  cost[USD] | won[customer]\n  120 | 4\n}\n(t | add(cac: .cost / .won)).cac[0]",
        gives: "$30/customer")
    ],
    seeAlso: ["window", "keep", "rename", "summarize"])
}

/// The table with the new columns of a call after its own, or in the place of those of their names.
func widenedType(_ types: CallTypes) throws(ValueError) -> Type {
  guard var table = try types.knownTable("table") else { return .unknown }
  let added = types.columns("columns") ?? []
  try TableType(added).checkNames()
  for column in added {
    if let index = table.index(of: column.name) {
      table.columns[index] = column
    } else {
      table.columns.append(column)
    }
  }
  return .table(table)
}

private func widened(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  let added = call.columns("columns").map { NamedScalar($0.name, $0.expression) }
  let columns = table.type.passed(with: added)
  return .table(
    try table.derivingRows(try call.resultTable()) { .project($0, columns) })
}

extension TableType {
  /// The columns passed on, with others after them or in their places.
  func passed(with added: [NamedScalar]) -> [NamedScalar] {
    var columns = passed
    for column in added {
      if let index = columns.firstIndex(where: { $0.name == column.name }) {
        columns[index] = column
      } else {
        columns.append(column)
      }
    }
    return columns
  }
}
