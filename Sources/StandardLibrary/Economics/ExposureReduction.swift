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
    /// The sums of the first and of the last days, counted from the first of their months.
    var fromDays: Double
    var toDays: Double
    var cancellations: Double
    /// The sums of the products of these; zero where no interval is asked for.
    var products = Products()
  }

  /// Of the first day, the last day and the cancellation of a customer, in pairs.
  struct Products {
    var fromFrom = 0.0
    var fromTo = 0.0
    var toTo = 0.0
    var lostFrom = 0.0
    var lostTo = 0.0
  }

  /// The days in a month of the hazard: a year of 365.25 days over twelve.
  static let daysOfMonth = 30.4375

  var entries: [Entry] = []

  init(
    _ table: Relation, _ columns: CustomerColumns, keys: [NamedScalar], isResampled: Bool,
    hasIntervals: Bool, asOf: CalendarDate, during: Period?, context: any CallContext,
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
    func sum(_ name: String, _ factors: ExposurePart...) -> NamedScalar {
      let parts = factors.map(part)
      return NamedScalar(
        name,
        .aggregate(
          .economicsWholeSum, [parts.count == 1 ? parts[0] : .call(.economicsProduct, parts)]))
    }
    var measures = [
      NamedScalar("customers", .aggregate(.economicsRows, [.constant(.number(1))])),
      sum("from_days", .fromDay), sum("to_days", .toDay), sum("cancellations", .cancellation),
    ]
    if hasIntervals {
      measures += [
        sum("from_from", .fromDay, .fromDay), sum("from_to", .fromDay, .toDay),
        sum("to_to", .toDay, .toDay), sum("lost_from", .cancellation, .fromDay),
        sum("lost_to", .cancellation, .toDay),
      ]
    }
    let result = try context.reduce(.aggregate(table, keys: groupKeys, measures: measures))
    let reader = try ReductionReader(result, keyCount: keys.count)
    let from = try reader.column("from_month"), to = try reader.column("to_month")
    let customers = try reader.column("customers"), lost = try reader.column("cancellations")
    let fromDays = try reader.column("from_days"), toDays = try reader.column("to_days")
    let bucket = isResampled ? try reader.column("bucket") : nil
    for row in 0..<result.rowCount {
      guard let fromMonth = reader.integer(from, row), fromMonth >= 0,
        let toMonth = reader.integer(to, row)
      else { continue }
      func sum(_ name: String) -> Double { result[name]?.double(at: row) ?? 0 }
      entries.append(
        Entry(
          key: reader.key(row), bucket: bucket.flatMap { reader.integer($0, row) } ?? 0,
          fromMonth: fromMonth, toMonth: toMonth, customers: customers.double(at: row) ?? 0,
          fromDays: fromDays.double(at: row) ?? 0, toDays: toDays.double(at: row) ?? 0,
          cancellations: lost.double(at: row) ?? 0,
          products: Products(
            fromFrom: sum("from_from"), fromTo: sum("from_to"), toTo: sum("to_to"),
            lostFrom: sum("lost_from"), lostTo: sum("lost_to"))))
    }
  }
}

extension ExposureReduction.Entry {
  /// The customer-months within these months.
  func time(in months: ClosedRange<Int>) -> Double {
    guard let part = part(in: months) else { return 0 }
    let days =
      customers * part.wholeDays + (part.isEndWithin ? toDays : 0)
      - (part.isStartWithin ? fromDays : 0)
    return days / ExposureReduction.daysOfMonth
  }

  /// The sum of (cancellations − rate · time)² over the customers; nil for no time within.
  func residuals(in months: ClosedRange<Int>, rate: Double) -> Double? {
    guard let part = part(in: months) else { return nil }
    let (from, to) = (part.isStartWithin ? 1.0 : 0, part.isEndWithin ? 1.0 : 0)
    let lost = months.contains(toMonth) ? 1.0 : 0
    // A customer's time is D + t − f days, with the days D between the two months.
    let days = part.wholeDays
    let squares =
      customers * days * days + 2 * days * (to * toDays - from * fromDays)
      + to * products.toTo - 2 * to * from * products.fromTo + from * products.fromFrom
    let losses = cancellations * days + to * products.lostTo - from * products.lostFrom
    let scale = rate / ExposureReduction.daysOfMonth
    return max(0, lost * (cancellations - 2 * scale * losses) + scale * scale * squares)
  }

  /// How the time lies in these months, which may cut off its start or its end; nil where it lies
  /// outside.
  private func part(
    in months: ClosedRange<Int>
  ) -> (wholeDays: Double, isStartWithin: Bool, isEndWithin: Bool)? {
    guard fromMonth <= months.upperBound, toMonth >= months.lowerBound,
      let first = CalendarDate.firstDay(ofMonthNumber: max(fromMonth, months.lowerBound)),
      let last = CalendarDate.firstDay(ofMonthNumber: min(toMonth, months.upperBound + 1))
    else { return nil }
    return (
      Double(last.dayNumber - first.dayNumber), fromMonth >= months.lowerBound,
      toMonth <= months.upperBound
    )
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
          case .fromDay: "day(\(from)) - 1"
          case .toDay: "day(\(to)) - 1"
          case .cancellation:
            "(CASE WHEN \(ended) <= \(asOf) AND \(ended) < \(end) THEN 1 ELSE 0 END)"
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
    case .fromDay: return from.day - 1
    case .toDay: return to.day - 1
    case .cancellation: return ended.map { $0 <= asOf && $0 < end } ?? false ? 1 : 0
    }
  }
}
