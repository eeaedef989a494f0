/// What a plan gives a channel, and what comes of it.
package struct PlannedChannel: Sendable, Equatable {
  /// The same in each period of the window.
  package let spendPerPeriod: Double

  /// Of the whole window.
  package let total: Double

  /// Outcomes that come within the window.
  package let inside: Double

  /// Outcomes that come after it, with nothing spent after the window.
  package let after: Double

  /// Outcomes within and after the window if nothing were spent in it.
  package let (insideWithout, afterWithout): (Double, Double)

  /// What of the outcomes within the window, and with `PlanHorizon.all` after it, one more unit of money
  /// brings, spread over the window.
  package let marginalOutcome: Double

  package let marginalValue: Double

  /// What the curve is asked of in the window's last period: the stock, or where saturation comes first the spend.
  package let stockAtEnd: Double

  package let bound: SpendBound

  init(_ channel: PlanChannel, _ plan: PlanResponse, _ got: ChannelAllocation, periods: Int) {
    total = got.spend
    spendPerPeriod = got.spend / Double(periods)
    (inside, after) = (plan.inside.value(at: total), plan.after.value(at: total))
    (insideWithout, afterWithout) = (plan.inside.value(at: 0), plan.after.value(at: 0))
    (marginalOutcome, marginalValue) = (got.marginalOutcome, got.marginalValue)
    stockAtEnd = plan.last.offset + plan.last.rate * total
    bound = got.bound
  }
}
