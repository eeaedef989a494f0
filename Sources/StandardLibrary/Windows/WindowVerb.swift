import Planning
import Values

extension Function {
  package static let window = Function(
    "window", .tables, "Adds columns that look at the rows around each row.",
    overloads: [
      Overload(
        Signature(
          [
            .table,
            Parameter(
              "columns", .windows(on: "table"),
              "new columns, each `name: expression` with window functions and aggregates"),
            Parameter("by", .columns(on: ["table"]), optional: true, "what makes the groups"),
            Parameter(
              "order", .order(on: "table"), optional: true,
              "the order of the rows in a group; the table's own when left out"),
          ], resultText: "Table", result: widenedType),
        body: windowed)
    ],
    definition: """
      The rows and their order stay as they are. `lag`, `lead`, `running`, `moving` and `rank` look at \
      the rows of a group in its order, and an aggregate gives each row the value of its whole group: \
      `share(.cost / sum(.cost))` is the share of a row in its group. Rows that agree in `order:` keep the \
      order of the table, and rows that lack what it orders by come last. All expressions see the table \
      as it was before.
      """,
    examples: [
      Example(
        """
        let t = table {
          channel | month | cost[USD]
          "ads" | @2026-01 | 30
          "mail" | @2026-01 | 5
          "ads" | @2026-02 | 90
        }
        (t | window(part: share(.cost / sum(.cost)), by: .channel)).part
        """, gives: "[25%, 100%, 75%]")
    ],
    seeAlso: ["lag", "running", "moving", "rank", "add"])
}

private func windowed(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  let given = call.columns("columns")
  var parts = WindowParts(apartFrom: table.type.columns.map(\.name) + given.map(\.name))
  let columns = given.map { NamedScalar($0.name, parts.taking($0.expression)) }
  let relation = Relation.project(
    try call.windowing(table, parts.columns), table.type.passed(with: columns))
  return .table(table.deriving(try call.resultTable(), relation))
}

extension Call {
  /// The rows of a table with columns over the groups of `by:` in the order of `order:`.
  func windowing(_ table: Table, _ columns: [Window.Column]) throws(ValueError) -> Relation {
    let relation = try table.relation()
    if columns.isEmpty { return relation }
    var order: [SortKey] = []
    if case .sortKeys(let keys)? = arguments["order"] { order = keys }
    return .window(
      relation,
      Window(partition: self.columns("by").map(\.expression), order: order, columns: columns))
  }
}

/// The window functions and aggregates of expressions, each taken out as a column of its own.
struct WindowParts {
  private(set) var columns: [Window.Column] = []
  private let prefix: String

  /// The columns get names that none of these is.
  init(apartFrom names: [String]) { prefix = Self.prefix(longerThan: names) }

  private static func prefix(longerThan names: [String]) -> String {
    String(repeating: "window ", count: (names.map(\.utf8.count).max() ?? 0) / 7 + 1)
  }

  /// Names for columns of a step, none of which is among these.
  static func unusedNames(_ count: Int, apartFrom names: [String]) -> [String] {
    (0..<count).map { "\(prefix(longerThan: names))\($0 + 1)" }
  }

  /// The expression with columns in the places of what was taken out.
  mutating func taking(_ expression: ScalarExpression) -> ScalarExpression {
    switch expression {
    case .column, .constant: return expression
    case .window(let operation, let arguments): return take(.ordered(operation), arguments)
    case .aggregate(let operation, let arguments): return take(.whole(operation), arguments)
    case .call(let operation, let parts):
      var taken: [ScalarExpression] = []
      for part in parts { taken.append(taking(part)) }
      return .call(operation, taken)
    case .conditional(let condition, let then, let otherwise):
      return .conditional(if: taking(condition), then: taking(then), else: taking(otherwise))
    }
  }

  /// A column of this operation, which a projection can refer to.
  mutating func take(
    _ operation: Window.Column.Operation, _ arguments: [ScalarExpression],
  ) -> ScalarExpression {
    let name = "\(prefix)\(columns.count + 1)"
    columns.append(Window.Column(name, operation, arguments))
    return .column(name)
  }
}
