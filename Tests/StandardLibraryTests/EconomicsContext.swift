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
    guard case .aggregate(.local(let table), let keys, let measures) = relation else {
      throw ValueError(.unsupported, "only aggregates of local tables are tested")
    }
    var groups: [String: [Int]] = [:]
    var order: [String] = []
    var keyValues: [String: [Value]] = [:]
    for row in 0..<table.rowCount {
      var values: [Value] = []
      for key in keys { values.append(try evaluate(key.expression, table, row)) }
      let name = values.map(describe).joined(separator: "\u{1F}")
      if groups[name] == nil { order.append(name) }
      groups[name, default: []].append(row)
      keyValues[name] = values
    }
    if keys.isEmpty, order.isEmpty {
      order = [""]
      groups[""] = []
      keyValues[""] = []
    }
    var columns = Array(repeating: [Value](), count: keys.count + measures.count)
    for name in order {
      for (index, value) in (keyValues[name] ?? []).enumerated() { columns[index].append(value) }
      for (index, measure) in measures.enumerated() {
        guard case .aggregate(let operation, let arguments) = measure.expression else { continue }
        var values: [[Value]] = []
        for argument in arguments {
          var column: [Value] = []
          for row in groups[name] ?? [] { column.append(try evaluate(argument, table, row)) }
          values.append(column)
        }
        columns[keys.count + index].append(try operation.evaluate(values))
      }
    }
    return ColumnTable(
      names: (keys + measures).map(\.name), columns: columns.map(column), rowCount: order.count)
  }

  private func evaluate(
    _ expression: ScalarExpression, _ table: LocalTable, _ row: Int
  ) throws(ValueError) -> Value {
    switch expression {
    case .column(let name):
      guard let index = table.type.index(of: name) else {
        throw ValueError(.invalidArgument, "no column \(name)")
      }
      return table.value(row: row, column: index)
    case .constant(let value): return value
    case .call(let operation, let arguments):
      var values: [Value] = []
      for argument in arguments { values.append(try evaluate(argument, table, row)) }
      return try operation.apply(values)
    case .aggregate, .conditional: throw ValueError(.unsupported, "not a row expression here")
    }
  }

  private func describe(_ value: Value) -> String {
    switch value {
    case .missing: "\u{0}missing"
    case .quantity(let quantity): "\(quantity.magnitude)"
    case .text(let text): text
    case .date(let date): "\(date)"
    default: "\(value)"
    }
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
