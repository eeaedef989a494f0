internal import Statistics
internal import Units
internal import Values

extension Function {
  /// The best split of a budget.
  package static let allocate: Function = Function(
    "allocate", .response, "Splits a budget over the channels so that it brings the most.",
    overloads: [
      Overload(
        Signature(
          [
            ResponseParameters.model, BudgetParameters.budget, BudgetParameters.target,
            OutcomeValue.parameter, BudgetParameters.floor, BudgetParameters.cap,
            BudgetParameters.step, BudgetParameters.extrapolate, BudgetParameters.intervals,
          ], resultText: "Table", result: allocateType),
        body: allocated)
    ],
    definition: """
      One row for each channel: today's spend, the best one, what it brings, how much more that is than today's \
      brings, and what the next dollar brings there; the last row is the total. In the best split the next \
      dollar brings the same everywhere, but where a floor, a cap or the step holds a channel. For concave \
      curves that is exact; for S-shaped ones all splits are searched with a bound that no split passes, which \
      `explain` gives, and a warning says where the search did not come to its end. With `target:` each channel \
      is spent on until its next outcome costs that; with `value:` outcomes count by what they are worth, and \
      without a budget spend goes as far as it pays. \
      No channel gets more or less than the data have seen, unless `extrapolate: true` or a floor says so, and a \
      channel whose curve the data do not tell keeps today's spend. Rates are per the time of the budget.
      """,
    formula: "maximise Σ value · f(spend) with Σ spend = budget, floor ≤ spend ≤ cap",
    assumptions: [
      "spend is steady: what carries over has settled; demand is as it is today",
      "the gain is judged by the data that chose the split, which flatters it somewhat",
      "the curves hold for the future, and channels do not move one another's",
    ],
    source: """
      Karush-Kuhn-Tucker conditions: Boyd & Vandenberghe 2004, Convex optimization, chapter 5; branch and bound \
      over concave envelopes: Horst & Tuy 1996, Global optimization; steps: Fox 1966, Operations Research 14:210
      """,
    resultColumns: [
      ResultColumn("today", unit: "the budget's", "what is spent today"),
      ResultColumn("spend", unit: "the budget's", "what the best split spends"),
      ResultColumn("outcome", unit: "the outcome's per time", "what it brings"),
      ResultColumn("gain", unit: "the outcome's per time", "how much more than today's spend"),
      ResultColumn("worth", unit: "the spend's per time", "what the gain is worth, with `value:`"),
      ResultColumn("marginal", unit: "outcome/spend", "what the next dollar brings"),
      ResultColumn(
        "held_by", unit: "", "floor, cap, data, zero or kept; missing where nothing holds it"),
    ],
    examples: [
      ResponseExamples.example(
        "allocate(curves, target: $100/customer) | keep(.channel, .today, .spend)",
        gives: """
          channel    today     spend
                   $/month   $/month
          ──────────────────────────
          spend     966.67  1,026.12
          """)
    ],
    seeAlso: ["response", "marginal", "plan"])
}

private func allocateType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let known = try ResponseCurves.known(types) else { return .unknown }
  let units = try SpendRate.units(types.type("budget")?.measure, known.units, argument: "budget")
  try OutcomeValue.check(types, known.units)
  return .table(allocateSchemas(known.keys, units, hasValues: types.has("value")))
}

private func allocateSchemas(
  _ keys: [ColumnSchema], _ units: ResponseUnits, hasValues: Bool
) -> TableType {
  TableType(
    keys + [
      ColumnSchema("today", .measure(units.spendRate)),
      ColumnSchema("spend", .measure(units.spendRate)),
      ColumnSchema("outcome", .estimate(units.outcomeRate)),
      ColumnSchema("gain", .estimate(units.outcomeRate)),
    ] + (hasValues ? [ColumnSchema("worth", .estimate(units.spendRate))] : []) + [
      ColumnSchema("marginal", .estimate(units.yield)), ColumnSchema("held_by", .text),
    ])
}

private func allocated(_ call: Call) throws(ValueError) -> Value {
  var model = try ResponseCurves.of(call)
  model.hasIntervals = call.bool("intervals") ?? true
  let budget = call.value("budget")
  let units = try SpendRate.units(budget?.measure, model.units, argument: "budget")
  let rate = try budget.map { value throws(ValueError) in
    try SpendRate(value, model, argument: "budget")
  }
  let step = try call.value("step").map { value throws(ValueError) in
    try SpendRate(value, model, argument: "step")
  }
  let request = try BudgetRequest(
    call, model, units, budget: rate?.perPeriod, step: step?.perPeriod)
  let split: BudgetAllocation
  do {
    split = try BudgetAllocation(
      request.free.compactMap { channel in
        channel.curve.map {
          BudgetChannel(
            SpendResponse($0), valuePerOutcome: channel.worth.value, floor: channel.floor,
            cap: channel.cap)
        }
      }, goal: request.goal, step: request.step, current: request.free.map(\.today))
  } catch { throw BudgetRefusal(request).error(error) }
  let schemas =
    call.resultType.table
    ?? allocateSchemas(model.keys, units, hasValues: request.hasValues)
  var rows = ModelRows(schemas, model)
  let sums = AllocationRows(request, split)
  for channel in request.channels { rows.add(channel.channel, sums.cells(channel)) }
  return rows.value(
    Function.allocate,
    request.notes + (rate?.notes ?? []) + (step?.notes ?? []) + sums.notes,
    worked: sums.certificate, total: sums.total)
}
