import Planning
import Values

extension Function {
  package static let sort = Function(
    "sort", .tables, "Orders the rows; a minus sign means descending.",
    overloads: [
      Overload(
        Signature(
          [
            .table,
            Parameter(
              "keys", .sortKeys(on: "table"), "what to order by, the most important first"),
          ], resultText: "Table", result: sortedType),
        body: sorted)
    ],
    definition: """
      Rows that agree in all keys keep their order. Missing values come last in either direction. \
      Text is ordered by its UTF-8 bytes, an estimate by its value.
      """,
    examples: [
      Example("let t = table {\n  x\n  2\n  3\n  1\n}\n(t | sort(-.x)).x", gives: "[3, 2, 1]")
    ],
    seeAlso: ["top"])
}

private func sortedType(_ types: CallTypes) throws(ValueError) -> Type {
  try types.knownTable("table").map(Type.table) ?? .unknown
}

private func sorted(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  guard case .sortKeys(let keys)? = call.arguments["keys"], !keys.isEmpty else {
    throw ValueError(
      .invalidArgument, "`sort` requires a column to order by",
      fixes: table.type.columns.prefix(1).map { ValueError.Fix("sort(.\($0.name))") })
  }
  return .table(try table.derivingRows(table.type) { .sort($0, keys) })
}
