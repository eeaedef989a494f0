import Planning
import Values

extension Function {
  package static let drop = Function(
    "drop", .tables, "Leaves these columns out.",
    overloads: [
      Overload(
        Signature(
          [.table, Parameter("columns", .pickedColumns(on: "table"), "the columns to leave out")],
          resultText: "Table", result: remainingType),
        body: remaining)
    ],
    examples: [
      Example("let t = table {\n  a | b\n  1 | 2\n}\n(t | drop(.a)).b[0]", gives: "2")
    ],
    seeAlso: ["keep", "rename"])
}

private func remainingType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let table = try types.knownTable("table") else { return .unknown }
  var dropped: Set<String> = []
  for column in types.columns("columns") ?? [] {
    dropped.insert(try table.require(column.name).name)
  }
  let rest = table.columns.filter { !dropped.contains($0.name) }
  guard !rest.isEmpty else {
    throw ValueError(
      .invalidArgument, "`drop` would leave no column",
      because: "the table has \(table.columns.count) and all of them are to go")
  }
  return .table(table.with(rest))
}

private func remaining(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  let type = try call.resultTable()
  return .table(try table.derivingRows(type) { .project($0, type.passed) })
}
