internal import Planning
internal import Statistics
internal import Units
internal import Values

extension Function {
  /// Forecasts a series.
  package static let forecast: Function = Function(
    "forecast", .series, "Forecasts a series, and says how well it would have done so before.",
    overloads: [
      Overload(
        Signature(
          SeriesParameters.reading + [
            Parameter(
              "horizon", .value(.oneOf([.number, .time])), optional: true,
              "how many periods, or how long; 28 days, 13 weeks, 12 months, 4 quarters or 3 years when left out"
            ),
            SeriesParameters.controls,
            Parameter(
              "rows", .choice(["forecast", "held_out"]), default: "\"forecast\"",
              "the periods to come, or those at the end that were held out to test the model"),
          ] + SeriesParameters.model, resultText: "Table", result: forecastType),
        body: forecasted)
    ],
    definition: """
      A structural time series: a level that moves at random, a drift, the season of the week or the year, \
      controls. Its variances are those of maximum likelihood, and the intervals hold their uncertainty. \
      The model is tested on the end of the series: as many periods as are forecast, but at most a quarter, \
      are held out, forecast from what stands before them, and compared with a forecast that repeats the \
      last season. Controls have to reach as far as the forecast.
      """,
    formula: "y = level + season + β · controls + noise",
    assumptions: [
      "the future is made as the past was: nothing that the series has not seen",
      "noise is normal, on the scale of the model",
    ],
    source: """
      Harvey 1989, Forecasting, structural time series models and the Kalman filter; de Jong 1991, Annals of \
      Statistics 19:1073 (diffuse start)
      """,
    resultColumns: [
      ResultColumn("from", unit: "", "the first day of the period"),
      ResultColumn("forecast", unit: "the figure's", "the mean of what it will be"),
      ResultColumn("actual", unit: "the figure's", "what it was, with `rows: \"held_out\"`"),
      ResultColumn(
        "naive", unit: "the figure's", "what the last season was, with `rows: \"held_out\"`"),
    ],
    examples: [
      Example(
        """
        let won = table {
          month | customers[customer]
          @2025-01 | 40
          @2025-02 | 42
          @2025-03 | 41
          @2025-04 | 45
          @2025-05 | 44
          @2025-06 | 47
          @2025-07 | 46
          @2025-08 | 49
          @2025-09 | 48
          @2025-10 | 52
          @2025-11 | 51
          @2025-12 | 53
        }
        forecast(won, of: .customers, horizon: 2).from
        """, gives: "[2026-01-01, 2026-02-01]")
    ],
    seeAlso: ["dips", "effect"])
}

private func forecastType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let checked = try SeriesTypes(types) else { return .unknown }
  return .table(
    forecastSchemas(checked.keys, checked.measure, isHeldOut: types.word("rows") == "held_out"))
}

private func forecastSchemas(
  _ keys: [ColumnSchema], _ measure: Measure, isHeldOut: Bool
) -> TableType {
  var columns =
    keys + [
      ColumnSchema("from", .date), ColumnSchema("forecast", .estimate(measure)),
    ]
  if isHeldOut {
    columns += [
      ColumnSchema("actual", .measure(measure)), ColumnSchema("naive", .measure(measure)),
    ]
  }
  return TableType(columns)
}

private func forecasted(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("series")
  let columns = try SeriesColumns(call, table.type)
  let request = try SeriesModelRequest(call, trend: .drift)
  let estimates = SeriesEstimates(
    level: try IntervalLevel.of(call), measure: columns.measure)
  let isHeldOut = call.word("rows") == "held_out"
  let reduction = try SeriesReduction(try table.reduced(), columns, context: call.context)
  var rows = GroupedRows(call) { forecastSchemas($0, columns.measure, isHeldOut: isHeldOut) }
  var notes = reduction.notes
  var models: [String] = []
  for series in reduction.series {
    try call.context.checkInterruption()
    let end = (series.values.lastIndex { !$0.isNaN } ?? -1) + 1
    guard let last = series.period(max(0, end - 1)) else { continue }
    let horizon = try ForecastHorizon.periods(
      call.value("horizon"), of: series.grain, after: last)
    let forecast = try SeriesForecast(
      series, request, controls: columns.controlNames, end: end, horizon: horizon,
      seed: call.context.seed)
    let held = HeldOutForecast(
      series, request, controls: columns.controlNames, end: end, horizon: horizon,
      seed: call.context.seed, estimates: estimates)
    let about = ForecastFindings(series, forecast, held, columns.measure)
    notes += about.notes
    models.append(about.model)
    if isHeldOut, let held {
      for (place, value) in held.forecast.enumerated() {
        rows.add(
          series.key,
          [
            series.first(held.first + place),
            estimates.estimate(value, held.replicates[place]),
            figure(held.actual[place], columns.measure), figure(held.naive[place], columns.measure),
          ])
      }
    } else if !isHeldOut {
      for (place, value) in forecast.means.enumerated() {
        rows.add(
          series.key,
          [
            series.first(forecast.first + place),
            estimates.estimate(value, forecast.replicates[place]),
          ])
      }
    }
  }
  return rows.value(
    Explanation(
      title: "forecast", definition: Function.forecast.definition,
      formula: Function.forecast.formula,
      worked: models.isEmpty ? nil : models.prefix(20).joined(separator: "\n"),
      rowsUsed: [(table: "series", count: reduction.rowsUsed)], leftOut: reduction.leftOut,
      range: reduction.rangeText,
      interval: estimates.words, assumptions: Function.forecast.assumptions,
      source: Function.forecast.source),
    notes: notes)
}

private func figure(_ value: Double, _ measure: Measure) -> Value {
  value.isNaN ? .missing : .quantity(Quantity(value, measure))
}
