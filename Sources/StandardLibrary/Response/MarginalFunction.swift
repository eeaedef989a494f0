internal import Statistics
internal import Units
internal import Values

extension Function {
  /// What the next dollar of each channel brings.
  package static let marginal: Function = Function(
    "marginal", .response, "What the average and the next dollar of each channel bring, and cost.",
    overloads: [
      Overload(
        Signature(
          [
            ResponseParameters.model,
            Parameter(
              "at", .value(.quantity), optional: true,
              "spend per time at which it is asked, of each channel; today's when left out"),
          ], resultText: "Table", result: marginalType),
        body: marginals),
      Overload(
        Signature(
          [
            Parameter("model", .value(.table), "what `response` gives, or rows of it"),
            Parameter("at", .value(.quantity), named: true, "the spend per time of a row"),
          ],
          form: .scalar(marginalOperation), resultText: "Estimate", groupsOf: "model",
          result: { types throws(ValueError) in
            try ResponseCurves.known(types).map { .estimate($0.units.yield) } ?? .unknown
          })),
    ],
    definition: """
      One row for each channel: its outcomes per time at this spend, what a dollar brings on average and what \
      the next one brings, each with its cost. All are read from the curve of the channel: the average is \
      outcome / spend, the marginal the slope. Spend is steady, so that the carry-over of every dollar is in \
      it. In an expression over rows, as in `add(next: marginal(curves, at: .spend))`, it is the marginal \
      return of the row's channel.
      """,
    formula: "average = f(spend) / spend; marginal = f′(spend); costs are one over them",
    assumptions: ["the curve holds at the spend asked about, which beyond the data nothing shows"],
    source:
      "Jin et al. 2017, Bayesian methods for media mix modeling with carryover and shape effects",
    resultColumns: [
      ResultColumn("spend", unit: "the spend's per time", "where it is asked"),
      ResultColumn("outcome", unit: "the outcome's per time", "what the channel brings there"),
      ResultColumn("average", unit: "outcome/spend", "what a dollar brings"),
      ResultColumn("marginal", unit: "outcome/spend", "what the next dollar brings"),
      ResultColumn("average_cost", unit: "spend/outcome", "what an outcome costs"),
      ResultColumn("marginal_cost", unit: "spend/outcome", "what the next outcome costs"),
    ],
    examples: [
      ResponseExamples.example(
        "marginal(curves, at: $2k/month) | keep(.channel, .outcome, .marginal_cost)",
        gives: """
          channel               outcome            marginal_cost
                        customers/month               $/customer
          ──────────────────────────────────────────────────────
          spend    26.39 [25.60, 27.14]  211.58 [203.16, 219.84]
          [low, high]: 95% interval
          """)
    ],
    seeAlso: ["response", "saturation", "allocate"])
}

private func marginalType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let known = try ResponseCurves.known(types) else { return .unknown }
  let units = try SpendRate.units(types.type("at")?.measure, known.units, argument: "at")
  return .table(marginalSchemas(known.keys, units))
}

private func marginalSchemas(_ keys: [ColumnSchema], _ units: ResponseUnits) -> TableType {
  TableType(
    keys + [
      ColumnSchema("spend", .measure(units.spendRate)),
      ColumnSchema("outcome", .estimate(units.outcomeRate)),
      ColumnSchema("average", .estimate(units.yield)),
      ColumnSchema("marginal", .estimate(units.yield)),
      ColumnSchema("average_cost", .estimate(units.cost)),
      ColumnSchema("marginal_cost", .estimate(units.cost)),
    ])
}

private func marginals(_ call: Call) throws(ValueError) -> Value {
  let model = try ResponseCurves.of(call)
  let asked = call.value("at")
  let units = try SpendRate.units(asked?.measure, model.units, argument: "at")
  let rate = try asked.map { value throws(ValueError) in
    try SpendRate(value, model, argument: "at")
  }
  let perPeriod = model.rate(per: units.time).perPeriod
  var rows = ModelRows(call.resultType.table ?? marginalSchemas(model.keys, units), model)
  var beyond: [String] = []
  for channel in model.channels {
    let response = model.response(channel)
    let spend = rate?.perPeriod ?? response.today
    if model.curve(channel) != nil, let most = response.stock.max(), spend > most {
      beyond.append(channel.name)
    }
    let returns = CurveReturns(model: model, channel: channel, units: units, spend: spend)
    rows.add(
      channel,
      [
        ResponseEstimates.quantity(spend / perPeriod, units.spendRate), returns.outcome,
        returns.average, returns.marginal, returns.averageCost, returns.marginalCost,
      ])
  }
  let notes =
    beyond.isEmpty
    ? []
    : [
      Note(
        .warning,
        "\(NameList.text(beyond)): this is more than any spend in the data\(model.counted); that the curve holds there is not known"
      )
    ]
  return rows.value(Function.marginal, notes + (rate?.notes ?? []))
}

/// The marginal return in an expression over rows: the spend of the row, and the columns that name its channel.
private func marginalOperation(_ types: CallTypes) throws(ValueError) -> ScalarOperation {
  guard let known = try ResponseCurves.known(types) else {
    throw ValueError(.invalidArgument, "`model` requires what `response` gives", argument: "model")
  }
  // What is read is a plain number in the units of the column.
  let measure = types.column("at")?.type.measure ?? .number
  _ = try SpendRate.units(measure, known.units, argument: "at")
  return ScalarOperation(
    "marginal return",
    bind: { arguments throws(ValueError) in
      guard case .table(let table)?? = arguments.first else {
        throw ValueError(
          .invalidArgument, "the model of `marginal` is the same for all rows", argument: "model")
      }
      return BoundOperation(
        marginalReturn(of: try ResponseCurves.ofRows(table), at: measure),
        kept: Array(1..<arguments.count))
    },
    sql: { _ in nil },
    evaluate: { arguments throws(ValueError) in
      guard case .table(let table)? = arguments.first else { return .missing }
      return try marginalReturn(of: try ResponseCurves.ofRows(table), at: measure)
        .evaluate(Array(arguments.dropFirst()))
    })
}

/// Of a spend in these units and the values that name a channel; missing for a channel that the model has not.
private func marginalReturn(of model: ResponseCurves, at measure: Measure) -> ScalarOperation {
  ScalarOperation(
    "marginal return", sql: { _ in nil },
    evaluate: { arguments throws(ValueError) in
      guard let spend = arguments.first?.magnitude,
        let channel = try model.channel(Array(arguments.dropFirst()))
      else { return .missing }
      let rate = try SpendRate(.quantity(Quantity(spend, measure)), model, argument: "at")
      return CurveReturns(
        model: model, channel: channel, units: model.units, spend: rate.perPeriod
      ).marginal
    })
}
