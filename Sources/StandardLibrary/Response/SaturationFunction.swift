internal import Statistics
internal import Units
internal import Values

extension Function {
  /// How full each channel is.
  package static let saturation: Function = Function(
    "saturation", .response,
    "How close each channel is to its ceiling, and the spend beyond which the next dollar does not pay.",
    overloads: [
      Overload(
        Signature(
          [ResponseParameters.model, OutcomeValue.parameter], resultText: "Table",
          result: saturationType),
        body: saturated)
    ],
    definition: """
      One row for each channel: today's spend, how much of its ceiling it brings (missing for curves without \
      one: power and log), what the next outcome costs, and, where it is known what an outcome is worth, the \
      spend per time beyond which the next outcome costs more than that, with the room up to it; negative room \
      is spend that does not pay at the margin. Outcomes in money are worth what they are.
      """,
    formula: "f′(limit) = 1 / value; room = limit − spend; saturated = f(spend) / ceiling",
    assumptions: ["the curve holds up to the limit, which beyond the data nothing shows"],
    source:
      "Jin et al. 2017, Bayesian methods for media mix modeling with carryover and shape effects",
    resultColumns: [
      ResultColumn("spend", unit: "the spend's per time", "today's"),
      ResultColumn("saturated", unit: "%", "what it brings of what it could at most"),
      ResultColumn("marginal_cost", unit: "spend/outcome", "what the next outcome costs"),
      ResultColumn("limit", unit: "the spend's per time", "beyond it the next dollar does not pay"),
      ResultColumn("room", unit: "the spend's per time", "limit − spend"),
    ],
    examples: [
      ResponseExamples.example(
        "saturation(curves, value: $100/customer) | keep(.channel, .saturated, .limit)",
        gives: """
          channel          saturated                 limit
                                   %               $/month
          ────────────────────────────────────────────────
          spend    46.4 [44.2, 48.5]  1,026 [1,001, 1,050]
          [low, high]: 95% interval
          """)
    ],
    seeAlso: ["response", "marginal", "allocate"])
}

private func saturationType(_ types: CallTypes) throws(ValueError) -> Type {
  guard let known = try ResponseCurves.known(types) else { return .unknown }
  try OutcomeValue.check(types, known.units)
  return .table(saturationSchemas(known.keys, known.units))
}

private func saturationSchemas(_ keys: [ColumnSchema], _ units: ResponseUnits) -> TableType {
  TableType(
    keys + [
      ColumnSchema("spend", .measure(units.spendRate)),
      ColumnSchema("saturated", .estimate(.share)),
      ColumnSchema("marginal_cost", .estimate(units.cost)),
      ColumnSchema("limit", .estimate(units.spendRate)),
      ColumnSchema("room", .estimate(units.spendRate)),
    ])
}

private func saturated(_ call: Call) throws(ValueError) -> Value {
  let model = try ResponseCurves.of(call)
  let value = try OutcomeValue(call, model)
  let units = model.units, perPeriod = model.rate(per: units.time).perPeriod
  let schemas = call.resultType.table ?? saturationSchemas(model.keys, units)
  var rows = ModelRows(schemas, model)
  var beyond: [String] = [], endless: [String] = []
  for channel in model.channels {
    let response = model.response(channel)
    let returns = CurveReturns(model: model, channel: channel, units: units, spend: response.today)
    let limit = value.flatMap { SpendLimit(model, channel, worth: $0.amount(channel)) }
    if let limit, let most = response.stock.max(), limit.spend > most {
      beyond.append(channel.name)
    }
    if value != nil, model.curve(channel) != nil, limit == nil { endless.append(channel.name) }
    rows.add(
      channel,
      [
        ResponseEstimates.quantity(response.today / perPeriod, units.spendRate),
        returns.saturated, returns.marginalCost,
        limit?.estimate(units.spendRate, less: 0, per: perPeriod) ?? .missing,
        limit?.estimate(units.spendRate, less: response.today, per: perPeriod) ?? .missing,
      ])
  }
  var notes: [Note] = []
  if value == nil {
    notes.append(
      Note(
        .note,
        "where the next dollar stops paying needs what an outcome is worth: `value: \(OutcomeValue.example(units))`"
      ))
  }
  if !beyond.isEmpty {
    notes.append(
      Note(
        .warning,
        "\(NameList.text(beyond)): the limit lies beyond all spend in the data; that the curve holds there is not known"
      ))
  }
  if !endless.isEmpty {
    notes.append(
      Note(
        .note,
        "\(NameList.text(endless)): no limit, since the curve never gets so flat that the next dollar does not pay"
      ))
  }
  return rows.value(Function.saturation, notes)
}

/// The spend at which the slope of a curve is one over what an outcome is worth.
private struct SpendLimit {
  let spend: Double
  private let replicates: [Double]
  private let estimates: ResponseEstimates

  /// Nil where the curve is not known, or never gets so flat.
  init?(_ model: ResponseCurves, _ channel: ResponseCurves.Channel, worth: DrawnFigure) {
    guard let curve = model.curve(channel), let spend = Self.spend(curve, worth.value) else {
      return nil
    }
    self.spend = spend
    replicates = model.curves(channel).enumerated().map { number, curve in
      curve.flatMap { Self.spend($0, worth.replicate(number)) } ?? .nan
    }
    estimates = model.estimates
  }

  func estimate(_ measure: Measure, less today: Double, per perPeriod: Double) -> Value {
    estimates.estimate(
      (spend - today) / perPeriod, replicates.map { ($0 - today) / perPeriod }, measure)
  }

  /// 0 where no dollar pays.
  private static func spend(_ curve: SaturationCurve, _ worth: Double) -> Double? {
    guard worth > 0 else { return 0 }
    if let spend = curve.spend(whereSlopeIs: 1 / worth) { return spend }
    return curve.slope(at: curve.inflection) < 1 / worth ? 0 : nil
  }
}
