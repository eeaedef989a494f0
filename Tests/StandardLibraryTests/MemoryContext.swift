import Columns
import Planning
import StandardLibrary
import Units
import Values

/// A session whose tables are all in memory, which remembers what was said.
final class MemoryContext: CallContext, @unchecked Sendable {
  let seed: UInt64 = 1
  let today: CalendarDate? = nil
  let isStrict = false
  let dollar = UnitCatalogue().dollar
  private(set) var notes: [Note] = []
  private(set) var shown: [Value] = []

  func reduce(_ relation: Relation) throws(ValueError) -> ColumnTable {
    let type = TableType(relation.columnNames.map { ColumnSchema($0, .number) })
    let rows = try LocalExecution.run(relation, as: type).table
    let columns = rows.columns.map { Column(doubles: $0.map(\.magnitude)) }
    return ColumnTable(names: relation.columnNames, columns: columns, rowCount: rows.rowCount)
  }

  func fetch(_ table: Table, limit: Int?) throws(ValueError) -> LocalTable {
    try LocalExecution.run(try table.relation(), as: table.type).table
  }

  func open(_ request: LoadRequest) throws(ValueError) -> Table {
    throw ValueError(.data, "no file \(request.path) here")
  }

  func save(_ table: Table, path: String, replace: Bool) throws(ValueError) {}

  func show(_ value: Value, title: String?, rows: Int?, mode: String?) throws(ValueError) {
    shown.append(value)
  }

  func note(_ note: Note) { notes.append(note) }
  func checkInterruption() throws(ValueError) {}
}

/// A table in memory from columns of values.
func localTable(_ columns: [(name: String, type: Type, values: [Value])]) -> Table {
  let type = TableType(columns.map { ColumnSchema($0.name, $0.type) })
  let rows = LocalTable(
    type: type, columns: columns.map(\.values), rowCount: columns.first?.values.count ?? 0)
  return Table(type: type, plan: rows)
}

/// The columns of the result of a verb, by their texts.
func rows(
  _ function: Function, _ arguments: [String: Call.Argument], as type: TableType,
  in context: MemoryContext = MemoryContext(),
) throws -> [[String]] {
  let call = Call(arguments: arguments, resultType: .table(type), context: context)
  guard let body = function.overloads.first?.body, case .table(let table) = try body(call) else {
    throw ValueError(.invalidArgument, "\(function.name) gave no table")
  }
  let result = try context.fetch(table, limit: nil)
  let text = NumberText()
  return result.columns.map { $0.map(text.text) }
}
