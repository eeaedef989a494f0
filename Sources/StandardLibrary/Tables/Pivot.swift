import Planning
import Units
import Values

extension Function {
  package static let pivot = Function(
    "pivot", .tables, "Makes a column of each value of one column: a table of two directions.",
    overloads: [
      Overload(
        Signature(
          [
            .table,
            Parameter("rows", .columns(on: ["table"]), "what a row of the result is about"),
            Parameter(
              "columns", .column(on: "table", .any), named: true,
              "the column whose values become columns"),
            Parameter(
              "value", .column(on: "table", .any), named: true, "what stands in the cells"),
            Parameter(
              "aggregate", .choice(PivotAggregate.names), optional: true,
              "what is made of the rows that share a cell; without it that is an error"),
          ], resultText: "Table", isTypedByRunning: true, result: pivotedType),
        body: pivoted)
    ],
    definition: """
      The rows are ordered by `rows:` and the columns by the values that name them, missing last. A \
      cell that no row has is missing. The names of the columns come from the data: `sales check` does \
      not know them, and a run checks what follows when it is there. At most 500 columns are made.
      """,
    examples: [
      Example(
        """
        let t = table {
          channel | year | cost[USD]
          "ads" | 2025 | 30
          "mail" | 2025 | 5
          "ads" | 2026 | 90
        }
        t | pivot(rows: .channel, columns: .year, value: .cost)
        """,
        gives: """
          channel  2025  2026
                      $     $
          ───────────────────
          ads        30    90
          mail        5     –
          """)
    ],
    seeAlso: ["unpivot", "summarize", "complete"])
}

private let mostColumns = 500

/// What is made of the rows that share a cell.
private enum PivotAggregate: String, CaseIterable {
  case sum, mean, min, max, count, first, last

  static let names = allCases.map(\.rawValue)

  func type(of value: Type) throws(ValueError) -> Type {
    switch self {
    case .sum, .mean:
      if value.measure != nil || value.isUnknown { return value }
      throw ValueError(
        .invalidArgument, "`pivot` requires numbers for a \(rawValue), but the cells are \(value)",
        fixes: [.init("aggregate: \"first\"")], argument: "aggregate")
    case .min, .max, .first, .last: return value
    case .count: return .number
    }
  }

  func operation(_ measure: Measure) -> AggregateOperation {
    switch self {
    case .sum: .presentSum(measure)
    case .mean: .mean(measure)
    case .min: Extreme.smallest.ofColumn
    case .max: Extreme.largest.ofColumn
    case .count: .presentCount(.number)
    case .first: .first
    case .last: .last
    }
  }
}

extension AggregateOperation {
  /// The total of the values that are present; missing of none, for no row stands in the cell.
  fileprivate static func presentSum(_ measure: Measure) -> AggregateOperation {
    let sum = AggregateOperation.sum(measure)
    return AggregateOperation(
      "present \(sum.name)", skipsMissing: true,
      sql: { "CASE WHEN count(\($0[0])) > 0 THEN \(sum.sql($0)) END" },
      evaluate: { columns throws(ValueError) in
        let isEmpty = columns.first?.allSatisfy(\.isMissing) ?? true
        return isEmpty ? .missing : try sum.evaluate(columns)
      })
  }
}

private func pivotedType(_ types: CallTypes) throws(ValueError) -> Type {
  if let header = types.columns("columns")?.first { try requireHeader(header) }
  if let aggregate = types.word("aggregate").flatMap(PivotAggregate.init(rawValue:)),
    let value = types.columns("value")?.first
  {
    _ = try aggregate.type(of: value.type)
  }
  return .unknown
}

/// Throws for a column whose values cannot name columns.
private func requireHeader(_ column: ColumnSchema) throws(ValueError) {
  switch column.type {
  case .text, .bool, .date, .instant, .period, .measure, .missing, .unknown: return
  default:
    throw ValueError(
      .invalidArgument, "the values of `.\(column.name)` cannot name columns",
      because: "they are \(column.type)", argument: "columns")
  }
}

private func pivoted(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  guard let header = call.columns("columns").first, let cell = call.columns("value").first else {
    throw ValueError(.invalidArgument, "`pivot` requires `columns:` and `value:`")
  }
  try requireHeader(ColumnSchema(header.name, header.type))
  let pivot = try Pivot(table, rows: call.columns("rows"), header: header, cell: cell)
  let aggregate = call.word("aggregate").flatMap(PivotAggregate.init(rawValue:))
  if aggregate == nil { try pivot.requireSingleRows(call.context) }
  let type = try aggregate?.type(of: cell.type) ?? cell.type
  // Of one row at most, any of them is its value.
  let operation =
    aggregate?.operation(cell.type.measure ?? .number) ?? Extreme.smallest.ofColumn
  var result = try pivot.result(operation, type, call.context)
  if aggregate == nil, let relation = result.plan as? Relation {
    // The cells are single values and no sums, so that nothing is the figure of several of them.
    result.plan = Relation.filter(relation, .constant(.bool(true)))
  }
  return .table(result)
}

/// A table that is being turned.
private struct Pivot {
  typealias Column = (name: String, type: Type, expression: ScalarExpression)

  private let table: Table
  private let rows: [Column]
  private let header: Column
  private let cell: Column
  /// The keys of the rows, then what names the columns, then the cells.
  private let source: Relation
  private let headerName: String
  private let cellName: String

  init(_ table: Table, rows: [Column], header: Column, cell: Column) throws(ValueError) {
    self.table = table
    self.rows = rows
    self.header = header
    self.cell = cell
    let names = WindowParts.unusedNames(2, apartFrom: rows.map(\.name))
    (headerName, cellName) = (names[0], names[1])
    source = .project(
      try table.relation(),
      rows.map { NamedScalar($0.name, $0.expression) }
        + [NamedScalar(names[0], header.expression), NamedScalar(names[1], cell.expression)])
  }

  private var rowKeys: [NamedScalar] { rows.map { NamedScalar($0.name, .column($0.name)) } }
  private var headerKey: NamedScalar { NamedScalar(headerName, .column(headerName)) }

  /// Throws when several rows share a cell, with an example.
  func requireSingleRows(_ context: any CallContext) throws(ValueError) {
    let count = WindowParts.unusedNames(3, apartFrom: rows.map(\.name))[2]
    let cells = Relation.aggregate(
      source, keys: rowKeys + [headerKey],
      measures: [NamedScalar(count, .aggregate(.rowCount, [.constant(.number(1))]))])
    let shared = Relation.filter(
      cells,
      .call(Comparison.greater.operation(), [.column(count), .constant(.number(1))]))
    let type = TableType(
      rows.map { ColumnSchema($0.name, $0.type) }
        + [ColumnSchema(headerName, header.type), ColumnSchema(count, .number)])
    let example = try context.fetch(Table(type: type, plan: shared), limit: 1)
    guard example.rowCount > 0 else { return }
    let text = NumberText(dollar: context.dollar.name)
    let place = (rows.map(\.name) + [header.name]).enumerated().map { index, name in
      "\(name) \(text.text(example.value(row: 0, column: index)))"
    }
    let number = text.text(example.value(row: 0, column: rows.count + 1))
    throw ValueError(
      .data, "`pivot` requires one row for each cell",
      because: "\(number) rows have \(place.joined(separator: ", "))",
      fixes: [
        .init(
          "aggregate: \"\(cell.type.measure == nil ? "first" : "sum")\"",
          note: "one value of the rows that share a cell")
      ], argument: "aggregate")
  }

  func result(
    _ operation: AggregateOperation, _ type: Type, _ context: any CallContext,
  ) throws(ValueError) -> Table {
    let headers = try headers(context)
    var columns = rows.map { ColumnSchema($0.name, $0.type, isGroupKey: true) }
    var measures: [NamedScalar] = []
    for value in headers {
      let isThis: ScalarExpression =
        value.isMissing
        ? .call(Logic.isMissing, [.column(headerName)])
        : .call(Comparison.equal.operation(), [.column(headerName), .constant(value)])
      let name = Self.title(value)
      let cells = ScalarExpression.conditional(
        if: isThis, then: .column(cellName), else: .constant(.missing))
      measures.append(NamedScalar(name, .aggregate(operation, [cells])))
      columns.append(ColumnSchema(name, type))
    }
    let result = table.type.with(columns)
    try result.checkNames()
    return Table(
      type: result, plan: Relation.aggregate(source, keys: rowKeys, measures: measures),
      notes: table.notes)
  }

  /// The values that name columns, in their order.
  private func headers(_ context: any CallContext) throws(ValueError) -> [Value] {
    let type = TableType([ColumnSchema(headerName, header.type)])
    let found = try context.fetch(
      Table(type: type, plan: Relation.aggregate(source, keys: [headerKey], measures: [])),
      limit: mostColumns + 1)
    guard found.rowCount <= mostColumns else {
      throw ValueError(
        .tooLarge, "`pivot` makes at most \(mostColumns) columns",
        because: "`.\(header.name)` has more values than that", argument: "columns")
    }
    return found.columns.first ?? []
  }

  /// What a column is called: numbers without their unit, which is that of none of its cells.
  private static func title(_ value: Value) -> String {
    if value.isMissing { return "(none)" }
    if let magnitude = value.magnitude { return NumberText.exact(magnitude) }
    return NumberText().text(value)
  }
}
