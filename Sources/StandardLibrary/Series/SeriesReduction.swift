internal import Columns
internal import Planning
internal import Units
internal import Values

/// Rows reduced to one series for each group: a row a day crosses, whatever the size of the table.
///
/// Rows without a date or a figure are left out and counted. Periods without a row are gaps, not zeros.
struct SeriesReduction {
  private(set) var series: [RegularSeries] = []
  private(set) var rowsUsed = 0
  private(set) var leftOut: [Explanation.LeftOut] = []
  /// What was left out.
  private(set) var leftOutNotes: [Note] = []
  /// Which periods have no row, and which several.
  private var calendarNotes: [Note] = []
  private(set) var range: ClosedRange<CalendarDate>?
  /// The length of period that the dates of the rows keep, whatever is asked for.
  private(set) var rowGrain = PeriodGrain.day
  /// For each figure, how many rows with a date are without it.
  private(set) var missing: [Int] = []

  /// Sums the figures of each day and then of each period.
  ///
  /// Errors: those of the engine; `tooLarge` for dates too far apart.
  init(
    _ table: Relation, _ columns: SeriesColumns, context: any CallContext
  ) throws(ValueError) {
    let keys = ReductionReader.numbered(columns.keys)
    let figures = columns.figures.enumerated().map {
      NamedScalar("figure\($0.offset)", $0.element.expression)
    }
    let rows = Relation.project(
      table, keys + [NamedScalar("day", .call(.seriesDay, [columns.date.expression]))] + figures)
    var measures = [NamedScalar("rows", .aggregate(.rowCount, [.constant(.number(1))]))]
    for place in figures.indices {
      let column = ScalarExpression.column("figure\(place)")
      measures += [
        NamedScalar("sum\(place)", .aggregate(.economicsSum, [column])),
        NamedScalar("present\(place)", .aggregate(.presentCount(.number), [column])),
      ]
    }
    let result = try context.reduce(
      .aggregate(
        rows, keys: (keys.map(\.name) + ["day"]).map { NamedScalar($0, .column($0)) },
        measures: measures))
    let groups = try read(result, keyCount: keys.count, figureCount: figures.count)
    let all = groups.flatMap { $0.days.map(\.day) }
    if let first = all.min().flatMap({ CalendarDate(dayNumber: $0) }),
      let last = all.max().flatMap({ CalendarDate(dayNumber: $0) })
    {
      range = first...last
    }
    rowGrain = SeriesGrain.kept(by: all)
    let grain = columns.every ?? columns.grain ?? rowGrain
    for group in groups {
      series.append(
        try SeriesCalendar(grain, columns.combination).series(group.key, group.days))
    }
    noteGaps(grain, columns)
  }

  /// The rows of the engine by group; the groups in their order, the days of a group in theirs.
  private mutating func read(
    _ result: ColumnTable, keyCount: Int, figureCount: Int
  ) throws(ValueError) -> [(key: GroupKey, days: [DayFigures])] {
    let reader = try ReductionReader(result, keyCount: keyCount)
    let days = try reader.column("day"), counts = try reader.column("rows")
    var sums: [Column] = [], present: [Column] = []
    for place in 0..<figureCount {
      sums.append(try reader.column("sum\(place)"))
      present.append(try reader.column("present\(place)"))
    }
    var found: [GroupKey: [DayFigures]] = [:]
    var undated = 0, empty = 0
    missing = Array(repeating: 0, count: figureCount)
    for row in 0..<result.rowCount {
      try StopRequest.check(turn: row)
      let count = reader.integer(counts, row) ?? 0
      guard let day = days.day(at: row) else {
        undated += count
        continue
      }
      let rows = present.map { reader.integer($0, row) ?? 0 }
      empty += count - (rows.first ?? 0)
      for (place, present) in rows.enumerated() { missing[place] += count - present }
      rowsUsed += rows.first ?? 0
      guard rows.contains(where: { $0 > 0 }) else { continue }
      found[reader.key(row), default: []].append(
        DayFigures(day: day, sums: sums.map { $0.double(at: row) ?? 0 }, rows: rows))
    }
    say(undated, "row without a date", "rows without a date")
    say(empty, "row without a figure", "rows without a figure")
    return found.keys.sorted().map { key in
      (key, (found[key] ?? []).sorted { $0.day < $1.day })
    }
  }

  var notes: [Note] { leftOutNotes + calendarNotes }

  /// The days of the rows, for `explain`.
  var rangeText: String? { range.map { "\($0.lowerBound) to \($0.upperBound)" } }

  private mutating func say(_ count: Int, _ one: String, _ many: String) {
    guard count > 0 else { return }
    let reason = count == 1 ? one : many
    leftOut.append(.init(reason, count))
    leftOutNotes.append(
      Note(.warning, "left out: \(NumberText().text(.number(Double(count)))) \(reason)"))
  }

  private mutating func noteGaps(_ grain: PeriodGrain, _ columns: SeriesColumns) {
    let gaps = series.reduce(0) { $0 + $1.gaps }
    if gaps > 0, let first = series.first(where: { $0.gaps > 0 }) {
      let every = grain == .day || columns.grain != nil ? "" : "every: \(grain.rawValue), "
      calendarNotes.append(
        Note(
          .warning,
          "\(first.counted(gaps)) \(gaps == 1 ? "has" : "have") no row: "
            + "\(gaps == 1 ? "a gap" : "gaps"), not zero; where nothing happened "
            + "`complete(.\(columns.date.name), \(every)fill: 0)` makes zeros"))
    }
    let repeated = series.reduce(0) { $0 + $1.repeated }
    if repeated > 0 {
      let total = NumberText().text(.number(Double(rowsUsed)))
      let periods = rowsUsed - repeated
      let verb = columns.combination == .sum ? "summed" : "averaged"
      calendarNotes.append(
        Note(
          .note,
          "\(total) rows were \(verb) to \(series.first?.counted(periods) ?? "")"))
    }
  }
}
