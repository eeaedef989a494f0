internal import Statistics
internal import Units
internal import Values

extension Function {
  /// What each channel brought.
  package static let contributions: Function = Function(
    "contributions", .response,
    "What the base and each channel brought, adding up to the fitted total.",
    overloads: [
      Overload(
        Signature(
          [
            ResponseParameters.model,
            Parameter(
              "every", .word(PeriodGrain.allCases.map(\.rawValue)), optional: true,
              "one row for each period and channel; without it one for all of the data"),
          ], resultText: "Table", result: contributionsType),
        body: contributed)
    ],
    definition: """
      One row for the base and for each channel: what was spent, how many of the outcomes the curve gives it at \
      the spend that there was, its share of all, and its return. A channel's outcomes are those that there \
      would not be without any of its spend, carry-over from before the data included. Of a model of several channels \
      together, those that were left out of the rows are one row, `(others)`. The rows add up to the fitted total; \
      what spend of the last periods still brings after them is not in it.
      """,
    formula:
      "contribution = Σ f(stock of the period), or where saturation comes first Σ weight(lag) · f(spend); base = Σ (intercept + trend + season + controls)",
    assumptions: [
      "without spend a channel brings nothing: the curve holds down to zero",
      "the effects of channels add up",
    ],
    source:
      "Jin et al. 2017, Bayesian methods for media mix modeling with carryover and shape effects",
    resultColumns: [
      ResultColumn("from", unit: "", "the first day of the period, with `every:`"),
      ResultColumn("spend", unit: "the spend's", "what was spent"),
      ResultColumn("outcome", unit: "the outcome's", "what it brought"),
      ResultColumn("share", unit: "%", "of all outcomes as fitted"),
      ResultColumn("average", unit: "outcome/spend", "what a dollar brought"),
    ],
    examples: [
      ResponseExamples.example(
        "contributions(curves) | keep(.channel, .spend, .outcome)",
        gives: """
          channel   spend               outcome
                        $             customers
          ─────────────────────────────────────
          (base)        –   65.0 [ 56.9,  73.7]
          spend    14,200  221.8 [213.4, 229.8]
          [low, high]: 95% interval
          """)
    ],
    seeAlso: ["response", "marginal", "attribute"])

  /// What stands for the base among the channels.
  static let baseName = "(base)"
  /// What stands for the channels of a model together that are not asked about.
  static let othersName = "(others)"
}

private func contributionsType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let known = try ResponseCurves.known(types) else { return .unknown }
  return .table(contributionsSchemas(known.keys, known.units, types.word("every") != nil))
}

private func contributionsSchemas(
  _ keys: [ColumnSchema], _ units: ResponseUnits, _ isByPeriod: Bool
) -> TableType {
  TableType(
    (isByPeriod ? [ColumnSchema("from", .date)] : []) + keys + [
      ColumnSchema("spend", .measure(units.spend)),
      ColumnSchema("outcome", .estimate(units.outcome)),
      ColumnSchema("share", .share), ColumnSchema("average", .estimate(units.yield)),
    ])
}

private func contributed(_ call: Call) throws(ValueError) -> Value {
  let model = try ResponseCurves.of(call)
  let every = call.word("every").flatMap(PeriodGrain.init(rawValue:))
  let units = model.units
  let schemas =
    call.resultType.table ?? contributionsSchemas(model.keys, units, every != nil)
  if let every, every.coarser(model.grain) != every {
    throw ValueError(
      .invalidArgument, "`every: \(every.rawValue)` is shorter than the periods that were fitted",
      because: "the curves were fitted to \(model.grain.rawValue)s",
      fixes: [.init("every: \(model.grain.rawValue)")], argument: "every")
  }
  try call.context.checkInterruption()
  let parts = ContributionParts(model, every: every)
  var rows = ModelRows(schemas, model)
  for (period, shown) in zip(parts.periods, parts.rows) {
    let from: [Value] = every == nil ? [] : [period.map(Value.date) ?? .missing]
    let total = shown.reduce(0) { $0 + $1.outcome.value }
    for part in shown {
      let hasSpend = if case .base = part.source { false } else { true }
      let average = hasSpend && part.isKnown && part.spend > 0
      rows.add(
        from + key(part.source, model) + [
          hasSpend ? ResponseEstimates.quantity(part.spend, units.spend) : .missing,
          part.isKnown
            ? model.estimates.estimate(part.outcome, units.outcome) : .missing,
          ResponseEstimates.quantity(
            total > 0 && part.isKnown ? part.outcome.value / total : nil, .share),
          average
            ? model.estimates.estimate(
              part.outcome.value / part.spend, part.outcome.replicates.map { $0 / part.spend },
              units.yield)
            : .missing,
        ])
    }
  }
  return rows.value(Function.contributions, parts.notes)
}

private func key(_ source: ContributionParts.Source, _ model: ResponseCurves) -> [Value] {
  let name: String
  switch source {
  case .channel(let channel): return model.keyValues(channel)
  case .base: name = Function.baseName
  case .others: name = Function.othersName
  }
  return model.keys.enumerated().map { place, column in
    place == model.keys.count - 1 && column.type == .text ? .text(name) : .missing
  }
}
