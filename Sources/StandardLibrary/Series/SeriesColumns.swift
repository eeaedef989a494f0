internal import Planning
internal import Units
internal import Values

/// The columns of a series: when, and how much.
struct SeriesColumns {
  /// The dates, with the length of their periods where they have one.
  let date: NamedScalar
  let grain: PeriodGrain?
  /// The figure, then the controls.
  let figures: [NamedScalar]
  let measure: Measure
  let keys: [NamedScalar]
  /// What several rows of a period give.
  let combination: RowCombination
  /// The period of a value, where the call says it.
  let every: PeriodGrain?

  /// Names that a column of dates goes by when there are several.
  private static let names = ["date", "day", "week", "month", "at"]

  /// Finds the columns of a call.
  ///
  /// Errors: `role` where no column of dates can be told from others; `invalidArgument` for a share that is to
  /// be summed.
  init(_ call: Call, _ table: TableType) throws(ValueError) {
    guard let figure = call.columns("of").first else {
      throw ValueError(
        .invalidArgument, "`of:` names the figure of the series", argument: "of")
    }
    figures =
      [NamedScalar(figure.name, figure.expression)]
      + call.columns("controls").map { NamedScalar($0.name, $0.expression) }
    measure = figure.type.measure ?? .number
    (date, grain) = try Self.dates(call, table)
    keys = call.columns("by").map { NamedScalar($0.name, $0.expression) }
    combination = call.word("combine").flatMap(RowCombination.init(rawValue:)) ?? .sum
    every = call.word("every").flatMap(PeriodGrain.init(rawValue:))
  }

  /// The columns of a table whose roles are known.
  init(
    date: NamedScalar, figure: NamedScalar, measure: Measure, keys: [NamedScalar],
    every: PeriodGrain?
  ) {
    (self.date, self.measure, self.keys, self.every) = (date, measure, keys, every)
    (grain, figures, combination) = (nil, [figure], .sum)
  }

  /// Columns that are known: the figure, then what is read beside it.
  init(
    date: NamedScalar, grain: PeriodGrain?, figures: [NamedScalar], measure: Measure,
    keys: [NamedScalar], every: PeriodGrain?
  ) {
    (self.date, self.grain, self.figures) = (date, grain, figures)
    (self.measure, self.keys, self.every) = (measure, keys, every)
    combination = .sum
  }

  /// The names of the controls.
  var controlNames: [String] { figures.dropFirst().map(\.name) }

  /// The dates of a call, by `at:` or as the table has them, with the length of their periods.
  static func dates(
    _ call: Call, _ table: TableType
  ) throws(ValueError) -> (date: NamedScalar, grain: PeriodGrain?) {
    if let given = call.columns("at").first {
      return (NamedScalar(given.name, given.expression), grain(given.type))
    }
    let column = try date(in: table)
    return (NamedScalar(column.name, .column(column.name)), grain(column.type))
  }

  /// The type of the dates, by `at:` or as the table has them.
  static func dateType(_ given: Type?, _ table: TableType) throws(ValueError) -> Type {
    if let given { return given }
    return try date(in: table).type
  }

  /// The column of dates of a table where no argument names it.
  static func date(in table: TableType) throws(ValueError) -> ColumnSchema {
    let found = table.columns.filter { isDate($0.type) }
    if found.count == 1 { return found[0] }
    for name in names {
      if let column = found.first(where: { $0.name.lowercased() == name }) { return column }
    }
    let candidates = found.map { ".\($0.name)" }.joined(separator: " and ")
    throw ValueError(
      .role,
      found.isEmpty
        ? "the series has no column of dates" : "the series has several columns of dates",
      because: found.isEmpty
        ? "each value of a series has a date, an instant or a period"
        : "\(candidates) could say when a value was",
      fixes: found.first.map { [.init("at: .\($0.name)", note: "the date of a value")] } ?? [],
      argument: "at")
  }

  private static func isDate(_ type: Type) -> Bool {
    switch type {
    case .date, .instant, .period: true
    default: false
    }
  }

  private static func grain(_ type: Type) -> PeriodGrain? {
    if case .period(let grain) = type { grain } else { nil }
  }
}
