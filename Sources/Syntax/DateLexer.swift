import Diagnostics

extension Lexer {
  /// Reads `@2026  @2026-Q2  @2026-03  @2026-W09  @2026-03-01  @2026-03-01T09:30Z`.
  mutating func lexDate() {
    let start = position
    position += 1
    guard let year = takeNumber(digits: 4) else { return rejectDate(from: start) }
    guard peek(0) == UInt8(ascii: "-"), let next = peek(1), next.isDigit || next.isWordStart else {
      return finishPeriod(.year(year), from: start)
    }
    position += 1
    if next == UInt8(ascii: "Q") {
      position += 1
      guard let quarter = takeNumber(digits: 1) else { return rejectDate(from: start) }
      return finishPeriod(.quarter(year: year, quarter: quarter), from: start)
    }
    if next == UInt8(ascii: "W") {
      position += 1
      guard let week = takeNumber(digits: 2) else { return rejectDate(from: start) }
      return finishPeriod(.week(year: year, week: week), from: start)
    }
    guard let month = takeNumber(digits: 2) else { return rejectDate(from: start) }
    guard peek(0) == UInt8(ascii: "-"), peek(1)?.isDigit == true else {
      return finishPeriod(.month(year: year, month: month), from: start)
    }
    position += 1
    guard let day = takeNumber(digits: 2) else { return rejectDate(from: start) }
    var date = DateLiteral(year: year, month: month, day: day)
    if peek(0) == UInt8(ascii: "T") {
      position += 1
      guard let time = takeTime() else { return rejectDate(from: start) }
      date.time = time
    }
    finishDate(date, from: start)
  }

  /// Exactly so many digits, with none after them.
  private mutating func takeNumber(digits: Int) -> Int? {
    var value = 0
    for distance in 0..<digits {
      guard let byte = peek(distance), byte.isDigit else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    if peek(digits)?.isDigit == true { return nil }
    position += digits
    return value
  }

  /// `09:30`, `09:30:15.25`, with `Z` or `+02:00`.
  private mutating func takeTime() -> DateLiteral.Time? {
    guard let hour = takeNumber(digits: 2), peek(0) == UInt8(ascii: ":") else { return nil }
    position += 1
    guard let minute = takeNumber(digits: 2) else { return nil }
    var time = DateLiteral.Time(hour: hour, minute: minute, second: 0, offsetMinutes: nil)
    if peek(0) == UInt8(ascii: ":"), peek(1)?.isDigit == true, peek(2)?.isDigit == true {
      position += 1
      let start = position
      guard takeNumber(digits: 2) != nil else { return nil }
      if peek(0) == UInt8(ascii: "."), peek(1)?.isDigit == true {
        position += 1
        while peek(0)?.isDigit == true, position - start < 20 { position += 1 }
      }
      time.second = Double(text(from: start, to: position)) ?? 0
    }
    switch peek(0) {
    case UInt8(ascii: "Z"):
      position += 1
      time.offsetMinutes = 0
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard peek(1)?.isDigit == true, peek(2)?.isDigit == true, peek(3) == UInt8(ascii: ":") else {
        return time
      }
      let sign = peek(0) == UInt8(ascii: "-") ? -1 : 1
      position += 1
      guard let hours = takeNumber(digits: 2) else { return nil }
      position += 1
      guard let minutes = takeNumber(digits: 2) else { return nil }
      time.offsetMinutes = sign * (hours * 60 + minutes)
    default: break
    }
    return time
  }

  private mutating func finishPeriod(_ period: PeriodLiteral, from start: Int) {
    guard !isInsideWord else { return rejectDate(from: start) }
    if let problem = CalendarRules.problem(of: period) { report(problem, from: start) }
    emit(.period(period), from: start)
  }

  private mutating func finishDate(_ date: DateLiteral, from start: Int) {
    guard !isInsideWord else { return rejectDate(from: start) }
    if let problem = CalendarRules.problem(of: date) { report(problem, from: start) }
    emit(.date(date), from: start)
  }

  private var isInsideWord: Bool { peek(0).map { $0.isWordStart || $0.isDigit } ?? false }

  private mutating func report(_ problem: CalendarRules.Problem, from start: Int) {
    let place = span(from: start, to: position)
    diagnostics.report(
      Diagnostic(
        .dateNotReal, problem.message, at: place, because: problem.because,
        helps: problem.fix.map { [Diagnostic.Help($0, replacing: place)] } ?? []))
  }

  /// Takes the rest of what looks like a date and says which forms there are.
  private mutating func rejectDate(from start: Int) {
    while let byte = peek(0),
      byte.isDigit || byte.isWordStart
        || byte == UInt8(ascii: "-") && (peek(1)?.isDigit == true || peek(1)?.isWordStart == true)
    {
      position += 1
    }
    let place = span(from: start, to: position)
    let written = text(from: start, to: min(position, start + 40))
    let fix = CalendarRules.padded(written)
    diagnostics.report(
      Diagnostic(
        .dateForm, "this is not a date or a period", at: place,
        because: "a day is written @2026-03-01, a month @2026-03, a quarter @2026-Q2, "
          + "a week @2026-W09 and a year @2026",
        helps: fix.map { [Diagnostic.Help($0, replacing: place)] } ?? []))
    emit(.unknown, from: start)
  }
}
