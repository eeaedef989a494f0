/// The Shapley values of channels in the game of the conversion rate.
///
/// A group of channels is worth the share of purchases among the paths that have no other channel; the
/// value of a channel is its mean addition over all orders in which the channels could come. Values sum to
/// the rate of all paths and may be below zero. Source: Shapley 1953, "A value for n-person games";
/// Dalessandro, Perlich, Stitelman & Provost 2012, "Causally motivated attribution for online advertising".
package struct RateGame: Sendable {
  /// Every group is looked at, of which there are 2ⁿ.
  package static let mostChannels = 20

  /// The value of each channel; they sum to `rate`.
  package let values: [Double]
  /// Purchases over paths.
  package let rate: Double

  /// More than `mostChannels` channels give no values.
  ///
  /// - Complexity: O(n · 2ⁿ + steps of all journeys).
  package init(_ journeys: Journeys, resets: Bool) {
    let count = journeys.channelCount
    guard count <= Self.mostChannels else {
      (values, rate) = ([], 0)
      return
    }
    let groups = 1 << count
    var paths = [Double](repeating: 0, count: groups)
    var purchases = [Double](repeating: 0, count: groups)
    for journey in 0..<journeys.count {
      for path in journeys.paths(of: journey, resets: resets) where !path.touches.isEmpty {
        var group = 0
        for channel in path.touches { group |= 1 << Int(channel) }
        paths[group] += journeys.persons[journey]
        if path.isConverted { purchases[group] += journeys.persons[journey] }
      }
    }
    // The sums over all groups within each group (Yates 1937).
    for channel in 0..<count {
      for group in 0..<groups where group & (1 << channel) != 0 {
        paths[group] += paths[group ^ (1 << channel)]
        purchases[group] += purchases[group ^ (1 << channel)]
      }
    }
    let worth = zip(purchases, paths).map { $1 > 0 ? $0 / $1 : 0 }
    rate = worth.last ?? 0
    // size! (n − size − 1)! / n!, by the number of channels that came before.
    var weights = [Double](repeating: 0, count: max(1, count))
    for size in 0..<count {
      var weight = 1 / Double(count)
      // 1 / (n · C(n − 1, size))
      for step in 0..<size { weight *= Double(step + 1) / Double(count - 1 - step) }
      weights[size] = weight
    }
    values = (0..<count).map { channel in
      var sum = CompensatedSum()
      for group in 0..<groups where group & (1 << channel) == 0 {
        sum.add(weights[group.nonzeroBitCount] * (worth[group | (1 << channel)] - worth[group]))
      }
      return sum.value
    }
  }
}
