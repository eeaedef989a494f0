import Planning
import Units
import Values

extension Function {
  package static let describe = Function(
    "describe", .tables, "One row for each column: its type, what is missing, and its range.",
    overloads: [
      Overload(
        Signature([.table], resultText: "Table", result: describedType),
        body: described)
    ],
    definition: """
      Where a column of a file was read from text, a further column `from` says how the file writes \
      its cells.
      """,
    resultColumns: [
      ResultColumn("column", unit: "Text", "the name"),
      ResultColumn("type", unit: "Text", "what its values are"),
      ResultColumn("unit", unit: "Text", "the unit of its numbers"),
      ResultColumn("present", unit: "Number", "rows with a value"),
      ResultColumn("missing", unit: "Number", "rows without one"),
      ResultColumn("distinct", unit: "Number", "different values"),
      ResultColumn("min", unit: "Text", "the smallest, with its unit"),
      ResultColumn("mean", unit: "Text", "the average of numbers"),
      ResultColumn("median", unit: "Text", "the middle one of numbers"),
      ResultColumn("max", unit: "Text", "the largest"),
    ],
    examples: [
      Example(
        """
        let t = table {
          cost[USD] | won[customer]
          120 | 4
          80 | missing
        }
        describe(t).mean
        """, gives: "[\"$100\", \"4 customers\"]")
    ],
    seeAlso: ["show", "summarize"])
}

private let descriptionType = TableType(
  ["column", "type", "unit"].map { ColumnSchema($0, .text) }
    + ["present", "missing", "distinct"].map { ColumnSchema($0, .number) }
    + ["min", "mean", "median", "max"].map { ColumnSchema($0, .text) })

/// `from` stands only where a column of a file was read from text.
private func description(of columns: [ColumnSchema]) -> TableType {
  guard columns.contains(where: { $0.source != nil }) else { return descriptionType }
  return TableType(descriptionType.columns + [ColumnSchema("from", .text)])
}

private func describedType(_ types: CallTypes) -> Type {
  .table(description(of: types.table("table")?.columns ?? []))
}

private func described(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("table")
  let text = NumberText(dollar: call.context.dollar.name)
  let schemas = table.type.columns
  let figures = schemas.map { ColumnFigures($0) }
  var measures = [
    NamedScalar("rows", .aggregate(.rowCount, [.constant(.number(1))]))
  ]
  var types = [ColumnSchema("rows", .number)]
  for (index, column) in figures.enumerated() {
    for figure in column.figures {
      let name = "\(index) \(figure.name)"
      measures.append(
        NamedScalar(name, .aggregate(figure.operation, [.column(schemas[index].name)])))
      types.append(ColumnSchema(name, figure.type))
    }
  }
  let reduction = Table(
    type: TableType(types),
    plan: Relation.aggregate(try table.relation(), keys: [], measures: measures))
  let row = try call.context.fetch(reduction, limit: 1)
  func figure(_ column: Int, _ name: String) -> Value {
    types.firstIndex { $0.name == "\(column) \(name)" }
      .map { row.value(row: 0, column: $0) } ?? .missing
  }
  func texts(_ name: String) -> [Value] {
    schemas.indices.map { index in
      let value = figure(index, name)
      return value.isMissing ? .missing : .text(text.text(value))
    }
  }
  let rows = row.value(row: 0, column: 0).magnitude ?? 0
  let present = schemas.indices.map { figure($0, "present").magnitude ?? 0 }
  let type = description(of: schemas)
  var columns: [[Value]] = [
    schemas.map { .text($0.name) }, schemas.map { .text(kind($0.type)) },
    schemas.map { $0.type.measure.map { .text(text.unitText($0)) } ?? .missing },
    present.map { .number($0) }, present.map { .number(rows - $0) },
    schemas.indices.map { figure($0, "distinct") },
    texts("min"), texts("mean"), texts("median"), texts("max"),
  ]
  if type.columns.count > columns.count {
    columns.append(schemas.map { $0.source.map(Value.text) ?? .missing })
  }
  let local = LocalTable(type: type, columns: columns, rowCount: schemas.count)
  return .table(Table(type: type, plan: local))
}

/// The name of a type without its unit, which has a column of its own.
private func kind(_ type: Type) -> String {
  switch type {
  case .measure(.share): "Share"
  case .measure(.periodic): "Periodic"
  case .measure(.unit(let unit)):
    unit.isOne ? "Number" : unit.factors.count == 1 && unit.currency != nil ? "Money" : "Quantity"
  case .estimate: "Estimate"
  default: type.description
  }
}

/// What is computed of one column.
private struct ColumnFigures {
  private(set) var figures: [(name: String, operation: AggregateOperation, type: Type)] = []

  init(_ column: ColumnSchema) {
    figures.append(("present", .presentCount(.number), .number))
    switch column.type {
    case .list, .record, .table: return
    default: figures.append(("distinct", .distinctCount(.number), .number))
    }
    figures.append(("min", Extreme.smallest.ofColumn, column.type))
    figures.append(("max", Extreme.largest.ofColumn, column.type))
    guard let measure = column.type.measure else { return }
    figures.append(("mean", .mean(measure), column.type))
    figures.append(("median", .quantile(measure, at: 0.5), .measure(measure)))
  }
}
