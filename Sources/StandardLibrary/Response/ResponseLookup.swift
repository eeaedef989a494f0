internal import Planning
internal import Statistics
internal import Units
internal import Values

/// Finding the curves behind a table, and a channel by its keys.
extension ResponseCurves {
  /// The model behind a table, of the channels that its rows are left to name.
  ///
  /// Errors: `invalidArgument` for a table that is none of `response`.
  static func of(_ call: Call) throws(ValueError) -> ResponseCurves {
    try of(try call.table("model")) { table throws(ValueError) in
      try call.context.fetch(table, limit: nil)
    }
  }

  /// The same of a table whose rows are in memory already.
  static func ofRows(_ table: Table) throws(ValueError) -> ResponseCurves {
    try of(table) { table throws(ValueError) in
      if let rows = table.plan as? LocalTable { return rows }
      guard let relation = table.plan as? Relation, relation.isLocal else { throw notOne() }
      return try LocalExecution.run(relation, as: table.type).table
    }
  }

  private static func of(
    _ table: Table, fetch: (Table) throws(ValueError) -> LocalTable
  ) throws(ValueError) -> ResponseCurves {
    guard let model = table.model as? ResponseCurves else { throw notOne() }
    let isWhole = (table.plan as? LocalTable)?.rowCount == model.channels.count
    guard !isWhole else { return model }
    let rows = try fetch(table)
    var places: [Int] = []
    for key in model.keys {
      guard let place = table.type.index(of: key.name) else { throw notOne(without: key.name) }
      places.append(place)
    }
    var left: Set<[ValueKey]> = []
    for row in 0..<rows.rowCount {
      left.insert(try identity(places.map { rows.value(row: row, column: $0) }))
    }
    var asked: [Channel] = []
    for channel in model.channels
    where left.contains(try identity(model.keyValues(channel))) { asked.append(channel) }
    return model.of(asked)
  }

  /// The values that name a channel, in the types of the keys.
  func keyValues(_ channel: Channel) -> [Value] {
    zip(channel.key.cells, keys).map { $0.value(of: $1.type) }
  }

  /// The channel that some values of the keys name.
  func channel(_ values: [Value]) throws(ValueError) -> Channel? {
    let wanted = try Self.identity(values)
    for channel in channels where try Self.identity(keyValues(channel)) == wanted {
      return channel
    }
    return nil
  }

  /// What tells values of the keys apart.
  static func identity(_ values: [Value]) throws(ValueError) -> [ValueKey] {
    var keys: [ValueKey] = []
    for value in values { keys.append(try ValueKey(value)) }
    return keys
  }

  /// What the checker knows of the model of a call; nil where the table is not known yet.
  ///
  /// Errors: `invalidArgument` for a table that is none of `response`.
  static func known(_ types: CallTypes) throws(ValueError) -> KnownResponse? {
    guard let table = try types.knownTable("model") else { return nil }
    guard let model = table.model, model.name == kind else { throw notOne() }
    var keys: [ColumnSchema] = []
    for name in model.keys {
      guard var column = table[name] else { throw notOne(without: name) }
      column.isGroupKey = true
      keys.append(column)
    }
    guard let outcome = model.measures["outcome"], let spend = model.measures["spend"],
      let time = model.measures["time"]?.unit.single
    else { return nil }
    return KnownResponse(
      keys: keys, units: ResponseUnits(outcome: outcome, spend: spend, time: time))
  }

  private static func notOne(without key: String? = nil) -> ValueError {
    ValueError(
      .invalidArgument, "`model` requires what `response` gives",
      because: key.map { "this table has no column `.\($0)` that names the channels" }
        ?? "this is another table; of what `response` gives, `where`, `sort` and `top` keep the curves",
      argument: "model")
  }
}

/// What is known of curves before they are fitted.
struct KnownResponse {
  let keys: [ColumnSchema]
  let units: ResponseUnits
}
