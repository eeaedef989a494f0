internal import Values

/// What the data let one see: the last moment observed, and the complete months before it.
struct ObservedMonths: Sendable {
  /// Nil when there are no rows.
  let asOf: CalendarDate?
  /// The complete months that count, as months since year 0; nil when there are none.
  let months: ClosedRange<Int>?

  /// - Parameters:
  ///   - asOf: the last moment observed.
  ///   - earliestStart: the month of the earliest start.
  ///   - during: keeps the complete months that lie wholly inside.
  init(asOf: CalendarDate?, earliestStart: Int?, during: Period?) {
    self.asOf = asOf
    guard let asOf, let earliestStart else {
      months = nil
      return
    }
    var last = Self.lastComplete(asOf)
    var first = earliestStart + 1
    if let during {
      let isFirstDay = during.first.day == 1
      first = max(first, during.first.monthNumber + (isFirstDay ? 0 : 1))
      last = min(last, (during.last.adding(days: 1)?.monthNumber ?? 120_000) - 1)
    }
    months = first <= last ? first...last : nil
  }

  /// The last month whose last day is not after `asOf`: that before the month of the next day.
  static func lastComplete(_ asOf: CalendarDate) -> Int {
    (asOf.adding(days: 1)?.monthNumber ?? asOf.monthNumber + 1) - 1
  }

  /// `2026-02 to 2026-04`, as the explanation shows it.
  var range: String? {
    guard let asOf else { return nil }
    guard let months, let first = Self.name(months.lowerBound),
      let last = Self.name(months.upperBound)
    else { return "as of \(asOf), no complete month" }
    return "as of \(asOf), complete months \(first) to \(last)"
  }

  private static func name(_ month: Int) -> String? {
    CalendarDate.firstDay(ofMonthNumber: month)
      .flatMap { Period(.month, containing: $0) }?.description
  }
}

/// One stretch of time that gives one row for each group: all of it, or one period of `every:`.
struct EconomicsWindow: Sendable {
  /// The period of `every:`; nil for all of the time.
  let period: Period?
  /// The months whose cost and wins count.
  let months: ClosedRange<Int>
  /// The complete months among them.
  let complete: ClosedRange<Int>?

  /// More periods than this are an error: the years of a date are wrong.
  static let greatestCount = 2_400

  /// The windows over the months that the data hold.
  static func all(
    every: PeriodGrain?, from first: Int, through last: Int, observed: ObservedMonths,
  ) throws(ValueError) -> [EconomicsWindow] {
    guard let every, let length = every.months else {
      return [EconomicsWindow(period: nil, months: 0...120_000, complete: observed.months)]
    }
    guard first <= last else { return [] }
    guard (last - first) / length < greatestCount else {
      throw ValueError(
        .data, "the dates span \((last - first) / 12) years, which is too long for `every:`",
        because: "a date with a wrong year is the usual reason",
        fixes: [.init("during: @2025..@2026", note: "the years that are meant")],
        argument: "every")
    }
    var windows: [EconomicsWindow] = []
    for index in (first / length)...(last / length) {
      let months = (index * length)...(index * length + length - 1)
      guard let day = CalendarDate.firstDay(ofMonthNumber: months.lowerBound),
        let period = Period(every, containing: day)
      else { continue }
      let complete = observed.months.flatMap { $0.overlaps(months) ? $0.clamped(to: months) : nil }
      windows.append(EconomicsWindow(period: period, months: months, complete: complete))
    }
    return windows
  }

  /// In how many complete months of the window somebody is open after month `month`.
  func openMonths(after month: Int) -> Double {
    guard let complete else { return 0 }
    return Double(max(0, complete.upperBound - max(month, complete.lowerBound - 1)))
  }
}
