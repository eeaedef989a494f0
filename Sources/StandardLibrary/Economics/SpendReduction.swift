internal import Columns
internal import Planning
internal import Statistics
internal import Units
internal import Values

/// Spend reduced to cost by group and month.
struct SpendReduction {
  /// The outlays of one group in one month.
  struct Entry {
    var key: GroupKey
    /// The month of the outlay, after `lag:`.
    var month: Int
    var cost: Double
    var outlays: Double
  }

  var entries: [Entry] = []
  /// The latest day of an outlay, before `lag:`.
  var latest: CalendarDate?
  var leftOut: [OutlayMonth.LeftOut: Double] = [:]

  /// Runs the pass; outlays that lie after `asOf` once they are moved by the lag are left out.
  ///
  /// Errors: those of the engine, and `data` for amounts in two currencies.
  init(
    _ table: Relation, _ columns: SpendColumns, keys: [NamedScalar], lag: SpendLag,
    asOf: CalendarDate?, during: Period?, context: any CallContext,
  ) throws(ValueError) {
    let date = ScalarExpression.column(columns.date), cost = ScalarExpression.column(columns.cost)
    let operation = OutlayMonth.operation(lag)
    let month = ScalarExpression.call(
      operation,
      [
        date, cost, .constant(asOf.map(Value.date) ?? .missing),
        .constant(during.map { .date($0.first) } ?? .missing),
        .constant(during.map { .date($0.last) } ?? .missing),
      ])
    var measures = [
      NamedScalar("outlays", .aggregate(.economicsRows, [.constant(.number(1))])),
      NamedScalar("cost", .aggregate(.economicsSum, [cost])),
      NamedScalar("latest", .aggregate(.economicsLatest, [date])),
    ]
    if let currency = columns.currencyColumn {
      measures += ReductionReader.currencies(currency, amount: cost)
    }
    let result = try context.reduce(
      .aggregate(
        table, keys: ReductionReader.numbered(keys) + [NamedScalar("month", month)],
        measures: measures))
    let reader = try ReductionReader(result, keyCount: keys.count)
    let months = try reader.column("month"), costs = try reader.column("cost")
    let outlays = try reader.column("outlays"), latestDays = try reader.column("latest")
    var currencies: (first: String?, last: String?) = (nil, nil)
    for row in 0..<result.rowCount {
      guard let month = reader.integer(months, row), let count = outlays.double(at: row) else {
        continue
      }
      if let reason = OutlayMonth.LeftOut(rawValue: month), reason != .outsideDuring {
        leftOut[reason, default: 0] += count
      }
      if month == OutlayMonth.LeftOut.withoutDate.rawValue { continue }
      if month == OutlayMonth.LeftOut.withoutCost.rawValue { continue }
      if let day = latestDays.day(at: row).flatMap(CalendarDate.init(dayNumber:)) {
        latest = max(latest ?? day, day)
      }
      if let text = result["currency_first"]?.text(at: row) {
        currencies.first = min(currencies.first ?? text, text)
      }
      if let text = result["currency_last"]?.text(at: row) {
        currencies.last = max(currencies.last ?? text, text)
      }
      guard month >= 0, let cost = costs.double(at: row) else { continue }
      entries.append(Entry(key: reader.key(row), month: month, cost: cost, outlays: count))
    }
    try OneCurrency.check(
      first: currencies.first, last: currencies.last, unit: columns.currency, table: "spend")
  }
}

/// By how much `lag:` moves an outlay later.
struct SpendLag: Hashable, Sendable {
  var months = 0
  var days = 0

  var isZero: Bool { months == 0 && days == 0 }

  init(_ quantity: Quantity?) throws(ValueError) {
    guard let quantity, let unit = quantity.measure.unit.single else { return }
    let amount = quantity.magnitude * unit.scale
    guard let whole = Int(exactly: amount.rounded()), abs(amount - amount.rounded()) < 1e-9,
      (0...36_600).contains(whole)
    else {
      throw ValueError(
        .invalidArgument, "`lag:` must be a whole number of days or months, not before the spend",
        fixes: [.init("lag: 30 days")], argument: "lag")
    }
    if unit.base == .monthTime { months = whole } else { days = whole }
  }

  func moved(_ date: CalendarDate) -> CalendarDate {
    let later = months > 0 ? date.adding(months: months) : date.adding(days: days)
    return later ?? CalendarDate.latest
  }

  func sql(_ text: String) -> String {
    if months > 0 { return "CAST(\(DaySQL.day(text)) + INTERVAL \(months) MONTH AS DATE)" }
    return days > 0 ? "(\(DaySQL.day(text)) + \(days))" : DaySQL.day(text)
  }
}

/// The month in which an outlay counts, as one whole number a row (see `CustomerMonth`).
enum OutlayMonth {
  enum LeftOut: Int, CaseIterable {
    case withoutDate = -1
    case withoutCost = -2
    case afterAsOf = -3
    /// Not asked for, which is nothing to report.
    case outsideDuring = -4

    var reason: String {
      switch self {
      case .withoutDate: "without a date"
      case .withoutCost: "without a cost"
      case .afterAsOf: "after as_of"
      case .outsideDuring: "outside during"
      }
    }
  }

  /// The month of (date, cost, as_of, first of during, last of during), or why the row is left out.
  static func operation(_ lag: SpendLag) -> ScalarOperation {
    ScalarOperation(
      "economics outlay month \(lag.months) \(lag.days)", passesMissing: false,
      sql: { texts in
        guard texts.count == 5 else { return nil }
        let moved = lag.sql(texts[0])
        let bounds = texts.map(DaySQL.day)
        return """
          (CASE WHEN \(texts[0]) IS NULL THEN -1 WHEN \(texts[1]) IS NULL THEN -2 \
          WHEN \(moved) > \(bounds[2]) THEN -3 \
          WHEN \(moved) < \(bounds[3]) OR \(moved) > \(bounds[4]) THEN -4 \
          ELSE \(DaySQL.month(moved)) END)
          """
      },
      evaluate: { values in
        .number(Double(month(values, lag)))
      })
  }

  private static func month(_ values: [Value], _ lag: SpendLag) -> Int {
    guard values.count == 5, let date = calendarDay(values[0]) else {
      return LeftOut.withoutDate.rawValue
    }
    if values[1].isMissing { return LeftOut.withoutCost.rawValue }
    let moved = lag.moved(date)
    if let asOf = calendarDay(values[2]), moved > asOf { return LeftOut.afterAsOf.rawValue }
    if let first = calendarDay(values[3]), moved < first { return LeftOut.outsideDuring.rawValue }
    if let last = calendarDay(values[4]), moved > last { return LeftOut.outsideDuring.rawValue }
    return moved.monthNumber
  }
}
