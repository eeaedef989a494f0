internal import Values

/// The table of a question to curves: the keys of the channel first, then the cells.
struct ModelRows {
  private let schemas: TableType
  private let model: ResponseCurves
  private var columns: [[Value]]

  init(_ schemas: TableType, _ model: ResponseCurves) {
    (self.schemas, self.model) = (schemas, model)
    columns = Array(repeating: [], count: schemas.columns.count)
  }

  mutating func add(_ channel: ResponseCurves.Channel, _ cells: [Value]) {
    add(model.keyValues(channel) + cells)
  }

  mutating func add(_ cells: [Value]) {
    for (place, cell) in cells.enumerated() where columns.indices.contains(place) {
      columns[place].append(cell)
    }
  }

  func value(
    _ function: Function, _ notes: [Note], worked: String? = nil, total: [Value]? = nil
  ) -> Value {
    let local = LocalTable(
      type: schemas, columns: columns, rowCount: columns.first?.count ?? 0)
    let sum = total.map {
      LocalTable(type: schemas, columns: $0.map { [$0] }, rowCount: 1)
    }
    let periods = model.markets.map(\.market.outcome.count).reduce(0, +)
    let explanation = Explanation(
      title: function.name, definition: function.definition, formula: function.formula,
      worked: worked, rowsUsed: [(table: "the periods that were fitted", count: periods)],
      interval: model.estimates.words, assumptions: function.assumptions, source: function.source)
    // Several arguments may need the same to be said.
    let distinct = notes.reduce(into: [Note]()) { if !$0.contains($1) { $0.append($1) } }
    return .table(
      Table(type: schemas, plan: local, total: sum, explanation: explanation, notes: distinct))
  }
}
