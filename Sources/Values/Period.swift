/// The length of a named stretch of the calendar.
package enum PeriodGrain: String, Hashable, Sendable, CaseIterable {
  case day, week, month, quarter, year

  /// Months in one of it, for those that are made of months.
  package var months: Int? {
    switch self {
    case .month: 1
    case .quarter: 3
    case .year: 12
    case .day, .week: nil
    }
  }
}

/// A stretch of whole days: a named one such as 2026-Q2, or any range of days.
package struct Period: Hashable, Sendable {
  package let first: CalendarDate
  /// The last day that belongs to it.
  package let last: CalendarDate
  /// The length of a named one; nil for a range.
  package let grain: PeriodGrain?

  /// Nil when the last day lies before the first.
  package init?(first: CalendarDate, last: CalendarDate) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
    self.grain = nil
  }

  /// The named period of this length that holds a day.
  package init?(_ grain: PeriodGrain, containing date: CalendarDate) {
    let (year, month, _) = date.parts
    let first: CalendarDate?
    let last: CalendarDate?
    switch grain {
    case .day: (first, last) = (date, date)
    case .week:
      first = date.adding(days: 1 - date.weekday)
      last = date.adding(days: 7 - date.weekday)
    case .month, .quarter, .year:
      let length = grain.months ?? 1
      first = CalendarDate(year: year, month: (month - 1) / length * length + 1, day: 1)
      last = first?.adding(months: length - 1).flatMap(Self.monthEnd)
    }
    guard let first, let last else { return nil }
    self.first = first
    self.last = last
    self.grain = grain
  }

  private static func monthEnd(_ date: CalendarDate) -> CalendarDate? {
    let (year, month, _) = date.parts
    return CalendarDate(
      year: year, month: month, day: CalendarDate.days(inMonth: month, of: year))
  }

  /// The ISO 8601 week of a year; nil when that year has no such week.
  package static func week(_ week: Int, of year: Int) -> Period? {
    guard let fourth = CalendarDate(year: year, month: 1, day: 4), (1...53).contains(week),
      let inside = fourth.adding(days: (week - 1) * 7),
      let period = Period(.week, containing: inside),
      period.isoWeek.year == year
    else { return nil }
    return period
  }

  /// The ISO year and week of the first day.
  package var isoWeek: (year: Int, week: Int) {
    // The week belongs to the year that holds its Thursday.
    let thursday = first.adding(days: 4 - first.weekday) ?? first
    let year = thursday.year
    guard let start = CalendarDate(year: year, month: 1, day: 1) else { return (year, 1) }
    return (year, (thursday.dayNumber - start.dayNumber) / 7 + 1)
  }

  package var dayCount: Int { last.dayNumber - first.dayNumber + 1 }

  package func contains(_ date: CalendarDate) -> Bool { first <= date && date <= last }
  package func contains(_ other: Period) -> Bool { first <= other.first && other.last <= last }

  /// The named period `count` lengths later; nil for a range, or outside years 1 to 9999.
  package func moved(by count: Int) -> Period? {
    guard let grain else { return nil }
    let start: CalendarDate?
    switch grain {
    case .day: start = first.adding(days: count)
    case .week:
      let (days, overflow) = count.multipliedReportingOverflow(by: 7)
      start = overflow ? nil : first.adding(days: days)
    case .month, .quarter, .year:
      let (months, overflow) = count.multipliedReportingOverflow(by: grain.months ?? 1)
      start = overflow ? nil : first.adding(months: months)
    }
    return start.flatMap { Period(grain, containing: $0) }
  }

  /// From the first day of one to the last day of another.
  package func through(_ other: Period) -> Period? { Period(first: first, last: other.last) }
}

extension Period: CustomStringConvertible {
  /// As a program writes it, without the `@`: `2026-Q2`, `2026-01-05..2026-02-01`.
  package var description: String {
    let (year, month, _) = first.parts
    let yearText = CalendarDate.padded(year, 4)
    switch grain {
    case .year: return yearText
    case .quarter: return "\(yearText)-Q\((month - 1) / 3 + 1)"
    case .month: return "\(yearText)-\(CalendarDate.padded(month, 2))"
    case .week:
      let (isoYear, week) = isoWeek
      return "\(CalendarDate.padded(isoYear, 4))-W\(CalendarDate.padded(week, 2))"
    case .day: return first.description
    case nil: return "\(first)..\(last)"
    }
  }
}

/// A moment in UTC, in microseconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Comparable, Sendable {
  package let microseconds: Int

  package init(microseconds: Int) { self.microseconds = microseconds }

  package static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }

  package static let perDay = 86_400_000_000

  /// The day in UTC; nil outside years 1 to 9999.
  package var date: CalendarDate? {
    let rest = CalendarDate.modulo(microseconds, Self.perDay)
    let (whole, overflow) = microseconds.subtractingReportingOverflow(rest)
    return overflow ? nil : CalendarDate(dayNumber: whole / Self.perDay)
  }

  package var microsecondsOfDay: Int { CalendarDate.modulo(microseconds, Self.perDay) }
}

extension Instant: CustomStringConvertible {
  /// ISO 8601 in UTC: `2026-03-01T09:30:00Z`.
  package var description: String {
    guard let date else { return "\(microseconds) microseconds since 1970" }
    let seconds = microsecondsOfDay / 1_000_000
    let fraction = microsecondsOfDay % 1_000_000
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60]
      .map { CalendarDate.padded($0, 2) }.joined(separator: ":")
    return "\(date)T\(clock)\(fraction == 0 ? "" : ".\(CalendarDate.padded(fraction, 6))")Z"
  }
}
