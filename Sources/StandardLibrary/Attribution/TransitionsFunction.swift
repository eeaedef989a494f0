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
          ] + AttributionParameters.roles + AttributionParameters.counted,
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
      ResultColumn(
        "to", unit: "", "the next channel, `(purchase)`, or `(nothing)` where the path ends"),
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
  let log = try JourneyLog(call, request)
  var table = GroupedRows(call, or: transitionSchemas)
  for group in log.groups {
    try call.context.checkInterruption()
    let order = request.chainOrder(group.journeys, seed: call.context.seed).order
    let chain = TransitionChain(group.journeys, order: order, resets: request.resets)
    var rows: [(from: String, to: String, count: Double, total: Double)] = []
    let totals = (0..<chain.stateCount).map(chain.total)
    for transition in chain.counts.indices {
      let origin = Int(chain.origins[transition])
      let from = chain.touches[origin].map(log.name).joined(separator: " > ")
      let to: String =
        switch chain.destinations[transition] {
        case TransitionChain.purchase: "(purchase)"
        case TransitionChain.nothing: "(nothing)"
        case let state: log.name(chain.lastChannel[Int(state)])
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
      let cells: [Value] = [
        .text(row.from), .text(row.to), .number(row.count),
        CreditEstimates.proportion(row.count, of: row.total, level: request.level),
      ]
      table.add(group.key, cells)
    }
  }
  return table.value(
    log.explanation(.transitions, interval: "Wilson's interval of a share"),
    notes: log.notes + log.gaps(request))
}
