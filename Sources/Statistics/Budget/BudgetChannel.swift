/// A channel among which a budget is split.
package struct BudgetChannel: Sendable, Equatable {
  /// What a spend brings, in outcomes.
  package let response: SpendResponse

  /// Money, or any other measure, that one outcome is worth; not negative.
  package let valuePerOutcome: Double

  /// The least spend; a channel whose floor is its cap has this spend for certain.
  package let floor: Double

  /// The greatest spend, infinite where there is none.
  package let cap: Double

  package init(
    _ response: SpendResponse, valuePerOutcome: Double = 1, floor: Double = 0,
    cap: Double = .infinity
  ) {
    (self.response, self.valuePerOutcome) = (response, valuePerOutcome)
    (self.floor, self.cap) = (floor, cap)
  }
}

/// How much is spent in all.
package enum BudgetGoal: Sendable, Equatable {
  /// All of it, unless the caps are reached before; the outcomes' value is the greatest.
  case budget(Double)

  /// No more than the budget, and no unit of money that brings less value than 1 / costPerValue.
  ///
  /// The outcomes' value less spend / costPerValue is the greatest. A costPerValue of 1 is right where values
  /// are in money.
  case atMost(Double, costPerValue: Double)

  /// In each channel until one more unit of value costs so much money, whatever that comes to.
  ///
  /// For channels worth 1 an outcome it is the money that the last outcome may cost.
  case target(costPerValue: Double)
}

/// Why a budget cannot be split.
package enum BudgetError: Error, Sendable, Equatable {
  case noChannels

  /// A number is negative, NaN, infinite or beyond 1e100, or the budget has more than 1e12 steps.
  ///
  /// The channel is nil for what all have in common.
  case number(BudgetInput, Double, channel: Int?)

  /// The parameters of a curve are outside of what its family allows.
  case curve(channel: Int)

  case capBelowFloor(floor: Double, cap: Double, channel: Int)

  /// The floors (rounded up to whole steps) add up to more than the budget.
  case floorsAboveBudget(floors: Double, budget: Double)

  case stepAboveBudget(step: Double, budget: Double)

  /// Between floor and cap there is no multiple of the step.
  case noStep(floor: Double, cap: Double, step: Double, channel: Int)

  /// However much is spent in a channel without a cap, the next outcome costs less than the target.
  case targetNeverReached(channel: Int)

  /// As many current spends are needed as there are channels; of weights, from 1 to so many.
  case count(BudgetInput, expected: Int, found: Int)

  /// Weights of a carry-over add up to something else than 1.
  case weights(sum: Double, channel: Int)

  /// A window without a period, or one that ends before any channel's outcomes come.
  case window(periods: Int)
}

/// The numbers that are given for the split of a budget.
package enum BudgetInput: Sendable, Equatable {
  case budget, step, costPerValue, value, floor, cap, current, history, weight, offset, delay
}
