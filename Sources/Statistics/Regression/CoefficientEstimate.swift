/// A coefficient with its error.
package struct CoefficientEstimate: Sendable, Equatable {
  /// In units of the outcome, of its log odds or of its logarithm, per unit of the column.
  package let value: Double
  package let standardError: Double
  /// The value over its standard error: t or z.
  package let statistic: Double
  /// The probability of a statistic as far from zero where the coefficient is zero.
  package let probability: Double
  package let lower: Double
  package let upper: Double

  /// An estimate by Student's distribution, or without degrees of freedom by the normal one.
  init(value: Double, variance: Double, level: Double, degreesOfFreedom: Double?) {
    self.value = value
    standardError = max(0, variance).squareRoot()
    statistic = value / standardError
    let quantile: Double
    if let degreesOfFreedom {
      probability = FisherDistribution.studentProbability(
        beyond: statistic, degreesOfFreedom: degreesOfFreedom)
      quantile = FisherDistribution.studentQuantile(
        twoSidedLevel: level, degreesOfFreedom: degreesOfFreedom)
    } else {
      probability = 2 * NormalDistribution.probability(below: -statistic.magnitude)
      quantile = NormalDistribution.quantile(twoSidedLevel: level)
    }
    lower = value - quantile * standardError
    upper = value + quantile * standardError
  }
}

/// What a regression expects at a point.
package struct RegressionPrediction: Sendable, Equatable {
  /// The mean of the outcome there, in its units.
  package let mean: Double
  /// The interval of that mean.
  package let lower: Double
  package let upper: Double
  /// The interval of one new outcome of weight 1; nil for models of counts and shares.
  package let lowerOutcome: Double?
  package let upperOutcome: Double?
}
