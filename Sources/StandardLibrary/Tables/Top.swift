import Planning
import Values

extension Function {
  package static let top = Function(
    "top", .tables, "The rows with the largest values, the largest first.",
    overloads: [
      Overload(
        Signature(
          [
            .table, Parameter("n", .value(.number), "how many rows"),
            Parameter("by", .column(on: "table", .any), "what to order by"),
          ], resultText: "Table", result: topType),
        body: topRows)
    ],
    definition: """
      Rows that agree keep their order, and rows without a value come last. For the smallest write \
      `sort(.x)`, which begins with them.
      """,
    examples: [
      Example("let t = table {\n  x\n  2\n  3\n  1\n}\n(t | top(2, by: .x)).x", gives: "[3, 2]")
    ],
    seeAlso: ["sort"])
}

private func topType(_ types: CallTypes) throws(ValueError) -> Type {
  if case .quantity(let count)? = types.constant("n") { _ = try rowCount(count.magnitude) }
  return try types.knownTable("table").map(Type.table) ?? .unknown
}

private func rowCount(_ number: Double) throws(ValueError) -> Int {
  guard let count = Int(exactly: number), count >= 0 else {
    throw ValueError(
      .invalidArgument, "`top` requires a whole number of rows, but n is \(number)",
      fixes: [.init("top(10, by: .x)")], argument: "n")
  }
  return count
}

private func topRows(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  guard let number = call.value("n")?.magnitude, let key = call.columns("by").first else {
    throw ValueError(.invalidArgument, "`top` requires a number of rows and a column to order by")
  }
  let order = [SortKey(key.expression, descending: true)]
  let relation = Relation.limit(.sort(try table.relation(), order), try rowCount(number))
  return .table(table.deriving(table.type, relation))
}
