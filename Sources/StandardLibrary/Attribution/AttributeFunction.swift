internal import Units
internal import Values

extension Function {
  /// Credits purchases to the channels that touched their buyers.
  package static let attribute: Function = Function(
    "attribute", .attribution, "Credits purchases to the channels that touched their buyers.",
    overloads: [
      Overload(
        Signature(
          [AttributionParameters.touches, AttributionParameters.conversions]
            + [
              AttributionParameters.model, AttributionParameters.order,
              AttributionParameters.halfLife, AttributionParameters.weights,
              AttributionParameters.direct, AttributionParameters.game,
            ] + AttributionParameters.paths + [
              AttributionParameters.cost, AttributionParameters.by, AttributionParameters.level,
              AttributionParameters.intervals,
            ] + AttributionParameters.roles + AttributionParameters.counted + [
              AttributionParameters.value
            ],
          resultText: "Table", result: attributeType),
        body: attributed)
    ],
    definition: """
      One row for each channel, with the purchases that it is credited with. All models divide the same \
      purchases, so the credits of each sum to them; purchases without a touch have a row of their own. \
      Channels that only the spend knows are rows too. None of the models is causal.
      """,
    formula: "credit of a channel = Σ over purchases of its part of each",
    assumptions: [
      "credit divides the purchases that happened; it does not say what would happen without a channel"
    ],
    source: """
      Anderl, Becker, von Wangenheim & Schumann 2016, International Journal of Research in Marketing 33:457; \
      Zhao, Mahboobi & Bagheri 2018
      """,
    resultColumns: AttributeResult.columns,
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
        (attribute(touches, wins, model: "linear", intervals: false)).value
        """, gives: "[$45, $45]")
    ],
    seeAlso: ["attribution_models", "paths", "transitions", "synergy"])
}

private func attributeType(_ types: CallTypes) throws(ValueError) -> Type {
  try AttributionTypes(types).map { found in
    .table(
      AttributeResult.schemas(found.keys, value: found.value, cost: found.cost))
  } ?? .unknown
}

/// What the checker knows of a call: the keys, and the currencies of values and cost.
struct AttributionTypes {
  var keys: [ColumnSchema]
  var value: NamedUnit?
  var cost: NamedUnit?

  /// Nil where a table is not known yet.
  init?(_ types: CallTypes) throws(ValueError) {
    guard let touches = types.table("touches") else { return nil }
    if types.has("conversions"), types.table("conversions") == nil { return nil }
    let dollar = types.isStrict ? nil : types.dollar
    var roles: [String: String] = [:]
    for role in AttributionParameters.roleNames {
      if let column = types.columns(role)?.first { roles[role] = column.name }
    }
    if roles["path"] != nil {
      value = try PathColumns(touches, arguments: roles, dollar: dollar).currency
    } else {
      try PathColumns.checkUnused(roles)
      value = try AttributionColumns(
        touches: touches, purchases: types.table("conversions"), arguments: roles, dollar: dollar
      ).currency
    }
    try AttributionKeys.check(types)
    keys = types.columns("by") ?? []
    if types.has("cost") {
      guard let table = types.table("cost") else { return nil }
      cost = try SpendColumns(table, arguments: [:], dollar: dollar).currency
    }
    if keys.contains(where: { $0.name == "channel" }) {
      throw ValueError(
        .invalidArgument, "the result would have two columns `channel`",
        because: "there is a row for each channel as it is", argument: "by")
    }
  }
}

private func attributed(_ call: Call) throws(ValueError) -> Value {
  let name = call.word("model") ?? "markov"
  guard let model = AttributionModel(rawValue: name) else {
    throw ValueError(
      .invalidArgument, "there is no model `\(name)`",
      because: "the models are \(AttributionModel.names.joined(separator: ", "))",
      fixes: [.init("model: \"linear\"")], argument: "model")
  }
  let request = try AttributionRequest(call, models: [model])
  let log = try JourneyLog(call, request)
  let data = try AttributionData(log, request, context: call.context)
  let spend = try AttributionSpend(call, log)
  let windows = try WindowComparison(call, request, data)
  return try AttributeResult(data, request, spend, model: model)
    .value(call, .attribute, notes: windows.notes)
}
