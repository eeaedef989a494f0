internal import Planning
internal import StandardLibrary
internal import Values

/// What is fetched of a table to be shown: all rows, or the first and the last ones.
extension SessionContext {
  /// The table with its rows and its total in memory, and the numbers of the rows that were left out.
  ///
  /// A form for people shows the last rows too; one for programs takes just the first. Errors: those of
  /// running a query.
  func fetched(
    _ table: Table, for view: TableView
  ) throws(ValueError) -> (table: Table, hidden: Range<Int>?) {
    var shown = table
    if let total = table.total {
      shown.total = try fetch(Table(type: table.type, plan: total), limit: nil)
    }
    guard let most = view.mostRows else {
      shown.plan = try fetch(table, limit: nil)
      return (shown, nil)
    }
    let first = try fetch(table, limit: most + 1)
    guard first.rowCount > most else {
      shown.plan = first
      return (shown, nil)
    }
    let count = max(most + 1, try rowCount(table))
    let tail = view.format == "table" ? min(most / 2, count - most) : 0
    let head = first.rows(0..<most - tail)
    shown.plan = tail > 0 ? head.followed(by: try last(tail, of: count, table)) : head
    if view.format != "table" {
      note(Note(.note, "the first \(most) of \(Self.number(count, "row")) are shown"))
    }
    return (shown, most - tail..<count - tail)
  }

  /// The last rows of a table that has `total` of them.
  private func last(
    _ count: Int, of total: Int, _ table: Table
  ) throws(ValueError) -> LocalTable {
    guard let relation = table.plan as? Relation, relation.runsInEngine else {
      if let relation = table.plan as? Relation, let last = try lastRows(count, total, relation) {
        return try fetch(Table(type: table.type, plan: last), limit: nil)
      }
      let whole = try fetch(table, limit: nil)
      return whole.rows(max(0, whole.rowCount - count)..<whole.rowCount)
    }
    return try last(count, of: total, relation, as: table.type)
  }

  private func last(
    _ count: Int, of total: Int, _ relation: Relation, as type: TableType?
  ) throws(ValueError) -> LocalTable {
    let (rows, isReversed) = try engine.runLast(count, of: total, relation)
    var last = try local(
      rows, as: type ?? ColumnValues.inferredType(rows, periods: relation.periodGrains))
    if isReversed { last.columns = last.columns.map { $0.reversed() } }
    return last
  }

  /// The last rows of what the engine runs, with the columns that are computed from them in memory; nil for any
  /// other relation.
  private func lastRows(
    _ count: Int, _ total: Int, _ relation: Relation
  ) throws(ValueError) -> Relation? {
    if relation.runsInEngine {
      return .local(try last(count, of: total, relation, as: nil))
    }
    guard case .project(let input, let columns) = relation else { return nil }
    return try lastRows(count, total, input).map { .project($0, columns) }
  }
}
