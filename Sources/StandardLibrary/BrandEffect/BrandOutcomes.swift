internal import Planning
internal import Units
internal import Values

/// The columns of the outcomes: when, by which channel, and how much.
struct BrandOutcomes {
  let date: NamedScalar
  let channel: NamedScalar
  /// Nil where rows are counted.
  let figure: NamedScalar?
  let measure: Measure

  /// Roles that say when an outcome was, in the order in which they are looked for.
  private static let dateRoles = ["started", "at", "date", "created", "month"]

  /// Finds the columns of a call: those that arguments name, else those that play a role.
  ///
  /// Errors: `role` where a column cannot be told.
  init(_ call: Call, _ table: TableType) throws(ValueError) {
    try self.init(
      table, at: call.columns("at").first.map { NamedScalar($0.name, $0.expression) },
      by: call.columns("by").first.map { NamedScalar($0.name, $0.expression) },
      of: call.columns("of").first.map {
        (NamedScalar($0.name, $0.expression), $0.type.measure ?? .number)
      })
  }

  init(
    _ table: TableType, at: NamedScalar?, by: NamedScalar?, of: (NamedScalar, Measure)?
  ) throws(ValueError) {
    if let at {
      date = at
    } else if let column = Self.column(Self.dateRoles, in: table) {
      date = NamedScalar(column.name, .column(column.name))
    } else {
      let column = try SeriesColumns.date(in: table)
      date = NamedScalar(column.name, .column(column.name))
    }
    if let by {
      channel = by
    } else if let column = Self.column(["channel"], in: table) {
      channel = NamedScalar(column.name, .column(column.name))
    } else {
      let names = table.columns.map(\.name).joined(separator: ", ")
      let text = table.columns.first { $0.type == .text }
      throw ValueError(
        .role, "the outcomes have no column of channels", because: "its columns are \(names)",
        fixes: text.map { [.init("by: .\($0.fieldText)")] } ?? [], argument: "by")
    }
    figure = of?.0
    measure = of?.1 ?? .number
  }

  private static func column(_ roles: [String], in table: TableType) -> ColumnSchema? {
    for role in roles {
      if let column = table[role] { return column }
      if let column = table.columns.first(where: {
        $0.role == role || $0.role == "\(table.role ?? "").\(role)"
      }) {
        return column
      }
    }
    return nil
  }

  /// The outcomes of each channel and period; nil `every` for the longest period that all dates keep to.
  ///
  /// Errors: those of the engine.
  func series(
    _ table: Relation, every: PeriodGrain?, context: any CallContext
  ) throws(ValueError) -> SeriesReduction {
    try SeriesReduction(
      table,
      SeriesColumns(
        date: date, figure: figure ?? NamedScalar("rows", .constant(.number(1))),
        measure: measure, keys: [channel], every: every),
      context: context)
  }
}
