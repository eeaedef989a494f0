internal import Columns
internal import Planning
internal import Statistics
internal import Units
internal import Values

/// A log reduced to its distinct journeys by group: a few hundred thousand rows of millions of touches.
///
/// One pass makes the journey of each person, and counts the persons and sums the values of each. Persons
/// who bought several times have a row of their own, with what each of their purchases was worth; and where
/// the times of touches count, all persons have who bought something.
struct JourneyReduction {
  private(set) var groups: [JourneyGroup] = []
  /// How many touches are in the journeys.
  private(set) var touchCount = 0.0

  /// Reduces the steps of a log.
  ///
  /// `lookback` leaves out touches that lie longer, in microseconds, before the purchase that follows
  /// them, or before the last touch of a person who buys nothing more. With `hasTimes` the groups have
  /// the journeys with the moments of their steps, too.
  ///
  /// Errors: those of the engine.
  init(
    _ events: JourneyEvents, lookback: Double?, hasValues: Bool, hasTimes: Bool, keyCount: Int,
    context: any CallContext,
  ) throws(ValueError) {
    let keys = (0..<keyCount).map { ReductionReader.name($0) }
    let steps = events.steps(keys, isFiltered: lookback != nil)
    let persons = Relation.aggregate(
      lookback.map { JourneyEvents.recent(steps, $0, keys) } ?? steps,
      keys: Self.passed(["person"] + keys),
      measures: [
        NamedScalar(
          "journey",
          .aggregate(
            .journey(hasTimes: hasTimes), [.column("moment"), .column("step"), .column("value")]))
      ] + (hasValues ? [Self.worthOfOne] : []))
    // Touches without a person are one journey of nobody.
    let count = NamedScalar(
      "persons", .aggregate(.presentCount(.number), [.column("person")]))
    let result = try context.reduce(
      .aggregate(
        persons, keys: Self.passed(keys + ["journey"]),
        measures: [count] + (hasValues ? Self.worth : [])))
    let reader = try ReductionReader(result, keyCount: keyCount)
    let texts = try reader.column("journey"), counts = try reader.column("persons")
    let values = result["value"], squares = result["squares"]
    var text = JourneyText(), before: ArraySlice<UInt8> = []
    for row in 0..<result.rowCount {
      try StopRequest.check(turn: row)
      let persons = counts.double(at: row) ?? 0
      guard persons > 0 else { continue }
      let key = reader.key(row)
      // The rows come in the order of their keys.
      if groups.last?.key != key {
        groups.append(JourneyGroup(key: key, channelCount: events.channelCount))
        before = []
      }
      text.read(texts.utf8(at: row) ?? [])
      let worths =
        text.purchaseCount == 1
        ? [.init(sum: values?.double(at: row) ?? 0, squares: squares?.double(at: row) ?? 0)]
        // Persons with the same journey and the same amounts share a row.
        : text.amounts.map { JourneyGroup.Worth(sum: $0 * persons, squares: $0 * $0 * persons) }
      touchCount += Double(text.steps.count - text.purchaseCount) * persons
      let last = groups.count - 1
      if hasTimes, !worths.isEmpty {
        groups[last].addTimed(text.steps, persons: persons, worths: worths, times: text.times)
        // Journeys that differ in their times alone stand together.
        if text.untimed == before {
          groups[last].addToLast(persons: persons, worths: worths)
          continue
        }
      }
      before = text.untimed
      groups[last].add(text.steps, persons: persons, worths: worths)
    }
  }

  private static func passed(_ names: [String]) -> [NamedScalar] {
    names.map { NamedScalar($0, .column($0)) }
  }

  /// What the purchase of a person with one was worth; of several the journey says it.
  private static let worthOfOne = NamedScalar(
    "value", .aggregate(Extreme.largest.ofColumn, [.column("value")]))

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
      (["person", "moment", "step", "value"] + keys).map { NamedScalar($0, .column($0)) } + [
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
