import Planning
import Units
import Values

extension Function {
  package static let append = Function(
    "append", .tables, "Puts the rows of tables under one another.",
    overloads: [
      Overload(
        Signature(
          [
            Parameter(
              "table", .value(.oneOf([.table, .list(.table)])), "the first table, or a list of them"
            ),
            Parameter("tables", .tables, optional: true, "the tables that follow"),
          ], resultText: "Table", result: appendedType),
        body: appended)
    ],
    definition: """
      Columns go together by name; one that a table lacks is missing there. Columns of one name must \
      be of one type; numbers come in the unit of the first table.
      """,
    examples: [
      Example(
        """
        let a = table {
          x[month]
          1
        }
        let b = table {
          x[year]
          2
        }
        (a | append(b)).x
        """, gives: "[1 month, 24 months]")
    ],
    seeAlso: ["join"])
}

private func appendedType(_ types: CallTypes) throws(ValueError) -> Type {
  var tables: [TableType] = []
  var given = [types.type("table") ?? .unknown]
  if case .tables(let others)? = types["tables"] { given += others }
  for type in given {
    switch type {
    case .table(let table), .list(.table(let table)): tables.append(table)
    case .unknown, .list(.unknown): return .unknown
    default:
      throw ValueError(
        .invalidArgument, "`append` requires tables, but this is \(type)", argument: "tables")
    }
  }
  return .table(try AppendedColumns(tables).type)
}

private func appended(_ call: Call) throws(ValueError) -> Value {
  var tables: [Table] = []
  switch call.value("table") {
  case .list(let list):
    for element in list.elements {
      if case .table(let table) = element { tables.append(table) }
    }
  default: tables.append(try call.table("table"))
  }
  if case .tables(let others)? = call.arguments["tables"] { tables += others }
  let columns = try AppendedColumns(tables.map(\.type))
  var parts: [Relation] = []
  var notes: [Note] = []
  for table in tables {
    parts.append(try columns.part(table))
    for note in table.notes where !notes.contains(note) { notes.append(note) }
  }
  return .table(Table(type: columns.type, plan: Relation.append(parts), notes: notes))
}

/// The columns of several tables under one another: those of the first, then what the others add.
private struct AppendedColumns {
  private(set) var type: TableType

  /// Throws when two columns of one name have types that do not go together.
  init(_ tables: [TableType]) throws(ValueError) {
    guard let first = tables.first else {
      throw ValueError(
        .invalidArgument, "`append` requires at least one table", because: "the list is empty")
    }
    type = first
    for table in tables.dropFirst() {
      for column in table.columns {
        guard let index = type.index(of: column.name) else {
          type.columns.append(column)
          continue
        }
        let mine = type.columns[index].type
        if mine == .missing {
          type.columns[index].type = column.type
        } else if mine.measure != nil, column.type.isEstimate, !mine.isEstimate {
          throw Self.conflict(column.name, mine, column.type)
        } else {
          _ = try Self.factor(column, to: mine)
        }
      }
    }
  }

  /// The rows of one of the tables, in the units of the result.
  func part(_ table: Table) throws(ValueError) -> Relation {
    var columns: [NamedScalar] = []
    var isChanged = false
    for column in table.type.columns {
      let target = type[column.name]?.type ?? column.type
      let factor = try Self.factor(column, to: target)
      guard factor != 1, let measure = target.measure else {
        columns.append(NamedScalar(column.name, .column(column.name)))
        continue
      }
      let rescale = Arithmetic.rescale(factor: factor, measure: measure)
      columns.append(NamedScalar(column.name, .call(rescale, [.column(column.name)])))
      isChanged = true
    }
    let relation = try table.relation()
    return isChanged ? .project(relation, columns) : relation
  }

  private static func factor(_ column: ColumnSchema, to target: Type) throws(ValueError) -> Double {
    let type = column.type
    if type == target || type == .missing || type.isUnknown || target.isUnknown { return 1 }
    if let from = type.measure, let to = target.measure,
      let factor = try? MeasureArithmetic.conversion(from, to: to)
    {
      return factor
    }
    throw conflict(column.name, target, type)
  }

  private static func conflict(_ name: String, _ first: Type, _ second: Type) -> ValueError {
    ValueError(
      .invalidArgument, "the tables have different columns of the name `\(name)`",
      because: "it is \(first) in the first and \(second) in another",
      fixes: [.init("rename(\(name)_2: .\(name))", note: "on one of them first")],
      argument: "tables")
  }
}
