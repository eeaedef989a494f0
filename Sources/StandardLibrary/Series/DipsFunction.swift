internal import Planning
internal import Statistics
internal import Units
internal import Values

extension Function {
  /// Finds when a series changed.
  package static let dips: Function = Function(
    "dips", .series, "Finds when a series changed its level, its spread or its slope.",
    overloads: [
      Overload(
        Signature(
          SeriesParameters.reading + [
            Parameter(
              "kind", .choice(ChangeSearch.kinds.map(\.name)), default: "\"level\"",
              "what changes: the mean, the standard deviation with the mean, or the line"),
            Parameter(
              "penalty", .value(.number), optional: true,
              "what a change has to save, as a number: in the square of the figure, or for `spread` in −2 ln L"
            ),
            Parameter(
              "least", .value(.number), optional: true,
              "the fewest values between two changes; as few as the kind allows when left out"),
            SeriesParameters.season, SeriesParameters.level,
          ], resultText: "Table", result: dipsType),
        body: found)
    ],
    definition: """
      One row for each change: the first day of the new level, and the interval of that day. The division of \
      the series is the best of all: no other has a smaller sum of its cost and its penalties. The penalty \
      is that of the Bayesian information criterion with the long-run variance of the noise, so that a series \
      that wanders is not cut into pieces. A season is taken out first: that of the week from daily values, \
      that of the year from two years of values; `season: "none"` keeps it. Levels are means of \
      what there was, season and all. Periods without a row are gaps, not zeros.
      """,
    formula: "least Σ cost of the segments + penalty · changes",
    assumptions: [
      "between two changes the figure is constant, or a line, but for noise",
      "an interval is of the day alone: it does not say whether there is a change at all",
    ],
    source: """
      Killick, Fearnhead & Eckley 2012, JASA 107:1590 (PELT); Yao 1988 and Lavielle & Moulines 2000 (penalty); \
      Eo & Morley 2015, Quantitative Economics 6:463 (intervals)
      """,
    resultColumns: [
      ResultColumn("from", unit: "", "the first day of the new level"),
      ResultColumn("earliest", unit: "", "the first day that this may be"),
      ResultColumn("latest", unit: "", "the last day that this may be"),
      ResultColumn("before", unit: "the figure's", "the mean, spread or slope before"),
      ResultColumn("after", unit: "the figure's", "the same after"),
      ResultColumn("change", unit: "%", "after / before − 1"),
    ],
    examples: [
      Example(
        """
        let spend = table {
          date | cost[USD]
          @2026-01-01 | 100
          @2026-01-02 | 104
          @2026-01-03 | 97
          @2026-01-04 | 101
          @2026-01-05 | 20
          @2026-01-06 | 23
          @2026-01-07 | 18
          @2026-01-08 | 21
        }
        dips(spend, of: .cost).from
        """, gives: "[2026-01-05]")
    ],
    seeAlso: ["dark_periods", "effect", "forecast"])
}

private func dipsType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let checked = try SeriesTypes(types) else { return .unknown }
  return .table(dipsSchemas(checked.keys, checked.measure))
}

private func dipsSchemas(_ keys: [ColumnSchema], _ measure: Measure) -> TableType {
  let figure = Type.measure(measure)
  return TableType(
    keys + [
      ColumnSchema("from", .date), ColumnSchema("earliest", .date), ColumnSchema("latest", .date),
      ColumnSchema("before", figure), ColumnSchema("after", figure),
      ColumnSchema("change", .share),
    ])
}

private func found(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("series")
  let columns = try SeriesColumns(call, table.type)
  let level = try IntervalLevel.of(call)
  let search = try ChangeSearch(call)
  let season = try SeriesModelRequest(call, trend: .level)
  let reduction = try SeriesReduction(try table.reduced(), columns, context: call.context)
  var rows = GroupedRows(call) { dipsSchemas($0, columns.measure) }
  var notes = reduction.notes
  var penalties: [String] = []
  for series in reduction.series {
    try call.context.checkInterruption()
    let flat = try SeriesSeason(series, season)
    guard let changes = try search.changes(of: flat.values, in: series, &notes) else { continue }
    let text = NumberText()
    penalties.append(
      (series.key.cells.isEmpty ? "" : "\(series.name): ")
        + "penalty \(text.text(.number(changes.penalty)))"
        + (flat.words.map { ", without \($0)" } ?? ""))
    for (place, interval) in changes.intervals(level: level).enumerated() {
      let before = search.figure(changes.segments[place], of: series.values)
      let after = search.figure(changes.segments[place + 1], of: series.values)
      let change: Value =
        before > 0 ? .quantity(Quantity(after / before - 1, .share)) : .missing
      rows.add(
        series.key,
        [
          series.first(interval.first), series.first(interval.earliest + 1),
          series.first(interval.latest + 1), .quantity(Quantity(before, columns.measure)),
          .quantity(Quantity(after, columns.measure)), change,
        ])
    }
  }
  return rows.value(
    Explanation(
      title: "dips", definition: Function.dips.definition, formula: Function.dips.formula,
      worked: penalties.isEmpty ? nil : penalties.prefix(20).joined(separator: "; "),
      rowsUsed: [(table: "series", count: reduction.rowsUsed)], leftOut: reduction.leftOut,
      range: reduction.rangeText,
      interval:
        "\(NumberText().text(Quantity(level, .share))) by the likelihood ratio of the days, with the "
        + "other changes held",
      assumptions: Function.dips.assumptions, source: Function.dips.source),
    notes: notes)
}
