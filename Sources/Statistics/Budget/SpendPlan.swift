/// The best even pace of spend for each channel over a window of periods to come.
///
/// Each channel spends the same in all periods of the window, which is what can be executed. What a level
/// brings is the sum over the periods of the curve at the stock, which carries over from the spend before the
/// window, or of what has come of the curve at each spend; it is concave in the level where the curve is. The
/// totals of the window are split as any budget is.
package struct SpendPlan: Sendable {
  package let channels: [PlannedChannel]

  /// The split of the window's total: multiplier, objective, upper bound, what is unspent and the gain, with
  /// spends and marginal returns of totals.
  package let allocation: BudgetAllocation

  /// Windows, delays and carry-overs are at most so many periods long.
  package static let longest = 10_000

  /// - Parameters:
  ///   - channels: at least one.
  ///   - periods: how many the window has.
  ///   - goal: of the whole window.
  ///   - horizon: which outcomes are made the greatest.
  ///   - step: spends per period are multiples of it.
  ///   - current: the present spend per period of each channel, which the gain is over.
  ///   - workLimit: as of `BudgetAllocation`.
  /// - Throws: what is wrong with the numbers; `window` where no spend brings an outcome within the window.
  /// - Complexity: that of `BudgetAllocation` times the periods.
  package init(
    _ channels: [PlanChannel], periods: Int, goal: BudgetGoal, horizon: PlanHorizon = .window,
    step: Double? = nil, current: [Double]? = nil, workLimit: Int = BudgetAllocation.workLimit
  ) throws(BudgetError) {
    guard !channels.isEmpty else { throw .noChannels }
    guard periods >= 1, periods <= Self.longest else { throw .window(periods: periods) }
    for (index, channel) in channels.enumerated() { try Self.check(channel, index) }
    let plans = channels.map { PlanResponse($0, periods: periods) }
    let responses = plans.map {
      horizon == .window ? $0.inside : SpendResponse(terms: $0.inside.terms + $0.after.terms)
    }
    guard responses.contains(where: { $0.terms.contains { $0.rate > 0 } }) else {
      throw .window(periods: periods)
    }
    let count = Double(periods)
    let allocation = try BudgetAllocation(
      zip(channels, responses).map { channel, response in
        BudgetChannel(
          response, valuePerOutcome: channel.valuePerOutcome, floor: channel.floor * count,
          cap: channel.cap * count)
      }, goal: goal, step: step.map { $0 * count }, current: current.map { $0.map { $0 * count } },
      workLimit: workLimit)
    self.allocation = allocation
    self.channels = channels.indices.map {
      PlannedChannel(channels[$0], plans[$0], allocation.channels[$0], periods: periods)
    }
  }

  private static func check(_ channel: PlanChannel, _ index: Int) throws(BudgetError) {
    guard !channel.weights.isEmpty, channel.weights.count <= longest else {
      throw .count(.weight, expected: longest, found: channel.weights.count)
    }
    for amount in channel.history { try BudgetSetting.check(.history, amount, channel: index) }
    for weight in channel.weights { try BudgetSetting.check(.weight, weight, channel: index) }
    let sum = CompensatedSum.of(channel.weights.span)
    guard (sum - 1).magnitude <= 1e-6 else { throw .weights(sum: sum, channel: index) }
    guard channel.delay >= 0, channel.delay <= longest else {
      throw .number(.delay, Double(channel.delay), channel: index)
    }
  }
}
