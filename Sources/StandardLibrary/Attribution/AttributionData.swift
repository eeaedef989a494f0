internal import Planning
internal import Statistics
internal import Units
internal import Values

/// The journeys of a call with what its models give to the channels, group by group.
struct AttributionData: Sendable {
  struct Group: Sendable {
    var key: GroupKey
    var credits: GroupCredits
    var journeys: JourneyGroup
  }

  var groups: [Group] = []
  var channels: [Value] = []
  var columns: AttributionColumns?
  var range: ClosedRange<CalendarDate>?
  var rowsUsed: [(table: String, count: Int)] = []
  var leftOut: [Explanation.LeftOut] = []
  var notes: [Note] = []
  var durations: PathDurations?

  /// Reduces the log of a call and credits its purchases.
  ///
  /// Errors: those of the engine, `role` for a column that cannot be told, `tooLarge`.
  init(
    _ call: Call, _ request: AttributionRequest, hasDurations: Bool = false
  ) throws(ValueError) {
    let touches = try call.table("touches")
    let table = call.has("conversions") ? try call.table("conversions") : nil
    let context = call.context
    let columns = try AttributionColumns(
      touches: touches.type, purchases: table?.type, arguments: request.roles,
      dollar: context.isStrict ? nil : context.dollar)
    self.columns = columns
    let keys = try AttributionKeys(call, hasPurchases: table != nil)
    let log = try touches.reduced()
    let purchases = try table?.reduced() ?? Self.converted(log, columns)
    let events = try JourneyEvents(
      touches: log, purchases: purchases, columns,
      keys: (touches: keys.touches, purchases: keys.purchases),
      duplicates: request.keepsDuplicates, context: context)
    let reduction = try JourneyReduction(
      events, lookback: request.window, hasValues: columns.value != nil,
      keyCount: keys.touches.count,
      context: context)
    channels = (0..<events.channelCount).map(events.channelName)
    let direct = Set(
      channels.indices.filter { index in
        if case .text(let name) = channels[index] { request.direct.contains(name) } else { false }
      }.map { Int32(truncatingIfNeeded: $0) })
    let weights =
      request.hasIntervals ? ResamplingWeights(seed: context.seed, unit: "person") : nil
    let decay =
      request.models.contains(.timeDecay)
      ? try TimeDecayReduction(
        events, request, keyCount: keys.touches.count, isResampled: request.hasIntervals,
        context: context) : nil
    if hasDurations {
      durations = try PathDurations(
        events, lookback: request.window, keyCount: keys.touches.count, context: context)
    }
    for var group in reduction.groups {
      if !request.keepsRepeats { group.journeys = group.journeys.withoutRepeats }
      var credits = try GroupCredits(
        group, request, direct: direct, weights: weights, seed: context.seed)
      if let decay {
        let sums =
          decay.sums[group.key]
          ?? CreditSums(channels: channels.count, isResampled: request.hasIntervals)
        credits.take(sums.credit(weights), of: .timeDecay)
      }
      groups.append(Group(key: group.key, credits: credits, journeys: group))
    }
    describe(events, request, columns)
  }

  /// The touches that are purchases.
  private static func converted(_ log: Relation, _ columns: AttributionColumns) -> Relation {
    columns.converted.map { .filter(log, .column($0)) } ?? log
  }

  private mutating func describe(
    _ events: JourneyEvents, _ request: AttributionRequest, _ columns: AttributionColumns
  ) {
    rowsUsed = [
      (table: "touches", count: Int(exactly: events.touchCount) ?? 0),
      (table: "conversions", count: Int(exactly: events.purchaseCount) ?? 0),
    ]
    leftOut = events.leftOut
    for part in leftOut {
      notes.append(
        Note(.warning, "\(NumberText().text(.number(Double(part.count)))) \(part.reason) left out"))
    }
    if let range = events.range,
      let first = Self.day(range.lowerBound), let last = Self.day(range.upperBound)
    {
      self.range = first...last
    }
    if let currency = columns.currency, columns.isCurrencyAssumed {
      notes.append(Note(.note, "the values of purchases are taken as \(currency.name)"))
    }
  }

  /// The name of a channel as a person reads it.
  func name(_ channel: Int32) -> String {
    if case .text(let name) = channels[Int(channel)] { name } else { "(none)" }
  }

  /// How a result was made: what its function says of itself, with the rows of this log.
  func explanation(_ function: Function, interval: String?) -> Explanation {
    Explanation(
      title: function.name, definition: function.definition, formula: function.formula,
      rowsUsed: rowsUsed, leftOut: leftOut,
      range: range.map { "\($0.lowerBound) to \($0.upperBound)" }, interval: interval,
      assumptions: function.assumptions, source: function.source)
  }

  private static func day(_ moment: Double) -> CalendarDate? {
    Int(exactly: moment.rounded()).flatMap { Instant(microseconds: $0).date }
  }
}

/// The keys of `by:` on both tables.
struct AttributionKeys {
  var touches: [NamedScalar]
  var purchases: [NamedScalar]

  init(_ call: Call, hasPurchases: Bool) throws(ValueError) {
    let keys = call.columns("by")
    touches = keys.map { NamedScalar($0.name, $0.expression) }
    guard hasPurchases, !keys.isEmpty else {
      purchases = touches
      return
    }
    let found = call.columns("by@conversions")
    guard found.count == keys.count else {
      throw Self.missing(keys.first?.name ?? "by")
    }
    purchases = found.map { NamedScalar($0.name, $0.expression) }
  }

  /// Refuses keys that one of the tables does not have.
  static func check(_ types: CallTypes) throws(ValueError) {
    guard let keys = types.columns("by"), !keys.isEmpty else { return }
    if types.columns("by@touches") == nil { throw missing(keys[0].name, from: "touches") }
    if types["conversions"] != nil, types.columns("by@conversions") == nil {
      throw missing(keys[0].name)
    }
  }

  private static func missing(_ name: String, from table: String = "conversions") -> ValueError {
    ValueError(
      .role, "the table of \(table) lacks the column `\(name)`, so paths cannot be split by it",
      because: "a path belongs to a group when its touches and its purchases do", argument: "by")
  }
}
