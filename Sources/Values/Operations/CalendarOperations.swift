package import Units

/// Sums and differences of dates, instants, periods and durations.
package enum CalendarOperations {
  /// `date + duration` in months; `scale` takes the duration's magnitude to months, with its sign.
  ///
  /// The day is clamped to the month's end.
  package static func addMonths(scale: Double) -> ScalarOperation {
    ScalarOperation(
      "add months \(scale)",
      sql: {
        "CAST(\($0[0]) + to_months(CAST(round(\(OperationSQL.scaled($0[1], by: scale))) AS INTEGER)) AS DATE)"
      },
      evaluate: { arguments throws(ValueError) in
        let (date, count) = try moved(arguments, scale, "month")
        guard let result = date.adding(months: count) else { throw outOfRange(date) }
        return .date(result)
      })
  }

  /// `date + duration` in days; `scale` takes the duration's magnitude to days, with its sign.
  package static func addDays(scale: Double) -> ScalarOperation {
    ScalarOperation(
      "add days \(scale)",
      sql: {
        "CAST(\($0[0]) + CAST(round(\(OperationSQL.scaled($0[1], by: scale))) AS INTEGER) AS DATE)"
      },
      evaluate: { arguments throws(ValueError) in
        let (date, count) = try moved(arguments, scale, "day")
        guard let result = date.adding(days: count) else { throw outOfRange(date) }
        return .date(result)
      })
  }

  /// `a - b` of two dates, in days.
  package static func days(in measure: Measure) -> ScalarOperation {
    ScalarOperation(
      "days between dates", sql: { "CAST(date_diff('day', \($0[1]), \($0[0])) AS DOUBLE)" },
      evaluate: { arguments throws(ValueError) in
        guard case .date(let left) = arguments[0], case .date(let right) = arguments[1] else {
          throw Arithmetic.wrongArguments(arguments, "-")
        }
        return .quantity(Quantity(Double(left.dayNumber - right.dayNumber), measure))
      })
  }

  /// `a - b` of two instants, in days with their fraction.
  package static func instantDays(in measure: Measure) -> ScalarOperation {
    ScalarOperation(
      "days between instants",
      sql: { "(epoch_us(\($0[0])) - epoch_us(\($0[1]))) / 86400e6" },
      evaluate: { arguments throws(ValueError) in
        guard case .instant(let left) = arguments[0], case .instant(let right) = arguments[1] else {
          throw Arithmetic.wrongArguments(arguments, "-")
        }
        let difference = Double(left.microseconds) - Double(right.microseconds)
        return .quantity(Quantity(difference / 86_400e6, measure))
      })
  }

  /// `a - b` of two periods made of months, in months.
  package static func months(in measure: Measure) -> ScalarOperation {
    ScalarOperation(
      "months between periods",
      sql: { "CAST(date_diff('month', \($0[1]), \($0[0])) AS DOUBLE)" },
      evaluate: { arguments throws(ValueError) in
        guard case .period(let left) = arguments[0], case .period(let right) = arguments[1] else {
          throw Arithmetic.wrongArguments(arguments, "-")
        }
        let count = left.first.monthNumber - right.first.monthNumber
        return .quantity(Quantity(Double(count), measure))
      })
  }

  /// `period + duration`; `scale` takes the duration's magnitude to lengths of the period.
  package static func movePeriod(scale: Double, grain: PeriodGrain) -> ScalarOperation {
    var operation = ScalarOperation(
      "move \(grain.rawValue) \(scale)",
      sql: { arguments in
        let count = OperationSQL.scaled(arguments[1], by: scale)
        let whole = "CAST(round(\(count)) AS INTEGER)"
        guard let months = grain.months else {
          return "CAST(\(arguments[0]) + \(whole) * \(grain == .week ? 7 : 1) AS DATE)"
        }
        return "CAST(\(arguments[0]) + to_months(\(whole) * \(months)) AS DATE)"
      },
      evaluate: { arguments throws(ValueError) in
        guard case .period(let period) = arguments[0] else {
          throw Arithmetic.wrongArguments(arguments, "+")
        }
        let count = try whole(arguments[1], scale, grain.rawValue)
        guard let result = period.moved(by: count) else { throw outOfRange(period.first) }
        return .period(result)
      })
    operation.periodGrain = grain
    return operation
  }

  /// `a..b` and `a..<b` over dates and periods.
  package static func period(inclusive: Bool) -> ScalarOperation {
    ScalarOperation(
      inclusive ? ".." : "..<", sql: { _ in nil },
      evaluate: { arguments throws(ValueError) in
        let first = try bounds(arguments[0]).first
        let other = try bounds(arguments[1])
        let last = inclusive ? other.last : other.first.adding(days: -1)
        guard let last, let period = Period(first: first, last: last) else {
          throw ValueError(
            .invalidArgument, "the period ends before it begins",
            because: "it would run from \(first) to \(other.last)",
            fixes: [.init("@\(other.first)..@\(first)")])
        }
        return .period(period)
      })
  }

  private static func bounds(
    _ value: Value
  ) throws(ValueError) -> (first: CalendarDate, last: CalendarDate) {
    switch value {
    case .date(let date): (date, date)
    case .period(let period): (period.first, period.last)
    default: throw Arithmetic.wrongArguments([value], "..")
    }
  }

  private static func moved(
    _ arguments: [Value], _ scale: Double, _ unit: String
  ) throws(ValueError) -> (date: CalendarDate, count: Int) {
    guard case .date(let date) = arguments[0] else {
      throw Arithmetic.wrongArguments(arguments, "+")
    }
    return (date, try whole(arguments[1], scale, unit))
  }

  private static func whole(
    _ value: Value, _ scale: Double, _ unit: String
  ) throws(ValueError) -> Int {
    guard let magnitude = value.magnitude,
      let count = Int(exactly: (magnitude * scale).rounded()), count.magnitude < 10_000_000
    else { throw ValueError(.outOfRange, "a date moves by at most 10,000,000 \(unit)s") }
    return count
  }

  private static func outOfRange(_ date: CalendarDate) -> ValueError {
    ValueError(
      .outOfRange, "the date lies outside the years 1 to 9999", because: "it starts from \(date)")
  }
}
