internal import Statistics
internal import Units
internal import Values

/// The rows of `response`: of channels, of their parameters, or of the curves that were compared.
struct ResponseRows {
  let model: ResponseCurves

  init(_ model: ResponseCurves) { self.model = model }

  static let columns = [
    ResultColumn("spend", unit: "the spend's per time", "today's, the mean of the last periods"),
    ResultColumn("outcome", unit: "the outcome's per time", "what the channel brings at it"),
    ResultColumn("average_cost", unit: "spend/outcome", "what an outcome costs today"),
    ResultColumn("marginal_cost", unit: "spend/outcome", "what the next outcome costs today"),
    ResultColumn(
      "average", unit: "outcome/spend", "what a dollar brings today, where outcomes are money"),
    ResultColumn(
      "marginal", unit: "outcome/spend", "what the next dollar brings, where outcomes are money"),
    ResultColumn("curve", unit: "", "the family of the curve"),
    ResultColumn("half_life", unit: "week", "after how long half of a dollar's effect is there"),
    ResultColumn("verdict", unit: "", "identified, or why not"),
    ResultColumn("parameter", unit: "", "its name, with `rows: \"parameters\"`"),
    ResultColumn("value", unit: "", "its estimate, with `rows: \"parameters\"`"),
    ResultColumn("low", unit: "", "the lower end of its interval; missing where there is none"),
    ResultColumn("high", unit: "", "the upper end of its interval; missing where there is none"),
    ResultColumn("error", unit: "", "its standard error"),
    ResultColumn("unit", unit: "", "the unit of the parameter"),
    ResultColumn(
      "held_out", unit: "the outcome's", "the error of periods held out, with `rows: \"curves\"`"),
    ResultColumn("fit", unit: "the outcome's", "the error within the data"),
    ResultColumn("within_reach", unit: "", "whether it describes the data about as well"),
    ResultColumn("chosen", unit: "", "whether its curve is given"),
  ]

  /// The columns that name the channels.
  static func keys(_ by: [ColumnSchema]) -> [ColumnSchema] {
    guard !by.isEmpty else { return [ColumnSchema("channel", .text, isGroupKey: true)] }
    return by.map { ColumnSchema($0.name, $0.type, isGroupKey: true) }
  }

  static func schemas(
    _ keys: [ColumnSchema], _ units: ResponseUnits, _ kind: String
  ) -> TableType {
    switch kind {
    case "parameters":
      return TableType(
        keys + [
          ColumnSchema("curve", .text), ColumnSchema("parameter", .text),
          ColumnSchema("value", .number), ColumnSchema("low", .number),
          ColumnSchema("high", .number), ColumnSchema("error", .number),
          ColumnSchema("unit", .text), ColumnSchema("verdict", .text),
        ])
    case "curves":
      return TableType(
        keys + [
          ColumnSchema("curve", .text), ColumnSchema("held_out", .measure(units.outcome)),
          ColumnSchema("fit", .measure(units.outcome)), ColumnSchema("within_reach", .bool),
          ColumnSchema("chosen", .bool),
        ])
    default:
      var type = TableType(
        keys + [
          ColumnSchema("spend", .measure(units.spendRate)),
          ColumnSchema("outcome", .estimate(units.outcomeRate)),
          ColumnSchema(
            units.isMoney ? "average" : "average_cost",
            .estimate(units.isMoney ? units.yield : units.cost)),
          ColumnSchema(
            units.isMoney ? "marginal" : "marginal_cost",
            .estimate(units.isMoney ? units.yield : units.cost)),
          ColumnSchema("curve", .text),
          ColumnSchema("half_life", .unit(Unit(units.time))),
          ColumnSchema("verdict", .text),
        ])
      type.model = ResponseCurves.type(keys, units)
      return type
    }
  }

  func table(_ kind: String, _ schemas: TableType) -> LocalTable {
    var rows: [[Value]] = []
    for channel in model.channels {
      let key = model.keyValues(channel)
      switch kind {
      case "parameters": rows += parameters(channel).map { key + $0 }
      case "curves": rows += curves(channel).map { key + $0 }
      default: rows.append(key + returns(channel))
      }
    }
    let columns = schemas.columns.indices.map { place in
      rows.map { $0.indices.contains(place) ? $0[place] : .missing }
    }
    return LocalTable(type: schemas, columns: columns, rowCount: rows.count)
  }

  // MARK: Channels

  private func returns(_ channel: ResponseCurves.Channel) -> [Value] {
    let response = model.response(channel)
    let units = model.units
    let perPeriod = model.rate(per: units.time).perPeriod
    let returns = CurveReturns(
      model: model, channel: channel, units: units, spend: response.today)
    let lags = response.carryOver.halfLife.map { $0 * perPeriod }
    return [
      ResponseEstimates.quantity(response.today / perPeriod, units.spendRate),
      returns.outcome, units.isMoney ? returns.average : returns.averageCost,
      units.isMoney ? returns.marginal : returns.marginalCost,
      response.curve.map { .text($0.family.rawValue) } ?? .missing,
      model.curve(channel) == nil
        ? .missing : ResponseEstimates.quantity(lags, .unit(Unit(units.time))),
      .text(ResponseVerdict(model: model, channel: channel).text),
    ]
  }

  // MARK: Curves

  private func curves(_ channel: ResponseCurves.Channel) -> [[Value]] {
    model.response(channel).comparison.map { compared in
      [
        .text(compared.family.rawValue),
        ResponseEstimates.quantity(compared.heldOutError, model.units.outcome),
        ResponseEstimates.quantity(compared.fitError, model.units.outcome),
        .bool(compared.isWithinReach), .bool(compared.isChosen),
      ]
    }
  }
}

extension CarryOver {
  /// After how many periods half of the effect is there; nil for none.
  var halfLife: Double? {
    let weights = weights(count: Self.window * 8)
    var sum = 0.0
    for (lag, weight) in weights.enumerated() {
      if sum + weight >= 0.5, weight > 0 { return Double(lag) + (0.5 - sum) / weight }
      sum += weight
    }
    return nil
  }
}
