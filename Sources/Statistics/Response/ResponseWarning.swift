/// What the data show against the fit.
package enum ResponseWarning: Sendable, Equatable {
  /// Spend follows the outcome: what comes later in spend is seen in the outcome before.
  case spendFollowsDemand(channel: Int, tailArea: Double)
  /// The residuals of following periods are alike, by so much.
  case autocorrelated(Double)
  /// The residuals are not those of a first-order autoregression.
  case beyondFirstOrder(tailArea: Double)
  /// The curves of the two halves of the series differ.
  case halvesDiffer(channel: Int, tailArea: Double)
  /// Spend today is outside of what was spent.
  case beyondRange(channel: Int, today: Double, least: Double, greatest: Double)
  /// Fewer than three observed periods for each parameter.
  case fewPeriods(observed: Int, parameters: Int)
  /// The residuals have a few large ones: their excess kurtosis.
  case heavyTails(excessKurtosis: Double)
  /// Residuals recur with this period.
  case seasonLeft(periods: Int, tailArea: Double)
}
