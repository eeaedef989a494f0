internal import Planning
internal import Units
internal import Values

/// What was spent on each channel in each period of a calendar.
struct SpendSeries {
  let reduction: SeriesReduction
  let currency: NamedUnit
  private let isCurrencyAssumed: Bool

  /// Sums the outlays of a table of spend by channel and period; nil `every` for the longest period that
  /// all dates keep to.
  ///
  /// Errors: `role` for a table without dates, costs or channels; those of the engine.
  init(
    _ table: Table, every: PeriodGrain?, context: any CallContext
  ) throws(ValueError) {
    let dollar = context.isStrict ? nil : context.dollar
    let columns = try SpendColumns(table.type, arguments: [:], dollar: dollar)
    let channel = try RoleResolution(table.type, as: .spend, parameter: "spend")
      .required("channel")
    currency = columns.currency
    isCurrencyAssumed = columns.isCurrencyAssumed
    reduction = try SeriesReduction(
      try table.reduced(),
      SeriesColumns(
        date: NamedScalar(columns.date, .column(columns.date)),
        figure: NamedScalar(columns.cost, .column(columns.cost)), measure: .unit(Unit(currency)),
        keys: [NamedScalar(channel.name, .column(channel.name))], every: every),
      context: context)
  }

  /// What was left out: periods without a row are periods without spend, which is nothing to say.
  var notes: [Note] {
    reduction.leftOutNotes
      + (isCurrencyAssumed ? [Note(.note, "the cost is taken as \(currency.name)")] : [])
  }

  var grain: PeriodGrain { reduction.series.first?.grain ?? .day }
}

extension RegularSeries {
  /// The values from one position to another, which may lie outside of the series: NaN there.
  func values(from first: Int, count: Int) -> [Double] {
    (first..<(first + count)).map { values.indices.contains($0) ? values[$0] : .nan }
  }
}

/// The calendar that several series share.
struct SharedCalendar {
  let start: Period
  let count: Int

  /// From the first period of any series to the last of any; nil without a series.
  init?(around series: [RegularSeries]) {
    guard let first = series.map(\.start).min(by: { $0.first < $1.first }) else { return nil }
    start = first
    var end = 0
    for one in series { end = max(end, one.offset(from: first) + one.values.count) }
    count = end
  }

  /// The periods that two calendars have in common; nil for none.
  init?(_ left: SharedCalendar, _ right: SharedCalendar, _ grain: PeriodGrain) {
    let first = left.start.first > right.start.first ? left.start : right.start
    let ends = [left, right].map {
      RegularSeries.offset(of: $0.start.first, from: first, grain) + $0.count
    }
    guard let end = ends.min(), end > 0 else { return nil }
    (start, count) = (first, end)
  }

  /// The values of a series in each period of the calendar; NaN where it has none.
  func values(_ series: RegularSeries) -> [Double] {
    series.values(from: -series.offset(from: start), count: count)
  }

  func day(_ position: Int) -> CalendarDate? { start.moved(by: position)?.first }
  func lastDay(_ position: Int) -> CalendarDate? { start.moved(by: position)?.last }
}

extension RegularSeries {
  /// How many periods the series begins after another one.
  func offset(from other: Period) -> Int { Self.offset(of: start.first, from: other, grain) }
}
