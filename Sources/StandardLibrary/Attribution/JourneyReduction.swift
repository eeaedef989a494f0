internal import Columns
internal import Planning
internal import Statistics
internal import Units
internal import Values

/// The journeys of one group: each distinct one with its persons, and what their purchases were worth.
struct JourneyGroup: Sendable {
  /// What the purchases of one number of a journey were worth, over its persons.
  struct Worth: Sendable {
    var sum = 0.0
    /// The sum of the squares.
    var squares = 0.0
  }

  var key: GroupKey
  var journeys: Journeys
  /// By journey, for each of its purchases.
  var worths: [[Worth]] = []

  init(key: GroupKey, channelCount: Int) {
    self.key = key
    journeys = Journeys(channelCount: channelCount)
  }

  /// Adds a journey that some persons have, with the worth of each of its purchases.
  mutating func add(_ steps: [Int32], persons: Double, worths: [Worth]) {
    journeys.add(steps, persons: persons)
    self.worths.append(worths)
  }
}

/// A log reduced to its distinct journeys by group: a few hundred thousand rows of millions of touches.
///
/// One pass makes the journey of each person, and counts the persons and sums the values of each. Values of
/// journeys with several purchases take a pass over the persons who have them.
struct JourneyReduction {
  private(set) var groups: [JourneyGroup] = []

  /// `lookback` leaves out touches that lie longer, in microseconds, before the purchase that follows
  /// them, or before the last touch of a person who buys nothing more.
  ///
  /// Errors: those of the engine.
  init(
    _ events: JourneyEvents, lookback: Double?, hasValues: Bool, keyCount: Int,
    context: any CallContext,
  ) throws(ValueError) {
    let keys = (0..<keyCount).map { ReductionReader.name($0) }
    let persons = Self.persons(
      lookback.map { events.recent($0, keys) } ?? events.steps(keys), keys)
    let count = NamedScalar("persons", .aggregate(.rowCount, [.constant(.number(1))]))
    let result = try context.reduce(
      .aggregate(
        hasValues ? Self.valued(persons, events, keys) : persons,
        keys: Self.passed(keys + ["journey"]), measures: [count] + (hasValues ? Self.worth : [])))
    let reader = try ReductionReader(result, keyCount: keyCount)
    let texts = try reader.column("journey"), counts = try reader.column("persons")
    let values = result["value"], squares = result["squares"]
    var hasSeveral = false
    for row in 0..<result.rowCount {
      try StopRequest.check(turn: row)
      let key = reader.key(row)
      // The rows come in the order of their keys.
      if groups.last?.key != key {
        groups.append(JourneyGroup(key: key, channelCount: events.channelCount))
      }
      let steps = JourneyStep.steps(texts.text(at: row) ?? "")
      let purchases = steps.count { $0 == Journeys.conversion }
      var worths = [JourneyGroup.Worth](repeating: .init(), count: purchases)
      if purchases == 1 {
        worths[0] = .init(
          sum: values?.double(at: row) ?? 0, squares: squares?.double(at: row) ?? 0)
      }
      groups[groups.count - 1].add(
        steps, persons: counts.double(at: row) ?? 0, worths: worths)
      if purchases > 1 { hasSeveral = true }
    }
    if hasSeveral, hasValues { try readWorths(events, persons, keys, context) }
  }

  private static func persons(_ events: Relation, _ keys: [String]) -> Relation {
    .aggregate(
      events, keys: passed(["person"] + keys),
      measures: [
        NamedScalar("journey", .aggregate(.journey, [.column("moment"), .column("step")]))
      ])
  }

  /// The persons with what their purchases were worth.
  private static func valued(
    _ persons: Relation, _ events: JourneyEvents, _ keys: [String]
  ) -> Relation {
    let buyers = Relation.aggregate(
      events.purchases, keys: passed(["person"] + keys),
      measures: [NamedScalar("value", .aggregate(.economicsSum, [.column("value")]))])
    return .joinedByPerson(
      persons, buyers, keys: keys, keep: .left, left: ["person", "journey"] + keys,
      right: ["value"])
  }

  /// The sum of the values, and of their squares.
  private static let worth = [
    NamedScalar("value", .aggregate(.economicsSum, [.column("value")])),
    NamedScalar(
      "squares",
      .aggregate(.economicsSum, [.call(.economicsProduct, [.column("value"), .column("value")])])),
  ]

  private static func passed(_ names: [String]) -> [NamedScalar] {
    names.map { NamedScalar($0, .column($0)) }
  }

  /// The values of the first, second and further purchases of those who bought more than once.
  private mutating func readWorths(
    _ events: JourneyEvents, _ persons: Relation, _ keys: [String], _ context: any CallContext
  ) throws(ValueError) {
    let order = [SortKey(.column("moment")), SortKey(.column("value"))]
    let group = (["person"] + keys).map(ScalarExpression.column)
    let numbered = Relation.window(
      events.purchases,
      Window(
        partition: group, order: order,
        columns: [
          Window.Column("ordinal", .ordered(.rowNumber), []),
          Window.Column("purchases", .whole(.rowCount), [.constant(.number(1))]),
        ]))
    let several = Relation.filter(
      numbered,
      .call(Comparison.greater.operation(), [.column("purchases"), .constant(.number(1))]))
    let result = try context.reduce(
      .aggregate(
        .joinedByPerson(
          several, persons, keys: keys, left: ["ordinal", "value"] + keys, right: ["journey"]),
        keys: Self.passed(keys + ["journey", "ordinal"]), measures: Self.worth))
    let reader = try ReductionReader(result, keyCount: keys.count)
    let texts = try reader.column("journey"), ordinals = try reader.column("ordinal")
    let values = try reader.column("value"), squares = try reader.column("squares")
    var places: [GroupKey: [[Int32]: Int]] = [:]
    var groupPlaces: [GroupKey: Int] = [:]
    for (place, group) in groups.enumerated() {
      groupPlaces[group.key] = place
      var known: [[Int32]: Int] = [:]
      for journey in 0..<group.journeys.count where group.worths[journey].count > 1 {
        known[Array(group.journeys.steps[group.journeys.range(journey)])] = journey
      }
      places[group.key] = known
    }
    for row in 0..<result.rowCount {
      try StopRequest.check(turn: row)
      let key = reader.key(row)
      let steps = JourneyStep.steps(texts.text(at: row) ?? "")
      guard let place = groupPlaces[key], let journey = places[key]?[steps],
        let ordinal = reader.integer(ordinals, row),
        groups[place].worths[journey].indices.contains(ordinal - 1)
      else { continue }
      groups[place].worths[journey][ordinal - 1] = .init(
        sum: values.double(at: row) ?? 0, squares: squares.double(at: row) ?? 0)
    }
  }
}

extension JourneyEvents {
  /// The steps without touches that lie too long before the purchase that follows, or before the last
  /// touch where none follows.
  func recent(_ lookback: Double, _ keys: [String]) -> Relation {
    let isPurchase = ScalarExpression.call(
      Comparison.equal.operation(),
      [.column("step"), .constant(.number(Double(JourneyStep.purchase)))])
    let marked = Relation.project(
      steps(keys),
      (["person", "moment", "step"] + keys).map { NamedScalar($0, .column($0)) } + [
        NamedScalar(
          "bought", .conditional(if: isPurchase, then: .column("moment"), else: .constant(.missing))
        )
      ])
    let windowed = Relation.window(
      marked,
      Window(
        partition: (["person"] + keys).map(ScalarExpression.column),
        order: [SortKey(.column("moment")), SortKey(.column("step"))],
        columns: [
          Window.Column("next", .ordered(.nextPresent), [.column("bought")]),
          Window.Column("end", .whole(Extreme.largest.ofColumn), [.column("moment")]),
        ]))
    let end = ScalarExpression.conditional(
      if: .call(Logic.isMissing, [.column("next")]), then: .column("end"), else: .column("next"))
    return .filter(
      windowed,
      .call(
        Comparison.atMost.operation(),
        [
          .call(Arithmetic.subtract(measure: .number), [end, .column("moment")]),
          .constant(.number(lookback)),
        ]))
  }
}
