internal import Planning
internal import Statistics
internal import Units
internal import Values

extension Function {
  /// What happened to a series in a stretch of time.
  package static let effect: Function = Function(
    "effect", .series,
    "What happened to a series in a stretch of time, against what was to be expected.",
    overloads: [
      Overload(
        Signature(
          SeriesParameters.reading + [
            Parameter(
              "from", .value(EffectDates.pattern), named: true,
              "the first day of the stretch; a list for several"),
            Parameter(
              "to", .value(EffectDates.pattern), named: true,
              "the last day of the stretch; a list for several"),
            Parameter(
              "recovery", .value(.oneOf([.number, .time])), optional: true,
              "how long after it the series may take to come back; measured as well, and not learnt from"
            ),
            SeriesParameters.controls,
            Parameter(
              "rows", .choice(["windows", "points"]), default: "\"windows\"",
              "one row for each stretch, or for each period in it"),
          ] + SeriesParameters.model, resultText: "Table", result: effectType),
        body: measured)
    ],
    definition: """
      A structural time series is fitted to all periods outside of the stretches, and says what these would \
      have been: level, season, drift, and controls that explain the figure. The effect is what was less \
      what was to be expected. Gaps are left out of both. `placebo` asks the same where nothing happened: the \
      share of up to 20 other windows as long, the asked one with them, whose error is at least as large; \
      where their errors are larger than the model says, a warning tells it. A control that moved in the \
      stretch itself takes a part of the effect away, so each is asked the same question first.
      """,
    formula: "effect = Σ actual − Σ expected; relative = effect / Σ expected",
    assumptions: [
      "what else happened in the stretch is in the controls, or is taken for the effect",
      "nothing that is asked about has touched the controls",
      "noise is normal, on the scale of the model",
    ],
    source: """
      Harvey 1989; de Jong 1991, Annals of Statistics 19:1073; Brodersen et al. 2015, Annals of Applied \
      Statistics 9:247 (the question)
      """,
    resultColumns: [
      ResultColumn("window", unit: "", "effect, recovery, or both together"),
      ResultColumn("from", unit: "", "the first day"),
      ResultColumn("to", unit: "", "the last day"),
      ResultColumn("actual", unit: "the figure's", "what was"),
      ResultColumn("expected", unit: "the figure's", "what was to be expected"),
      ResultColumn("effect", unit: "the figure's", "actual − expected"),
      ResultColumn("average", unit: "the figure's", "the effect of one period"),
      ResultColumn("relative", unit: "%", "effect / expected"),
      ResultColumn(
        "p_value", unit: "%", "how often chance alone gives as large an effect, by the model"),
      ResultColumn("placebo", unit: "%", "the same by windows in which nothing happened"),
      ResultColumn(
        "cumulative", unit: "the figure's", "the effect so far, with `rows: \"points\"`"),
    ],
    examples: [
      Example(
        """
        let won = table {
          date | customers[customer]
          @2026-01-01 | 10
          @2026-01-02 | 12
          @2026-01-03 | 11
          @2026-01-04 | 9
          @2026-01-05 | 10
          @2026-01-06 | 11
          @2026-01-07 | 12
          @2026-01-08 | 10
          @2026-01-09 | 9
          @2026-01-10 | 11
          @2026-01-11 | 10
          @2026-01-12 | 12
          @2026-01-13 | 2
          @2026-01-14 | 3
          @2026-01-15 | 11
          @2026-01-16 | 10
        }
        effect(won, of: .customers, from: @2026-01-13, to: @2026-01-14) | keep(.window, .actual)
        """,
        gives: """
          window     actual
                  customers
          ─────────────────
          effect          5
          """)
    ],
    seeAlso: ["brand_effect", "dips", "forecast", "lift"])
}

private func effectType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let checked = try SeriesTypes(types) else { return .unknown }
  return .table(
    EffectRows.schemas(checked.keys, checked.measure, isByPoint: types.word("rows") == "points"))
}

private func measured(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("series")
  let columns = try SeriesColumns(call, table.type)
  let request = try SeriesModelRequest(call, trend: .level)
  let estimates = SeriesEstimates(
    level: try IntervalLevel.of(call), measure: columns.measure)
  let isByPoint = call.word("rows") == "points"
  let reduction = try SeriesReduction(try table.reduced(), columns, context: call.context)
  var rows = GroupedRows(call) {
    EffectRows.schemas($0, columns.measure, isByPoint: isByPoint)
  }
  var notes = reduction.notes
  var models: [String] = []
  for series in reduction.series {
    try call.context.checkInterruption()
    let windows = try EffectStretch.all(call, in: series)
    let effect = try SeriesEffect(
      series, request, controls: columns.controlNames, windows: windows, seed: call.context.seed)
    let made = EffectRows(series, effect, estimates)
    for window in windows {
      let cells = isByPoint ? made.points(window) : try made.windows(window, &notes)
      for row in cells { rows.add(series.key, row) }
    }
    notes += TouchedControls(series, columns.controlNames, request, windows).notes
    models.append(
      "\(series.key.cells.isEmpty ? "" : "\(series.name): ")\(effect.model.words(series.grain))")
  }
  return rows.value(
    Explanation(
      title: "effect", definition: Function.effect.definition, formula: Function.effect.formula,
      worked: models.isEmpty ? nil : models.prefix(20).joined(separator: "\n"),
      rowsUsed: [(table: "series", count: reduction.rowsUsed)], leftOut: reduction.leftOut,
      range: reduction.rangeText,
      interval: estimates.words, assumptions: Function.effect.assumptions,
      source: Function.effect.source),
    notes: notes)
}
