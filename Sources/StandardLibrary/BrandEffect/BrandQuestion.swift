internal import Statistics
internal import Units
internal import Values

/// Spend and outcomes on one calendar, and the dark periods of the brand.
struct BrandQuestion {
  let spend: SpendSeries
  let outcomes: SeriesReduction
  let columns: BrandOutcomes
  let calendar: SharedCalendar
  let grain: PeriodGrain
  let brand: String
  let brandSpend: [Double]
  let periods: [DarkPeriod]
  /// How many periods of recovery belong to the effect.
  let recovery: Int
  /// The channels but the brand, in the order of their names.
  let channels: [EffectChannel]
  /// The brand's own outcomes; nil where it has none.
  let own: EffectChannel?
  private(set) var notes: [Note]

  /// Reads both tables.
  ///
  /// Errors: `role` for columns that cannot be told, `invalidArgument` for a brand that is no channel, `data`
  /// for tables without a common day.
  init(_ call: Call) throws(ValueError) {
    let spendTable = try call.table("spend"), outcomeTable = try call.table("outcomes")
    columns = try BrandOutcomes(call, outcomeTable.type)
    let asked = call.word("every").flatMap(PeriodGrain.init(rawValue:))
    var spend = try SpendSeries(spendTable, every: asked, context: call.context)
    let relation = try outcomeTable.reduced()
    var outcomes = try columns.series(relation, every: asked, context: call.context)
    let outcomeGrain = outcomes.series.first?.grain ?? spend.grain
    // The coarser of the two holds for both.
    grain = spend.grain.coarser(outcomeGrain)
    if spend.grain != grain {
      spend = try SpendSeries(spendTable, every: grain, context: call.context)
    }
    if outcomeGrain != grain {
      outcomes = try columns.series(relation, every: grain, context: call.context)
    }
    (self.spend, self.outcomes) = (spend, outcomes)
    // A period without rows that are counted is no gap.
    notes = spend.notes + (columns.figure == nil ? outcomes.leftOutNotes : outcomes.notes)
    guard let ofSpend = SharedCalendar(around: spend.reduction.series),
      let ofOutcomes = SharedCalendar(around: outcomes.series),
      let calendar = SharedCalendar(ofSpend, ofOutcomes, grain)
    else { throw Self.apart(spend.reduction, outcomes) }
    self.calendar = calendar
    let names = spend.reduction.series.compactMap(\.channel)
    brand = call.word("brand") ?? "brand"
    guard let series = spend.reduction.series.first(where: { [brand] in $0.channel == brand })
    else { throw ChannelNames.missing(brand, "brand", names) }
    brandSpend = calendar.values(series)
    periods = try Self.periods(call, calendar, grain, brandSpend, brand, &notes)
    recovery = try Self.recovery(call, grain, calendar.start)
    let isCounted = columns.figure == nil
    var found: [EffectChannel] = []
    var own: EffectChannel?
    for one in outcomes.series {
      let values = calendar.values(one).map { isCounted && $0.isNaN ? 0 : $0 }
      let name = one.channel ?? "(none)"
      let spent = spend.reduction.series.first { $0.channel == one.channel && one.channel != nil }
      if name == brand {
        own = EffectChannel(name: name, outcome: values)
      } else {
        found.append(
          EffectChannel(name: name, outcome: values, spend: spent.map(calendar.values)))
      }
    }
    (channels, self.own) = (found, own)
    noteCalendar(ofSpend, ofOutcomes)
    noteNames(names)
  }

  private static func periods(
    _ call: Call, _ calendar: SharedCalendar, _ grain: PeriodGrain, _ spend: [Double],
    _ brand: String, _ notes: inout [Note]
  ) throws(ValueError) -> [DarkPeriod] {
    guard call.has("from") || call.has("to") else {
      return try DarkSearch(call, grain: grain, start: calendar.start)
        .periods(spend, of: brand, &notes)
    }
    let series = RegularSeries(
      key: GroupKey(cells: []), grain: grain, start: calendar.start, values: spend, gaps: 0,
      repeated: 0)
    return try EffectStretch.all(call, in: series).map { stretch in
      DarkPeriod(stated: stretch.positions, of: spend)
    }
  }

  private static func recovery(
    _ call: Call, _ grain: PeriodGrain, _ start: Period
  ) throws(ValueError) -> Int {
    guard let value = call.value("recovery") else {
      return switch grain {
      case .day: 14
      case .week: 2
      case .month, .quarter, .year: 1
      }
    }
    guard value.magnitude != 0 else { return 0 }
    return try ForecastHorizon.periods(value, of: grain, after: start, argument: "recovery")
  }

  private static func apart(_ spend: SeriesReduction, _ outcomes: SeriesReduction) -> ValueError {
    func words(_ range: ClosedRange<CalendarDate>?) -> String {
      range.map { "go from \($0.lowerBound) to \($0.upperBound)" } ?? "have no dates"
    }
    return ValueError(
      .data, "the spend and the outcomes have no day in common",
      because:
        "the spend's dates \(words(spend.range)), those of the outcomes \(words(outcomes.range))",
      argument: "outcomes")
  }

  private mutating func noteCalendar(_ spend: SharedCalendar, _ outcomes: SharedCalendar) {
    guard calendar.count < max(spend.count, outcomes.count),
      let first = calendar.day(0), let last = calendar.lastDay(calendar.count - 1)
    else { return }
    notes.append(
      Note(.note, "only \(first) to \(last) is in both tables; what lies outside is not used"))
  }

  /// Channels that only one of the tables knows; of names that differ in capitals and marks alone the other.
  private mutating func noteNames(_ spent: [String]) {
    let known = channels.map(\.name) + (own.map { [$0.name] } ?? [])
    for channel in channels where channel.spend == nil && channel.name != "(none)" {
      if let near = ChannelNames.alike(channel.name, spent) {
        notes.append(
          Note(
            .warning,
            "the outcomes have a channel `\(channel.name)`, the spend `\(near)`: if they are one, "
              + "give them one name; they are kept apart here"))
      }
    }
    let unspent = channels.filter { $0.spend == nil }.map(\.name)
    if !unspent.isEmpty {
      notes.append(
        Note(
          .note,
          "no spend is known of \(NameList.text(unspent)): what was spent on "
            + "\(unspent.count == 1 ? "it" : "them") is not in the model"))
    }
    let without = spent.filter { !known.contains($0) }
    if !without.isEmpty {
      notes.append(Note(.note, "no outcome is known of \(NameList.text(without))"))
    }
  }
}
