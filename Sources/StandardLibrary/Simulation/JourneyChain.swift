internal import Statistics

/// The Markov chain of the channels that a person touches before converting or leaving.
///
/// Paths are drawn from their end: a path that ends in channel c had a touch before it with
/// probability q, which was c again with probability ρ and else channel b with b's share of earlier
/// touches. The step back is the same for paths that convert and paths that do not, so the paths of
/// both kinds together are a Markov chain of order 1 also in the order of time, and what it predicts
/// follows exactly from the expected number of paths that end in each channel.
struct JourneyChain: Sendable {
  let names: [String]
  /// The expected paths that end in each channel: with a conversion, and without.
  let conversions: [Double]
  let losses: [Double]
  /// The probability that the touch before one of the row's channel was one of the column's; what
  /// is missing to 1 is the start of the path.
  let before: [[Double]]
  /// The expected touches of each channel.
  let touches: [Double]

  /// The share of the paths ending in a channel that convert.
  static func conversion(of channel: MarketChannel, in market: Market) -> Double {
    min(0.95, market.pathConversion * channel.conversion)
  }

  init(_ market: Market, _ plan: MarketPlan) {
    let channels = plan.channels
    names = channels.map(\.channel.name)
    var ends = [Double](repeating: 0, count: channels.count)
    for cell in 0..<(plan.dayCount * channels.count) {
      ends[cell % channels.count] += plan.expected[cell]
    }
    conversions = ends
    losses = zip(channels, ends).map { channel, wins in
      let rate = Self.conversion(of: channel.channel, in: market)
      return wins * (1 - rate) / rate
    }
    let total = channels.reduce(0) { $0 + $1.channel.assist }
    before = channels.indices.map { channel in
      channels.indices.map { earlier in
        let share = (1 - market.sameChannel) * channels[earlier].channel.assist / total
        return market.earlierTouch * (share + (earlier == channel ? market.sameChannel : 0))
      }
    }
    touches = Self.visits(from: zip(conversions, losses).map { $0 + $1 }, before)
  }

  /// Σ_k ends · before^k: each touch is the end of a path or stands before another.
  private static func visits(from ends: [Double], _ before: [[Double]]) -> [Double] {
    var total = ends
    var step = ends
    // Each step is at most q times the one before, so the rest is below the last digit.
    for _ in 0..<2_000 where step.contains(where: { $0 > 0 }) {
      step = step.indices.map { earlier in
        step.indices.reduce(0) { $0 + step[$1] * before[$1][earlier] }
      }
      total = zip(total, step).map { $0 + $1 }
    }
    return total
  }

  // MARK: In the order of time

  /// The expected paths that begin in each channel.
  var starts: [Double] {
    touches.indices.map { touches[$0] * (1 - before[$0].reduce(0, +)) }
  }

  /// The probability that a touch of the row's channel is followed by one of the column's.
  var after: [[Double]] {
    touches.indices.map { channel in
      touches.indices.map { touches[$0] * before[$0][channel] / touches[channel] }
    }
  }

  /// The share of all paths that convert.
  var conversionRate: Double {
    conversions.reduce(0, +) / (conversions.reduce(0, +) + losses.reduce(0, +))
  }

  /// For each channel the share of conversions that are lost when every step into it leads out of
  /// the market: 1 − P(conversion without it) / P(conversion).
  ///
  /// P(conversion) from each channel solves v = R + Q v; the channel that is taken out has v = 0.
  var removalEffects: [Double] {
    let after = after
    let direct = touches.indices.map { conversions[$0] / touches[$0] }
    let starts = starts
    func converted(without removed: Int?) -> Double {
      var value = [Double](repeating: 0, count: touches.count)
      for _ in 0..<4_000 {
        let next = value.indices.map { channel in
          channel == removed
            ? 0
            : direct[channel]
              + value.indices.reduce(0) { $0 + after[channel][$1] * value[$1] }
        }
        let change = zip(next, value).map { abs($0 - $1) }.max() ?? 0
        value = next
        if change < 1e-16 { break }
      }
      return value.indices.reduce(0) { $0 + starts[$1] * value[$1] }
    }
    let all = converted(without: nil)
    return touches.indices.map { 1 - converted(without: $0) / all }
  }
}
