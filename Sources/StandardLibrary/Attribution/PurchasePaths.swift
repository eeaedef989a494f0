internal import Planning
internal import Units
internal import Values

/// The touches on the ways to purchases, each beside the purchase that it led to.
///
/// Their columns are `person`, the keys, `moment` and `step` of the touch, and `bought`, `ordinal` and
/// `worth` of the purchase: (`bought`, `ordinal`) tells the purchases of a person apart.
enum PurchasePaths {
  static func touches(
    _ events: JourneyEvents, _ keys: [String], _ request: AttributionRequest
  ) -> Relation {
    request.resets
      ? followed(events, keys, lookback: request.window, keepsRepeats: request.keepsRepeats)
      : beforeEach(events, keys, keepsRepeats: request.keepsRepeats)
  }

  private static let order = [SortKey(.column("moment")), SortKey(.column("step"))]
  private static let isPurchase = ScalarExpression.call(
    Comparison.equal.operation(),
    [.column("step"), .constant(.number(Double(JourneyStep.purchase)))])

  private static func passed(_ names: [String]) -> [NamedScalar] {
    names.map { NamedScalar($0, .column($0)) }
  }

  private static func worth(_ value: String) -> ScalarExpression {
    .conditional(
      if: .call(Logic.isMissing, [.column(value)]), then: .constant(.number(0)),
      else: .column(value))
  }

  /// The touches of paths that begin anew after a purchase: each with the purchase that follows.
  private static func followed(
    _ events: JourneyEvents, _ keys: [String], lookback: Double?, keepsRepeats: Bool
  ) -> Relation {
    func ofPurchase(_ value: ScalarExpression) -> ScalarExpression {
      .conditional(if: isPurchase, then: value, else: .constant(.missing))
    }
    let group = ["person"] + keys
    let touches = Relation.project(
      events.touchesOfBuyers(keys),
      passed(group + ["moment", "step"]) + [NamedScalar("value", .constant(.missing))])
    let steps = Relation.append([
      .project(events.purchases, passed(group + ["moment", "step", "value"])), touches,
    ])
    let marked = Relation.project(
      steps,
      passed(group + ["moment", "step", "value"]) + [
        NamedScalar("mark", ofPurchase(.column("moment"))),
        NamedScalar("amount", ofPurchase(worth("value"))),
      ])
    let windowed = Relation.window(
      marked,
      Window(
        // Of purchases at one moment the least comes first, as in a journey.
        partition: group.map(ScalarExpression.column), order: order + [SortKey(.column("value"))],
        columns: [
          Window.Column("bought", .ordered(.nextPresent), [.column("mark")]),
          Window.Column("worth", .ordered(.nextPresent), [.column("amount")]),
        ]))
    var condition = ScalarExpression.call(
      Logic.and,
      [
        .call(Logic.not, [isPurchase]),
        .call(Logic.not, [.call(Logic.isMissing, [.column("bought")])]),
      ])
    if let lookback {
      let age = ScalarExpression.call(
        Arithmetic.subtract(measure: .number), [.column("bought"), .column("moment")])
      condition = .call(
        Logic.and,
        [condition, .call(Comparison.atMost.operation(), [age, .constant(.number(lookback))])])
    }
    let found = Relation.project(
      .filter(windowed, condition),
      passed(group + ["moment", "step", "bought", "worth"]) + [
        NamedScalar("ordinal", .constant(.number(1)))
      ])
    return keepsRepeats ? found : firstOfRepeats(found, partition: group + ["bought"])
  }

  /// Each purchase with all touches of its person before it.
  private static func beforeEach(
    _ events: JourneyEvents, _ keys: [String], keepsRepeats: Bool
  ) -> Relation {
    let group = ["person"] + keys
    let numbered = Relation.project(
      .window(
        events.purchases,
        Window(
          partition: group.map(ScalarExpression.column),
          order: [SortKey(.column("moment")), SortKey(.column("value"))],
          columns: [Window.Column("ordinal", .ordered(.rowNumber), [])])),
      passed(group + ["ordinal"]) + [
        NamedScalar("bought", .column("moment")), NamedScalar("worth", worth("value")),
      ])
    let joined = Relation.joinedByPerson(
      keepsRepeats ? events.touches : firstOfRepeats(events.touches, partition: group), numbered,
      keys: keys, left: group + ["moment", "step"], right: ["bought", "ordinal", "worth"])
    return .filter(
      joined,
      .call(Comparison.atMost.operation(), [.column("moment"), .column("bought")]))
  }

  /// The touches without those of the same channel as the touch before.
  private static func firstOfRepeats(_ touches: Relation, partition: [String]) -> Relation {
    let before = Relation.window(
      touches,
      Window(
        partition: partition.map(ScalarExpression.column), order: order,
        columns: [
          Window.Column(
            "before", .ordered(RowShift(name: "lag", direction: -1).operation(1)),
            [.column("step")])
        ]))
    let isFirst = ScalarExpression.call(
      Logic.or,
      [
        .call(Logic.isMissing, [.column("before")]),
        .call(Comparison.unequal.operation(), [.column("before"), .column("step")]),
      ])
    return .project(.filter(before, isFirst), passed(touches.columnNames))
  }
}
