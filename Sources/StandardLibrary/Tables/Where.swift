import Planning
import Values

extension Function {
  package static let `where` = Function(
    "where", .tables, "Keeps the rows for which a condition is true.",
    overloads: [
      Overload(
        Signature(
          [
            .table,
            Parameter("condition", .condition(on: "table"), "true for the rows to keep"),
          ], resultText: "Table", result: filteredType),
        body: filtered)
    ],
    definition:
      "A row for which the condition is missing is left out, like one for which it is false.",
    examples: [
      Example("let t = table {\n  x\n  1\n  2\n  3\n}\n(t | where(.x > 1)).x", gives: "[2, 3]")
    ],
    seeAlso: ["keep", "top", "count_if"])
}

private func filteredType(_ types: CallTypes) throws(ValueError) -> Type {
  if let condition = types.columns("condition")?.first {
    switch condition.type {
    case .bool, .missing, .unknown: break
    default:
      throw ValueError(
        .invalidArgument, "`where` requires a condition, but this is \(condition.type)",
        because: "only true or false can say whether a row is kept",
        fixes: [.init("where(.\(condition.name) is not missing)")], argument: "condition")
    }
  }
  return try types.knownTable("table").map(Type.table) ?? .unknown
}

private func filtered(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  guard let condition = call.columns("condition").first else { return .table(table) }
  return .table(table.deriving(table.type, .filter(try table.relation(), condition.expression)))
}
