internal import Values

/// The sums of a day: the figure first, then the controls.
struct DayFigures {
  var day: Int
  var sums: [Double]
  /// How many rows each sum is of.
  var rows: [Int]
}

/// Puts the figures of days into the periods of a calendar without gaps.
struct SeriesCalendar {
  /// No series has more periods: the days of 300 years.
  static let mostPeriods = 110_000

  private let grain: PeriodGrain
  private let combination: RowCombination

  init(_ grain: PeriodGrain, _ combination: RowCombination) {
    (self.grain, self.combination) = (grain, combination)
  }

  /// The series of some days in ascending order, at least one.
  ///
  /// A period in which the figure has no row is a gap; the calendar reaches as far as the days do.
  ///
  /// Errors: `tooLarge` for days too far apart, `data` for days beyond the calendar.
  func series(_ key: GroupKey, _ days: [DayFigures]) throws(ValueError) -> RegularSeries {
    guard let first = days.first.flatMap({ period($0.day) }),
      let last = days.last.flatMap({ period($0.day) })
    else {
      throw ValueError(.data, "a date of the series is beyond the calendar", argument: "at")
    }
    let figureCount = days.first?.sums.count ?? 1
    var series = RegularSeries(
      key: key, grain: grain, start: first, values: [], gaps: 0, repeated: 0)
    var next: Period? = first
    var place = 0
    while let period = next, period.first <= last.first {
      guard series.values.count < Self.mostPeriods else {
        throw ValueError(
          .tooLarge, "the series has more than 110,000 \(grain.rawValue)s",
          because: "its dates go from \(first.first) to \(last.last)",
          fixes: [.init("every: month")], argument: "every")
      }
      var sums = [Double](repeating: 0, count: figureCount)
      var rows = [Int](repeating: 0, count: figureCount)
      while place < days.count, days[place].day <= period.last.dayNumber {
        for figure in 0..<figureCount {
          sums[figure] += days[place].sums[figure]
          rows[figure] += days[place].rows[figure]
        }
        place += 1
      }
      let values = (0..<figureCount).map { figure in
        guard rows[figure] > 0 else { return Double.nan }
        return combination == .sum ? sums[figure] : sums[figure] / Double(rows[figure])
      }
      series.values.append(values[0])
      series.controls += values.dropFirst()
      series.repeated += max(0, rows[0] - 1)
      if rows[0] == 0 { series.gaps += 1 }
      next = period.moved(by: 1)
    }
    return series
  }

  private func period(_ day: Int) -> Period? {
    CalendarDate(dayNumber: day).flatMap { Period(grain, containing: $0) }
  }
}
