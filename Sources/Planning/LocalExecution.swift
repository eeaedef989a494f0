package import Values

/// What running a relation in memory gave.
package struct LocalResult: Sendable {
  package var table: LocalTable
  /// How many cells became missing because something was divided by zero.
  package var zeroDenominators: Int
  /// How many cells became missing because the result was infinite or no number.
  package var outOfRange: Int

  package init(table: LocalTable, zeroDenominators: Int = 0, outOfRange: Int = 0) {
    self.table = table
    self.zeroDenominators = zeroDenominators
    self.outOfRange = outOfRange
  }
}

/// Runs relations whose sources are all in memory: the same rows in the same order as the engine.
package struct LocalExecution {
  private static let maximumDepth = 500

  let undefined = UndefinedCount()
  private var depth = 0

  private init() {}

  /// The rows of a relation.
  ///
  /// A division by zero or an infinite result in a row is missing there and counted. Time: linear in
  /// the rows, sorting aside; memory: the rows of the largest step.
  ///
  /// Errors: `unsupported` for a file among the sources, `tooLarge` for more than
  /// `LocalTable.maximumRows` rows in any step, `interrupted`, and what the operations throw.
  ///
  /// - Parameters:
  ///   - relation: What to compute.
  ///   - type: The type of the result, whose columns are those of the relation in order.
  /// - Returns: The rows, with how many cells became missing on the way.
  /// - Throws: A `ValueError` of the kinds above.
  package static func run(
    _ relation: Relation, as type: TableType
  ) throws(ValueError) -> LocalResult {
    var execution = LocalExecution()
    let rows = try execution.rows(of: relation)
    return LocalResult(
      table: LocalTable(type: type, columns: rows.columns, rowCount: rows.count),
      zeroDenominators: execution.undefined.zeroDenominators,
      outOfRange: execution.undefined.outOfRange)
  }

  private mutating func rows(of relation: Relation) throws(ValueError) -> LocalRows {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw ValueError(.tooLarge, "a table is made in more than \(Self.maximumDepth) steps")
    }
    switch relation {
    case .scan(let scan):
      throw ValueError(.unsupported, "the file \(scan.path) can be read by the engine only")
    case .generated:
      throw ValueError(.unsupported, "rows that are made on demand are read by the engine only")
    case .local(let table):
      try LocalRows.requireRoom(for: table.rowCount)
      return LocalRows(
        names: table.type.columns.map(\.name), columns: table.columns, count: table.rowCount)
    case .filter(let input, let condition):
      return try filtered(rows(of: input), condition)
    case .project(let input, let columns):
      return try projected(rows(of: input), columns)
    case .aggregate(let input, let keys, let measures):
      return try aggregated(rows(of: input), keys: keys, measures: measures)
    case .groupingSets(let input, let keys, let sets, let measures):
      return try aggregated(rows(of: input), keys: keys, sets: sets, measures: measures)
    case .window(let input, let window):
      return try windowed(rows(of: input), window)
    case .join(let left, let right, let join):
      let left = try rows(of: left)
      return try left.joined(with: rows(of: right), join)
    case .sort(let input, let keys):
      return try sorted(rows(of: input), keys)
    case .limit(let input, let count):
      let rows = try rows(of: input)
      return try rows.picking(Array(0..<min(rows.count, max(0, count))))
    case .distinct(let input, let names):
      return try rows(of: input).distinct(by: names)
    case .append(let parts):
      var inputs: [LocalRows] = []
      for part in parts { inputs.append(try rows(of: part)) }
      return try LocalRows.appended(inputs, names: relation.columnNames)
    }
  }

  private mutating func filtered(
    _ rows: LocalRows, _ condition: ScalarExpression
  ) throws(ValueError) -> LocalRows {
    let verdicts = try column(condition, over: rows)
    var kept: [Int] = []
    for (row, verdict) in verdicts.enumerated() {
      try StopRequest.check(turn: row)
      if case .bool(true) = verdict { kept.append(row) }
    }
    return try rows.picking(kept)
  }

  private mutating func projected(
    _ rows: LocalRows, _ columns: [NamedScalar]
  ) throws(ValueError) -> LocalRows {
    var result: [[Value]] = []
    for named in columns { result.append(try column(named.expression, over: rows)) }
    return LocalRows(names: columns.map(\.name), columns: result, count: rows.count)
  }

  private mutating func sorted(
    _ rows: LocalRows, _ keys: [SortKey]
  ) throws(ValueError) -> LocalRows {
    var order: [(keys: [ValueKey], isDescending: Bool)] = []
    for key in keys {
      let values = try column(key.expression, over: rows)
      order.append((try LocalRows.keys(of: values), key.isDescending))
    }
    return try rows.picking(LocalRows.order(rows.count, by: order))
  }

  private mutating func aggregated(
    _ rows: LocalRows, keys: [NamedScalar], measures: [NamedScalar]
  ) throws(ValueError) -> LocalRows {
    let keyColumns = try projected(rows, keys)
    let groups = try keyColumns.groups(isGrouped: !keys.isEmpty)
    var columns = try keyColumns.picking(groups.map { $0.first ?? 0 }).columns
    for measure in measures {
      let arguments = try aggregateArguments(of: measure.expression, over: rows)
      var values: [Value] = []
      for group in groups {
        try StopRequest.check()
        values.append(try aggregate(measure.expression, arguments, group, rows))
      }
      columns.append(values)
    }
    let result = LocalRows(
      names: (keys + measures).map(\.name), columns: columns, count: groups.count)
    return try sorted(result, keys.map { SortKey(.column($0.name)) })
  }

  private mutating func aggregated(
    _ rows: LocalRows, keys: [NamedScalar], sets: [[Int]], measures: [NamedScalar],
  ) throws(ValueError) -> LocalRows {
    var parts: [LocalRows] = []
    for set in sets {
      let present = keys.indices.filter(set.contains).map { keys[$0] }
      parts.append(try aggregated(rows, keys: present, measures: measures))
    }
    // What a part lacks is missing in it.
    let result = try LocalRows.appended(parts, names: (keys + measures).map(\.name))
    return try sorted(result, keys.map { SortKey(.column($0.name)) })
  }
}

// MARK: - Expressions

extension LocalExecution {
  /// One value of an expression for each row.
  mutating func column(
    _ expression: ScalarExpression, over rows: LocalRows
  ) throws(ValueError) -> [Value] {
    if case .column(let name) = expression { return try rows.column(name) }
    let program = try LocalExpression(expression, over: rows, counting: undefined)
    return try (0..<rows.count).stoppableMap { row throws(ValueError) in try program.value(row) }
  }

  /// The arguments' columns of every aggregate in an expression, in the order in which `aggregate`
  /// meets them.
  private mutating func aggregateArguments(
    of expression: ScalarExpression, over rows: LocalRows
  ) throws(ValueError) -> [[[Value]]] {
    if case .aggregate(_, let arguments) = expression {
      var columns: [[Value]] = []
      for argument in arguments { columns.append(try column(argument, over: rows)) }
      return [columns]
    }
    var result: [[[Value]]] = []
    for child in expression.children {
      result += try aggregateArguments(of: child, over: rows)
    }
    return result
  }

  /// The value of a measure for one group: its aggregates first, then what is made of them.
  private mutating func aggregate(
    _ expression: ScalarExpression, _ arguments: [[[Value]]], _ group: [Int], _ rows: LocalRows
  ) throws(ValueError) -> Value {
    var next = 0
    let reduced = try reduce(expression, arguments, group, &next)
    let first = try rows.picking(Array(group.prefix(1)))
    let program = try LocalExpression(reduced, over: first, counting: undefined)
    return try program.value(0)
  }

  /// The expression with each aggregate replaced by its value for the group.
  private mutating func reduce(
    _ expression: ScalarExpression, _ arguments: [[[Value]]], _ group: [Int], _ next: inout Int
  ) throws(ValueError) -> ScalarExpression {
    switch expression {
    case .column, .constant: return expression
    case .window(let operation, _): throw ScalarSQL.misplaced(operation)
    case .aggregate(let operation, _):
      let columns = next < arguments.count ? arguments[next] : []
      next += 1
      var slices: [[Value]] = []
      for column in columns {
        slices.append(try group.stoppableMap { row throws(ValueError) in column[row] })
      }
      return .constant(
        try undefined.value { () throws(ValueError) in try operation.evaluate(slices) })
    case .call(let operation, let parts):
      var reduced: [ScalarExpression] = []
      for part in parts { reduced.append(try reduce(part, arguments, group, &next)) }
      return .call(operation, reduced)
    case .conditional(let condition, let then, let otherwise):
      return .conditional(
        if: try reduce(condition, arguments, group, &next),
        then: try reduce(then, arguments, group, &next),
        else: try reduce(otherwise, arguments, group, &next))
    }
  }
}
