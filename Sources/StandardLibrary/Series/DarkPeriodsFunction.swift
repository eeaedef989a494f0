internal import Planning
internal import Statistics
internal import Units
internal import Values

extension Function {
  /// When the spend of channels was dark.
  package static let darkPeriods: Function = Function(
    "dark_periods", .series, "When the spend of a channel went dark, or dropped.",
    overloads: [
      Overload(
        Signature(
          [
            Parameter("spend", .table(role: "spend"), "what was spent, when and on which channel"),
            Parameter(
              "channel", .value(.oneOf([.text, .list(.text)])), optional: true,
              "the channels that are looked at; all when left out"),
          ] + DarkSearch.parameters + [SeriesParameters.every],
          resultText: "Table", result: darkType),
        body: darkened)
    ],
    definition: """
      One row for each stretch in which a channel's spend was at most a tenth of its usual level; `drop:` says \
      how far it has to fall. The usual level is the median of the spending days up to twelve weeks around \
      it. Days without a row count as days without spend. One or two days of spend do not end a stretch where its mean \
      stays low, and pauses by habit, as at weekends, are none. A stretch that begins with the data is \
      left out, since nothing was lit before it.
      """,
    formula: "spend ≤ (1 − drop) · usual",
    assumptions: ["a day without a row is a day without spend"],
    source: "counting; the median of the neighbours",
    resultColumns: [
      ResultColumn("channel", unit: "", "the channel"),
      ResultColumn("from", unit: "", "the first dark day"),
      ResultColumn("to", unit: "", "the last dark day"),
      ResultColumn("days", unit: "day", "how many days that is"),
      ResultColumn("usual", unit: "USD/day", "the usual spend around it"),
      ResultColumn("during", unit: "USD/day", "the spend in it"),
    ],
    examples: [
      Example(
        """
        let spend = table {
          date        | channel | cost[USD]
          @2026-01-05 | "brand" | 700
          @2026-01-12 | "brand" | 690
          @2026-01-19 | "brand" | 720
          @2026-01-26 | "brand" | 0
          @2026-02-02 | "brand" | 0
          @2026-02-09 | "brand" | 710
          @2026-02-16 | "brand" | 700
        }
        dark_periods(spend) | keep(.channel, .from, .to)
        """,
        gives: """
          channel  from        to
          ───────────────────────────────
          brand    2026-01-26  2026-02-08
          """)
    ],
    seeAlso: ["brand_effect", "dips", "effect"])
}

private func darkType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let table = try types.knownTable("spend") else { return .unknown }
  let columns = try SpendColumns(
    table, arguments: [:], dollar: types.isStrict ? nil : types.dollar)
  _ = try RoleResolution(table, as: .spend, parameter: "spend").required("channel")
  return .table(darkSchemas(columns.currency))
}

private func darkSchemas(_ currency: NamedUnit) -> TableType {
  let units = DayUnits(currency)
  return TableType([
    ColumnSchema("channel", .text, isGroupKey: true), ColumnSchema("from", .date),
    ColumnSchema("to", .date), ColumnSchema("days", .measure(units.day)),
    ColumnSchema("usual", .measure(units.moneyPerDay)),
    ColumnSchema("during", .measure(units.moneyPerDay)),
  ])
}

private func darkened(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("spend")
  let spend = try SpendSeries(
    table, every: call.word("every").flatMap(PeriodGrain.init(rawValue:)), context: call.context)
  var notes = spend.notes
  let units = DayUnits(spend.currency)
  var rows = GroupedRows(call, or: { _ in darkSchemas(spend.currency) })
  let series = spend.reduction.series
  let wanted = try ChannelNames.asked(call, "channel", of: series.compactMap(\.channel))
  if let calendar = SharedCalendar(around: series) {
    let search = try DarkSearch(call, grain: spend.grain, start: calendar.start)
    for one in series where wanted?.contains(one.channel ?? "") ?? true {
      let values = calendar.values(one)
      for period in try search.periods(values, of: one.name, &notes) {
        guard let from = calendar.day(period.first), let to = calendar.lastDay(period.last) else {
          continue
        }
        let days = Double(to.dayNumber - from.dayNumber + 1)
        let length = days / Double(period.positions.count)
        rows.add(
          GroupKey(cells: []),
          [
            one.channel.map(Value.text) ?? .missing, .date(from), .date(to),
            .quantity(Quantity(days, units.day)),
            .quantity(Quantity(period.usual / length, units.moneyPerDay)),
            .quantity(Quantity(period.during / length, units.moneyPerDay)),
          ])
        if period.isOpenAtEnd {
          notes.append(
            Note(.warning, "\(one.name) is still dark at the end of the data, on \(to)"))
        }
      }
    }
  }
  return rows.value(
    Explanation(
      title: "dark_periods", definition: Function.darkPeriods.definition,
      formula: Function.darkPeriods.formula,
      rowsUsed: [(table: "spend", count: spend.reduction.rowsUsed)],
      leftOut: spend.reduction.leftOut,
      range: spend.reduction.rangeText,
      assumptions: Function.darkPeriods.assumptions, source: Function.darkPeriods.source),
    notes: notes)
}
