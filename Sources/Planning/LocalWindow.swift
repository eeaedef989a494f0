import Values

/// Columns over the rows of a group, of rows in memory.
extension LocalExecution {
  mutating func windowed(
    _ rows: LocalRows, _ window: Window,
  ) throws(ValueError) -> LocalRows {
    let groups = try orderedGroups(of: rows, window)
    var result = rows
    for column in window.columns {
      var arguments: [[Value]] = []
      for argument in column.arguments { arguments.append(try self.column(argument, over: rows)) }
      var values = [Value](repeating: .missing, count: rows.count)
      for group in groups {
        try StopRequest.check()
        var slices: [[Value]] = []
        for argument in arguments {
          slices.append(try group.stoppableMap { row throws(ValueError) in argument[row] })
        }
        switch column.operation {
        case .ordered(let operation):
          // A function without arguments still has a value for each row.
          let given = slices.isEmpty ? [group.map { _ in Value.missing }] : slices
          let found = try operation.evaluate(given)
          for (row, value) in zip(group, found) { values[row] = value }
        case .whole(let operation):
          let found = try undefined.value { () throws(ValueError) in try operation.evaluate(slices)
          }
          for row in group { values[row] = found }
        }
      }
      result.names.append(column.name)
      result.columns.append(values)
    }
    return result
  }

  /// The rows of each group in the window's order.
  private mutating func orderedGroups(
    of rows: LocalRows, _ window: Window,
  ) throws(ValueError) -> [[Int]] {
    var keys: [[Value]] = []
    for key in window.partition { keys.append(try column(key, over: rows)) }
    let names = keys.indices.map { "\($0)" }
    let groups = try LocalRows(names: names, columns: keys, count: rows.count)
      .groups(isGrouped: !keys.isEmpty)
    guard !window.order.isEmpty else { return groups }
    var terms: [(keys: [ValueKey], isDescending: Bool)] = []
    for key in window.order {
      let values = try column(key.expression, over: rows)
      terms.append((try LocalRows.keys(of: values), key.isDescending))
    }
    var places = [Int](repeating: 0, count: rows.count)
    let ordered = try LocalRows.order(rows.count, by: terms)
    for (place, row) in ordered.enumerated() { places[row] = place }
    return try groups.stoppableMap { group throws(ValueError) in
      try group.stoppableSorted { places[$0] < places[$1] }
    }
  }
}
