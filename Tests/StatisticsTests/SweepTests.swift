import Statistics
import Testing

/// A log that stands twice in another, with channels of its own: what a channel of one half removes is that
/// of the half alone, over twice the paths.
private struct TwofoldLog {
  let half: Journeys
  let twice: Journeys
  let worths: [[Double]]
  let small: TransitionChain
  let large: TransitionChain

  init(isWorth: Bool) {
    var half = RandomJourneys(channels: 4, count: 420, seed: 9).journeys
    // Of more touches in a row than the order, so that states follow upon themselves.
    for end in [[0, -1], [0, 0, -1], [0, 1, -1, 2], [0, 3]] as [[Int32]] {
      half.add([0, 0, 0, 0, 0] + end)
      half.add([2, 2, 2, 2, 2, 2] + end)
    }
    self.half = half
    var twice = Journeys(channelCount: 8)
    for shift in [Int32(0), 4] {
      for journey in 0..<half.count {
        twice.add(
          half.steps[half.range(journey)].map { $0 == Journeys.conversion ? $0 : $0 + shift })
      }
    }
    self.twice = twice
    // Each purchase is worth 1, or from 3 to 9.
    worths = (0..<half.count).map { journey in
      half.steps[half.range(journey)].filter { $0 == Journeys.conversion }.indices
        .map { isWorth ? Double(3 + (journey + 2 * $0) % 7) : 1 }
    }
    small = TransitionChain(half, order: 4, resets: true, worths: worths)
    large = TransitionChain(twice, order: 4, resets: true, worths: worths + worths)
  }
}

@Suite("Chains that are too large for elimination") struct SweepTests {
  @Test("have the effects of elimination", arguments: [false, true])
  func effects(isWorth: Bool) throws {
    let log = TwofoldLog(isWorth: isWorth)
    #expect(log.small.stateCount <= 320 && log.large.stateCount > 320)
    let one = try #require(RemovalEffects(log.small))
    let both = try #require(RemovalEffects(log.large))
    expectAgreement(one.worth, log.small.worth / log.small.paths, within: 1e-12)
    expectAgreement(both.worth, one.worth, within: 1e-12)
    for channel in 0..<8 {
      expectAgreement(both.effects[channel], one.effects[channel % 4] / 2, within: 1e-10)
    }
  }

  @Test("have the slopes of elimination", arguments: [false, true])
  func slopes(isWorth: Bool) throws {
    let log = TwofoldLog(isWorth: isWorth)
    let one = try #require(RemovalEffects(log.small))
    let both = try #require(RemovalEffects(log.large))
    for journey in stride(from: 0, to: log.half.count, by: 13) {
      var alone = Journeys(channelCount: 4)
      alone.add(log.half.steps[log.half.range(journey)])
      let known = Self.influences(one, alone, log.worths[journey])
      let found = Self.influences(both, alone, log.worths[journey])
      // With N paths in the half and v worth each: one person more with k paths turns v / 2 + u / 2 into
      // (N v' + k v + N u + k u …) / (2 N + k), v' being the slope in the half, u the worth of the other.
      let paths = Double(
        alone.paths(of: 0, resets: true).filter { !$0.touches.isEmpty }.count)
      let share = paths / (4 * log.small.paths)
      for channel in -1..<8 {
        let mine = channel < 0 || channel >= 4 ? one.worth : one.worthWithout[channel]
        let other = channel < 4 ? one.worth : one.worthWithout[channel - 4]
        let slope = known[channel < 0 || channel >= 4 ? 0 : channel + 1]
        let expected = slope / 2 + share * (mine - other)
        #expect(abs(found[channel + 1] - expected) < 1e-12 * max(1, one.worth))
      }
    }
  }

  /// The slope of each figure for one more person of a journey.
  private static func influences(
    _ removal: RemovalEffects, _ alone: Journeys, _ worths: [Double]
  ) -> [Double] {
    let sums = removal.bucketInfluences(
      alone, resets: true, buckets: BucketPartition(alone, seed: 1), worths: [worths.map { [$0] }])
    return stride(from: 0, to: sums.count, by: 200).map { sums[$0..<($0 + 200)].reduce(0, +) }
  }
}
