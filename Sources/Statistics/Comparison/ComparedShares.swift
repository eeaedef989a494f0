/// Two shares of independent trials side by side.
package struct ComparedShares: Sendable {
  package let a: ComparedIntervals.Side
  package let b: ComparedIntervals.Side
  /// The limits of the difference of the shares: Newcombe's hybrid score interval.
  package let lower: Double
  package let upper: Double
  /// The limits of their ratio; nil where it is not finite.
  package let lowerRatio: Double?
  package let upperRatio: Double?
  /// How often equal shares differ as much; nil where all trials, or none, are successes.
  ///
  /// The score test with the pooled share, without a correction for continuity.
  package let probability: Double?

  /// - Parameters:
  ///   - successes: of each, from 0 to its trials.
  ///   - trials: of each, positive.
  ///   - level: between 0 and 1.
  package init(successes: (Double, Double), trials: (Double, Double), level: Double) {
    a = Self.side(successes.0, trials.0, level)
    b = Self.side(successes.1, trials.1, level)
    let limits = ComparedIntervals.difference(a, b)
    lower = limits.lower ?? -1
    upper = limits.upper ?? 1
    (lowerRatio, upperRatio) = ComparedIntervals.ratio(a, b)
    let pooled = (successes.0 + successes.1) / (trials.0 + trials.1)
    let variance = pooled * (1 - pooled) * (1 / trials.0 + 1 / trials.1)
    probability =
      variance > 0
      ? 2
        * NormalDistribution.probability(
          below: -(a.value - b.value).magnitude / variance.squareRoot()) : nil
  }

  /// A share with both limits of Wilson's interval, also where nothing or everything is a success.
  private static func side(
    _ successes: Double, _ trials: Double, _ level: Double
  ) -> ComparedIntervals.Side {
    let limits = WilsonInterval.limits(successes: successes, trials: trials, level: level)
    return ComparedIntervals.Side(
      successes / trials, lower: limits.lower, upper: limits.upper)
  }
}
