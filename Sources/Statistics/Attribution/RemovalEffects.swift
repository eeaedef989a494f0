/// How much less is bought when a channel's touches lead nowhere, for each channel of a chain.
///
/// The removal effect of a channel is 1 − P(purchase without it) / P(purchase), where each transition
/// into it goes to no purchase; where purchases have a worth, the mean worth of a path stands for P. The
/// credit of a channel is its part of the sum of the effects: a convention, since the effects sum to more
/// than 1 where paths have several channels. Source: Anderl et al. 2016.
package struct RemovalEffects: Sendable {
  /// The mean worth of a path, the share of purchases where each is worth 1: that of the log.
  package let worth: Double
  /// The same without each channel.
  package let worthWithout: [Double]
  /// The change of `worth`, then of `worthWithout`, for one more of each transition; of one to a purchase
  /// without what the purchase is worth.
  private let slopes: [[Double]]
  /// The change of the same for one more unit of worth at the end of each transition.
  private let worthSlopes: [[Double]]
  /// The change of the same for one more purchase after a touch of each channel.
  private let purchaseSlopes: [[Double]]
  private let chain: TransitionChain

  /// - Returns: Nil where a chain is too large and too slow to be solved.
  /// - Complexity: for up to 320 states O(channels · states³); beyond, O(channels · sweeps · transitions).
  package init?(_ chain: TransitionChain) {
    self.chain = chain
    guard let whole = ChainSolution(chain) else { return nil }
    worth = whole.worthFromStart
    let totals = (0..<chain.stateCount).map(chain.total)
    var without: [Double] = []
    var slopes = [Self.slopes(chain, whole, totals, removing: nil)]
    var worthSlopes = [Self.worthSlopes(chain, whole, totals)]
    var purchaseSlopes = [Self.purchaseSlopes(chain, whole, totals)]
    let met = Set(chain.lastChannel)
    for channel in 0..<Int32(chain.channelCount) {
      guard met.contains(channel) else {
        without.append(worth)
        slopes.append(slopes[0])
        worthSlopes.append(worthSlopes[0])
        purchaseSlopes.append(purchaseSlopes[0])
        continue
      }
      guard let solution = ChainSolution(chain, removing: channel, near: whole) else { return nil }
      without.append(min(worth, solution.worthFromStart))
      slopes.append(Self.slopes(chain, solution, totals, removing: channel))
      worthSlopes.append(Self.worthSlopes(chain, solution, totals))
      purchaseSlopes.append(Self.purchaseSlopes(chain, solution, totals))
    }
    worthWithout = without
    self.slopes = slopes
    self.worthSlopes = worthSlopes
    self.purchaseSlopes = purchaseSlopes
  }

  /// A purchase of mean worth after a touch of a channel, whose states share it by how often they are left.
  private static func purchaseSlopes(
    _ chain: TransitionChain, _ solution: ChainSolution, _ totals: [Double]
  ) -> [Double] {
    var slopes = [Double](repeating: 0, count: chain.channelCount)
    var touches = slopes
    let worth = chain.purchases > 0 ? chain.worth / chain.purchases : 0
    for state in 1..<max(1, chain.stateCount) {
      let channel = Int(chain.lastChannel[state])
      slopes[channel] += solution.visits[state] * (worth - solution.worth[state])
      touches[channel] += totals[state]
    }
    return zip(slopes, touches).map { $1 > 0 ? $0 / $1 : 0 }
  }

  private static func worthSlopes(
    _ chain: TransitionChain, _ solution: ChainSolution, _ totals: [Double]
  ) -> [Double] {
    chain.origins.map { solution.visits[Int($0)] / totals[Int($0)] }
  }

  /// With v the worths and n the visits, one more transition from i to j changes the worth from the start by
  /// n_i / T_i · (v_j − v_i), T_i being the transitions from i.
  private static func slopes(
    _ chain: TransitionChain, _ solution: ChainSolution, _ totals: [Double],
    removing removed: Int32?
  ) -> [Double] {
    (0..<chain.counts.count).map { transition in
      let origin = Int(chain.origins[transition])
      let destination = chain.destinations[transition]
      let reached: Double =
        switch destination {
        case TransitionChain.purchase, TransitionChain.nothing: 0
        default:
          chain.lastChannel[Int(destination)] == removed
            ? 0 : solution.worth[Int(destination)]
        }
      return solution.visits[origin] / totals[origin] * (reached - solution.worth[origin])
    }
  }

  package var effects: [Double] { Self.effects(worth, worthWithout) }

  /// Each channel's part of the credit; all 0 where nothing was bought.
  package var shares: [Double] { Self.shares(worth, worthWithout) }

  static func effects(_ worth: Double, _ without: [Double]) -> [Double] {
    without.map { worth > 0 ? min(1, max(0, 1 - $0 / worth)) : 0 }
  }

  static func shares(_ worth: Double, _ without: [Double]) -> [Double] {
    let effects = effects(worth, without)
    let sum = effects.reduce(0, +)
    return effects.map { sum > 0 ? $0 / sum : 0 }
  }

  /// How the worths vary with the persons who are counted: for each of `1 + channels`, the sums by bucket of
  /// what the persons in it change.
  ///
  /// A person's part is the sum of the slopes along that person's paths, which is the influence function
  /// (Efron 1982, "The Jackknife, the Bootstrap and Other Resampling Plans", chapter 6).
  ///
  /// `worths` is what the persons of a journey who are in a bucket paid at its purchases, by journey,
  /// purchase and part of the bucket partition; 1 for each person and purchase where it is left out.
  ///
  /// - Complexity: O(channels · steps of all journeys).
  package func bucketInfluences(
    _ journeys: Journeys, resets: Bool, buckets: BucketPartition, worths: [[[Double]]]? = nil
  ) -> [Double] {
    let bucketCount = ResamplingWeights.bucketCount
    let steps = JourneyTransitions(journeys, chain, resets: resets)
    var sums = [Double](repeating: 0, count: slopes.count * bucketCount)
    for (figure, slopes) in slopes.enumerated() {
      let first = figure * bucketCount
      for journey in 0..<journeys.count {
        let influence = steps.moves(of: journey).reduce(0) { $0 + slopes[Int($1)] }
        if influence != 0 { buckets.add(influence, of: journey, to: &sums, at: first) }
        for (ordinal, move) in steps.purchases(of: journey) {
          let slope = worthSlopes[figure][Int(move)]
          guard slope != 0 else { continue }
          for (place, part) in buckets.parts(of: journey).enumerated() {
            let worth = worths?[journey][ordinal][place] ?? part.persons
            sums[first + part.bucket] += slope * worth
          }
        }
      }
    }
    return sums
  }

  /// The shares of the credit in each replicate, a channel's replicates together.
  ///
  /// Resampling alone takes a channel from whose touches nobody bought for one from which nobody ever will.
  /// So each channel has one more purchase of the weight Gamma(½) in each replicate: what Jeffreys' prior
  /// adds to a count, by which its interval covers as often as it says also where the count is 0, 1 or 2.
  /// Source: Brown, Cai & DasGupta 2001, "Interval estimation for a binomial proportion", Statistical
  /// Science 16:101; the same 2003 for counts, Statistica Sinica 13:19. More than 200 channels share
  /// 200 series of such weights.
  ///
  /// - Complexity: O(channels · (200 + least of channels and 200) · 1,000).
  package func replicateShares(
    influences: [Double], weights: ResamplingWeights, unseen: ResamplingWeights
  ) -> [[Double]] {
    let sums = ReplicateSums(
      bucketSums: influences.span, groups: 1, statistics: slopes.count, weights: weights)
    let bucketCount = ResamplingWeights.bucketCount
    var added = [Double](repeating: 0, count: slopes.count * bucketCount)
    for (figure, slopes) in purchaseSlopes.enumerated() {
      for (channel, slope) in slopes.enumerated() {
        added[figure * bucketCount + channel % bucketCount] += slope
      }
    }
    let purchases = ReplicateSums(
      bucketSums: added.span, groups: 1, statistics: slopes.count, weights: unseen)
    var shares = [[Double]](
      repeating: [Double](repeating: 0, count: ResamplingWeights.replicateCount),
      count: worthWithout.count)
    guard sums.statisticCount == slopes.count else { return shares }
    for replicate in 0..<ResamplingWeights.replicateCount {
      func moved(_ value: Double, _ figure: Int) -> Double {
        let drawn = sums.replicates(group: 0, statistic: figure)
        let bought = purchases.replicates(group: 0, statistic: figure)
        return value + drawn[drawn.startIndex + replicate]
          - sums.total(group: 0, statistic: figure) + bought[bought.startIndex + replicate]
      }
      let worth = max(0, moved(worth, 0))
      let without = worthWithout.enumerated().map { channel, value in
        min(worth, max(0, moved(value, channel + 1)))
      }
      for (channel, share) in Self.shares(worth, without).enumerated() {
        shares[channel][replicate] = share
      }
    }
    return shares
  }
}
