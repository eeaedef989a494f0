/// A channel of a plan: what spend brings in a period, and what was spent before.
package struct PlanChannel: Sendable, Equatable {
  /// The outcome per period of a steady spend.
  package let curve: SaturationCurve

  /// Whether spend is carried over before it saturates.
  package let first: ResponseOrder

  /// The share of a period's spend that acts so many periods later, from 0 on; they add up to 1.
  package let weights: [Double]

  /// Spends of the periods before the window, the last one last.
  ///
  /// None where nothing was.
  package let history: [Double]

  /// What was spent before them.
  package let start: CarryOverStart

  package let valuePerOutcome: Double

  /// Bounds of the spend per period.
  package let (floor, cap): (Double, Double)

  /// How many periods later an outcome comes, such as the time that a deal takes.
  package let delay: Int

  package init(
    _ curve: SaturationCurve, first: ResponseOrder = .carryOver, weights: [Double] = [1],
    history: [Double] = [], start: CarryOverStart = .steady, valuePerOutcome: Double = 1,
    floor: Double = 0, cap: Double = .infinity, delay: Int = 0
  ) {
    (self.curve, self.first, self.weights) = (curve, first, weights)
    (self.history, self.start) = (history, start)
    (self.valuePerOutcome, self.delay) = (valuePerOutcome, delay)
    (self.floor, self.cap) = (floor, cap)
  }

  /// The sum of the weights of some lags, of which those without a weight have 0.
  func weight(from first: Int, through last: Int) -> Double {
    let (start, end) = (max(first, 0), min(last, weights.count - 1))
    return start <= end ? weights[start...end].reduce(0, +) : 0
  }
}

/// Which outcomes a plan makes the greatest.
package enum PlanHorizon: Sendable {
  /// Those that come within the window.
  case window

  /// Those that come after it, too, with nothing spent after the window.
  case all
}
