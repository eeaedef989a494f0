internal import Statistics
internal import Units
internal import Values

extension Function {
  /// The best even pace of spend over a window to come.
  package static let plan: Function = Function(
    "plan", .response, "Splits a budget for a time to come, from what is still carried over.",
    overloads: [
      Overload(
        Signature(
          [
            ResponseParameters.model,
            Parameter("over", .value(.period), named: true, "the time to come: `@2026-Q3`"),
            Parameter(
              "budget", .value(.quantity), optional: true,
              "what is spent in the whole time, or per time"),
            BudgetParameters.target, OutcomeValue.parameter, BudgetParameters.floor,
            BudgetParameters.cap,
            Parameter(
              "step", .value(.quantity), optional: true,
              "spend is a multiple of this: in the whole time, or per time"),
            Parameter(
              "delay", .value(.time), default: "0 days",
              "how long a deal takes: outcomes come so much later"),
            Parameter(
              "count", .choice(["all", "window"]), default: "\"all\"",
              "whether outcomes that come after the time count in the choice"),
            BudgetParameters.extrapolate,
          ], resultText: "Table", result: planType),
        body: planned)
    ],
    definition: """
      One row for each channel: an even pace of spend from the beginning of the time to its end, what of it \
      comes in that time and what later, and how much of the first would come without any spend in it, from \
      what is carried over and from deals that are under way. Between the data and the time today's spend goes \
      on; after it nothing is spent, so that what comes later is of this plan and of what was before. The split \
      makes the most of all outcomes, or with `count: "window"` of those in the time. The gain is over today's \
      pace. With `target:` each channel is spent on until its next outcome costs that; with `value:` outcomes \
      count by what they are worth, and without a budget spend goes as far as it pays. No channel gets more or \
      less than the data have seen, unless `extrapolate: true` or a floor says so.
      """,
    formula:
      "stock(t) = Σ weight(lag) · spend(t − lag); outcome = Σ f(stock(t)), or where saturation comes first Σ weight(lag) · f(spend(t − lag)), each `delay:` later",
    assumptions: [
      "the curves, the carry-over and the time that a deal takes stay as they were",
      "today's spend goes on until the time begins, and demand stays as it is today",
    ],
    source: "Jin et al. 2017 (carry-over); Horst & Tuy 1996, Global optimization (the search)",
    resultColumns: [
      ResultColumn("today", unit: "the spend's", "what today's pace spends in the time"),
      ResultColumn("spend", unit: "the spend's", "what the plan spends in it"),
      ResultColumn("outcome", unit: "the outcome's", "what comes in the time"),
      ResultColumn("already", unit: "the outcome's", "of that, what comes without any spend in it"),
      ResultColumn("later", unit: "the outcome's", "what comes after it, with nothing spent then"),
      ResultColumn(
        "gain", unit: "the outcome's", "how much more of what counts than at today's pace"),
      ResultColumn("worth", unit: "the spend's", "what the gain is worth, with `value:`"),
      ResultColumn("marginal", unit: "outcome/spend", "what the next dollar brings"),
      ResultColumn(
        "held_by", unit: "", "floor, cap, data, zero or kept; missing where nothing holds it"),
    ],
    examples: [
      ResponseExamples.example(
        "plan(curves, budget: $6k, over: @2026-Q2) | keep(.channel, .spend, .outcome)",
        gives: """
          channel  spend            outcome
                       $          customers
          ─────────────────────────────────
          spend    6,000  79.2 [76.8, 81.4]
          [low, high]: 95% interval
          """)
    ],
    seeAlso: ["allocate", "response", "forecast"])
}

private func planType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let known = try ResponseCurves.known(types) else { return .unknown }
  for argument in ["budget", "step"] {
    if let measure = types.type(argument)?.measure, measure.unit != known.units.spend.unit {
      _ = try SpendRate.units(measure, known.units, argument: argument)
    }
  }
  try OutcomeValue.check(types, known.units)
  return .table(planSchemas(known.keys, known.units, hasValues: types.has("value")))
}

private func planSchemas(
  _ keys: [ColumnSchema], _ units: ResponseUnits, hasValues: Bool
) -> TableType {
  TableType(
    keys + [
      ColumnSchema("today", .measure(units.spend)), ColumnSchema("spend", .measure(units.spend)),
      ColumnSchema("outcome", .estimate(units.outcome)),
      ColumnSchema("already", .measure(units.outcome)),
      ColumnSchema("later", .estimate(units.outcome)),
      ColumnSchema("gain", .estimate(units.outcome)),
    ] + (hasValues ? [ColumnSchema("worth", .estimate(units.spend))] : []) + [
      ColumnSchema("marginal", .measure(units.yield)), ColumnSchema("held_by", .text),
    ])
}

private func planned(_ call: Call) throws(ValueError) -> Value {
  let model = try ResponseCurves.of(call)
  let window = try PlanWindow(call, model)
  let units = model.units
  let (budget, step) = (try window.amount(call, "budget"), try window.amount(call, "step"))
  let request = try BudgetRequest(
    call, model, units, budget: budget?.perPeriod, step: step?.perPeriod)
  let horizon: PlanHorizon = call.word("count") == "window" ? .window : .all
  let channels = request.free.compactMap { channel in
    channel.curve.map {
      window.channel(channel, request, $0, model.response(channel.channel).carryOver)
    }
  }
  let count = Double(window.periods)
  let plan: SpendPlan
  do {
    plan = try SpendPlan(
      channels, periods: window.periods, goal: request.goal(times: count), horizon: horizon,
      step: request.step, current: request.free.map(\.today))
  } catch { throw BudgetRefusal(request, periods: count).error(error) }
  let schemas =
    call.resultType.table ?? planSchemas(model.keys, units, hasValues: request.hasValues)
  var rows = ModelRows(schemas, model)
  let cells = PlanRows(request, window, plan, horizon)
  for channel in request.channels { rows.add(channel.channel, cells.cells(channel)) }
  return rows.value(
    Function.plan,
    request.notes + (budget?.notes ?? []) + (step?.notes ?? []) + window.notes + cells.notes,
    worked: window.words, total: cells.total)
}
