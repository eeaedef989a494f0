import Statistics
import Testing

@Suite("What persons change of removal effects") struct RemovalInfluenceTests {
  /// Journeys with purchases on the way and a channel that nobody met, what each purchase was worth to each
  /// person, and the bucket of each person.
  private struct Log {
    let journeys: Journeys
    let worths: [[Double]]
    let buckets: BucketPartition

    init() {
      let written = WrittenJourneys(
        "A+BC+4 AC-30 BCA+20 B+CAB+A50 A+9 B-20 CBA-31 +BAC+12 ++C3 AB+C2"
      ).journeys
      var journeys = Journeys(channelCount: 4)
      for journey in 0..<written.count {
        journeys.add(
          written.steps[written.range(journey)], persons: written.persons[journey])
      }
      self.journeys = journeys
      worths = (0..<journeys.count).map { journey in
        journeys.steps[journeys.range(journey)].filter { $0 == Journeys.conversion }.indices
          .map { Double(2 + (3 * journey + 5 * $0) % 11) }
      }
      buckets = BucketPartition(journeys, seed: 8)
    }

    func chain(_ order: Int, _ resets: Bool, _ persons: [Double], isWorth: Bool) -> TransitionChain
    {
      let paid = zip(worths, persons).map { worths, persons in worths.map { $0 * persons } }
      return TransitionChain(
        journeys, order: order, resets: resets, weights: persons, worths: isWorth ? paid : nil)
    }

    /// What the persons of each journey, purchase and part of the partition paid.
    var paid: [[[Double]]] {
      worths.enumerated().map { journey, worths in
        worths.map { worth in buckets.parts(of: journey).map { worth * $0.persons } }
      }
    }
  }

  static let cases = [1, 2, 3].flatMap { order in
    [true, false].flatMap { resets in [true, false].map { (order, resets, $0) } }
  }

  @Test("is the difference that they make, in the bucket where they are", arguments: cases)
  func differences(order: Int, resets: Bool, isWorth: Bool) throws {
    let log = Log()
    let persons = log.journeys.persons
    let removal = try #require(
      RemovalEffects(log.chain(order, resets, persons, isWorth: isWorth)))
    let sums = removal.bucketInfluences(
      log.journeys, resets: resets, buckets: log.buckets, worths: isWorth ? log.paid : nil)
    #expect(sums.count == 5 * 200)
    var expected = [Double](repeating: 0, count: 5 * 200)
    let step = 1e-5
    for journey in 0..<log.journeys.count {
      func figures(_ change: Double) throws -> [Double] {
        var moved = persons
        moved[journey] += change
        let removal = try #require(
          RemovalEffects(log.chain(order, resets, moved, isWorth: isWorth)))
        return [removal.worth] + removal.worthWithout
      }
      let (low, high) = (try figures(-step), try figures(step))
      for figure in 0..<5 {
        let difference = (high[figure] - low[figure]) / (2 * step)
        for part in log.buckets.parts(of: journey) {
          expected[figure * 200 + part.bucket] += difference * part.persons
        }
      }
    }
    for (sum, known) in zip(sums, expected) { #expect(abs(sum - known) < 1e-7, "\(sum), \(known)") }
    // Twice the persons have the same worth of a path: all influences together are 0.
    for figure in 0..<5 {
      #expect(abs(sums[(figure * 200)..<(figure * 200 + 200)].reduce(0, +)) < 1e-10)
    }
  }

  @Test(
    "gives the shares of each replicate: the influences times the weights, added to the figures")
  func replicates() throws {
    let log = Log()
    let removal = try #require(
      RemovalEffects(log.chain(1, true, log.journeys.persons, isWorth: true)))
    let sums = removal.bucketInfluences(
      log.journeys, resets: true, buckets: log.buckets, worths: log.paid)
    let weights = ResamplingWeights(seed: 3, unit: "person")
    let none = ResamplingWeights(unseenBy: 3, unit: "purchase", buckets: 0)
    let shares = removal.replicateShares(influences: sums, weights: weights, unseen: none)
    #expect(shares.count == 4 && shares.allSatisfy { $0.count == 1_000 })
    for replicate in [0, 1, 499, 999] {
      let moved = ([removal.worth] + removal.worthWithout).enumerated().map { figure, value in
        (0..<200).reduce(value) { sum, bucket in
          let weight = weights.weight(bucket: bucket, replicate: replicate)
          return sum + (weight - 1) * sums[figure * 200 + bucket]
        }
      }
      #expect(moved.dropFirst().allSatisfy { 0 < $0 && $0 <= moved[0] + 1e-9 })
      let removed = moved.dropFirst().map { max(0, moved[0] - $0) }
      for channel in 0..<4 {
        #expect(
          abs(shares[channel][replicate] - removed[channel] / removed.reduce(0, +)) < 1e-10)
      }
    }
    let wrong = removal.replicateShares(influences: [1, 2], weights: weights, unseen: none)
    #expect(wrong == [[Double]](repeating: [Double](repeating: 0, count: 1_000), count: 4))
  }

  @Test("leaves shares from 0 to 1, and none where a replicate has no purchase")
  func fewPurchases() throws {
    let journeys = WrittenJourneys("A+1 AB+1 A-40 B-40").journeys
    let removal = try #require(RemovalEffects(TransitionChain(journeys, order: 1, resets: true)))
    let sums = removal.bucketInfluences(
      journeys, resets: true, buckets: BucketPartition(journeys, seed: 1))
    let shares = removal.replicateShares(
      influences: sums, weights: ResamplingWeights(seed: 5, unit: "person"),
      unseen: ResamplingWeights(unseenBy: 5, unit: "purchase", buckets: 0))
    var without = 0
    for replicate in 0..<1_000 {
      let all = shares.map { $0[replicate] }
      #expect(all.allSatisfy { $0 >= 0 && $0 <= 1 })
      let sum = all.reduce(0, +)
      if sum == 0 { without += 1 } else { #expect(abs(sum - 1) < 1e-12) }
    }
    // Both buyers are left out of e^-2, 13.5% of the replicates; the worth is below 0 in part of them.
    #expect(without > 0 && without < 200)
  }

  @Test("the effects of what purchases were worth are those of the chain's equations, by hand")
  func worths() throws {
    // From B a path is worth (10 + 4) / 2 = 7, from A 7 / 2, from the start 2/3 · 7/2 + 1/3 · 7 = 14/3;
    // without A it is 7/3, without B nothing.
    var journeys = Journeys(channelCount: 3)
    for steps in [[0, 1, -1], [1, -1], [0]] as [[Int32]] { journeys.add(steps) }
    let chain = TransitionChain(journeys, order: 1, resets: true, worths: [[10], [4], []])
    let removal = try #require(RemovalEffects(chain))
    expectAgreement(removal.worth, 14.0 / 3)
    expectAgreement(removal.worthWithout[0], 7.0 / 3)
    #expect(removal.worthWithout[1] == 0)
    expectAgreement(removal.effects[0], 0.5)
    #expect(removal.effects[1] == 1 && abs(removal.effects[2]) < 1e-15)
    expectAgreement(removal.shares[0], 1.0 / 3)
    let nothing = WrittenJourneys("AB-2 B-1").journeys
    let none = try #require(RemovalEffects(TransitionChain(nothing, order: 1, resets: true)))
    #expect(none.worth == 0 && none.effects == [0, 0] && none.shares == [0, 0])
  }
}
