/// The stocks of the periods of a plan: what the spend before it leaves, and the share of its total that acts.
struct PlanStocks {
  private let channel: PlanChannel
  private let periods: Int
  private let history: SpendSeries

  init(_ channel: PlanChannel, periods: Int) {
    (self.channel, self.periods) = (channel, periods)
    history = SpendSeries(channel.history, start: channel.start)
  }

  /// The outcome of a period's stock, counted from the window's first.
  func term(_ period: Int) -> ResponseTerm {
    let share = channel.weight(from: period - periods + 1, through: period)
    return ResponseTerm(channel.curve, offset: left(in: period), rate: share / Double(periods))
  }

  /// The stock in a period without any spend from the window on.
  private func left(in period: Int) -> Double {
    var sum = CompensatedSum()
    for (lag, weight) in channel.weights.enumerated() where period - lag < 0 {
      sum.add(weight * history.spend(at: channel.history.count + period - lag))
    }
    return sum.value
  }
}
