internal import Columns
internal import Planning
internal import Statistics
internal import Units
internal import Values

/// The credit of time decay, which depends on when each touch was: summed by channel in the engine.
///
/// Each touch before a purchase weighs 2^(−age / half-life), at most 1,000 half-lives being counted so that
/// no path weighs nothing, over the weights of its path. Only persons who bought have such touches.
struct TimeDecayReduction {
  private(set) var sums: [GroupKey: CreditSums] = [:]

  init(
    _ events: JourneyEvents, _ request: AttributionRequest, keyCount: Int, isResampled: Bool,
    context: any CallContext,
  ) throws(ValueError) {
    let keys = (0..<keyCount).map(ReductionReader.name)
    let group = ["person"] + keys
    let aged = PurchasePaths.touches(events, keys, request)
    let age = ScalarExpression.call(
      Arithmetic.subtract(measure: .number), [.column("bought"), .column("moment")])
    let weighed = Relation.project(
      aged,
      (group + ["step", "bought", "ordinal", "worth"]).map { NamedScalar($0, .column($0)) } + [
        NamedScalar("weight", .call(.timeDecay(halfLife: request.halfLife), [age]))
      ])
    let shared = Relation.window(
      weighed,
      Window(
        partition: (group + ["bought", "ordinal"]).map(ScalarExpression.column),
        columns: [Window.Column("weights", .whole(.sum(.number)), [.column("weight")])]))
    let share = ScalarExpression.call(
      Arithmetic.divide(measure: .number), [.column("weight"), .column("weights")])
    var found = keys.map { NamedScalar($0, .column($0)) } + [NamedScalar("step", .column("step"))]
    if isResampled {
      found.append(NamedScalar("bucket", .call(.resamplingBucket, [.column("person")])))
    }
    let result = try context.reduce(
      .aggregate(
        .project(
          shared,
          (keys + ["person", "step", "worth"]).map { NamedScalar($0, .column($0)) }
            + [NamedScalar("share", share)]),
        keys: found,
        measures: [
          NamedScalar("credit", .aggregate(.economicsSum, [.column("share")])),
          NamedScalar(
            "value",
            .aggregate(
              .economicsSum, [.call(.economicsProduct, [.column("share"), .column("worth")])])),
        ]))
    let reader = try ReductionReader(result, keyCount: keyCount)
    let steps = try reader.column("step"), credits = try reader.column("credit")
    let values = try reader.column("value")
    let buckets = isResampled ? try reader.column("bucket") : nil
    for row in 0..<result.rowCount {
      guard let step = reader.integer(steps, row), (0..<events.channelCount).contains(step) else {
        continue
      }
      let bucket = buckets.flatMap { reader.integer($0, row) }
        .flatMap { (0..<ResamplingWeights.bucketCount).contains($0) ? $0 : nil }
      sums[
        reader.key(row),
        default: CreditSums(channels: events.channelCount, isResampled: isResampled)
      ].add(
        credits.double(at: row) ?? 0, values.double(at: row) ?? 0, of: step, bucket: bucket)
    }
  }
}

extension ScalarOperation {
  /// 2^(−age / half-life), for ages of at most 1,000 half-lives.
  fileprivate static func timeDecay(halfLife: Double) -> ScalarOperation {
    ScalarOperation(
      "time decay \(halfLife)",
      sql: { texts in texts.first.map { "pow(2e0, -least((\($0)) / \(halfLife), 1e3))" } },
      evaluate: { values in
        guard let age = values.first?.magnitude else { return .missing }
        return .number(TimeDecay.weight(age: age, halfLife: halfLife))
      })
  }
}
