import Planning
import Values

extension Function {
  package static let withTotal = Function(
    "with_total", .tables, "Adds a line about all rows, below those of the groups.",
    overloads: [
      Overload(
        Signature([.table], resultText: "Table", result: totalledType), body: totalled)
    ],
    definition: """
      The table must come from `summarize`. Each figure of the line is computed of all rows that were \
      summarised, so a mean is their mean and not the sum of the groups' means. The line is shown \
      below the table and is none of its rows: `sum`, `save` and the other verbs do not see it. \
      `add`, `keep`, `drop`, `rename` and `sort` work on it as on the rows; verbs that choose or \
      combine rows leave it out.
      """,
    examples: [
      Example(
        """
        let t = table {
          g | x
          "a" | 1
          "b" | 5
        }
        t | summarize(all: sum(.x), mean: mean(.x), by: .g) | with_total()
        """,
        gives: """
          g    all  mean
          ──────────────
          a      1     1
          b      5     5
          ──────────────
          all    6     3
          """)
    ],
    seeAlso: ["summarize", "show"])
}

private func totalledType(_ types: CallTypes) throws(ValueError) -> Type {
  try types.knownTable("table").map(Type.table) ?? .unknown
}

private func totalled(_ call: Call) throws(ValueError) -> Value {
  var table = try call.table("table")
  guard let total = try table.relation().total else {
    throw ValueError(
      .invalidArgument, "`with_total` requires the groups of `summarize`",
      because: "only they tell which rows each figure is computed of; `add`, `keep`, `drop`, "
        + "`rename` and `sort` may stand between, and `pivot` with `aggregate:`",
      fixes: [.init("summarize(rows: count(), by: .channel) | with_total()")], argument: "table")
  }
  table.total = total
  return .table(table)
}

extension Relation {
  /// The same figures of all rows at once; nil where the rows are no groups of `summarize`.
  fileprivate var total: Relation? {
    switch self {
    case .aggregate(let input, let keys, let measures) where !keys.isEmpty:
      let all = Relation.aggregate(input, keys: [], measures: measures)
      let noKeys = keys.map { NamedScalar($0.name, .constant(.missing)) }
      return .project(all, noKeys + measures.map { NamedScalar($0.name, .column($0.name)) })
    case .project(let input, let columns): return input.total.map { .project($0, columns) }
    case .sort(let input, _): return input.total
    default: return nil
    }
  }
}
