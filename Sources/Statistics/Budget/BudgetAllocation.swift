/// The best split of a budget over channels, with a proof of how good it is.
///
/// Where all responses are concave the split is exact: marginal values are equal where no bound holds. Hill
/// curves with n > 1 are not; the best split is searched for globally, and `upperBound` says what no split
/// passes.
///
/// With a step each spend is a whole multiple of it. A floor is rounded up to the next multiple, a cap and the
/// budget are rounded down, and what the budget loses by that is `unspent`. A channel whose floor is its cap
/// has exactly that spend, and the steps are those of the rest.
package struct BudgetAllocation: Sendable {
  /// In the order given.
  package let channels: [ChannelAllocation]

  /// The value that one more unit of the budget would bring.
  ///
  /// With a step it is that of one more step, by its money. It is 0 where all caps are reached, and 1 /
  /// costPerValue where money is kept.
  package let multiplier: Double

  /// What was made the greatest: the outcomes' value, less spend / costPerValue where that is given.
  package let objective: Double

  /// What no split passes, to rounding.
  package let upperBound: Double

  /// What is left of the budget; nil where there is none.
  package let unspent: Double?

  /// How much more than the current split brings in the objective; nil where none is given.
  ///
  /// Not negative where the current split is within the bounds and of whole steps, and spends as much.
  package let gain: Double?

  /// Whether the bound is within a billionth of the outcomes' value.
  package let isProved: Bool

  /// How many relaxed splits were computed.
  package let work: Int

  /// How far the objective may lie below the best.
  package var gap: Double { upperBound - objective }

  /// The most that relaxed splits are computed, where nothing is said.
  package static let workLimit = 10_000

  /// - Parameters:
  ///   - channels: at least one.
  ///   - goal: how much is spent in all.
  ///   - step: spends are multiples of it; nil for any spend.
  ///   - current: the present spend of each channel, which the gain is over.
  ///   - workLimit: how many relaxed splits are computed at most; as many times fewer as responses have terms.
  /// - Throws: what is wrong with the numbers.
  /// - Complexity: for concave responses about ten evaluations of each; for S-shapes some dozens times as many,
  ///   up to the limit of work.
  package init(
    _ channels: [BudgetChannel], goal: BudgetGoal, step: Double? = nil, current: [Double]? = nil,
    workLimit: Int = workLimit
  ) throws(BudgetError) {
    let setting = try BudgetSetting(channels, goal: goal, step: step, current: current)
    let problem = setting.problem
    let terms = problem.responses.reduce(0) { $0 + $1.terms.count }
    let search = BranchSearch(
      problem, limit: workLimit / max(1, terms / max(1, problem.responses.count)))
    var spend = setting.money(search.spend)
    var objective = setting.objective(of: spend)
    let fixed = setting.objectiveOfFixed
    if let current, setting.allows(current) {
      let present = setting.objective(of: current)
      if present >= objective - 1e-14 * objective.magnitude {
        (spend, objective) = (current, present)
      }
    }
    let upperBound = max(search.bound + fixed, objective)
    self.objective = objective
    self.upperBound = upperBound
    work = search.work
    multiplier = setting.multiplier(of: spend)
    unspent = setting.budget.map { max(0, $0 - CompensatedSum.of(spend.span)) }
    gain = current.map { objective - setting.objective(of: $0) }
    self.channels = zip(channels, spend).map { channel, amount in
      let outcome = channel.response.value(at: amount)
      let slope = channel.response.slope(at: amount)
      return ChannelAllocation(
        spend: amount, outcome: outcome, value: channel.valuePerOutcome * outcome,
        marginalOutcome: slope,
        marginalValue: channel.valuePerOutcome > 0 ? channel.valuePerOutcome * slope : 0,
        bound: setting.bound(of: amount, channel))
    }
    let value = self.channels.reduce(0) { $0 + $1.value }
    isProved = upperBound - objective <= 1e-9 * value
  }
}
