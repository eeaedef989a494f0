/// Puts the persons of each journey into resampling buckets.
///
/// Persons of one journey are alike, so which of them falls into which bucket does not matter, only how
/// many do: each falls into any of the 200 buckets with the same probability. Source: see
/// `ResamplingWeights`.
package struct BucketPartition: Sendable {
  /// Where the parts of each journey end.
  private var ends: [Int] = []
  private var buckets: [UInt8] = []
  private var counts: [Double] = []

  package struct Part: Sendable {
    package var bucket: Int
    package var persons: Double
  }

  /// - Complexity: O(persons), but at most 200 for each journey.
  package init(_ journeys: Journeys, seed: UInt64) {
    let generator = CounterGenerator(seed: seed, stream: "person buckets")
    var counter: UInt64 = 0
    ends.reserveCapacity(journeys.count)
    for persons in journeys.persons {
      if persons == 1 {
        add(Self.bucket(generator.bits(at: counter)), 1)
        counter += 1
      } else if persons <= Self.drawnSingly {
        var tally = [Double](repeating: 0, count: ResamplingWeights.bucketCount)
        var left = persons
        while left > 0 {
          tally[Self.bucket(generator.bits(at: counter))] += min(1, left)
          counter += 1
          left -= 1
        }
        for bucket in tally.indices where tally[bucket] > 0 { add(bucket, tally[bucket]) }
      } else {
        split(persons, generator, &counter)
      }
      ends.append(counts.count)
    }
  }

  /// More persons than this are split by normal draws, whose error is then far below the spread.
  private static let drawnSingly = 4_000.0

  private static func bucket(_ bits: UInt64) -> Int {
    Int(bits.multipliedFullWidth(by: UInt64(ResamplingWeights.bucketCount)).high)
  }

  /// Binomial draws bucket after bucket: each takes its share of those who are left.
  private mutating func split(
    _ persons: Double, _ generator: CounterGenerator, _ counter: inout UInt64
  ) {
    var left = persons
    for bucket in 0..<ResamplingWeights.bucketCount {
      let share = 1 / Double(ResamplingWeights.bucketCount - bucket)
      let normal = NormalDistribution.quantile(generator.uniform(at: counter))
      counter += 1
      let drawn = left * share + normal * (left * share * (1 - share)).squareRoot()
      let taken = min(left, max(0, drawn.rounded()))
      add(bucket, taken)
      left -= taken
    }
  }

  private mutating func add(_ bucket: Int, _ persons: Double) {
    buckets.append(UInt8(truncatingIfNeeded: bucket))
    counts.append(persons)
  }

  /// The parts of a journey's persons by bucket.
  package func parts(of journey: Int) -> [Part] {
    range(journey).map { Part(bucket: Int(buckets[$0]), persons: counts[$0]) }
  }

  /// Adds an amount of each person of a journey to the sums of the buckets.
  package func add(
    _ amount: Double, of journey: Int, to sums: inout [Double], at first: Int
  ) {
    for place in range(journey) { sums[first + Int(buckets[place])] += amount * counts[place] }
  }

  private func range(_ journey: Int) -> Range<Int> {
    (journey == 0 ? 0 : ends[journey - 1])..<ends[journey]
  }
}
