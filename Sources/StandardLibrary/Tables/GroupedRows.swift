internal import Units
internal import Values

/// The table of a result, gathered row by row: the keys of the group first, then the cells.
struct GroupedRows {
  private let schemas: TableType
  private let keyTypes: [Type]
  private var columns: [[Value]]

  /// A table of the columns that the checker promised, else of those that are known by the run.
  init(_ call: Call, or known: ([ColumnSchema]) -> TableType) {
    let keys = call.columns("by").map { ColumnSchema($0.name, $0.type) }
    keyTypes = keys.map(\.type)
    schemas = call.resultType.table ?? known(keys)
    columns = Array(repeating: [], count: schemas.columns.count)
  }

  /// The names of the columns behind the keys.
  var names: [String] { schemas.columns.dropFirst(keyTypes.count).map(\.name) }

  mutating func add(_ group: GroupKey, _ cells: [Value]) {
    let keys = zip(group.cells, keyTypes).map { $0.value(of: $1) }
    for (index, cell) in (keys + cells).enumerated() where columns.indices.contains(index) {
      columns[index].append(cell)
    }
  }

  func value(
    _ explanation: Explanation, notes: [Note], model: (any FittedModel)? = nil
  ) -> Value {
    let rows = LocalTable(
      type: schemas, columns: columns, rowCount: columns.first?.count ?? 0)
    return .table(
      Table(type: schemas, plan: rows, explanation: explanation, notes: notes, model: model))
  }
}
