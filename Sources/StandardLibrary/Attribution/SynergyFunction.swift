internal import Statistics
internal import Units
internal import Values

extension Function {
  /// Pairs of channels that convert together more than apart.
  package static let synergy: Function = Function(
    "synergy", .attribution, "How much more two channels convert together than apart.",
    overloads: [
      Overload(
        Signature(
          [AttributionParameters.touches, AttributionParameters.conversions]
            + AttributionParameters.paths + [
              AttributionParameters.by, AttributionParameters.level,
            ] + AttributionParameters.roles + AttributionParameters.counted,
          resultText: "Table",
          result: { types throws(ValueError) in
            try AttributionTypes(types).map { .table(synergySchemas($0.keys)) } ?? .unknown
          }),
        body: paired)
    ],
    definition: """
      One row for each pair of channels that some path has. `expected` is the rate of purchases that both \
      would have if what each adds were the sum: the rate with the first alone, and with the second alone, \
      less that with neither. The intervals hold for all pairs at once, so that among many pairs chance finds \
      none: `together` and `apart` are said where the whole interval lies on one side of zero. Persons are \
      not assigned to channels, so a pair can stand out because of who sees both.
      """,
    formula: "excess = rate(both) − (rate(first alone) + rate(second alone) − rate(neither))",
    assumptions: [
      "paths are independent of one another, also those of one person",
      "persons who see both channels are like those who see one, which a log cannot show",
    ],
    source: """
      The interaction of a 2 × 2 table on the scale of the rates; Dunn 1961, "Multiple comparisons among \
      means", JASA 56:52 (Bonferroni)
      """,
    resultColumns: [
      ResultColumn("first", unit: "", "a channel"),
      ResultColumn("second", unit: "", "another channel"),
      ResultColumn("paths", unit: "", "paths with both"),
      ResultColumn("rate", unit: "%", "of them that lead to a purchase"),
      ResultColumn("expected", unit: "%", "the rate if what each adds were the sum"),
      ResultColumn("excess", unit: "%", "rate − expected"),
      ResultColumn("verdict", unit: "", "together, apart or unclear"),
    ],
    examples: [
      Example(
        """
        let touches = table {
          person | at | channel
          "p1" | @2026-01-01 | "tv"
          "p1" | @2026-01-02 | "search"
          "p2" | @2026-01-01 | "tv"
          "p3" | @2026-01-01 | "search"
          "p4" | @2026-01-01 | "mail"
        }
        let wins = table {
          person | at | value[USD]
          "p1" | @2026-01-03 | 90
        }
        synergy(touches, wins) | keep(.first, .second, .paths, .verdict)
        """,
        gives: """
          first   second  paths  verdict
          ──────────────────────────────
          search  tv          1  unclear
          """)
    ],
    seeAlso: ["attribution_models", "paths"])
}

private func synergySchemas(_ keys: [ColumnSchema]) -> TableType {
  var keys = keys + [ColumnSchema("first", .text), ColumnSchema("second", .text)]
  for index in keys.indices { keys[index].isGroupKey = true }
  return TableType(
    keys + [
      ColumnSchema("paths", .number), ColumnSchema("rate", .estimate(.share)),
      ColumnSchema("expected", .share), ColumnSchema("excess", .estimate(.share)),
      ColumnSchema("verdict", .text),
    ])
}

private func paired(_ call: Call) throws(ValueError) -> Value {
  var request = try AttributionRequest(call, models: [])
  request.hasIntervals = false
  let log = try JourneyLog(call, request)
  var table = GroupedRows(call, or: synergySchemas)
  for group in log.groups {
    try call.context.checkInterruption()
    let pairs = PairSynergy.all(group.journeys, resets: request.resets)
    for pair in pairs {
      let interval = pair.interval(level: request.level, pairs: pairs.count)
      var excess = Value.missing
      if let value = pair.excess {
        let limits = FigureIntervals.interval(interval)
        excess = .estimate(
          Estimate(value: value, measure: .share, interval: limits, level: request.level))
      }
      let verdict =
        (interval.lower ?? -1) > 0 ? "together" : (interval.upper ?? 1) < 0 ? "apart" : "unclear"
      let cells: [Value] = [
        log.channels[pair.first], log.channels[pair.second], .number(pair.paths),
        CreditEstimates.proportion(pair.purchases, of: pair.paths, level: request.level),
        pair.expected.map { .quantity(Quantity($0, .share)) } ?? .missing, excess,
        .text(verdict),
      ]
      table.add(group.key, cells)
    }
  }
  return table.value(
    log.explanation(
      .synergy,
      interval: "normal intervals of the excess that hold for all pairs at once (Bonferroni); "
        + "Wilson's of the rate"), notes: log.notes + log.gaps(request))
}
