internal import Units
internal import Values

/// How far a forecast goes.
enum ForecastHorizon {
  /// No forecast has more periods.
  static let greatest = 3_660

  /// The number of periods of a call's `horizon:`; a year of months and quarters, a quarter of weeks, four weeks
  /// of days when it is left out.
  ///
  /// Errors: `invalidArgument` for a horizon that is no whole number of periods, or has none.
  static func periods(
    _ value: Value?, of grain: PeriodGrain, after last: Period, argument: String = "horizon"
  ) throws(ValueError) -> Int {
    guard let value else {
      switch grain {
      case .day: return 28
      case .week: return 13
      case .month: return 12
      case .quarter: return 4
      case .year: return 3
      }
    }
    guard let magnitude = value.magnitude else {
      throw refusal(value, grain, argument)
    }
    let count: Int?
    if case .quantity(let quantity) = value, let unit = quantity.measure.unit.single {
      let length = magnitude * unit.scale
      count =
        unit.base == .monthTime
        ? months(length, grain, after: last) : days(length, grain, after: last)
    } else {
      count = Int(exactly: magnitude)
    }
    guard let count, (1...greatest).contains(count) else { throw refusal(value, grain, argument) }
    return count
  }

  private static func months(_ length: Double, _ grain: PeriodGrain, after last: Period) -> Int? {
    guard let months = Int(exactly: length.rounded()), abs(length - Double(months)) < 1e-9,
      months > 0, months <= greatest
    else { return nil }
    if let own = grain.months { return months % own == 0 ? months / own : nil }
    guard let start = last.last.adding(days: 1), let end = start.adding(months: months) else {
      return nil
    }
    let days = end.dayNumber - start.dayNumber
    return grain == .week ? (days + 6) / 7 : days
  }

  private static func days(_ length: Double, _ grain: PeriodGrain, after last: Period) -> Int? {
    guard length > 0, length <= Double(greatest) * 366, let days = Int(exactly: length.rounded())
    else { return nil }
    switch grain {
    case .day: return days
    case .week: return days % 7 == 0 ? days / 7 : nil
    case .month, .quarter, .year: return nil
    }
  }

  private static func refusal(
    _ value: Value, _ grain: PeriodGrain, _ argument: String
  ) -> ValueError {
    let text = NumberText()
    return ValueError(
      .invalidArgument,
      "`\(argument):` takes 1 to \(text.text(.number(Double(greatest)))) \(grain.rawValue)s",
      because: "it is \(text.text(value))", fixes: [.init("\(argument): 12")],
      argument: argument)
  }
}
