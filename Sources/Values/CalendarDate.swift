/// A day of the proleptic Gregorian calendar, years 1 to 9999, in whole-number arithmetic.
package struct CalendarDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  package let dayNumber: Int

  package static let earliest = CalendarDate(uncheckedDayNumber: -719_162)
  package static let latest = CalendarDate(uncheckedDayNumber: 2_932_896)

  private init(uncheckedDayNumber: Int) { dayNumber = uncheckedDayNumber }

  /// Nil outside years 1 to 9999.
  package init?(dayNumber: Int) {
    guard (Self.earliest.dayNumber...Self.latest.dayNumber).contains(dayNumber) else { return nil }
    self.dayNumber = dayNumber
  }

  /// Nil when there is no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.days(inMonth: month, of: year)).contains(day)
    else { return nil }
    dayNumber = Self.dayNumber(year: year, month: month, day: day)
  }

  package static func < (left: Self, right: Self) -> Bool { left.dayNumber < right.dayNumber }

  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  package static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package var parts: (year: Int, month: Int, day: Int) {
    // Eras of 400 years beginning on 1 March make every month's start a whole-number formula.
    let shifted = dayNumber + 719_468
    let era = Self.floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, day)
  }

  package var year: Int { parts.year }
  package var month: Int { parts.month }
  package var day: Int { parts.day }

  /// Months since year 0, so that whole months can be counted.
  package var monthNumber: Int { parts.year * 12 + parts.month - 1 }

  /// 1 is Monday, 7 is Sunday (ISO 8601).
  package var weekday: Int { Self.modulo(dayNumber + 3, 7) + 1 }

  package func adding(days: Int) -> CalendarDate? {
    let (sum, overflow) = dayNumber.addingReportingOverflow(days)
    return overflow ? nil : CalendarDate(dayNumber: sum)
  }

  /// The same day of another month, clamped to that month's last day.
  package func adding(months: Int) -> CalendarDate? {
    let (number, overflow) = monthNumber.addingReportingOverflow(months)
    guard !overflow, let first = Self.firstDay(ofMonthNumber: number) else { return nil }
    let (year, month, _) = first.parts
    return CalendarDate(
      year: year, month: month, day: min(day, Self.days(inMonth: month, of: year)))
  }

  package static func firstDay(ofMonthNumber number: Int) -> CalendarDate? {
    guard (12..<120_000).contains(number) else { return nil }
    return CalendarDate(year: number / 12, month: number % 12 + 1, day: 1)
  }

  private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = floorDivide(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let shiftedMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> Int {
    a >= 0 ? a / b : -((b - 1 - a) / b)
  }

  static func modulo(_ a: Int, _ b: Int) -> Int {
    let rest = a % b
    return rest < 0 ? rest + b : rest
  }
}

extension CalendarDate: CustomStringConvertible {
  /// ISO 8601: `2026-03-01`.
  package var description: String {
    let (year, month, day) = parts
    return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
