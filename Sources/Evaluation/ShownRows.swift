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
      let whole = try fetch(table, limit: nil)
      return whole.rows(max(0, whole.rowCount - count)..<whole.rowCount)
    }
    let (rows, isReversed) = try engine.runLast(count, of: total, relation)
    var last = try local(rows, as: table.type)
    if isReversed { last.columns = last.columns.map { $0.reversed() } }
    return last
  }
}
