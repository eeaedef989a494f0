internal import Columns
internal import Planning
internal import Statistics
internal import Units
internal import Values

/// How long each way to a purchase took: from the first touch of the path to the purchase.
struct PathDurations {
  /// The median in days, by group and path.
  private(set) var medians: [GroupKey: [[Int32]: Double]] = [:]

  init(
    _ events: JourneyEvents, _ request: AttributionRequest, keyCount: Int,
    context: any CallContext,
  ) throws(ValueError) {
    let keys = (0..<keyCount).map(ReductionReader.name)
    let paths = Relation.aggregate(
      PurchasePaths.touches(events, keys, request),
      keys: (["person"] + keys + ["bought", "ordinal"]).map { NamedScalar($0, .column($0)) },
      measures: [
        NamedScalar(
          "journey",
          .aggregate(
            .journey(hasTimes: false),
            [.column("moment"), .column("step"), .constant(.missing)])),
        NamedScalar("first", .aggregate(Extreme.smallest.ofColumn, [.column("moment")])),
      ])
    let length = ScalarExpression.call(
      Arithmetic.subtract(measure: .number), [.column("bought"), .column("first")])
    let result = try context.reduce(
      .aggregate(
        paths, keys: (keys + ["journey"]).map { NamedScalar($0, .column($0)) },
        measures: [
          NamedScalar("median", .aggregate(.quantile(.number, at: 0.5), [length]))
        ]))
    let reader = try ReductionReader(result, keyCount: keyCount)
    let texts = try reader.column("journey"), values = try reader.column("median")
    var text = JourneyText()
    for row in 0..<result.rowCount {
      try StopRequest.check(turn: row)
      guard let median = values.double(at: row) else { continue }
      text.read(texts.utf8(at: row) ?? [])
      medians[reader.key(row), default: [:]][text.steps] = median / Double(Instant.perDay)
    }
  }
}
