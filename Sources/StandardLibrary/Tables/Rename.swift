import Planning
import Values

extension Function {
  package static let rename = Function(
    "rename", .tables, "Gives columns other names.",
    overloads: [
      Overload(
        Signature(
          [.table, Parameter("names", .renames(on: "table"), "each `new: .old`")],
          resultText: "Table", result: renamedType),
        body: renamed)
    ],
    definition: "A column keeps its place, its type and its role.",
    examples: [
      Example("let t = table {\n  a | b\n  1 | 2\n}\n(t | rename(cost: .a)).cost[0]", gives: "1")
    ],
    seeAlso: ["add", "keep"])
}

private func renamedType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let table = try types.knownTable("table") else { return .unknown }
  guard case .renames(let names)? = types["names"] else { return .table(table) }
  var result = table
  for (new, old) in names {
    _ = try table.require(old)
    if let index = table.index(of: old) { result.columns[index].name = new }
  }
  try result.checkNames()
  return .table(result)
}

private func renamed(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  let type = try call.resultTable()
  let columns = zip(type.columns, table.type.columns).map { new, old in
    NamedScalar(new.name, .column(old.name))
  }
  return .table(try table.derivingRows(type) { .project($0, columns) })
}
