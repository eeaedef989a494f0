internal import Statistics
internal import Values

/// What one model gives to the channels of one group, with its resampling replicates.
struct ModelCredit: Sendable {
  /// Purchases, and what they were worth, by channel.
  var credit: [Double]
  var value: [Double]
  /// 1,000 replicates for each channel; empty where none are made.
  var creditReplicates: [[Double]] = []
  var valueReplicates: [[Double]] = []

  var total: Double { Self.sum(credit) }

  func share(_ channel: Int) -> Double? { total == 0 ? nil : credit[channel] / total }

  /// The sum of all channels' credit in each replicate; it is made once for all of them.
  var totalReplicates: [Double] {
    guard var totals = creditReplicates.first else { return [] }
    for replicates in creditReplicates.dropFirst() {
      for replicate in totals.indices { totals[replicate] += replicates[replicate] }
    }
    return totals
  }

  func shareReplicates(_ channel: Int, of totals: [Double]) -> [Double] {
    guard creditReplicates.indices.contains(channel) else { return [] }
    return zip(creditReplicates[channel], totals).map { $0 / $1 }
  }

  static func sum(_ numbers: [Double]) -> Double {
    var sum = CompensatedSum()
    for number in numbers { sum.add(number) }
    return sum.value
  }
}

/// The sums over the purchases of a group that models are made of: by channel, and by resampling bucket.
struct CreditSums {
  /// Sums of two figures, purchases and their values, by channel; and the same for each of the buckets.
  private(set) var credit: [Double]
  private(set) var value: [Double]
  private var creditBuckets: [Double] = []
  private var valueBuckets: [Double] = []

  init(channels: Int, isResampled: Bool) {
    credit = [Double](repeating: 0, count: channels)
    value = credit
    if isResampled {
      creditBuckets = [Double](repeating: 0, count: channels * ResamplingWeights.bucketCount)
      valueBuckets = creditBuckets
    }
  }

  /// Adds a part of a purchase of some persons.
  mutating func add(
    _ share: Double, of channel: Int, persons: Double, worth: Double, parts: [WorthPart]
  ) {
    credit[channel] += share * persons
    value[channel] += share * worth
    for part in parts where !creditBuckets.isEmpty {
      creditBuckets[channel * ResamplingWeights.bucketCount + part.bucket] += share * part.persons
      valueBuckets[channel * ResamplingWeights.bucketCount + part.bucket] += share * part.worth
    }
  }

  /// Adds the sums of one channel and bucket, which the engine made.
  mutating func add(_ credit: Double, _ value: Double, of channel: Int, bucket: Int?) {
    self.credit[channel] += credit
    self.value[channel] += value
    guard let bucket, !creditBuckets.isEmpty else { return }
    creditBuckets[channel * ResamplingWeights.bucketCount + bucket] += credit
    valueBuckets[channel * ResamplingWeights.bucketCount + bucket] += value
  }

  func credit(_ weights: ResamplingWeights?) -> ModelCredit {
    ModelCredit(
      credit: credit, value: value,
      creditReplicates: replicates(creditBuckets, weights),
      valueReplicates: replicates(valueBuckets, weights))
  }

  private func replicates(_ buckets: [Double], _ weights: ResamplingWeights?) -> [[Double]] {
    guard let weights, !buckets.isEmpty else { return [] }
    let sums = ReplicateSums(
      bucketSums: buckets.span, groups: 1, statistics: credit.count, weights: weights)
    return credit.indices.map { Array(sums.replicates(group: 0, statistic: $0)) }
  }
}

/// The persons of a journey who fall into one bucket, with what one of their purchases was worth.
struct WorthPart {
  var bucket: Int
  var persons: Double
  var worth: Double
}

/// Splits what the persons of a journey spent among the buckets that they fall into.
///
/// Of one person the amount is known. Of several only its sum and its squares are, so each bucket gets
/// the mean for each of its persons and a normal draw of their deviation, which sum to the total.
struct WorthPartition {
  private let generator: CounterGenerator
  private var counter: UInt64 = 0

  init(seed: UInt64) { generator = CounterGenerator(seed: seed, stream: "worth of buckets") }

  mutating func parts(
    _ parts: [BucketPartition.Part], persons: Double, worth: JourneyGroup.Worth
  ) -> [WorthPart] {
    guard parts.count > 1, persons > 1 else {
      return parts.map { WorthPart(bucket: $0.bucket, persons: $0.persons, worth: worth.sum) }
    }
    let mean = worth.sum / persons
    let deviation = max(0, worth.squares / persons - mean * mean).squareRoot()
    var draws: [Double] = []
    for part in parts {
      let normal =
        deviation > 0 ? NormalDistribution.quantile(generator.uniform(at: counter)) : 0
      counter += 1
      draws.append(deviation * part.persons.squareRoot() * normal)
    }
    let excess = ModelCredit.sum(draws) / persons
    return zip(parts, draws).map { part, draw in
      WorthPart(
        bucket: part.bucket, persons: part.persons,
        worth: mean * part.persons + draw - excess * part.persons)
    }
  }
}
