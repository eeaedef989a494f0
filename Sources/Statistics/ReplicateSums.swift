/// Totals of statistics by group, and their values in each of the 1,000 resampling replicates.
///
/// A reduction returns for each group the sums of several statistics in each of 200 buckets. The
/// total of a statistic is the compensated sum of its 200 bucket sums; its value in replicate `r`
/// is `Σ_b weight(b, r) · sum_b`, one product of a 1,000 × 200 matrix with the bucket sums. Every
/// replicate adds its buckets in the order of the buckets, so the result is the same bytes on any
/// number of threads.
package struct ReplicateSums: Sendable {
  /// The number of groups.
  package let groupCount: Int

  /// The number of statistics of each group.
  package let statisticCount: Int

  /// The totals: that of `statistic` in `group` stands at `group · statisticCount + statistic`.
  package let totals: [Double]

  /// The replicates: 1,000 for each group and statistic, in the order of `totals`.
  package let replicates: [Double]

  /// Multiplies the bucket sums by the weights.
  ///
  /// Buckets in which all statistics of a group are zero cost nothing, so groups of few units are
  /// cheap.
  ///
  /// - Parameters:
  ///   - bucketSums: groups × statistics × 200 sums, the bucket varying fastest; a span of another
  ///     length gives an empty result.
  ///   - groups: the number of groups.
  ///   - statistics: the number of statistics of each group.
  ///   - weights: the weights of the unit that the buckets were made of.
  /// - Complexity: O(groups · statistics · non-empty buckets · 1,000).
  package init(
    bucketSums: Span<Double>, groups: Int, statistics: Int, weights: ResamplingWeights,
  ) {
    let buckets = ResamplingWeights.bucketCount
    let replicateCount = ResamplingWeights.replicateCount
    guard groups > 0, statistics > 0, bucketSums.count == groups * statistics * buckets else {
      (groupCount, statisticCount, totals, replicates) = (0, 0, [], [])
      return
    }
    let columns = groups * statistics
    groupCount = groups
    statisticCount = statistics
    var totals = [Double](repeating: 0, count: columns)
    for column in 0..<columns {
      var sum = CompensatedSum()
      for bucket in 0..<buckets { sum.add(bucketSums[column * buckets + bucket]) }
      totals[column] = sum.value
    }
    self.totals = totals
    replicates = unsafe [Double](unsafeUninitializedCapacity: columns * replicateCount) {
      output, count in
      for group in 0..<groups {
        let packed = PackedGroup(bucketSums, group: group, statistics: statistics)
        let first = group * statistics * replicateCount
        let size = statistics * replicateCount
        unsafe packed.multiply(weights, into: output.extracting(first..<(first + size)))
      }
      count = columns * replicateCount
    }
  }

  /// The total of a statistic in a group.
  package func total(group: Int, statistic: Int) -> Double {
    totals[group * statisticCount + statistic]
  }

  /// The 1,000 replicates of a statistic in a group.
  package func replicates(group: Int, statistic: Int) -> ArraySlice<Double> {
    let first = (group * statisticCount + statistic) * ResamplingWeights.replicateCount
    return replicates[first..<(first + ResamplingWeights.replicateCount)]
  }
}

/// The bucket sums of one group, without the buckets that are empty in every statistic.
private struct PackedGroup {
  private let statistics: Int
  private var buckets: [Int] = []
  /// For each kept bucket its sums, padded with a zero to an even number of statistics.
  private var sums: [Double] = []

  init(_ bucketSums: Span<Double>, group: Int, statistics: Int) {
    self.statistics = statistics
    let count = ResamplingWeights.bucketCount
    let first = group * statistics * count
    for bucket in 0..<count {
      var isEmpty = true
      for statistic in 0..<statistics where bucketSums[first + statistic * count + bucket] != 0 {
        isEmpty = false
        break
      }
      if isEmpty { continue }
      buckets.append(bucket)
      for statistic in 0..<statistics {
        sums.append(bucketSums[first + statistic * count + bucket])
      }
      if !statistics.isMultiple(of: 2) { sums.append(0) }
    }
  }

  /// Writes statistics × 1,000 replicates.
  ///
  /// Two statistics × eight replicates are accumulated in registers: each weight is loaded once
  /// for two products, and nothing is stored until the buckets are through.
  func multiply(_ weights: ResamplingWeights, into output: UnsafeMutableBufferPointer<Double>) {
    let width = ResamplingWeights.tileWidth
    let bucketCount = ResamplingWeights.bucketCount
    let stride = statistics + statistics % 2
    let replicateCount = ResamplingWeights.replicateCount
    unsafe weights.tiles.withUnsafeBufferPointer { tiles in
      unsafe buckets.withUnsafeBufferPointer { buckets in
        unsafe sums.withUnsafeBufferPointer { sums in
          for tile in 0..<ResamplingWeights.tileCount {
            for statistic in Swift.stride(from: 0, to: statistics, by: 2) {
              var first = SIMD8<Double>(repeating: 0)
              var second = SIMD8<Double>(repeating: 0)
              for position in 0..<buckets.count {
                let weight = unsafe tiles[tile * bucketCount + buckets[position]]
                unsafe first += weight * sums[position * stride + statistic]
                unsafe second += weight * sums[position * stride + statistic + 1]
              }
              let row = statistic * replicateCount + tile * width
              for lane in 0..<width { unsafe output[row + lane] = first[lane] }
              if statistic + 1 < statistics {
                for lane in 0..<width { unsafe output[row + replicateCount + lane] = second[lane] }
              }
            }
          }
        }
      }
    }
  }
}
