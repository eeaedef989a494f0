internal import Planning
internal import Units
internal import Values

/// The columns that curves are fitted to: when, how much was spent, what came of it.
struct ResponseColumns {
  let table: SeriesColumns
  let outcome: (name: String, measure: Measure)
  /// One column with `by:` or a single channel; with several each is a channel.
  let spend: [(name: String, measure: Measure)]
  let controls: [String]
  let keys: [ColumnSchema]

  /// Finds the columns of a call.
  ///
  /// Errors: `role` where no column of dates can be told from others; `invalidArgument` for columns of spend
  /// with different units, or with `by:` as well.
  init(_ call: Call, _ type: TableType) throws(ValueError) {
    let (date, grain) = try SeriesColumns.dates(call, type)
    guard let outcome = call.columns("outcome").first else {
      throw ValueError(
        .invalidArgument, "`outcome:` names what the spend brought", argument: "outcome")
    }
    let spend = call.columns("spend"), controls = call.columns("controls")
    let by = call.columns("by")
    self.outcome = (outcome.name, outcome.type.measure ?? .number)
    self.spend = spend.map { ($0.name, $0.type.measure ?? .number) }
    self.controls = controls.map(\.name)
    keys = by.map { ColumnSchema($0.name, $0.type, isGroupKey: true) }
    try Self.check(
      spend: spend.map { ColumnSchema($0.name, $0.type) }, hasGroups: !by.isEmpty)
    table = SeriesColumns(
      date: date, grain: grain,
      figures: ([outcome] + spend + controls).map { NamedScalar($0.name, $0.expression) },
      measure: self.outcome.measure, keys: by.map { NamedScalar($0.name, $0.expression) },
      every: call.word("every").flatMap(PeriodGrain.init(rawValue:)))
  }

  /// The same of another length of periods.
  init(_ other: ResponseColumns, every: PeriodGrain) {
    outcome = other.outcome
    (spend, controls, keys) = (other.spend, other.controls, other.keys)
    table = SeriesColumns(
      date: other.table.date, grain: nil, figures: other.table.figures,
      measure: other.outcome.measure, keys: other.table.keys, every: every)
  }

  /// The measure of all columns of spend.
  var spendMeasure: Measure { spend.first?.measure ?? .number }

  /// Throws for columns of spend that are no channels of one market.
  static func check(spend: [ColumnSchema], hasGroups: Bool) throws(ValueError) {
    for column in spend where column.type.measure == nil && !column.type.isUnknown {
      throw ValueError(
        .invalidArgument, "`.\(column.name)` is no amount, but \(column.type)",
        because: "`spend:` names what was spent", argument: "spend")
    }
    guard spend.count > 1, let first = spend.first else { return }
    guard !hasGroups else {
      throw ValueError(
        .invalidArgument, "channels are either columns of `spend:` or values of `by:`",
        because: "\(spend.count) columns are given, and groups as well",
        fixes: [.init("spend: .\(first.name)", note: "one column, by channel")],
        argument: "spend")
    }
    for column in spend where column.type.measure != first.type.measure {
      throw ValueError(
        .invalidArgument, "the columns of spend have different units",
        because:
          "`.\(first.name)` is in \(first.type), `.\(column.name)` in \(column.type)",
        argument: "spend")
    }
  }
}
