internal import Planning
internal import Statistics
internal import Units
internal import Values

/// The journeys of a call, group by group, with what must be said of the log they come from.
struct JourneyLog: Sendable {
  private(set) var groups: [JourneyGroup] = []
  private(set) var channels: [Value] = []
  /// The currency of the purchases' values; nil where the log has none.
  private(set) var currency: NamedUnit?
  /// The days of the log; nil where it has no rows, or no times.
  private(set) var range: ClosedRange<CalendarDate>?
  private(set) var rowsUsed: [(table: String, count: Int)] = []
  private(set) var leftOut: [Explanation.LeftOut] = []
  private(set) var notes: [Note] = []
  /// The steps of the log, for what needs their times; nil where paths were counted before.
  private(set) var events: JourneyEvents?

  /// Whether the log says when its touches were.
  var hasTimes: Bool { events != nil }

  /// Reduces the log of a call.
  ///
  /// Errors: those of the engine, `role` for a column that cannot be told, `tooLarge`.
  init(_ call: Call, _ request: AttributionRequest) throws(ValueError) {
    if request.roles["path"] != nil {
      try readPaths(call, request)
    } else {
      try readEvents(call, request)
    }
    if !request.keepsRepeats {
      for index in groups.indices { groups[index].mergeRepeats(resets: request.resets) }
    }
  }

  private mutating func readEvents(
    _ call: Call, _ request: AttributionRequest
  ) throws(ValueError) {
    try PathColumns.checkUnused(request.roles)
    let touches = try call.table("touches")
    let table = call.has("conversions") ? try call.table("conversions") : nil
    let context = call.context
    let columns = try AttributionColumns(
      touches: touches.type, purchases: table?.type, arguments: request.roles,
      dollar: context.isStrict ? nil : context.dollar)
    let keys = try AttributionKeys(call, hasPurchases: table != nil)
    let log = try touches.reduced()
    let purchases =
      try table?.reduced() ?? columns.converted.map { .filter(log, .column($0)) } ?? log
    var events = try JourneyEvents(
      touches: log, purchases: purchases, columns,
      keys: (touches: keys.touches, purchases: keys.purchases),
      duplicates: request.keepsDuplicates, context: context)
    let reduction = try JourneyReduction(
      events, lookback: request.window, hasValues: columns.value != nil,
      hasTimes: request.models.contains(.timeDecay), keyCount: keys.touches.count, context: context)
    try events.countLeftOut(
      used: request.window == nil ? reduction.touchCount : nil, context)
    groups = reduction.groups
    channels = (0..<events.channelCount).map(events.channelName)
    self.events = events
    rowsUsed = [
      (table: "touches", count: Int(exactly: events.touchCount) ?? 0),
      (table: "conversions", count: Int(exactly: events.purchaseCount) ?? 0),
    ]
    leftOut = events.leftOut
    for part in leftOut {
      notes.append(
        Note(.warning, "left out: \(NumberText().text(.number(Double(part.count)))) \(part.reason)")
      )
    }
    if let range = events.range,
      let first = Self.day(range.lowerBound), let last = Self.day(range.upperBound)
    {
      self.range = first...last
    }
    take(columns.currency, isAssumed: columns.isCurrencyAssumed)
  }

  private mutating func readPaths(_ call: Call, _ request: AttributionRequest) throws(ValueError) {
    try PathColumns.check(hasConversions: call.has("conversions"), request)
    let table = try call.table("touches")
    let context = call.context
    let columns = try PathColumns(
      table.type, arguments: request.roles, dollar: context.isStrict ? nil : context.dollar)
    let keys = try AttributionKeys(call, hasPurchases: false)
    let reduction = try PathReduction(
      try table.reduced(), columns, keys: keys.touches, separator: request.separator,
      context: context)
    groups = reduction.groups
    channels = reduction.channels.map(Value.text) + (reduction.hasMissingChannel ? [.missing] : [])
    rowsUsed = [(table: "touches", count: Int(exactly: reduction.rowCount) ?? 0)]
    notes += reduction.notes
    take(columns.currency, isAssumed: columns.isCurrencyAssumed)
  }

  private mutating func take(_ currency: NamedUnit?, isAssumed: Bool) {
    self.currency = currency
    if let currency, isAssumed {
      notes.append(Note(.note, "the values of purchases are taken as \(currency.name)"))
    }
  }

  /// The name of a channel as a person reads it.
  func name(_ channel: Int32) -> String {
    if case .text(let name) = channels[Int(channel)] { name } else { "(none)" }
  }

  /// The numbers of the channels with some names.
  func numbers(_ names: [String]) -> Set<Int32> {
    Set(
      channels.indices.filter { index in
        if case .text(let name) = channels[index] { names.contains(name) } else { false }
      }.map { Int32(truncatingIfNeeded: $0) })
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
