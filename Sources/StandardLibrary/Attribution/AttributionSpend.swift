internal import Columns
internal import Planning
internal import Units
internal import Values

/// What was spent on each channel over the time of a log.
struct AttributionSpend: Sendable {
  /// By group and channel.
  private(set) var costs: [GroupKey: [GroupKey: Double]] = [:]
  private(set) var currency: NamedUnit
  private(set) var notes: [Note] = []

  /// Sums the outlays of the days from the first to the last step of the log; what lies outside is counted.
  ///
  /// For a log without times all outlays count.
  init?(_ call: Call, _ log: JourneyLog) throws(ValueError) {
    guard call.has("cost") else { return nil }
    let table = try call.table("cost")
    let dollar = call.context.isStrict ? nil : call.context.dollar
    let columns = try SpendColumns(table.type, arguments: [:], dollar: dollar)
    let roles = try RoleResolution(table.type, as: .spend, parameter: "cost")
    let channel = try roles.required("channel")
    currency = columns.currency
    let keys = call.columns("by").isEmpty ? [] : call.columns("by@cost")
    guard keys.count == call.columns("by").count else {
      throw ValueError(
        .role, "the table of cost lacks the columns of `by:`, so it cannot be split by them",
        because: "its columns are \(table.type.columns.map(\.name).joined(separator: ", "))",
        argument: "by")
    }
    let range = log.range
    let isWithin: ScalarExpression =
      log.hasTimes
      ? .call(
        .isWithinDays,
        [
          .column(columns.date), .constant(range.map { .date($0.lowerBound) } ?? .missing),
          .constant(range.map { .date($0.upperBound) } ?? .missing),
        ]) : .constant(.number(1))
    let numbered = ReductionReader.numbered(
      keys.map { NamedScalar($0.name, $0.expression) } + [
        NamedScalar(channel.name, .column(channel.name))
      ])
    var measures = [
      NamedScalar(
        "cost",
        .aggregate(
          .economicsSum, [.call(.economicsProduct, [.column(columns.cost), isWithin])])),
      NamedScalar("rows", .aggregate(.rowCount, [.constant(.number(1))])),
      NamedScalar("used", .aggregate(.economicsSum, [isWithin])),
    ]
    if let column = columns.currencyColumn {
      measures += ReductionReader.currencies(column, amount: .column(columns.cost))
    }
    let result = try call.context.reduce(
      .aggregate(try table.reduced(), keys: numbered, measures: measures))
    let reader = try ReductionReader(result, keyCount: numbered.count)
    let cost = try reader.column("cost"), rows = try reader.column("rows")
    let used = try reader.column("used")
    var outside = 0.0
    for row in 0..<result.rowCount {
      let key = reader.key(row)
      outside += (rows.double(at: row) ?? 0) - (used.double(at: row) ?? 0)
      costs[key.prefix(keys.count), default: [:]][GroupKey(cells: Array(key.cells.suffix(1)))] =
        cost.double(at: row) ?? 0
      try OneCurrency.check(
        first: result["currency_first"]?.text(at: row),
        last: result["currency_last"]?.text(at: row), unit: currency, table: "cost")
    }
    if columns.isCurrencyAssumed {
      notes.append(Note(.note, "the cost is taken as \(currency.name)"))
    }
    if !log.hasTimes {
      notes.append(
        Note(.note, "paths with counts have no days, so the cost is that of all days of its table"))
    }
    if outside > 0, let range {
      notes.append(
        Note(
          .note,
          "\(NumberText().text(.number(outside))) \(outside == 1 ? "outlay lies" : "outlays lie") outside of the log, "
            + "\(range.lowerBound) to \(range.upperBound), and \(outside == 1 ? "does" : "do") not count"
        ))
    }
  }

  func cost(_ group: GroupKey, _ channel: Value) -> Double? {
    costs[group]?[GroupKey(cells: [Self.cell(channel)])]
  }

  /// The channels of a group's spend.
  func channels(_ group: GroupKey) -> [Value] {
    (costs[group] ?? [:]).keys.sorted().map { $0.cells.first?.value(of: .text) ?? .missing }
  }

  private static func cell(_ channel: Value) -> KeyCell {
    if case .text(let name) = channel { .text(name) } else { .missing }
  }
}
