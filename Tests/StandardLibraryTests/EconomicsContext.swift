import Columns
import Planning
import StandardLibrary
import Units
import Values

/// A session that reduces tables in memory, as the engine would, and keeps what it is told.
final class EconomicsContext: CallContext, @unchecked Sendable {
  let seed: UInt64 = 1
  let today: CalendarDate? = nil
  let isStrict = false
  let dollar = NamedUnit("USD", base: BaseDimension(.currency, "USD"), summary: "")
  var notes: [Note] = []

  func reduce(_ relation: Relation) throws(ValueError) -> ColumnTable {
    let type = TableType(relation.columnNames.map { ColumnSchema($0, .unknown) })
    let rows = try LocalExecution.run(relation, as: type).table
    return ColumnTable(
      names: relation.columnNames, columns: rows.columns.map(column), rowCount: rows.rowCount)
  }

  private func column(_ values: [Value]) -> Column {
    if values.contains(where: { if case .text = $0 { true } else { false } }) {
      return Column(texts: values.map { if case .text(let text) = $0 { text } else { nil } })
    }
    if values.contains(where: { if case .date = $0 { true } else { false } }) {
      return Column(
        days: values.map { if case .date(let day) = $0 { Int32(day.dayNumber) } else { nil } })
    }
    return Column(doubles: values.map(\.magnitude))
  }

  func fetch(_ table: Table, limit: Int?) throws(ValueError) -> LocalTable {
    throw ValueError(.unsupported, "not tested here")
  }
  func open(_ request: LoadRequest) throws(ValueError) -> Table {
    throw ValueError(.unsupported, "not tested here")
  }
  func save(_ table: Table, path: String, replace: Bool) throws(ValueError) {}
  func show(_ value: Value, title: String?, rows: Int?, mode: String?) throws(ValueError) {}
  func note(_ note: Note) { notes.append(note) }
  func checkInterruption() throws(ValueError) {}
}
