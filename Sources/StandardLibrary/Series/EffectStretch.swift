internal import Values

/// A stretch of a series whose effect is asked for, and the recovery behind it.
struct EffectStretch: Sendable {
  /// The positions of the stretch.
  let positions: Range<Int>
  /// The positions of the recovery; empty where none is asked for.
  let recovery: Range<Int>

  /// All positions that the model must not learn from.
  var all: Range<Int> { positions.lowerBound..<max(positions.upperBound, recovery.upperBound) }

  /// Reads `from:`, `to:` and `recovery:` of a call for a series, in the order of time.
  ///
  /// A recovery goes at most to the next stretch, and to the end of the series.
  ///
  /// Errors: `invalidArgument` for a stretch that ends before it begins, lies outside of the series, or in
  /// another.
  static func all(_ call: Call, in series: RegularSeries) throws(ValueError) -> [EffectStretch] {
    let starts = try EffectDates.read(call, "from").map(\.first)
    let ends = try EffectDates.read(call, "to").map(\.last)
    guard starts.count == ends.count else {
      throw ValueError(
        .invalidArgument, "`from:` and `to:` have one date for each stretch",
        because: "they have \(starts.count) and \(ends.count)", argument: "to")
    }
    let length = try recoveryLength(call, series)
    let stretches = zip(starts, ends).sorted { $0.0 < $1.0 }
    var windows: [EffectStretch] = []
    for (place, (from, to)) in stretches.enumerated() {
      guard from <= to else {
        throw ValueError(
          .invalidArgument, "`to:` lies before `from:`", because: "\(to) is before \(from)",
          fixes: [.init("to: @\(from)")], argument: "to")
      }
      let first = series.position(of: from), last = series.position(of: to)
      guard first >= 0, last < series.values.count else { throw outside(series, from, to) }
      if place + 1 < stretches.count, series.position(of: stretches[place + 1].0) <= last {
        throw ValueError(
          .invalidArgument, "two stretches overlap",
          because: "one goes to \(to), the next begins on \(stretches[place + 1].0)",
          argument: "from")
      }
      let next =
        place + 1 < stretches.count
        ? series.position(of: stretches[place + 1].0) : series.values.count
      windows.append(
        EffectStretch(
          positions: first..<(last + 1), recovery: (last + 1)..<min(last + 1 + length, next)))
    }
    return windows
  }

  private static func recoveryLength(
    _ call: Call, _ series: RegularSeries
  ) throws(ValueError) -> Int {
    guard let value = call.value("recovery"), value.magnitude != 0 else { return 0 }
    return try ForecastHorizon.periods(
      value, of: series.grain, after: series.start, argument: "recovery")
  }

  private static func outside(
    _ series: RegularSeries, _ from: CalendarDate, _ to: CalendarDate
  ) -> ValueError {
    let last = series.period(series.values.count - 1)?.last ?? series.start.last
    return ValueError(
      .invalidArgument, "the stretch lies outside of \(series.name)",
      because: "it goes from \(from) to \(to), the data from \(series.start.first) to \(last)",
      argument: from < series.start.first ? "from" : "to")
  }
}

/// The dates of an argument: one, or a list; of a period its days.
enum EffectDates {
  static let pattern = TypePattern.oneOf([.date, .period, .list(.date), .list(.period)])

  static func read(
    _ call: Call, _ name: String
  ) throws(ValueError) -> [(first: CalendarDate, last: CalendarDate)] {
    let values = try call.list(name)?.allElements() ?? [call.value(name) ?? .missing]
    var dates: [(first: CalendarDate, last: CalendarDate)] = []
    for value in values {
      switch value {
      case .date(let date): dates.append((date, date))
      case .period(let period): dates.append((period.first, period.last))
      default:
        throw ValueError(
          .invalidArgument, "`\(name):` has a date that is missing", argument: name)
      }
    }
    guard !dates.isEmpty else {
      throw ValueError(.invalidArgument, "`\(name):` has no date", argument: name)
    }
    return dates
  }
}
