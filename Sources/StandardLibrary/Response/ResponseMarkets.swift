internal import Values

/// The markets of a table: one for each group, or one of all.
struct ResponseMarkets {
  /// Daily figures are fitted by the week from this many days on: within a week the days differ for reasons
  /// of their own.
  private static let daysForWeeks = 182

  let reduction: SeriesReduction
  let columns: ResponseColumns
  let grain: PeriodGrain
  private(set) var markets: [ResponseMarket] = []
  private(set) var notes: [Note] = []

  /// Reads the table: a row for each period and channel crosses.
  ///
  /// Days are gathered to weeks where there are enough of them and no `every:` says otherwise; weeks that the
  /// data do not fill are left out.
  ///
  /// Errors: those of the engine; `data` for negative amounts, for no rows.
  init(
    _ table: Table, _ columns: ResponseColumns, isJoint: Bool, context: any CallContext
  ) throws(ValueError) {
    let relation = try table.reduced()
    var reduction = try SeriesReduction(relation, columns.table, context: context)
    var columns = columns
    let asked = columns.table.every
    if asked == nil, columns.table.grain == nil,
      reduction.series.first?.grain == .day, let range = reduction.range,
      range.upperBound.dayNumber - range.lowerBound.dayNumber >= Self.daysForWeeks
    {
      columns = ResponseColumns(columns, every: .week)
      reduction = try SeriesReduction(relation, columns.table, context: context)
      notes.append(
        Note(.note, "days are gathered to weeks; `every: day` fits the days themselves"))
    }
    (self.reduction, self.columns) = (reduction, columns)
    grain = reduction.series.first?.grain ?? .day
    notes += reduction.leftOutNotes
    guard !reduction.series.isEmpty else {
      throw ValueError(
        .data, "there is nothing to fit", because: "no row has a date and an outcome",
        argument: "outcome")
    }
    try refuseMissingSpend()
    var isWhole = columns.table.every == nil
    if let asked {
      let grain = reduction.rowGrain
      guard asked.coarser(grain) == asked else {
        throw ValueError(
          .data, "`every: \(asked.rawValue)` is shorter than what the rows are of",
          because: "there is a row for each \(grain.rawValue)",
          fixes: [.init("every: \(grain.rawValue)")], argument: "every")
      }
      // Rows of one date for each period are of whole periods, whatever day of them they name.
      isWhole = grain == asked
    }
    let series = isWhole ? reduction.series : reduction.series.map { trimmed($0) }
    if isJoint && columns.spend.count == 1 {
      markets = [try together(series)]
    } else {
      for one in series { markets.append(try alone(one)) }
    }
    if !isWhole { noteTrimmed() }
  }

  /// A row without its spend is no row without spend: what it was would be carried over, and is not known.
  private func refuseMissingSpend() throws(ValueError) {
    // The figures are the outcome, then the columns of spend.
    for (column, count) in zip(columns.spend, reduction.missing.dropFirst()) where count > 0 {
      let zero = NumberText().text(Quantity(0, column.measure))
      throw ValueError(
        .data, "`.\(column.name)` is missing in \(count) row\(count == 1 ? "" : "s")",
        because:
          "missing is not zero: what was spent is carried over to later periods, and is not known",
        fixes: [
          .init("add(\(column.name): .\(column.name) ?? \(zero))", note: "nothing was spent there")
        ],
        argument: "spend")
    }
  }

  // MARK: Periods

  /// The series without a first and a last period that the days of the table do not fill.
  private func trimmed(_ series: RegularSeries) -> RegularSeries {
    guard let range = reduction.range, let last = series.period(series.values.count - 1) else {
      return series
    }
    let width = columns.table.figures.count - 1
    var result = series
    if last.last > range.upperBound, result.values.count > 1 {
      result.values.removeLast()
      result.controls.removeLast(width)
    }
    if series.start.first < range.lowerBound, result.values.count > 1,
      let next = series.start.moved(by: 1)
    {
      result.values.removeFirst()
      result.controls.removeFirst(width)
      result.start = next
    }
    return result
  }

  private mutating func noteTrimmed() {
    guard let range = reduction.range,
      let first = reduction.series.map(\.start).min(by: { $0.first < $1.first })
    else { return }
    let lasts = reduction.series.compactMap { $0.period($0.values.count - 1)?.last }
    let isCut = first.first < range.lowerBound || lasts.contains { $0 > range.upperBound }
    if isCut {
      notes.append(
        Note(
          .note,
          "a \(grain.rawValue) that the data from \(range.lowerBound) to \(range.upperBound) do not fill is left out"
        ))
    }
  }

  // MARK: Markets

  /// The market of one group, whose channels are the columns of spend.
  private mutating func alone(_ series: RegularSeries) throws(ValueError) -> ResponseMarket {
    var channels: [ResponseMarket.Channel] = []
    for place in columns.spend.indices {
      channels.append(
        try channel(key(of: series, place), figures(of: series, at: place), start: series.start))
    }
    return ResponseMarket(
      channels: channels, outcome: series.values,
      controls: columns.controls.indices.map {
        figures(of: series, at: columns.spend.count + $0)
      },
      start: series.start, grain: grain)
  }

  /// What names a channel: its group, or without groups its column.
  private func key(of series: RegularSeries, _ place: Int) -> GroupKey {
    columns.spend.count == 1 && !series.key.cells.isEmpty
      ? series.key : GroupKey(cells: [.text(columns.spend[place].name)])
  }

  /// One market of all groups: their outcomes add up.
  private mutating func together(_ series: [RegularSeries]) throws(ValueError) -> ResponseMarket {
    guard let calendar = SharedCalendar(around: series) else {
      throw ValueError(.data, "there is nothing to fit", argument: "outcome")
    }
    var outcome = [Double](repeating: .nan, count: calendar.count)
    var controls = columns.controls.map { _ in outcome }
    var channels: [ResponseMarket.Channel] = []
    for one in series {
      let offset = one.offset(from: calendar.start)
      for (place, value) in one.values.enumerated() where !value.isNaN {
        let total = outcome[offset + place]
        outcome[offset + place] = total.isNaN ? value : total + value
      }
      for index in controls.indices {
        // All groups of a period have the same, or the first that has one counts.
        for (place, value) in figures(of: one, at: 1 + index).enumerated()
        where controls[index][offset + place].isNaN { controls[index][offset + place] = value }
      }
      var spend = [Double](repeating: .nan, count: calendar.count)
      for (place, value) in figures(of: one, at: 0).enumerated() { spend[offset + place] = value }
      channels.append(try channel(key(of: one, 0), spend, start: calendar.start))
    }
    return ResponseMarket(
      channels: channels, outcome: outcome, controls: controls, start: calendar.start, grain: grain)
  }

  /// The values of a figure behind the outcome, one for each period.
  private func figures(of series: RegularSeries, at place: Int) -> [Double] {
    let width = columns.table.figures.count - 1
    return series.values.indices.map { row in
      let index = row * width + place
      return series.controls.indices.contains(index) ? series.controls[index] : .nan
    }
  }

  /// A channel whose periods without a row are periods without spend, which is said.
  private mutating func channel(
    _ key: GroupKey, _ spend: [Double], start: Period
  ) throws(ValueError) -> ResponseMarket.Channel {
    if let place = spend.firstIndex(where: { $0 < 0 }) {
      let amount = NumberText().text(Quantity(spend[place], columns.spendMeasure))
      throw ValueError(
        .data, "the spend of \(key.name) is negative",
        because:
          "\(start.moved(by: place).map { "\($0.first)" } ?? "one period") has \(amount), and a curve begins at no spend",
        fixes: [
          .init(
            "where(.\(columns.spend.first?.name ?? "spend") >= \(NumberText().text(Quantity(0, columns.spendMeasure))))",
            note: "without refunds and corrections")
        ],
        argument: "spend")
    }
    let gaps = spend.count { $0.isNaN }
    if gaps > 0 {
      notes.append(
        Note(
          .warning,
          "\(gaps) \(grain.rawValue)\(gaps == 1 ? "" : "s") of \(key.name) \(gaps == 1 ? "has" : "have") no spend: it is taken as 0"
        ))
    }
    return ResponseMarket.Channel(
      key: key, name: key.name, spend: spend.map { $0.isNaN ? 0 : $0 })
  }
}
