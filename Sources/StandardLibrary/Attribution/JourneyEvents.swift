internal import Columns
internal import Planning
internal import Units
internal import Values

/// The touches and purchases of a log as one relation of steps, with what was left out of it.
///
/// Its columns are `person`, `moment`, `step` and the keys of `by:`; purchases have a `value` as well.
struct JourneyEvents {
  /// The channels in the order of their bytes; a touch without a channel is the last, if there is one.
  private(set) var channels: [String] = []
  private(set) var hasMissingChannel = false
  private(set) var leftOut: [Explanation.LeftOut] = []
  private(set) var touchCount = 0.0
  private(set) var purchaseCount = 0.0
  /// The first and last moment of a step, in microseconds.
  private(set) var range: ClosedRange<Double>?
  /// The touches with a person and a possible time, and the purchases with these.
  private(set) var touches: Relation
  private(set) var purchases: Relation
  /// The touches as the log has them, and how many of them there are.
  private let log: Relation
  private var rowCount = 0.0
  private var allTouches: Relation
  /// Whether all times that are there are possible.
  private var isInRange = true

  /// How many channels there are, the missing one counted.
  var channelCount: Int { channels.count + (hasMissingChannel ? 1 : 0) }

  func channelName(_ index: Int) -> Value {
    channels.indices.contains(index) ? .text(channels[index]) : .missing
  }

  private static let moment = ScalarExpression.column("moment")
  private static let isUsed: ScalarExpression = .call(
    Logic.and,
    [
      .call(Logic.not, [.call(Logic.isMissing, [.column("person")])]),
      .call(ScalarOperation.isJourneyMoment, [moment]),
    ])

  /// Reads which channels there are, and counts what has no person or time.
  ///
  /// Errors: those of the engine, and `tooLarge` for more than 1,000 channels.
  init(
    touches table: Relation, purchases other: Relation, _ columns: AttributionColumns,
    keys: (touches: [NamedScalar], purchases: [NamedScalar]), duplicates: Bool,
    context: any CallContext,
  ) throws(ValueError) {
    let touchKeys = ReductionReader.numbered(keys.touches)
    let purchaseKeys = ReductionReader.numbered(keys.purchases)
    // A day of a purchase has the touches of that day before it.
    let endOfDay = columns.purchases.isDay && !columns.touches.isDay
    var rows = Relation.project(
      table,
      Self.step(columns.touches, endOfDay: false) + [
        NamedScalar("channel", .column(columns.channel))
      ] + touchKeys)
    if !duplicates {
      rows = .distinct(rows, by: ["person", "moment", "channel"] + touchKeys.map(\.name))
    }
    let bought = Relation.project(
      other,
      Self.step(columns.purchases, endOfDay: endOfDay) + [
        NamedScalar("step", .constant(.number(Double(JourneyStep.purchase)))),
        NamedScalar(
          "value", columns.value.map(ScalarExpression.column) ?? .constant(.missing)),
      ] + purchaseKeys)
    (touches, purchases, log, allTouches) = (rows, bought, rows, rows)
    try readChannels(rows, context)
    try readPurchases(bought, context)
    guard channelCount <= JourneyStep.mostChannels else {
      throw ValueError(
        .tooLarge, "the touches have more than 1,000 channels",
        because: "`.\(columns.channel)` holds that many different texts",
        fixes: [.init("channel: .channel", note: "the column that names the channel")],
        argument: "touches")
    }
    let number = ScalarExpression.column("number")
    allTouches = .project(
      .join(
        rows, codes.relation(beside: rows),
        Join(
          keys: [(left: "channel", right: "channel")], keep: hasMissingChannel ? .left : .both,
          output: [
            Join.Output("person", .left("person")), Join.Output("moment", .left("moment")),
            Join.Output("number", .right("number")),
          ] + touchKeys.map { Join.Output($0.name, .left($0.name)) })),
      [
        NamedScalar("person", .column("person")), NamedScalar("moment", Self.moment),
        NamedScalar(
          "step",
          hasMissingChannel
            ? .conditional(
              if: .call(Logic.isMissing, [number]),
              then: .constant(.number(Double(channels.count))), else: number) : number),
      ] + touchKeys.map { NamedScalar($0.name, .column($0.name)) })
    touches = .filter(allTouches, Self.isUsed)
    if !leftOut.isEmpty { purchases = .filter(bought, Self.isUsed) }
  }

  /// All steps.
  ///
  /// Without a filter, which takes a third of a pass over the log, steps without a person or a time may be
  /// among them.
  func steps(_ keys: [String], isFiltered: Bool) -> Relation {
    let names = ["person", "moment", "step"] + keys
    let passed = names.map { NamedScalar($0, .column($0)) }
    return .append([
      .project(purchases, passed + [NamedScalar("value", .column("value"))]),
      .project(
        isFiltered || !isInRange ? touches : allTouches,
        passed + [NamedScalar("value", .constant(.missing))]),
    ])
  }

  /// Counts what was left out of the touches, unless all of them are known to be used.
  ///
  /// Errors: those of the engine.
  mutating func countLeftOut(used: Double?, _ context: any CallContext) throws(ValueError) {
    touchCount = rowCount
    guard used != rowCount else { return }
    let tally = Tally(try context.reduce(.aggregate(log, keys: [], measures: Self.census)), 0)
    touchCount = tally.used
    say(tally, "touch", "touches")
  }

  /// The touches of those who bought something.
  func touchesOfBuyers(_ keys: [String]) -> Relation {
    let buyers = Relation.aggregate(
      purchases, keys: (["person"] + keys).map { NamedScalar($0, .column($0)) },
      measures: [NamedScalar("bought", .aggregate(.rowCount, [.constant(.number(1))]))])
    return .joinedByPerson(
      touches, buyers, keys: keys, left: ["person", "moment", "step"] + keys)
  }

  private static func step(
    _ log: AttributionColumns.Log, endOfDay: Bool
  ) -> [NamedScalar] {
    [
      NamedScalar("person", .column(log.person)),
      NamedScalar(
        "moment", .call(.journeyMoment(endOfDay: endOfDay), [.column(log.moment)])),
    ]
  }

  /// The channels with their numbers.
  private var codes: LocalTable {
    LocalTable(
      type: TableType([ColumnSchema("channel", .text), ColumnSchema("number", .number)]),
      columns: [channels.map(Value.text), channels.indices.map { .number(Double($0)) }],
      rowCount: channels.count)
  }

  private mutating func readChannels(
    _ rows: Relation, _ context: any CallContext
  ) throws(ValueError) {
    let found = try context.reduce(
      .limit(
        .aggregate(
          rows, keys: [NamedScalar("channel", .column("channel"))], measures: Self.channelCensus),
        JourneyStep.mostChannels + 2))
    guard let names = found["channel"], let counts = found["rows"] else { return }
    for row in 0..<found.rowCount {
      rowCount += counts.double(at: row) ?? 0
      if let name = names.text(at: row) { channels.append(name) } else { hasMissingChannel = true }
      let moments = ["first", "last"].compactMap { found[$0]?.double(at: row) }
      guard let first = moments.first, let last = moments.last else { continue }
      if max(first.magnitude, last.magnitude) < JourneyStep.greatestMoment {
        widen(first, last)
      } else {
        isInRange = false
      }
    }
  }

  private mutating func readPurchases(
    _ rows: Relation, _ context: any CallContext
  ) throws(ValueError) {
    let tally = Tally(
      try context.reduce(.aggregate(rows, keys: [], measures: Self.census)), 0)
    purchaseCount = tally.used
    if tally.used > 0 { widen(tally.first, tally.last) }
    say(tally, "purchase", "purchases")
  }

  private mutating func widen(_ first: Double, _ last: Double) {
    let (low, high) = (range?.lowerBound ?? first, range?.upperBound ?? last)
    range = min(low, first)...max(high, last)
  }

  private mutating func say(_ tally: Tally, _ one: String, _ many: String) {
    if tally.withoutPerson > 0 {
      leftOut.append(
        .init(
          "\(tally.withoutPerson == 1 ? one : many) without a person",
          Int(exactly: tally.withoutPerson) ?? 0))
    }
    if tally.withoutTime > 0 {
      leftOut.append(
        .init(
          "\(tally.withoutTime == 1 ? one : many) without a time, or outside of the years 1685 to 2255",
          Int(exactly: tally.withoutTime) ?? 0))
    }
  }

  /// What is asked of each channel; who has a person is not, for the column of persons takes the longest
  /// to read.
  private static let channelCensus = [
    NamedScalar("rows", .aggregate(.rowCount, [.constant(.number(1))])),
    NamedScalar("first", .aggregate(Extreme.smallest.ofColumn, [moment])),
    NamedScalar("last", .aggregate(Extreme.largest.ofColumn, [moment])),
  ]

  private static let census = [
    NamedScalar("rows", .aggregate(.rowCount, [.constant(.number(1))])),
    NamedScalar("persons", .aggregate(.presentCount(.number), [.column("person")])),
    NamedScalar("used", .aggregate(.presentCount(.number), [usedMoment])),
    NamedScalar("first", .aggregate(Extreme.smallest.ofColumn, [usedMoment])),
    NamedScalar("last", .aggregate(Extreme.largest.ofColumn, [usedMoment])),
  ]

  private static let usedMoment = ScalarExpression.conditional(
    if: isUsed, then: moment, else: .constant(.missing))
}

/// What a census says of one channel, or of the purchases.
private struct Tally {
  var used = 0.0
  var withoutPerson = 0.0
  var withoutTime = 0.0
  var first = 0.0
  var last = 0.0

  init(_ table: ColumnTable, _ row: Int) {
    func number(_ name: String) -> Double { table[name]?.double(at: row) ?? 0 }
    used = number("used")
    withoutPerson = number("rows") - number("persons")
    withoutTime = number("persons") - used
    (first, last) = (number("first"), number("last"))
  }
}
