import Statistics
import Testing

@Suite("Persons in buckets") struct BucketPartitionTests {
  private func journeys(_ persons: [Double]) -> Journeys {
    var journeys = Journeys(channelCount: 1)
    for count in persons { journeys.add([0], persons: count) }
    return journeys
  }

  @Test(
    "each person is in one bucket, however many there are",
    arguments: [1.0, 2, 2.5, 7, 3_999, 4_000, 4_001, 1e6, 1e9])
  func whole(_ persons: Double) {
    for seed in UInt64(0)..<8 {
      let journeys = journeys([3, persons, 1, persons])
      let partition = BucketPartition(journeys, seed: seed)
      for (journey, known) in journeys.persons.enumerated() {
        let parts = partition.parts(of: journey)
        #expect(parts.reduce(0) { $0 + $1.persons } == known)
        #expect(parts.allSatisfy { $0.persons > 0 && $0.bucket < ResamplingWeights.bucketCount })
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.bucket < $1.bucket })
      }
    }
  }

  @Test("persons take the next numbers of their stream, up to 4,000 of a journey")
  func stream() {
    let journeys = journeys([1, 3, 1, 40, 4_000, 2])
    let partition = BucketPartition(journeys, seed: 11)
    let generator = CounterGenerator(seed: 11, stream: "person buckets")
    var counter: UInt64 = 0
    for (journey, persons) in journeys.persons.enumerated() {
      var counts = [Double](repeating: 0, count: 200)
      for _ in 0..<Int(persons) {
        counts[Int((generator.uniform(at: counter) * 200).rounded(.down))] += 1
        counter += 1
      }
      for part in partition.parts(of: journey) {
        #expect(part.persons == counts[part.bucket])
      }
    }
  }

  @Test(
    "a journey of more than 4,000 persons takes a number for each bucket", arguments: [4_001, 1e7])
  func numbers(_ persons: Double) throws {
    let partition = BucketPartition(journeys([persons, 1, persons, 1]), seed: 11)
    let generator = CounterGenerator(seed: 11, stream: "person buckets")
    for (journey, counter) in [(1, UInt64(200)), (3, 401)] {
      let bucket = Int((generator.uniform(at: counter) * 200).rounded(.down))
      #expect(partition.parts(of: journey).map(\.bucket) == [bucket])
    }
  }

  @Test(
    "buckets are as likely as one another", arguments: [1.0, 50, 4_000, 4_001, 20_000, 1e6, 1e9])
  func spread(_ persons: Double) {
    // The sum of (count - mean)^2 / mean follows chi-squared of 199: its mean is 199 and its standard
    // deviation 19.95. Of eight such sums the mean has 7.05; four and a half of those.
    let journeys = journeys([Double](repeating: persons, count: persons == 1 ? 4_000 : 20))
    let mean = journeys.persons.reduce(0, +) / 200
    var sum = 0.0
    for seed in UInt64(0)..<8 {
      let partition = BucketPartition(journeys, seed: seed)
      var counts = [Double](repeating: 0, count: 200)
      for journey in 0..<journeys.count { partition.add(1, of: journey, to: &counts, at: 0) }
      sum += counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / mean } / 8
    }
    #expect(abs(sum - 199) < 32, "\(sum)")
  }

  @Test("an amount of each person is added where the person is, from a first place on")
  func amounts() {
    let journeys = journeys([1, 30, 5_000])
    let partition = BucketPartition(journeys, seed: 2)
    for journey in 0..<3 {
      var sums = [Double](repeating: 0.25, count: 600)
      partition.add(-1.5, of: journey, to: &sums, at: 200)
      for part in partition.parts(of: journey) { sums[200 + part.bucket] += 1.5 * part.persons }
      #expect(sums == [Double](repeating: 0.25, count: 600))
    }
  }
}
