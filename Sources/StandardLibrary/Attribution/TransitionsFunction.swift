internal import Statistics
internal import Units
internal import Values

extension Function {
  /// The transition matrix of the chain that `attribute` solves.
  package static let transitions: Function = Function(
    "transitions", .attribution,
    "From which touch persons go on to which, how many and how likely.",
    overloads: [
      Overload(
        Signature(
          [
            AttributionParameters.touches, AttributionParameters.conversions,
            AttributionParameters.order,
          ] + AttributionParameters.paths + [
            AttributionParameters.by, AttributionParameters.level,
          ] + AttributionParameters.roles,
          resultText: "Table",
          result: { types throws(ValueError) in
            try AttributionTypes(types).map { .table(transitionSchemas($0.keys)) } ?? .unknown
          }),
        body: counted)
    ],
    definition: """
      One row for each step that a path takes: from its start, from a channel or, at a higher order, from the \
      last channels (`a > b`), to a channel, to a purchase or to none. The probabilities from one place sum \
      to 1.
      """,
    formula: "probability = paths that go on so / paths that were there",
    assumptions: ["the next step depends on the last touches alone, as many as `order:` says"],
    source: "Anderl, Becker, von Wangenheim & Schumann 2016; Wilson 1927 for the interval",
    resultColumns: [
      ResultColumn("from", unit: "", "`(start)`, or the last touches"),
      ResultColumn("to", unit: "", "the next channel, `(purchase)` or `(none)` of these"),
      ResultColumn("paths", unit: "", "how many go on so"),
      ResultColumn("probability", unit: "%", "of those who were there"),
    ],
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
        transitions(touches, wins) | keep(.from, .to, .paths)
        """,
        gives: """
          from     to          paths
          ──────────────────────────
          (start)  tv              2
          search   (purchase)      1
          tv       (nothing)       1
          tv       search          1
          """)
    ],
    seeAlso: ["attribute", "paths"])
}

private func transitionSchemas(_ keys: [ColumnSchema]) -> TableType {
  var keys = keys + [ColumnSchema("from", .text), ColumnSchema("to", .text)]
  for index in keys.indices { keys[index].isGroupKey = true }
  return TableType(
    keys + [ColumnSchema("paths", .number), ColumnSchema("probability", .estimate(.share))])
}

private func counted(_ call: Call) throws(ValueError) -> Value {
  var request = try AttributionRequest(call, models: [])
  request.hasIntervals = false
  let data = try AttributionData(call, request)
  let keys = call.columns("by")
  let schemas =
    call.resultType.table
    ?? transitionSchemas(keys.map { ColumnSchema($0.name, $0.type) })
  var columns = Array(repeating: [Value](), count: schemas.columns.count)
  func name(_ channel: Int32) -> String {
    if case .text(let name) = data.channels[Int(channel)] { name } else { "(none)" }
  }
  for group in data.groups {
    try call.context.checkInterruption()
    var order = request.order ?? 1
    if request.order == nil {
      order =
        HeldOutOrder(
          group.journeys.journeys, resets: request.resets, greatest: TransitionChain.greatestOrder,
          seed: call.context.seed
        ).best
    }
    let chain = TransitionChain(group.journeys.journeys, order: order, resets: request.resets)
    var rows: [(from: String, to: String, count: Double, total: Double)] = []
    let totals = (0..<chain.stateCount).map(chain.total)
    for transition in chain.counts.indices {
      let origin = Int(chain.origins[transition])
      let from = chain.touches[origin].map(name).joined(separator: " > ")
      let to: String =
        switch chain.destinations[transition] {
        case TransitionChain.purchase: "(purchase)"
        case TransitionChain.nothing: "(nothing)"
        case let state: name(chain.lastChannel[Int(state)])
        }
      rows.append(
        (from.isEmpty ? "(start)" : from, to, chain.counts[transition], totals[origin]))
    }
    rows.sort { left, right in
      left.from == right.from
        ? left.to.utf8.lexicographicallyPrecedes(right.to.utf8)
        : left.from.utf8.lexicographicallyPrecedes(right.from.utf8)
    }
    for row in rows {
      let cells =
        zip(group.key.cells, keys).map { $0.value(of: $1.type) } + [
          .text(row.from), .text(row.to), .number(row.count),
          CreditEstimates.proportion(row.count, of: row.total, level: request.level),
        ]
      for (index, cell) in cells.enumerated() where columns.indices.contains(index) {
        columns[index].append(cell)
      }
    }
  }
  let function = Function.transitions
  return .table(
    Table(
      type: schemas,
      plan: LocalTable(type: schemas, columns: columns, rowCount: columns.first?.count ?? 0),
      explanation: Explanation(
        title: function.name, definition: function.definition, formula: function.formula,
        rowsUsed: data.rowsUsed, leftOut: data.leftOut,
        range: data.range.map { "\($0.lowerBound) to \($0.upperBound)" },
        interval: "Wilson's interval of a share", assumptions: function.assumptions,
        source: function.source),
      notes: data.notes))
}
