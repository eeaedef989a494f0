internal import Values

/// The month in which a customer started or ended, as one whole number a row.
///
/// Months are counted since year 0 (`CalendarDate.monthNumber`). A row that counts in nothing has
/// one of the negative numbers instead, so that one pass over the rows counts them too.
enum CustomerMonth {
  /// Why a customer is left out of every figure.
  enum LeftOut: Int, CaseIterable {
    case withoutID = -1
    case withoutStart = -2
    case endedBeforeStart = -3
    case startedAfterAsOf = -4

    var reason: String {
      switch self {
      case .withoutID: "without an id"
      case .withoutStart: "without a start"
      case .endedBeforeStart: "who ended before the start"
      case .startedAfterAsOf: "who started after as_of"
      }
    }
  }

  /// Stands for the end of a customer who has not ended, and of rows that are left out.
  static let none = 0

  /// The month of the start of (id, started, ended, as_of), or why the row is left out.
  static let start = ScalarOperation(
    "economics start month", passesMissing: false,
    sql: { texts in
      guard texts.count == 4 else { return nil }
      let (id, started, ended, asOf) = (
        texts[0], DaySQL.day(texts[1]), DaySQL.day(texts[2]), DaySQL.day(texts[3])
      )
      return """
        (CASE WHEN \(id) IS NULL THEN -1 WHEN \(started) IS NULL THEN -2 \
        WHEN \(ended) < \(started) THEN -3 WHEN \(started) > \(asOf) THEN -4 \
        ELSE \(DaySQL.month(texts[1])) END)
        """
    },
    evaluate: { values in
      if let reason = leftOut(values) { return .number(Double(reason.rawValue)) }
      return values.count > 1 ? number(calendarDay(values[1])) : .missing
    })

  /// The month of the end of (id, started, ended, as_of); `none` where there is none or the row is
  /// left out.
  static let end = ScalarOperation(
    "economics end month", passesMissing: false,
    sql: { texts in
      guard texts.count == 4 else { return nil }
      let (id, started, ended, asOf) = (
        texts[0], DaySQL.day(texts[1]), DaySQL.day(texts[2]), DaySQL.day(texts[3])
      )
      return """
        (CASE WHEN \(id) IS NULL OR \(started) IS NULL OR \(ended) IS NULL \
        OR \(ended) < \(started) OR \(started) > \(asOf) THEN \(none) \
        ELSE \(DaySQL.month(texts[2])) END)
        """
    },
    evaluate: { values in
      guard leftOut(values) == nil, values.count > 2, let ended = calendarDay(values[2]) else {
        return .number(Double(none))
      }
      return number(ended)
    })

  /// The month of a day.
  static let month = ScalarOperation(
    "economics month", sql: { $0.first.map(DaySQL.month) },
    evaluate: { number($0.first.flatMap(calendarDay)) })

  /// 1 when (started, ended) has both in one month, else 0.
  static let isBrief = ScalarOperation(
    "economics brief", passesMissing: false,
    sql: { texts in
      guard texts.count == 2 else { return nil }
      let (start, end) = (DaySQL.month(texts[0]), DaySQL.month(texts[1]))
      return "CAST(\(end) = \(start) AS INTEGER)"
    },
    evaluate: { values in
      guard values.count == 2, let start = calendarDay(values[0]), let end = calendarDay(values[1])
      else { return .number(0) }
      return .number(start.monthNumber == end.monthNumber ? 1 : 0)
    })

  private static func leftOut(_ values: [Value]) -> LeftOut? {
    guard values.count == 4, !values[0].isMissing else { return .withoutID }
    guard let started = calendarDay(values[1]) else { return .withoutStart }
    if let ended = calendarDay(values[2]), ended < started { return .endedBeforeStart }
    if let asOf = calendarDay(values[3]), started > asOf { return .startedAfterAsOf }
    return nil
  }

  private static func number(_ day: CalendarDate?) -> Value {
    day.map { .number(Double($0.monthNumber)) } ?? .missing
  }
}

/// The day of a date or an instant: an instant counts by its day.
func calendarDay(_ value: Value) -> CalendarDate? {
  switch value {
  case .date(let date): date
  case .instant(let instant): instant.date
  default: nil
  }
}

/// SQL texts of days and months.
enum DaySQL {
  /// The day of a date or an instant.
  static func day(_ text: String) -> String { "CAST(\(text) AS DATE)" }

  /// Months since year 0, as `CalendarDate.monthNumber` counts them.
  ///
  /// One difference takes the engine half the time of a year and a month.
  static func month(_ text: String) -> String {
    "datediff('month', DATE '0000-01-01', \(day(text)))"
  }
}
