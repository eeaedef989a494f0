internal import Statistics
internal import Units
internal import Values

/// The table of one model: who is credited with what.
struct AttributeResult {
  let data: AttributionData
  let request: AttributionRequest
  let spend: AttributionSpend?
  let model: AttributionModel
  private let rows: CreditRows
  private let estimates: CreditEstimates

  init(
    _ data: AttributionData, _ request: AttributionRequest, _ spend: AttributionSpend?,
    model: AttributionModel
  ) {
    self.data = data
    self.request = request
    self.spend = spend
    self.model = model
    rows = CreditRows(data, spend)
    estimates = CreditEstimates(level: request.level, hasIntervals: request.hasIntervals)
  }

  /// The columns of the result, in the currency of the values and of the cost.
  static func schemas(
    _ keys: [ColumnSchema], value: NamedUnit?, cost: NamedUnit?
  ) -> TableType {
    var schemas = keys + [ColumnSchema("channel", .text)]
    for index in schemas.indices { schemas[index].isGroupKey = true }
    schemas += [
      ColumnSchema("credit", .estimate(.number)), ColumnSchema("share", .estimate(.share)),
    ]
    if let value { schemas.append(ColumnSchema("value", .estimate(.unit(Unit(value))))) }
    if let cost {
      schemas.append(ColumnSchema("cost", .unit(Unit(cost))))
      schemas.append(ColumnSchema("cost_per_conversion", .estimate(.unit(Unit(cost)))))
      if value == cost { schemas.append(ColumnSchema("return", .estimate(.number))) }
    }
    return TableType(schemas)
  }

  static let columns = [
    ResultColumn("channel", unit: "", "the channel; `(no touch)` for purchases without one"),
    ResultColumn("credit", unit: "", "the purchases that the channel is credited with"),
    ResultColumn("share", unit: "%", "credit over the purchases that had a touch"),
    ResultColumn("value", unit: "USD", "what these purchases were worth, with `value`"),
    ResultColumn("cost", unit: "USD", "what was spent on the channel, with `cost:`"),
    ResultColumn("cost_per_conversion", unit: "USD", "cost / credit, with `cost:`"),
    ResultColumn("return", unit: "", "value / cost, with `cost:`"),
  ]

  func value(
    _ call: Call, _ function: Function, notes: [Note]
  ) throws(ValueError) -> Value {
    var table = GroupedRows(
      call,
      or: { Self.schemas($0, value: data.log.currency, cost: spend?.currency) })
    let totals = data.groups.map { $0.credits.credits[model]?.totalReplicates ?? [] }
    for row in rows.rows {
      try call.context.checkInterruption()
      let group = data.groups[row.group]
      let figures = self.figures(row, group, totals: totals[row.group])
      table.add(
        group.key, [row.channel] + table.names.dropFirst().map { figures[$0] ?? .missing })
    }
    let findings = AttributionFindings(data, request, spend)
    return table.value(
      explanation(function),
      notes: data.log.notes + (spend?.notes ?? []) + findings.notes([model]) + notes)
  }

  private func figures(
    _ row: CreditRows.Row, _ group: AttributionData.Group, totals: [Double]
  ) -> [String: Value] {
    let money = data.log.currency.map { Measure.unit(Unit($0)) }
    let spent = spend.map { Measure.unit(Unit($0.currency)) }
    var figures: [String: Value] = [:]
    if let spend { figures["cost"] = cost(spend, group, row) }
    if row.isUntouched {
      figures["credit"] = estimates.estimate(
        group.credits.untouched.purchases, .number, replicates: [])
      if let money {
        figures["value"] = estimates.estimate(group.credits.untouched.value, money, replicates: [])
      }
      return figures
    }
    let found = row.index.flatMap { index in group.credits.credits[model].map { (index, $0) } }
    let credit = found?.1.credit[found?.0 ?? 0] ?? 0
    let credits = found.map { $1.creditReplicates.isEmpty ? [] : $1.creditReplicates[$0] } ?? []
    let value = found?.1.value[found?.0 ?? 0] ?? 0
    let values = found.map { $1.valueReplicates.isEmpty ? [] : $1.valueReplicates[$0] } ?? []
    let bound = row.index == nil ? nil : estimates.boundOfNone
    figures["credit"] = estimates.estimate(credit, .number, replicates: credits, bound: bound)
    let total = group.credits.credits[model]?.total ?? 0
    figures["share"] = estimates.estimate(
      total == 0 ? nil : credit / total, .share,
      replicates: found.map { $1.shareReplicates($0, of: totals) } ?? [],
      bound: bound.map { min(1, $0 / max(1, total)) })
    if let money {
      // No interval around what no purchase showed.
      figures["value"] = estimates.estimate(value, money, replicates: credit > 0 ? values : [])
    }
    if let spent, case .quantity(let cost)? = figures["cost"] {
      figures["cost_per_conversion"] = estimates.estimate(
        credit > 0 ? cost.magnitude / credit : nil, spent,
        replicates: credits.map { cost.magnitude / $0 })
      if cost.magnitude > 0 {
        figures["return"] = estimates.estimate(
          value / cost.magnitude, .number, replicates: values.map { $0 / cost.magnitude })
      }
    }
    return figures
  }

  private func cost(
    _ spend: AttributionSpend, _ group: AttributionData.Group, _ row: CreditRows.Row
  ) -> Value {
    guard !row.isUntouched, let cost = spend.cost(group.key, row.channel) else { return .missing }
    return .quantity(Quantity(cost, .unit(Unit(spend.currency))))
  }

  private func explanation(_ function: Function) -> Explanation {
    Explanation(
      title: "\(function.name), \(model.rawValue)", definition: model.meaning,
      formula: model.formula, rowsUsed: data.log.rowsUsed, leftOut: data.log.leftOut,
      range: data.log.range.map { "\($0.lowerBound) to \($0.upperBound)" },
      interval: request.hasIntervals ? AttributionFindings.intervalText(request) : nil,
      assumptions: AttributionFindings.assumptions(request, [model]), source: model.source)
  }
}
