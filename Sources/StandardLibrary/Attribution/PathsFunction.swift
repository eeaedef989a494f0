internal import Statistics
internal import Units
internal import Values

extension Function {
  /// The ways that persons took, the most frequent first.
  package static let paths: Function = Function(
    "paths", .attribution,
    "The ways that persons took to a purchase or to none, the most frequent first.",
    overloads: [
      Overload(
        Signature(
          [
            AttributionParameters.touches, AttributionParameters.conversions,
            Parameter("n", .value(.number), default: "20", "how many paths of each group"),
          ] + AttributionParameters.paths + [
            AttributionParameters.by, AttributionParameters.level,
          ] + AttributionParameters.roles + AttributionParameters.counted + [
            AttributionParameters.value
          ],
          resultText: "Table",
          result: { types throws(ValueError) in
            try AttributionTypes(types).map { .table(pathSchemas($0.keys, value: $0.value)) }
              ?? .unknown
          }),
        body: listed)
    ],
    definition: """
      One row for each distinct sequence of channels, `a > b`, with how many paths took it and how many of \
      these led to a purchase. `days` is the median time from the first touch to the purchase. Only the \
      n most frequent are shown; the rest are counted.
      """,
    formula: "rate = conversions / paths",
    assumptions: ["touches of one instant stand in the order of their channels"],
    source: "counting; Wilson 1927 for the interval",
    resultColumns: [
      ResultColumn("path", unit: "", "the channels in their order"),
      ResultColumn("touches", unit: "", "how many there are"),
      ResultColumn("paths", unit: "", "how many paths took it"),
      ResultColumn("conversions", unit: "", "how many of them led to a purchase"),
      ResultColumn("rate", unit: "%", "conversions / paths"),
      ResultColumn("value", unit: "USD", "what the purchases were worth, with `value`"),
      ResultColumn("days", unit: "day", "the median time from the first touch to the purchase"),
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
        paths(touches, wins) | keep(.path, .conversions, .days)
        """,
        gives: """
          path         conversions  days
                                    days
          ──────────────────────────────
          tv                     0     –
          tv > search            1     2
          """)
    ],
    seeAlso: ["attribute", "transitions"])
}

private func pathSchemas(_ keys: [ColumnSchema], value: NamedUnit?) -> TableType {
  var keys = keys + [ColumnSchema("path", .text)]
  for index in keys.indices { keys[index].isGroupKey = true }
  var schemas =
    keys + [
      ColumnSchema("touches", .number), ColumnSchema("paths", .number),
      ColumnSchema("conversions", .number), ColumnSchema("rate", .estimate(.share)),
    ]
  if let value { schemas.append(ColumnSchema("value", .unit(Unit(value)))) }
  if let day = UnitCatalogue().named("day") {
    schemas.append(ColumnSchema("days", .unit(Unit(day))))
  }
  return TableType(schemas)
}

/// A distinct path with its counts.
private struct CountedPath {
  var steps: [Int32]
  var paths = 0.0
  var conversions = 0.0
  var value = 0.0

  static func all(_ group: JourneyGroup, resets: Bool) -> [CountedPath] {
    var places: [[Int32]: Int] = [:]
    var found: [CountedPath] = []
    for journey in 0..<group.journeys.count {
      for path in group.journeys.paths(of: journey, resets: resets) where !path.touches.isEmpty {
        let steps = Array(path.touches)
        let place = places[steps] ?? found.count
        if place == found.count {
          places[steps] = place
          found.append(CountedPath(steps: steps))
        }
        found[place].paths += group.journeys.persons[journey]
        guard path.isConverted else { continue }
        found[place].conversions += group.journeys.persons[journey]
        found[place].value += group.worths[journey][path.ordinal].sum
      }
    }
    // The most frequent first; of equals the shorter one, then by channel.
    return found.sorted { left, right in
      if left.paths != right.paths { return left.paths > right.paths }
      if left.steps.count != right.steps.count { return left.steps.count < right.steps.count }
      return left.steps.lexicographicallyPrecedes(right.steps)
    }
  }
}

private func listed(_ call: Call) throws(ValueError) -> Value {
  var request = try AttributionRequest(call, models: [])
  request.hasIntervals = false
  let most = try WindowSetting.wholeNumber(
    call.value("n") ?? .number(20), "n", of: "paths", within: 1...1_000_000)
  let log = try JourneyLog(call, request)
  var durations: PathDurations?
  if let events = log.events {
    durations = try PathDurations(
      events, request, keyCount: call.columns("by").count, context: call.context)
  }
  var table = GroupedRows(call, or: { pathSchemas($0, value: log.currency) })
  let money = log.currency.map { Measure.unit(Unit($0)) }
  let day = UnitCatalogue().named("day").map { Measure.unit(Unit($0)) } ?? .number
  var notes = log.notes + log.gaps(request)
  for group in log.groups {
    try call.context.checkInterruption()
    let found = CountedPath.all(group, resets: request.resets)
    for path in found.prefix(most) {
      let names = path.steps.map(log.name)
      var cells: [Value] = [
        .text(names.joined(separator: " > ")), .number(Double(path.steps.count)),
        .number(path.paths), .number(path.conversions),
        CreditEstimates.proportion(path.conversions, of: path.paths, level: request.level),
      ]
      if let money { cells.append(.quantity(Quantity(path.value, money))) }
      let days = durations?.medians[group.key]?[path.steps]
      cells.append(days.map { .quantity(Quantity($0, day)) } ?? .missing)
      table.add(group.key, cells)
    }
    let rest = found.dropFirst(most)
    if !rest.isEmpty {
      let text = NumberText()
      let paths = text.text(.number(rest.reduce(0) { $0 + $1.paths }))
      notes.append(
        Note(
          .note,
          "\(text.text(.number(Double(rest.count)))) rarer sequences, taken by \(paths) paths, are not shown; `n:` shows more"
        ))
    }
  }
  return table.value(
    log.explanation(.paths, interval: "Wilson's interval of a share"), notes: notes)
}
