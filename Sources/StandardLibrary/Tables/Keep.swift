import Planning
import Values

extension Function {
  package static let keep = Function(
    "keep", .tables, "Keeps these columns, in this order.",
    overloads: [
      Overload(
        Signature(
          [.table, Parameter("columns", .pickedColumns(on: "table"), "the columns to keep")],
          resultText: "Table", result: keptType),
        body: kept)
    ],
    examples: [
      Example(
        "let t = table {\n  a | b\n  1 | 2\n}\n(t | keep(.b) | add(c: .b + 1)).c[0]", gives: "3")
    ],
    seeAlso: ["drop", "rename", "where"])
}

private func keptType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let table = try types.knownTable("table") else { return .unknown }
  var kept: [ColumnSchema] = []
  for column in types.columns("columns") ?? [] { kept.append(try table.require(column.name)) }
  guard !kept.isEmpty else {
    throw ValueError(
      .invalidArgument, "`keep` requires at least one column",
      fixes: table.columns.prefix(1).map { ValueError.Fix("keep(.\($0.name))") })
  }
  let result = table.with(kept)
  try result.checkNames()
  return .table(result)
}

private func kept(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  let type = try call.resultTable()
  return .table(try table.derivingRows(type) { .project($0, type.passed) })
}
