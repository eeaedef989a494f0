/// A channel of a plan: what a stock of spend brings in a period, and what was spent before.
package struct PlanChannel: Sendable, Equatable {
  /// The outcome per period of a stock.
  package let curve: SaturationCurve

  /// The share of a period's spend that acts so many periods later, from 0 on; they add up to 1.
  package let weights: [Double]

  /// Spends of the periods before the window, the last one last.
  ///
  /// Before the first of them the spend is taken as the mean of the first `PlanHistory.start` of them; as 0
  /// where none is given.
  package let history: [Double]

  package let valuePerOutcome: Double

  /// Bounds of the spend per period.
  package let (floor, cap): (Double, Double)

  /// How many periods after the stock its outcome comes, such as the time that a deal takes.
  package let delay: Int

  package init(
    _ curve: SaturationCurve, weights: [Double] = [1], history: [Double] = [],
    valuePerOutcome: Double = 1, floor: Double = 0, cap: Double = .infinity, delay: Int = 0
  ) {
    (self.curve, self.weights, self.history) = (curve, weights, history)
    (self.valuePerOutcome, self.delay) = (valuePerOutcome, delay)
    (self.floor, self.cap) = (floor, cap)
  }
}

/// Which outcomes a plan makes the greatest.
package enum PlanHorizon: Sendable {
  /// Those that come within the window.
  case window

  /// Those that come after it, too, with nothing spent after the window.
  case all
}
