import Units
import Values

extension Value {
  /// The day of a date or an instant (in UTC).
  func day(for function: String) throws(ValueError) -> CalendarDate {
    switch self {
    case .date(let date): return date
    case .instant(let instant):
      if let date = instant.date { return date }
      throw ValueError(.outOfRange, "\(instant) lies outside of the years 1 to 9999")
    default:
      throw ValueError(.invalidArgument, "`\(function)` requires a Date, but this is \(type)")
    }
  }
}

extension Parameter {
  static let date = Parameter("date", .value(.dateOrInstant), "a date or an instant (in UTC)")
}

extension PeriodGrain {
  /// The named period that holds a date.
  ///
  /// In the engine a period is its first day.
  var overload: Overload {
    var operation = ScalarOperation(
      rawValue, sql: { "CAST(date_trunc('\(rawValue)', \($0[0])) AS DATE)" },
      evaluate: { arguments throws(ValueError) in
        let date = try arguments[0].day(for: rawValue)
        guard let period = Period(self, containing: date) else {
          throw ValueError(
            .outOfRange, "the \(rawValue) of \(date) lies outside of years 1 to 9999")
        }
        return .period(period)
      })
    operation.periodGrain = self
    let made = operation
    return Overload(
      Signature(
        [.date], form: .scalar { _ in made }, resultText: "Period",
        result: { _ in .period(self) }))
  }
}

/// A number that a date has: its day, its weekday.
struct CalendarPart: Sendable {
  var name: String
  var sql: @Sendable (String) -> String
  var part: @Sendable (CalendarDate) -> Int

  var overload: Overload {
    let operation = ScalarOperation(
      name, sql: { "CAST(\(sql($0[0])) AS DOUBLE)" },
      evaluate: { arguments throws(ValueError) in
        .number(Double(part(try arguments[0].day(for: name))))
      })
    return Overload(
      Signature(
        [.date], form: .scalar { _ in operation }, resultText: "Number", result: { _ in .number }))
  }
}
