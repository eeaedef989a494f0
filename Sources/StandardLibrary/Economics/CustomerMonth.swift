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
  ///
  /// Earlier months than `earliest` count as that.
  static func start(notBefore earliest: Int = 0) -> ScalarOperation {
    ScalarOperation(
      "economics start month \(earliest)", passesMissing: false,
      sql: { texts in
        guard texts.count == 4 else { return nil }
        let (id, started, ended, asOf) = (
          texts[0], DaySQL.day(texts[1]), DaySQL.day(texts[2]), DaySQL.day(texts[3])
        )
        return """
          (CASE WHEN \(id) IS NULL THEN -1 WHEN \(started) IS NULL THEN -2 \
          WHEN \(ended) < \(started) THEN -3 WHEN \(started) > \(asOf) THEN -4 \
          ELSE \(DaySQL.month(texts[1], notBefore: earliest)) END)
          """
      },
      evaluate: { values in
        let reason = leftOut(values)
        if let reason { return .number(Double(reason.rawValue)) }
        return values.count > 1 ? number(calendarDay(values[1]), notBefore: earliest) : .missing
      })
  }

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
      return number(ended, notBefore: none)
    })

  /// The month of a day; earlier months than `earliest` count as that.
  static func month(notBefore earliest: Int) -> ScalarOperation {
    ScalarOperation(
      "economics month \(earliest)",
      sql: { $0.first.map { DaySQL.month($0, notBefore: earliest) } },
      evaluate: { number($0.first.flatMap(calendarDay), notBefore: earliest) })
  }

  /// In how many months up to `last` somebody of (started, ended) was open.
  static func open(through last: Int) -> ScalarOperation {
    ScalarOperation(
      "economics open months \(last)", passesMissing: false,
      sql: { texts in
        guard texts.count == 2 else { return nil }
        let (start, end) = (DaySQL.month(texts[0]), DaySQL.month(texts[1]))
        return "(least(coalesce(\(end), \(last)), \(last)) - least(\(start), \(last)))"
      },
      evaluate: { values in
        guard values.count == 2, let start = calendarDay(values[0]) else { return .missing }
        let end = calendarDay(values[1])?.monthNumber ?? last
        return .number(Double(min(end, last) - min(start.monthNumber, last)))
      })
  }

  /// 1 when (started, ended) has an end in a later month than the start, up to `last`; else 0.
  static func isLost(through last: Int) -> ScalarOperation {
    ScalarOperation(
      "economics lost \(last)", passesMissing: false,
      sql: { texts in
        guard texts.count == 2 else { return nil }
        let (start, end) = (DaySQL.month(texts[0]), DaySQL.month(texts[1]))
        return "CAST(\(end) > \(start) AND \(end) <= \(last) AS INTEGER)"
      },
      evaluate: { values in
        guard values.count == 2, let start = calendarDay(values[0])?.monthNumber,
          let end = calendarDay(values[1])?.monthNumber
        else { return .number(0) }
        return .number(end > start && end <= last ? 1 : 0)
      })
  }

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

  private static func number(_ day: CalendarDate?, notBefore earliest: Int) -> Value {
    day.map { .number(Double(max($0.monthNumber, earliest))) } ?? .missing
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

  /// The same, with `earliest` for earlier months; missing stays missing.
  static func month(_ text: String, notBefore earliest: Int) -> String {
    guard earliest > CustomerMonth.none else { return month(text) }
    return "(CASE WHEN \(month(text)) < \(earliest) THEN \(earliest) ELSE \(month(text)) END)"
  }
}
