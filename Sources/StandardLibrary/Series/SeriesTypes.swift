internal import Units
internal import Values

/// What the checker knows of a call that reads a series.
struct SeriesTypes {
  let keys: [ColumnSchema]
  let measure: Measure

  /// Nil where the table or the figure is not known yet.
  ///
  /// Errors: `role` where no column of dates can be told from others.
  init?(_ types: CallTypes) throws(ValueError) {
    guard let table = try types.knownTable("series") else { return nil }
    guard let figure = types.columns("of")?.first else { return nil }
    if types.columns("at") == nil { _ = try SeriesColumns.date(in: table) }
    var keys = types.columns("by") ?? []
    for index in keys.indices { keys[index].isGroupKey = true }
    self.keys = keys
    measure = figure.type.measure ?? .number
  }
}
