internal import Planning
internal import Statistics
internal import Units
internal import Values

extension Function {
  /// Curves of diminishing returns.
  package static let response: Function = Function(
    "response", .response,
    "How much each channel brings at each spend: curves of diminishing returns.",
    overloads: [
      Overload(
        Signature(
          [
            ResponseParameters.table, ResponseParameters.spend, ResponseParameters.outcome,
            ResponseParameters.by, ResponseParameters.together, SeriesParameters.at,
            ResponseParameters.every, ResponseParameters.curve, ResponseParameters.carryover,
            ResponseParameters.first, ResponseParameters.start, ResponseParameters.trend,
            ResponseParameters.season,
            ResponseParameters.scale, ResponseParameters.controls, ResponseParameters.calibrate,
            ResponseParameters.recent,
            ResponseParameters.per, ResponseParameters.rows, SeriesParameters.level,
            ResponseParameters.intervals, ResponseParameters.seed,
          ], resultText: "Table", result: responseType),
        body: responded)
    ],
    definition: """
      Outcomes are a base and what each channel brings: a rising curve of its spend, \
      carried over to later periods by weights that sum to 1, so that a steady spend has itself as its stock and \
      the slope is the whole return of one more dollar. Spend adds up before it saturates, or with \
      `first: "saturation"` each period saturates by itself. Least squares over all parameters, with noise that \
      may be correlated from one period to the next. Trend and season are added to the base, or multiply base and \
      channels as demand does, and curves are then those of today's demand: `scale:` says which, else held-out \
      periods do. With `by:` each channel explains its own outcomes, with \
      `together: true` or a list of columns all explain one sum. Without `curve:` six curves are compared by \
      what they say of periods held out in order of time; the intervals of the returns hold every curve that \
      describes the data about as well. What the data do not tell is said, and no number is given for it. The \
      result keeps the curves for `marginal`, `saturation`, `contributions`, `allocate` and `plan`.
      """,
    formula: """
      outcome = demand · (base + Σ f(Σ weight(lag) · spend)), or with `first: "saturation"` Σ weight(lag) · f(spend); hill c·xⁿ/(kⁿ + xⁿ), michaelis_menten c·x/(k + x), \
      exponential c·(1 − e^(−x/k)), power c·(x/k)ⁿ, log c·ln(1 + x/k), tanh c·tanh(x/k)
      """,
    assumptions: [
      "spend was not set by what was sold in the same period: a budget that follows demand looks like a return",
      "the curve and the carry-over stayed as they are through the data",
      "with `by:` alone, no channel moves the outcomes of another",
    ],
    source: """
      Jin et al. 2017, Bayesian methods for media mix modeling with carryover and shape effects; Chan & Perry 2017, \
      Challenges and opportunities in media mix modeling; Golub & Pereyra 1973, SIAM Journal on Numerical Analysis \
      10:413 (variable projection)
      """,
    resultColumns: ResponseRows.columns,
    examples: [
      ResponseExamples.example(
        "curves | keep(.channel, .spend, .marginal_cost, .verdict)",
        gives: """
          channel    spend         marginal_cost  verdict
                   $/month            $/customer
          ──────────────────────────────────────────────────
          spend     966.67  94.53 [92.31, 96.86]  identified
          [low, high]: 95% interval
          """)
    ],
    seeAlso: ["marginal", "saturation", "contributions", "allocate", "plan", "brand_effect"])
}

private func responseType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let table = try types.knownTable("series"), let outcome = types.columns("outcome")?.first,
    let spend = types.columns("spend")
  else { return .unknown }
  let dates = try SeriesColumns.dateType(types.columns("at")?.first?.type, table)
  try ResponseColumns.check(spend: spend, hasGroups: types.columns("by") != nil)
  let keys = ResponseRows.keys(types.columns("by") ?? [])
  guard
    let units = ResponseUnits(
      outcome: outcome.type.measure ?? .number, spend: spend.first?.type.measure ?? .number,
      per: types.word("per"), every: types.word("every"), dates: dates)
  else { return .unknown }
  return .table(ResponseRows.schemas(keys, units, types.word("rows") ?? "channels"))
}

private func responded(_ call: Call) throws(ValueError) -> Value {
  let table = try call.table("series")
  let request = try ResponseRequest(call, table.type)
  let markets = try ResponseMarkets(
    table, request.columns, isJoint: request.isJoint, context: call.context)
  var fitted: [ResponseCurves.Market] = []
  let calibration = try CalibrationRows(call, markets, request)
  for market in markets.markets {
    try call.context.checkInterruption()
    fitted.append(try ResponseFitting(market, request, calibration).fitted)
  }
  let keys = ResponseRows.keys(request.columns.keys)
  let model = ResponseCurves(
    fitted, units: request.units, grain: markets.grain, keys: keys, level: request.level,
    isProfiled: request.isProfiled)
  let rows = ResponseRows(model)
  let kind = call.word("rows") ?? "channels"
  let schemas = call.resultType.table ?? ResponseRows.schemas(keys, request.units, kind)
  let explanation = Explanation(
    title: "response", definition: Function.response.definition,
    formula: Function.response.formula,
    worked: ResponseWords(model, request).lines.map { "\n    \($0)" }.joined(),
    rowsUsed: [(table: "series", count: markets.reduction.rowsUsed)],
    leftOut: markets.reduction.leftOut, range: markets.reduction.rangeText,
    interval: model.estimates.words, assumptions: Function.response.assumptions,
    source: Function.response.source)
  let local = rows.table(kind, schemas)
  return .table(
    Table(
      type: schemas, plan: local, explanation: explanation,
      notes: markets.notes + calibration.notes + ResponseWarnings(model).notes,
      model: kind == "channels" ? model : nil))
}
