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
/// One pass makes the journey of each person, and counts the persons and sums the values of each. Persons
/// who bought several times have a row of their own, with what each of their purchases was worth.
struct JourneyReduction {
  private(set) var groups: [JourneyGroup] = []
  /// How many touches are in the journeys.
  private(set) var touchCount = 0.0

  /// `lookback` leaves out touches that lie longer, in microseconds, before the purchase that follows
  /// them, or before the last touch of a person who buys nothing more.
  ///
  /// Errors: those of the engine.
  init(
    _ events: JourneyEvents, lookback: Double?, hasValues: Bool, keyCount: Int,
    context: any CallContext,
  ) throws(ValueError) {
    let keys = (0..<keyCount).map { ReductionReader.name($0) }
    let steps = events.steps(keys, isFiltered: lookback != nil)
    let persons = Relation.aggregate(
      lookback.map { JourneyEvents.recent(steps, $0, keys) } ?? steps,
      keys: Self.passed(["person"] + keys),
      measures: [
        NamedScalar("journey", .aggregate(.journey, [.column("moment"), .column("step")]))
      ])
    // Touches without a person are one journey of nobody.
    let count = NamedScalar(
      "persons", .aggregate(.presentCount(.number), [.column("person")]))
    let result = try context.reduce(
      hasValues
        ? .aggregate(
          Self.valued(persons, events, keys), keys: Self.passed(keys + ["journey", "amounts"]),
          measures: [count] + Self.worth)
        : .aggregate(persons, keys: Self.passed(keys + ["journey"]), measures: [count]))
    let reader = try ReductionReader(result, keyCount: keyCount)
    let texts = try reader.column("journey"), counts = try reader.column("persons")
    let values = result["value"], squares = result["squares"], amounts = result["amounts"]
    for row in 0..<result.rowCount {
      try StopRequest.check(turn: row)
      let persons = counts.double(at: row) ?? 0
      guard persons > 0 else { continue }
      let key = reader.key(row)
      // The rows come in the order of their keys.
      if groups.last?.key != key {
        groups.append(JourneyGroup(key: key, channelCount: events.channelCount))
      }
      let steps = JourneyStep.steps(texts.text(at: row) ?? "")
      var worths = [JourneyGroup.Worth](
        repeating: .init(), count: steps.count { $0 == Journeys.conversion })
      if worths.count == 1 {
        worths[0] = .init(
          sum: values?.double(at: row) ?? 0, squares: squares?.double(at: row) ?? 0)
      } else if worths.count > 1, let list = amounts?.text(at: row) {
        // Persons with the same journey and the same amounts share a row.
        for (place, amount) in list.split(separator: ",").prefix(worths.count).enumerated() {
          let amount = Double(amount) ?? 0
          worths[place] = .init(sum: amount * persons, squares: amount * amount * persons)
        }
      }
      touchCount += Double(steps.count - worths.count) * persons
      groups[groups.count - 1].add(steps, persons: persons, worths: worths)
    }
  }

  private static func passed(_ names: [String]) -> [NamedScalar] {
    names.map { NamedScalar($0, .column($0)) }
  }

  /// The persons with what their purchases were worth.
  private static func valued(
    _ persons: Relation, _ events: JourneyEvents, _ keys: [String]
  ) -> Relation {
    let buyers = Relation.aggregate(
      events.purchases, keys: passed(["person"] + keys),
      measures: [
        NamedScalar("value", .aggregate(.economicsSum, [.column("value")])),
        NamedScalar(
          "amounts", .aggregate(.journeyAmounts, [.column("moment"), .column("value")])),
      ])
    return .joinedByPerson(
      persons, buyers, keys: keys, keep: .left, left: ["person", "journey"] + keys,
      right: ["value", "amounts"])
  }

  /// The sum of the values, and of their squares.
  private static let worth = [
    NamedScalar("value", .aggregate(.economicsSum, [.column("value")])),
    NamedScalar(
      "squares",
      .aggregate(.economicsSum, [.call(.economicsProduct, [.column("value"), .column("value")])])),
  ]
}

extension JourneyEvents {
  /// The steps without touches that lie too long before the purchase that follows, or before the last
  /// touch where none follows.
  static func recent(_ steps: Relation, _ lookback: Double, _ keys: [String]) -> Relation {
    let isPurchase = ScalarExpression.call(
      Comparison.equal.operation(),
      [.column("step"), .constant(.number(Double(JourneyStep.purchase)))])
    let marked = Relation.project(
      steps,
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
