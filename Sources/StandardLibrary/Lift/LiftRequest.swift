internal import Planning
internal import Units
internal import Values

/// What a call of `lift` asks for, read from its arguments.
struct LiftRequest {
  enum Treated {
    case named([String])
    case flagged(ScalarExpression)
  }

  let treated: Treated
  let figure: ScalarExpression
  let measure: Measure
  let unit: (name: String, expression: ScalarExpression)
  let date: (name: String, expression: ScalarExpression)
  /// The days of the treatment; without a last one all that follow the first.
  let from: CalendarDate
  let to: CalendarDate?
  /// Nil where the number of treated units decides.
  let method: String?
  let level: Double

  init(_ call: Call, _ table: TableType) throws(ValueError) {
    guard let given = call.columns("of").first else {
      throw ValueError(.invalidArgument, "`of:` names the figure", argument: "of")
    }
    figure = given.expression
    measure = given.type.measure ?? .number
    if let column = call.columns("unit").first {
      unit = (column.name, column.expression)
    } else {
      let column = try Self.unit(in: table, besides: given.name)
      unit = (column.name, .column(column.name))
    }
    if let column = call.columns("at").first {
      date = (column.name, column.expression)
    } else {
      let column = try Self.date(in: table)
      date = (column.name, .column(column.name))
    }
    if let flag = call.columns("treated").first {
      treated = .flagged(flag.expression)
    } else {
      treated = .named(try Self.names(call.value("treated")))
    }
    guard let first = Self.days(call.value("from"))?.first else {
      throw ValueError(.invalidArgument, "`from:` is the first day treated", argument: "from")
    }
    from = first
    to = Self.days(call.value("to"))?.last
    if let to, to < first {
      throw ValueError(
        .invalidArgument, "`to:` lies before `from:`", because: "\(to) is before \(first)",
        fixes: [.init("to: @\(first)")], argument: "to")
    }
    method = call.word("method")
    level = try IntervalLevel.of(call)
  }

  private static func days(_ value: Value?) -> (first: CalendarDate, last: CalendarDate)? {
    switch value {
    case .date(let date)?: (date, date)
    case .instant(let instant)?: instant.date.map { ($0, $0) }
    case .period(let period)?: (period.first, period.last)
    default: nil
    }
  }

  private static func names(_ value: Value?) throws(ValueError) -> [String] {
    var names: [String] = []
    switch value {
    case .text(let name)?: names = [name]
    case .list(let list)?:
      for case .text(let name) in try list.allElements() where !names.contains(name) {
        names.append(name)
      }
    default: break
    }
    guard !names.isEmpty else {
      throw ValueError(
        .invalidArgument, "`treated:` names the units that were treated",
        because: "it is an empty list", argument: "treated")
    }
    return names
  }

  // MARK: Columns that need no argument

  /// The only column of texts.
  static func unit(in table: TableType, besides figure: String = "") throws(ValueError)
    -> ColumnSchema
  {
    let found = table.columns.filter { $0.type == .text && $0.name != figure }
    if found.count == 1 { return found[0] }
    let names = found.map { "`\($0.name)`" }.joined(separator: " and ")
    throw ValueError(
      .role, found.isEmpty ? "no column says what a unit is" : "several columns could be the unit",
      because: found.isEmpty
        ? "a unit is what was treated or not, as a region, and the table has no column of texts"
        : "\(names) are texts",
      fixes: (found.first ?? table.columns.first).map { [.init("unit: .\($0.name)")] } ?? [],
      argument: "unit")
  }

  /// The only column of dates, else the one that is named as one.
  static func date(in table: TableType) throws(ValueError) -> ColumnSchema {
    let found = table.columns.filter { $0.type.isMoment }
    if found.count == 1 { return found[0] }
    for name in ["date", "day", "week", "month", "at"] {
      if let column = found.first(where: { $0.name.lowercased() == name }) { return column }
    }
    let names = found.map { "`\($0.name)`" }.joined(separator: " and ")
    throw ValueError(
      .role, found.isEmpty ? "the table has no column of dates" : "several columns are dates",
      because: found.isEmpty
        ? "each value of a unit has a date, an instant or a period"
        : "\(names) could say when a value was",
      fixes: found.first.map { [.init("at: .\($0.name)")] } ?? [], argument: "at")
  }
}
