internal import Values

/// A series with one value for each period of a calendar without gaps.
struct RegularSeries: Sendable {
  var key: GroupKey
  /// The length of a period, and the first.
  var grain: PeriodGrain
  var start: Period
  /// NaN where a period has no row.
  var values: [Double]
  /// For each period its controls, those of a period together; NaN where a period has none.
  var controls: [Double] = []
  /// Periods without a row between the first and the last.
  var gaps: Int
  /// Rows beyond the first of their period.
  var repeated: Int

  /// The period at a position; nil beyond the calendar.
  func period(_ position: Int) -> Period? { start.moved(by: position) }

  func first(_ position: Int) -> Value {
    period(position).map { .date($0.first) } ?? .missing
  }

  func last(_ position: Int) -> Value {
    period(position).map { .date($0.last) } ?? .missing
  }

  /// The position of the period that a date lies in; it may lie outside of the series.
  func position(of date: CalendarDate) -> Int { Self.offset(of: date, from: start, grain) }

  /// How many periods later than another one the period of a date is.
  static func offset(of date: CalendarDate, from other: Period, _ grain: PeriodGrain) -> Int {
    switch grain {
    case .day: date.dayNumber - other.first.dayNumber
    case .week: quotient(date.dayNumber - other.first.dayNumber, 7)
    case .month, .quarter, .year:
      quotient(date.monthNumber - other.first.monthNumber, grain.months ?? 1)
    }
  }

  /// As a sentence names it.
  var name: String { key.cells.isEmpty ? "the series" : key.name }

  /// A count of periods: `3 weeks`.
  func counted(_ count: Int) -> String {
    "\(NumberText().text(.number(Double(count)))) \(grain.rawValue)\(count == 1 ? "" : "s")"
  }

  private static func quotient(_ number: Int, _ divisor: Int) -> Int {
    number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor)
  }
}

/// How far apart the dates of a series are.
enum SeriesGrain {
  /// The longest period of which each date is a beginning: of dates that are all the first of a month the
  /// month, of those that are whole weeks apart the week, else the day.
  static func kept(by days: [Int]) -> PeriodGrain {
    let dates = days.compactMap { CalendarDate(dayNumber: $0) }
    guard let first = dates.first, dates.contains(where: { $0 != first }) else { return .day }
    if dates.allSatisfy({ $0.day == 1 }) {
      let months = dates.map(\.monthNumber)
      if months.allSatisfy({ $0 % 12 == 0 }) { return .year }
      if months.allSatisfy({ $0 % 3 == 0 }) { return .quarter }
      return .month
    }
    if dates.allSatisfy({ ($0.dayNumber - first.dayNumber) % 7 == 0 }) { return .week }
    return .day
  }
}

extension PeriodGrain {
  /// The longer of two.
  func coarser(_ other: PeriodGrain) -> PeriodGrain {
    let all = PeriodGrain.allCases
    guard let mine = all.firstIndex(of: self), let theirs = all.firstIndex(of: other) else {
      return self
    }
    return mine > theirs ? self : other
  }
}
