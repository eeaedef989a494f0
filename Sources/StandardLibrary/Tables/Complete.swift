import Planning
import Units
import Values

extension Function {
  package static let complete = Function(
    "complete", .tables, "Adds rows for the combinations of values that no row has.",
    overloads: [
      Overload(
        Signature(
          [
            .table,
            Parameter(
              "columns", .pickedColumns(on: "table"), "the columns whose values are combined"),
            Parameter(
              "every", .word(PeriodGrain.allCases.map(\.rawValue)), optional: true,
              "the step of a column of dates, from the first; a day when left out"),
            Parameter(
              "fill", .value(.quantity), optional: true, named: true,
              "what the other columns of numbers have in added rows; missing when left out"),
          ], resultText: "Table", result: completedType),
        body: completed)
    ],
    definition: """
      Periods and dates are a calendar without gaps, from the first to the last that there is; of any \
      other column the values that occur are taken. The result is ordered by the columns, in the order \
      written. Rows that lack one of the values stay, after those that have it. How many rows were added \
      is said; more than 1,000,000 combinations are refused.
      """,
    examples: [
      Example(
        """
        let t = table {
          channel | month | won
          "ads" | @2026-01 | 3
          "mail" | @2026-03 | 2
        }
        (t | complete(.channel, .month, fill: 0)).won
        """, gives: "[3, 0, 0, 0, 0, 2]")
    ],
    seeAlso: ["fill", "pivot", "summarize"])
}

private func completedType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let table = try types.knownTable("table") else { return .unknown }
  let keys = types.columns("columns") ?? []
  guard let first = keys.first else {
    let names = table.columns.prefix(2).map { "." + $0.name }
    throw ValueError(
      .invalidArgument, "`complete` requires columns whose values are combined",
      fixes: [.init("complete(\(names.joined(separator: ", ")))")], argument: "columns")
  }
  for key in keys {
    switch key.type {
    case .estimate, .table, .list, .record, .function, .plot, .model:
      throw ValueError(
        .invalidArgument, "the values of `.\(key.name)` cannot be combined",
        because: "they are \(key.type)", argument: "columns")
    default: break
    }
  }
  if types.has("every"), !keys.contains(where: { $0.type == .date }) {
    throw ValueError(
      .invalidArgument, "`every:` is the step of a column of dates, and there is none here",
      because: "`.\(first.name)` is \(first.type); periods have a length of their own",
      argument: "every")
  }
  if let type = types.type("fill") {
    for column in table.columns where !keys.contains(where: { $0.name == column.name }) {
      _ = try factor(
        of: type, constant: types.constant("fill"), for: column, isStrict: types.isStrict)
    }
  }
  return .table(table)
}

/// The factor that takes what added rows are filled with to the unit of a column; nil where the column
/// is none of numbers.
///
/// Nothing is nothing in every unit.
private func factor(
  of type: Type, constant: Value?, for column: ColumnSchema, isStrict: Bool,
) throws(ValueError) -> Double? {
  guard let its = column.type.measure, let mine = type.measure else { return nil }
  if mine.isNumber, constant?.magnitude == 0 { return 1 }
  do { return try MeasureArithmetic.comparison(its, mine, strict: isStrict).factor } catch {
    throw ValueError(
      .invalidArgument, "`.\(column.name)` is in \(its), and cannot be filled with \(mine)",
      because: "`fill:` goes into all columns of numbers; 0 goes into any",
      fixes: [.init("fill: 0")], argument: "fill")
  }
}

private func completed(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  let keys = call.columns("columns").map { ColumnSchema($0.name, $0.type) }
  let relation = try table.relation()
  let names = keys.map { NamedScalar($0.name, .column($0.name)) }
  let found = try call.context.fetch(
    Table(type: TableType(keys), plan: Relation.aggregate(relation, keys: names, measures: [])),
    limit: Combinations.most + 1)
  let step = call.word("every").flatMap(PeriodGrain.init(rawValue:)) ?? .day
  let combinations = try Combinations(of: found, every: step)
  let rows = try combinations.absent(call.context)
  let text = NumberText()
  let count = rows.first?.count ?? 0
  call.context.note(
    Note(
      .note,
      "complete: \(text.text(.number(Double(count)))) row\(count == 1 ? "" : "s") added for combinations that no row has"
    ))
  var columns: [[Value]] = []
  for column in table.type.columns {
    if let index = keys.firstIndex(where: { $0.name == column.name }) {
      columns.append(rows[index])
      continue
    }
    var value = Value.missing
    if let fill = call.value("fill"), let magnitude = fill.magnitude,
      let measure = column.type.measure,
      let factor = try factor(
        of: fill.type, constant: fill, for: column, isStrict: call.context.isStrict)
    {
      value = .quantity(Quantity(magnitude * factor, measure))
    }
    columns.append(Array(repeating: value, count: count))
  }
  let added = LocalTable(type: table.type, columns: columns, rowCount: count)
  let both = Relation.append([relation, added.relation(beside: relation)])
  let order = keys.map { SortKey(.column($0.name)) }
  return .table(table.deriving(table.type, .sort(both, order)))
}
