internal import Columns
internal import Planning
internal import Values

/// Customers reduced to the time that they were there, and the cancellations in it.
///
/// Sums of days by month of the first and of the last day give the time within any months: who was
/// there from one month to another was there on all days between.
struct ExposureReduction {
  /// Customers of one group and bucket whose time begins and ends in the same months.
  struct Entry {
    var key: GroupKey
    var bucket: Int
    var fromMonth: Int
    var toMonth: Int
    var customers: Double
    /// The sums of the first and of the last days, as day numbers.
    var fromDays: Double
    var toDays: Double
    var cancellations: Double
  }

  /// The days in a month of the hazard: a year of 365.25 days over twelve.
  static let daysOfMonth = 30.4375

  var entries: [Entry] = []

  init(
    _ table: Relation, _ columns: CustomerColumns, keys: [NamedScalar], isResampled: Bool,
    asOf: CalendarDate, during: Period?, context: any CallContext,
  ) throws(ValueError) {
    let id = ScalarExpression.column(columns.id)
    let afterLast = during.flatMap { $0.last.adding(days: 1) } ?? CalendarDate.latest
    let arguments = [
      id, .column(columns.started),
      columns.ended.map(ScalarExpression.column) ?? .constant(.missing),
      .constant(.date(asOf)), .constant(.date(during?.first ?? CalendarDate.earliest)),
      .constant(.date(afterLast)),
    ]
    func part(_ part: ExposurePart) -> ScalarExpression { .call(part.operation, arguments) }
    var groupKeys = ReductionReader.numbered(keys)
    if isResampled { groupKeys.append(NamedScalar("bucket", .call(.resamplingBucket, [id]))) }
    groupKeys.append(NamedScalar("from_month", part(.fromMonth)))
    groupKeys.append(NamedScalar("to_month", part(.toMonth)))
    let result = try context.reduce(
      .aggregate(
        table, keys: groupKeys,
        measures: [
          NamedScalar("customers", .aggregate(.economicsRows, [.constant(.number(1))])),
          NamedScalar("from_days", .aggregate(.economicsSum, [part(.fromDay)])),
          NamedScalar("to_days", .aggregate(.economicsSum, [part(.toDay)])),
          NamedScalar("cancellations", .aggregate(.economicsSum, [part(.cancellation)])),
        ]))
    let reader = try ReductionReader(result, keyCount: keys.count)
    let from = try reader.column("from_month"), to = try reader.column("to_month")
    let customers = try reader.column("customers"), lost = try reader.column("cancellations")
    let fromDays = try reader.column("from_days"), toDays = try reader.column("to_days")
    let bucket = isResampled ? try reader.column("bucket") : nil
    for row in 0..<result.rowCount {
      guard let fromMonth = reader.integer(from, row), fromMonth >= 0,
        let toMonth = reader.integer(to, row)
      else { continue }
      entries.append(
        Entry(
          key: reader.key(row), bucket: bucket.flatMap { reader.integer($0, row) } ?? 0,
          fromMonth: fromMonth, toMonth: toMonth, customers: customers.double(at: row) ?? 0,
          fromDays: fromDays.double(at: row) ?? 0, toDays: toDays.double(at: row) ?? 0,
          cancellations: lost.double(at: row) ?? 0))
    }
  }
}

extension ExposureReduction.Entry {
  /// The customer-months within these months.
  func time(in months: ClosedRange<Int>) -> Double {
    guard fromMonth <= months.upperBound, toMonth >= months.lowerBound else { return 0 }
    var (first, last) = (fromDays, toDays)
    if fromMonth < months.lowerBound,
      let day = CalendarDate.firstDay(ofMonthNumber: months.lowerBound)
    {
      first = customers * Double(day.dayNumber)
    }
    if toMonth > months.upperBound,
      let day = CalendarDate.firstDay(ofMonthNumber: months.upperBound + 1)
    {
      last = customers * Double(day.dayNumber)
    }
    return (last - first) / ExposureReduction.daysOfMonth
  }
}

/// One number a customer about the time from the start to the end, as_of or the end of `during:`.
///
/// The arguments are (id, started, ended, as_of, first day of during, day after its last).
private enum ExposurePart: String {
  case fromMonth, toMonth, fromDay, toDay, cancellation

  /// The month of who has no time within, of whom nothing counts.
  private static let none = -1

  var operation: ScalarOperation {
    ScalarOperation(
      "economics exposure \(rawValue)", passesMissing: false,
      sql: { texts in
        guard texts.count == 6 else { return nil }
        let days = texts.map(DaySQL.day)
        let (started, ended, asOf, first, end) = (days[1], days[2], days[3], days[4], days[5])
        let from = "greatest(\(started), \(first))"
        let to = "least(coalesce(\(ended), \(end)), \(asOf), \(end))"
        let counted =
          switch self {
          case .fromMonth: DaySQL.month(from)
          case .toMonth: DaySQL.month(to)
          case .fromDay: "CAST(\(from) - DATE '1970-01-01' AS DOUBLE)"
          case .toDay: "CAST(\(to) - DATE '1970-01-01' AS DOUBLE)"
          case .cancellation:
            "(CASE WHEN \(ended) <= \(asOf) AND \(ended) < \(end) THEN 1e0 ELSE 0e0 END)"
          }
        return """
          (CASE WHEN \(texts[0]) IS NULL OR \(started) IS NULL OR \(ended) < \(started) \
          OR \(started) > \(asOf) OR \(started) >= \(end) OR \(ended) < \(first) \
          OR \(asOf) < \(first) THEN \(Self.none) ELSE \(counted) END)
          """
      },
      evaluate: { values in .number(Double(number(values))) })
  }

  private func number(_ values: [Value]) -> Int {
    guard values.count == 6, !values[0].isMissing, let started = calendarDay(values[1]),
      let asOf = calendarDay(values[3]), let first = calendarDay(values[4]),
      let end = calendarDay(values[5])
    else { return Self.none }
    let ended = calendarDay(values[2])
    if let ended, ended < started || ended < first { return Self.none }
    guard started <= asOf, started < end, first <= asOf else { return Self.none }
    let from = max(started, first), to = min(ended ?? end, asOf, end)
    switch self {
    case .fromMonth: return from.monthNumber
    case .toMonth: return to.monthNumber
    case .fromDay: return from.dayNumber
    case .toDay: return to.dayNumber
    case .cancellation: return ended.map { $0 <= asOf && $0 < end } ?? false ? 1 : 0
    }
  }
}
