/// How much less is bought when a channel's touches lead nowhere, for each channel of a chain.
///
/// The removal effect of a channel is 1 − P(purchase without it) / P(purchase), where each transition
/// into it goes to no purchase. The credit of a channel is its part of the sum of the effects: a convention,
/// since the effects sum to more than 1 where paths have several channels. Source: Anderl et al. 2016.
package struct RemovalEffects: Sendable {
  /// The probability that a path ends with a purchase: that of the log.
  package let purchase: Double
  /// The same without each channel.
  package let purchaseWithout: [Double]
  /// The change of `purchase`, then of `purchaseWithout`, for one more of each transition.
  private let slopes: [[Double]]
  private let chain: TransitionChain

  /// - Returns: Nil where a chain is too large and too slow to be solved.
  /// - Complexity: for up to 320 states O(channels · states³); beyond, O(channels · sweeps · transitions).
  package init?(_ chain: TransitionChain) {
    self.chain = chain
    guard let whole = ChainSolution(chain) else { return nil }
    purchase = whole.purchase.first ?? 0
    let totals = (0..<chain.stateCount).map(chain.total)
    var without: [Double] = []
    var slopes = [Self.slopes(chain, whole, totals, removing: nil)]
    let met = Set(chain.lastChannel)
    for channel in 0..<Int32(chain.channelCount) {
      guard met.contains(channel) else {
        without.append(purchase)
        slopes.append(slopes[0])
        continue
      }
      guard let solution = ChainSolution(chain, removing: channel, near: whole) else { return nil }
      without.append(min(purchase, solution.purchase.first ?? 0))
      slopes.append(Self.slopes(chain, solution, totals, removing: channel))
    }
    purchaseWithout = without
    self.slopes = slopes
  }

  /// With v the probabilities of a purchase and n the visits, one more transition from i to j changes the
  /// probability from the start by n_i / T_i · (v_j − v_i), T_i being the transitions from i.
  private static func slopes(
    _ chain: TransitionChain, _ solution: ChainSolution, _ totals: [Double],
    removing removed: Int32?
  ) -> [Double] {
    (0..<chain.counts.count).map { transition in
      let origin = Int(chain.origins[transition])
      guard totals[origin] > 0 else { return 0 }
      let destination = chain.destinations[transition]
      let reached: Double =
        switch destination {
        case TransitionChain.purchase: 1
        case TransitionChain.nothing: 0
        default:
          chain.lastChannel[Int(destination)] == removed
            ? 0 : solution.purchase[Int(destination)]
        }
      return solution.visits[origin] / totals[origin] * (reached - solution.purchase[origin])
    }
  }

  package var effects: [Double] { Self.effects(purchase, purchaseWithout) }

  /// Each channel's part of the credit; all 0 where nothing was bought.
  package var shares: [Double] { Self.shares(purchase, purchaseWithout) }

  static func effects(_ purchase: Double, _ without: [Double]) -> [Double] {
    without.map { purchase > 0 ? min(1, max(0, 1 - $0 / purchase)) : 0 }
  }

  static func shares(_ purchase: Double, _ without: [Double]) -> [Double] {
    let effects = effects(purchase, without)
    let sum = effects.reduce(0, +)
    return effects.map { sum > 0 ? $0 / sum : 0 }
  }

  /// How the probabilities vary with the persons who are counted: for each of `1 + channels`, the sums by
  /// bucket of what the persons in it change.
  ///
  /// A person's part is the sum of the slopes along that person's paths, which is the influence function
  /// (Efron 1982, "The Jackknife, the Bootstrap and Other Resampling Plans", chapter 6).
  ///
  /// - Complexity: O(channels · steps of all journeys).
  package func bucketInfluences(
    _ journeys: Journeys, resets: Bool, buckets: BucketPartition
  ) -> [Double] {
    let bucketCount = ResamplingWeights.bucketCount
    var ends: [Int] = []
    var moves: [Int32] = []
    for journey in 0..<journeys.count {
      for path in journeys.paths(of: journey, resets: resets) where !path.touches.isEmpty {
        moves += chain.transitions(of: path) ?? []
      }
      ends.append(moves.count)
    }
    var sums = [Double](repeating: 0, count: slopes.count * bucketCount)
    for (figure, slopes) in slopes.enumerated() {
      var start = 0
      for journey in 0..<journeys.count {
        var influence = 0.0
        for place in start..<ends[journey] { influence += slopes[Int(moves[place])] }
        start = ends[journey]
        if influence != 0 {
          buckets.add(influence, of: journey, to: &sums, at: figure * bucketCount)
        }
      }
    }
    return sums
  }

  /// The shares of the credit in each replicate, a channel's replicates together.
  package func replicateShares(influences: [Double], weights: ResamplingWeights) -> [[Double]] {
    let sums = ReplicateSums(
      bucketSums: influences.span, groups: 1, statistics: slopes.count, weights: weights)
    var shares = [[Double]](
      repeating: [Double](repeating: 0, count: ResamplingWeights.replicateCount),
      count: purchaseWithout.count)
    guard sums.statisticCount == slopes.count else { return shares }
    for replicate in 0..<ResamplingWeights.replicateCount {
      func moved(_ value: Double, _ figure: Int) -> Double {
        let replicates = sums.replicates(group: 0, statistic: figure)
        return value + replicates[replicates.startIndex + replicate]
          - sums.total(group: 0, statistic: figure)
      }
      let purchase = min(1, max(0, moved(purchase, 0)))
      let without = purchaseWithout.enumerated().map { channel, value in
        min(purchase, max(0, moved(value, channel + 1)))
      }
      for (channel, share) in Self.shares(purchase, without).enumerated() {
        shares[channel][replicate] = share
      }
    }
    return shares
  }
}
