internal import Statistics
internal import Units
internal import Values

extension Function {
  /// All models of attribution beside each other.
  package static let attributionModels: Function = Function(
    "attribution_models", .attribution, "What each model credits to each channel, side by side.",
    overloads: [
      Overload(
        Signature(
          [AttributionParameters.touches, AttributionParameters.conversions]
            + [
              AttributionParameters.order, AttributionParameters.halfLife,
              AttributionParameters.weights, AttributionParameters.direct,
              AttributionParameters.game,
            ] + AttributionParameters.paths + [
              AttributionParameters.cost, AttributionParameters.by, AttributionParameters.level,
              AttributionParameters.intervals,
            ] + AttributionParameters.roles + AttributionParameters.counted + [
              AttributionParameters.value
            ],
          resultText: "Table", result: modelsType),
        body: compared)
    ],
    definition: """
      One row for each channel and one column of credit for each model; each column sums to the same \
      purchases. `disagreement` is the range of the models' credits over their mean: where it is large, \
      what a channel is given depends on the model more than on the data.
      """,
    formula: "disagreement = (greatest credit − least credit) / mean credit",
    assumptions: [
      "credit divides the purchases that happened; it does not say what would happen without a channel"
    ],
    source: "the sources of the models, in `attribute`", resultColumns: ModelsResult.columns,
    examples: [
      Example(
        """
        let touches = table {
          person | at | channel
          "p1" | @2026-01-01 | "tv"
          "p1" | @2026-01-02 | "search"
          "p2" | @2026-01-01 | "tv"
        }
        let wins = table {
          person | at | value[USD]
          "p1" | @2026-01-03 | 90
        }
        attribution_models(touches, wins, intervals: false) | keep(.channel, .first, .last, .shapley)
        """,
        gives: """
          channel  first  last  shapley
          ─────────────────────────────
          search       0     1      0.5
          tv           1     0      0.5
          """)
    ],
    seeAlso: ["attribute", "paths", "synergy"])
}

private func modelsType(_ types: CallTypes) throws(ValueError) -> Type {
  try AttributionTypes(types).map { .table(ModelsResult.schemas($0.keys, cost: $0.cost)) }
    ?? .unknown
}

private func compared(_ call: Call) throws(ValueError) -> Value {
  var request = try AttributionRequest(call, models: AttributionModel.allCases)
  // Paths with counts do not say when their touches were.
  if request.roles["path"] != nil { request.models.removeAll { $0 == .timeDecay } }
  let log = try JourneyLog(call, request)
  let data = try AttributionData(log, request, context: call.context)
  let spend = try AttributionSpend(call, log)
  let windows = try WindowComparison(call, request, data)
  return try ModelsResult(data, request, spend).value(call, notes: windows.notes)
}

/// The table of all models.
struct ModelsResult {
  let data: AttributionData
  let request: AttributionRequest
  let spend: AttributionSpend?
  private let rows: CreditRows
  private let estimates: CreditEstimates

  init(_ data: AttributionData, _ request: AttributionRequest, _ spend: AttributionSpend?) {
    self.data = data
    self.request = request
    self.spend = spend
    rows = CreditRows(data, spend)
    estimates = CreditEstimates(level: request.level, hasIntervals: request.hasIntervals)
  }

  static func schemas(_ keys: [ColumnSchema], cost: NamedUnit?) -> TableType {
    var schemas = keys + [ColumnSchema("channel", .text)]
    for index in schemas.indices { schemas[index].isGroupKey = true }
    schemas += AttributionModel.names.map { ColumnSchema($0, .estimate(.number)) }
    schemas.append(ColumnSchema("disagreement", .estimate(.share)))
    if let cost {
      let money = Type.unit(Unit(cost))
      schemas += [
        ColumnSchema("cost", money), ColumnSchema("cheapest", money),
        ColumnSchema("dearest", money),
      ]
    }
    return TableType(schemas)
  }

  static let columns =
    [ResultColumn("channel", unit: "", "the channel; `(no touch)` for purchases without one")]
    + AttributionModel.allCases.map {
      ResultColumn($0.rawValue, unit: "", "the purchases that \($0.rawValue) credits to it")
    } + [
      ResultColumn("disagreement", unit: "%", "the range of the credits over their mean"),
      ResultColumn("cost", unit: "USD", "what was spent on the channel, with `cost:`"),
      ResultColumn("cheapest", unit: "USD", "cost / the greatest of the credits, with `cost:`"),
      ResultColumn("dearest", unit: "USD", "cost / the least of the credits, with `cost:`"),
    ]

  func value(_ call: Call, notes: [Note]) throws(ValueError) -> Value {
    var table = GroupedRows(call, or: { Self.schemas($0, cost: spend?.currency) })
    for row in rows.rows {
      try call.context.checkInterruption()
      let group = data.groups[row.group]
      table.add(group.key, [row.channel] + figures(row, group))
    }
    let findings = AttributionFindings(data, request, spend)
    let untold =
      data.log.hasTimes
      ? []
      : [Note(.note, "time_decay is missing: paths with counts do not say when their touches were")]
    return table.value(
      explanation(),
      notes: untold + data.log.notes + (spend?.notes ?? []) + findings.notes(request.models)
        + distance() + notes)
  }

  private func figures(_ row: CreditRows.Row, _ group: AttributionData.Group) -> [Value] {
    if row.isUntouched {
      let count = group.credits.untouched.purchases
      let same = AttributionModel.allCases.map { model in
        request.models.contains(model)
          ? estimates.estimate(count, .number, replicates: []) : .missing
      }
      return same + [estimates.estimate(0, .share, replicates: [])] + cost([], row, group)
    }
    var credits: [Double] = []
    var replicates: [[Double]] = []
    var cells: [Value] = []
    for model in AttributionModel.allCases {
      guard request.models.contains(model) else {
        cells.append(.missing)
        continue
      }
      let found = row.index.flatMap { index in
        group.credits.credits[model].map { (credit: $0, index: index) }
      }
      let value = found.map { $0.credit.credit[$0.index] } ?? 0
      let drawn =
        found.map { $0.credit.creditReplicates.isEmpty ? [] : $0.credit.creditReplicates[$0.index] }
        ?? []
      credits.append(value)
      replicates.append(drawn)
      cells.append(
        estimates.estimate(
          value, .number, replicates: drawn,
          bound: row.index == nil ? nil : estimates.boundOfNone))
    }
    let resampled = replicates.allSatisfy { !$0.isEmpty }
    cells.append(
      estimates.estimate(
        Self.disagreement(credits), .share,
        replicates: resampled
          ? (0..<ResamplingWeights.replicateCount).map { draw in
            Self.disagreement(replicates.map { $0[draw] }) ?? .nan
          } : []))
    return cells + cost(credits, row, group)
  }

  /// The range over the mean; nil where no model gives anything.
  private static func disagreement(_ credits: [Double]) -> Double? {
    guard let least = credits.min(), let greatest = credits.max() else { return nil }
    let mean = credits.reduce(0, +) / Double(credits.count)
    return mean > 0 ? (greatest - least) / mean : nil
  }

  private func cost(
    _ credits: [Double], _ row: CreditRows.Row, _ group: AttributionData.Group
  ) -> [Value] {
    guard let spend else { return [] }
    let money = Measure.unit(Unit(spend.currency))
    guard !row.isUntouched, let cost = spend.cost(group.key, row.channel) else {
      return [.missing, .missing, .missing]
    }
    func each(_ credit: Double?) -> Value {
      guard let credit, credit > 0 else { return .missing }
      return .quantity(Quantity(cost / credit, money))
    }
    return [.quantity(Quantity(cost, money)), each(credits.max()), each(credits.min())]
  }

  /// How far the models lie from one another, over all channels.
  private func distance() -> [Note] {
    var farthest: (first: AttributionModel, second: AttributionModel, moved: Double)?
    for (place, first) in AttributionModel.allCases.enumerated() {
      for second in AttributionModel.allCases.dropFirst(place + 1) {
        var moved = 0.0, all = 0.0
        for group in data.groups {
          guard let one = group.credits.credits[first], let other = group.credits.credits[second]
          else { continue }
          for (mine, theirs) in zip(one.credit, other.credit) { moved += abs(mine - theirs) / 2 }
          all += one.total
        }
        guard all > 0 else { continue }
        if moved / all > farthest?.moved ?? -1 { farthest = (first, second, moved / all) }
      }
    }
    // What sums differ by in their last digits is no difference.
    guard let farthest, farthest.moved > 1e-9 else { return [] }
    let share = NumberText().text(Quantity(farthest.moved, .share))
    return [
      Note(
        .note,
        "the models that differ most are \(farthest.first.rawValue) and \(farthest.second.rawValue): they give \(share) of the purchases to other channels"
      )
    ]
  }

  private func explanation() -> Explanation {
    let function = Function.attributionModels
    return Explanation(
      title: function.name,
      definition: function.definition + "\n"
        + AttributionModel.allCases.map { "\($0.rawValue): \($0.meaning)" }.joined(separator: "\n"),
      formula: function.formula, rowsUsed: data.log.rowsUsed, leftOut: data.log.leftOut,
      range: data.log.range.map { "\($0.lowerBound) to \($0.upperBound)" },
      interval: request.hasIntervals ? AttributionFindings.intervalText(request) : nil,
      assumptions: AttributionFindings.assumptions(request, AttributionModel.allCases),
      source: function.source)
  }
}
