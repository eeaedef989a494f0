internal import Statistics
internal import Values

/// The sums by resampling bucket of all rows of a result, with the weights of the buckets.
struct BucketSums: Sendable {
  private let weights: ResamplingWeights
  private var rows: [GroupKey: [Int: GroupSums]] = [:]

  /// Reads the customers once more, by bucket.
  ///
  /// Errors: those of the engine, such as a file that changed since the figures were made.
  init(_ data: EconomicsData, seed: UInt64) throws(ValueError) {
    weights = ResamplingWeights(seed: seed, unit: "customer")
    for row in try data.resampled() {
      rows[row.key, default: [:]][row.window.months.lowerBound] = row
    }
  }

  /// The replicates of the sums of a row of the result.
  func replicates(of sums: GroupSums) -> ReplicateSums {
    let row =
      rows[sums.key]?[sums.window.months.lowerBound]
      ?? GroupSums(
        key: sums.key, window: sums.window, bucketCount: ResamplingWeights.bucketCount)
    return ReplicateSums(
      bucketSums: row.buckets.span, groups: 1, statistics: GroupSums.Statistic.allCases.count,
      weights: weights)
  }
}
