/// What a channel's total spend of a window brings when it is spread evenly, period by period.
///
/// The stock of a period is offset + rate × total: offset is what the spend before the window leaves, rate the
/// share of the total that acts in the period.
package struct PlanResponse: Sendable {
  /// Outcomes that come within the window: those of stocks before it, too, where they come late.
  package let inside: SpendResponse

  /// Outcomes that come after it, of stocks without any spend after the window.
  package let after: SpendResponse

  /// The stock of the window's last period.
  let last: ResponseTerm

  /// - Parameters:
  ///   - channel: with weights, and a delay that is not negative.
  ///   - periods: of the window, at least one.
  /// - Complexity: periods of the window and of the carry-over, times those of the carry-over.
  package init(_ channel: PlanChannel, periods: Int) {
    let history = PlanHistory(channel)
    let length = channel.weights.count
    var sums = [0.0]
    for weight in channel.weights { sums.append(sums[sums.count - 1] + weight) }
    func term(_ period: Int) -> ResponseTerm {
      let end = min(period + 1, length)
      let start = min(max(0, period - periods + 1), length)
      let share = end > start ? max(0, sums[end] - sums[start]) : 0
      return ResponseTerm(
        channel.curve, offset: history.stock(in: period), rate: share / Double(periods))
    }
    let turn = periods - channel.delay
    inside = SpendResponse(terms: (-channel.delay..<turn).map(term))
    after = SpendResponse(terms: (turn..<max(turn, periods + length - 1)).map(term))
    last = term(periods - 1)
  }
}

/// The stocks that the spend before a window leaves.
struct PlanHistory {
  private let channel: PlanChannel
  private let usual: Double

  /// Of how many periods the mean is taken for what came before, as for a fitted response.
  static let start = 8

  init(_ channel: PlanChannel) {
    self.channel = channel
    let first = Array(channel.history.prefix(Self.start))
    usual = first.isEmpty ? 0 : CompensatedSum.of(first.span) / Double(first.count)
  }

  /// The stock in a period, counted from the window's first, without any spend from there on.
  func stock(in period: Int) -> Double {
    var sum = CompensatedSum()
    for (lag, weight) in channel.weights.enumerated() where period - lag < 0 {
      let place = channel.history.count + period - lag
      sum.add(weight * (channel.history.indices.contains(place) ? channel.history[place] : usual))
    }
    return sum.value
  }
}
