import Columns
import Planning
import Units
import Values

extension Function {
  package static let fill = Function(
    "fill", .tables,
    "Puts values in the places of missing ones: a stated one, or the last or next.",
    overloads: [
      Overload(
        Signature(
          [
            .table,
            Parameter("columns", .pickedColumns(on: "table"), "the columns to fill"),
            Parameter(
              "with", .value(.any), optional: true, named: true, "the value, in the column's unit"),
            Parameter(
              "from", .choice(["previous", "next"]), optional: true,
              "the row whose value is taken: the last before that has one, or the next after"),
            Parameter("by", .columns(on: ["table"]), optional: true, "what makes the groups"),
            Parameter(
              "order", .order(on: "table"), optional: true,
              "the order of the rows in a group; the table's own when left out"),
          ], resultText: "Table", result: filledType),
        body: filled)
    ],
    definition: """
      Give `with:` or `from:`. With `by:` a value never comes from another group. What no value comes \
      to stays missing. How many cells were filled, and how many stay missing, is said.
      """,
    examples: [
      Example(
        "let t = table {\n  x[USD]\n  missing\n  3\n  missing\n}\n(t | fill(.x, with: $0)).x",
        gives: "[$0, $3, $0]"),
      Example(
        "let t = table {\n  x[USD]\n  missing\n  3\n  missing\n}\n(t | fill(.x, from: \"previous\")).x",
        gives: "[missing, $3, $3]"),
    ],
    seeAlso: ["complete", "window"])
}

private func filledType(_ types: CallTypes) throws(ValueError) -> Type {
  guard var table = try types.knownTable("table") else { return .unknown }
  let columns = types.columns("columns") ?? []
  guard let first = columns.first else {
    let name = table.columns.first?.name ?? "x"
    throw ValueError(
      .invalidArgument, "`fill` requires a column to fill",
      fixes: [.init("fill(.\(name), from: \"previous\")")], argument: "columns")
  }
  guard types.has("with") != types.has("from") else {
    let both = types.has("with")
    throw ValueError(
      .invalidArgument, "`fill` takes \(both ? "either `with:` or `from:`" : "`with:` or `from:`")",
      because: both
        ? "a missing value is filled by one of them"
        : "one of them says what stands in the place of a missing value",
      fixes: [.init("fill(.\(first.name), from: \"previous\")", note: "the last value before it")])
  }
  for column in columns {
    guard let type = types.type("with"), let index = table.index(of: column.name) else { continue }
    _ = try filling(column, with: type, isStrict: types.isStrict)
    if column.type == .missing { table.columns[index].type = type }
  }
  return .table(table)
}

/// The factor that takes a value to the unit of the column that it fills; throws where they do not go
/// together.
private func filling(
  _ column: ColumnSchema, with type: Type, isStrict: Bool,
) throws(ValueError) -> Double {
  if type == column.type || type.isUnknown || type == .missing || column.type == .missing {
    return 1
  }
  if let mine = type.measure, let its = column.type.measure {
    do { return try MeasureArithmetic.comparison(its, mine, strict: isStrict).factor } catch {}
  }
  if case .period = type, case .period = column.type { return 1 }
  throw ValueError(
    .invalidArgument, "`.\(column.name)` is \(column.type), and cannot be filled with \(type)",
    because: "all values of a column are of one type and unit",
    fixes: [.init("from: \"previous\"", note: "the last value before", replacing: "with")],
    argument: "with")
}

private func filled(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  let type = try call.resultTable()
  let names = call.columns("columns").map(\.name)
  let source: Relation
  var expressions: [(name: String, expression: ScalarExpression)] = []
  if let value = call.value("with") {
    source = try table.relation()
    for name in names {
      let schema = try table.type.require(name)
      let factor = try filling(schema, with: value.type, isStrict: call.context.isStrict)
      var constant = value
      if let magnitude = value.magnitude {
        let measure = schema.type.measure ?? value.measure ?? .number
        constant = .quantity(Quantity(magnitude * factor, measure))
      }
      expressions.append((name, .call(Logic.coalesce, [.column(name), .constant(constant)])))
    }
  } else {
    let operation: WindowOperation = call.word("from") == "next" ? .nextPresent : .lastPresent
    var parts = WindowParts(apartFrom: table.type.columns.map(\.name))
    for name in names {
      expressions.append((name, parts.take(.ordered(operation), [.column(name)])))
    }
    source = try call.windowing(table, parts.columns)
  }
  try noteFilled(expressions, of: source, in: call.context)
  let columns = expressions.map { NamedScalar($0.name, $0.expression) }
  return .table(table.deriving(type, .project(source, table.type.passed(with: columns))))
}

/// Counts the cells that were missing and those that still are, in one pass.
private func noteFilled(
  _ columns: [(name: String, expression: ScalarExpression)], of source: Relation,
  in context: any CallContext,
) throws(ValueError) {
  var measures = [NamedScalar("rows", .aggregate(.rowCount, [.constant(.number(1))]))]
  for (index, column) in columns.enumerated() {
    let present = AggregateOperation.presentCount(.number)
    measures.append(NamedScalar("before \(index)", .aggregate(present, [.column(column.name)])))
    measures.append(NamedScalar("after \(index)", .aggregate(present, [column.expression])))
  }
  let counts = try context.reduce(.aggregate(source, keys: [], measures: measures))
  let text = NumberText()
  let parts = columns.enumerated().map { index, column in
    let rows = counts["rows"]?.double(at: 0) ?? 0
    let before = counts["before \(index)"]?.double(at: 0) ?? 0
    let after = counts["after \(index)"]?.double(at: 0) ?? 0
    let rest = rows - after
    let stay = rest > 0 ? ", \(text.text(.number(rest))) stay\(rest == 1 ? "s" : "") missing" : ""
    return
      "\(text.text(.number(after - before))) of \(text.text(.number(rows))) cells of `\(column.name)` filled\(stay)"
  }
  context.note(Note(.note, "fill: " + parts.joined(separator: "; ")))
}

extension WindowOperation {
  /// The value of this row, or of the last one before it that has one.
  fileprivate static let lastPresent = WindowOperation(
    "last present", keepsPeriods: true,
    sql: {
      "last_value(\($0[0]) IGNORE NULLS) "
        + $1.over(frame: "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW")
    },
    evaluate: { columns in carried(columns.first ?? []) })

  /// The value of this row, or of the next one after it that has one.
  static let nextPresent = WindowOperation(
    "next present", keepsPeriods: true,
    sql: {
      "first_value(\($0[0]) IGNORE NULLS) "
        + $1.over(frame: "ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING")
    },
    evaluate: { columns in carried((columns.first ?? []).reversed()).reversed() })

  private static func carried(_ values: some Sequence<Value>) -> [Value] {
    var last = Value.missing
    return values.map { value in
      if !value.isMissing { last = value }
      return last
    }
  }
}
