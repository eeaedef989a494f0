/// Which days, months, quarters and ISO weeks exist (proleptic Gregorian calendar, ISO 8601).
enum CalendarRules {
  struct Problem {
    var message: String
    var because: String
    var fix: String?
  }

  static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// 53 in the years whose 1 January or 31 December is a Thursday, else 52 (ISO 8601).
  static func weeks(in year: Int) -> Int {
    func dayOfLastDay(_ year: Int) -> Int { (year + year / 4 - year / 100 + year / 400) % 7 }
    return dayOfLastDay(year) == 4 || dayOfLastDay(year - 1) == 3 ? 53 : 52
  }

  static func problem(of period: PeriodLiteral) -> Problem? {
    switch period {
    case .year(let year):
      return problem(ofYear: year)
    case .quarter(let year, let quarter):
      guard !(1...4).contains(quarter) else { return problem(ofYear: year) }
      return Problem(
        message: "there is no quarter \(quarter)", because: "a year has the quarters Q1 to Q4",
        fix: "@\(four(year))-Q\(quarter < 1 ? 1 : 4)")
    case .month(let year, let month):
      return problem(ofMonth: month, of: year, suffix: "") ?? problem(ofYear: year)
    case .week(let year, let week):
      if let problem = problem(ofYear: year) { return problem }
      let last = weeks(in: year)
      guard !(1...last).contains(week) else { return nil }
      return Problem(
        message: "\(year) has no week \(week)", because: "\(year) has \(last) ISO weeks",
        fix: "@\(four(year))-W\(week < 1 ? "01" : two(last))")
    }
  }

  static func problem(of date: DateLiteral) -> Problem? {
    let (year, month, day) = (date.year, date.month, date.day)
    if let problem = problem(ofYear: year) { return problem }
    if let problem = problem(ofMonth: month, of: year, suffix: "-" + two(day)) { return problem }
    let last = days(inMonth: month, of: year)
    guard (1...last).contains(day) else {
      return Problem(
        message: "\(four(year))-\(two(month)) has no day \(day)",
        because: "that month has \(last) days",
        fix: date.time == nil ? "@\(four(year))-\(two(month))-\(day < 1 ? "01" : two(last))" : nil,
      )
    }
    guard let time = date.time else { return nil }
    let offset = time.offsetMinutes?.magnitude ?? 0
    guard time.hour < 24, time.minute < 60, time.second < 60, offset <= 14 * 60 else {
      return Problem(
        message: "there is no such time of day",
        because: "hours go from 00 to 23, minutes and seconds from 00 to 59, offsets to 14:00")
    }
    return nil
  }

  private static func problem(ofYear year: Int) -> Problem? {
    guard year < 1 else { return nil }
    return Problem(message: "there is no year \(year)", because: "years go from 0001 to 9999")
  }

  private static func problem(ofMonth month: Int, of year: Int, suffix: String) -> Problem? {
    guard !(1...12).contains(month) else { return nil }
    let fix = suffix.isEmpty ? "@\(four(year))-\(month < 1 ? "01" : "12")" : nil
    return Problem(
      message: "there is no month \(month)", because: "a year has the months 01 to 12", fix: fix)
  }

  /// `@2026-3-1` with the zeros that are missing, or nil when that is not what is wrong.
  static func padded(_ written: String) -> String? {
    let parts = written.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
    guard let year = parts.first, year.utf8.count == 4, (2...3).contains(parts.count) else {
      return nil
    }
    guard let numbers = Optional(parts.compactMap { Int($0) }), numbers.count == parts.count else {
      return nil
    }
    guard numbers.dropFirst().allSatisfy({ (1...31).contains($0) }), numbers[1] <= 12 else {
      return nil
    }
    let fix = "@\(year)-" + numbers.dropFirst().map(two).joined(separator: "-")
    return fix == written ? nil : fix
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func four(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}
