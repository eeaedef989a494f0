extension LinearRegression {
  /// The weighted sum of squares about the mean, or about zero without an intercept.
  package var totalSquares: Double {
    guard regressors.hasIntercept else { return weightedSquares(outcome) }
    var sum = CompensatedSum()
    var total = CompensatedSum()
    let origin = outcome.first ?? 0
    for row in outcome.indices {
      let weight = regressors.weights?[row] ?? 1
      sum.add(weight * (outcome[row] - origin))
      total.add(weight)
    }
    let mean = sum.value / total.value
    return weightedSquares(outcome.map { ($0 - origin) - mean })
  }

  /// The share of the total squares that is explained; nil where the outcome does not vary.
  ///
  /// Without an intercept the squares are about zero, and the share is not comparable.
  package var rSquared: Double? {
    let total = totalSquares
    return total > 0 ? 1 - residualSquares / total : nil
  }

  /// The share with both sums of squares over their degrees of freedom.
  package var adjustedRSquared: Double? {
    let freedom = regressors.count - (regressors.hasIntercept ? 1 : 0)
    return rSquared.map { 1 - (1 - $0) * Double(freedom) / Double(degreesOfFreedom) }
  }

  /// The classical F test that all coefficients but the intercept are zero.
  ///
  /// Nil where there are none, or where the fit is perfect.
  package var fTest: (statistic: Double, probability: Double)? {
    let explained = coordinates.dropFirst(regressors.hasIntercept ? 1 : 0)
    guard !explained.isEmpty, !isPerfect else { return nil }
    let squares = explained.reduce(0) { $0 + $1 * $1 }
    let statistic = squares / Double(explained.count) / variance
    let probability = FisherDistribution.probability(
      above: statistic, numerator: Double(explained.count), denominator: Double(degreesOfFreedom))
    return (statistic, probability)
  }

  /// The logarithm of the likelihood at its greatest, with the variance RSS / n.
  ///
  /// Nil where the fit is perfect.
  package var logLikelihood: Double? {
    guard !isPerfect else { return nil }
    let count = Double(regressors.count)
    var weights = CompensatedSum()
    for weight in regressors.weights ?? [] { weights.add(logarithm(weight)) }
    let scale = logarithm(2 * Double.pi * residualSquares / count) + 1
    return weights.value / 2 - count / 2 * scale
  }

  /// −2 ln L and twice the number of parameters, of which the variance is one.
  package var akaike: Double? {
    logLikelihood.map { -2 * $0 + 2 * Double(regressors.parameterCount + 1) }
  }

  /// −2 ln L and ln n for each parameter, of which the variance is one.
  package var bayesian: Double? {
    logLikelihood.map {
      -2 * $0 + logarithm(Double(regressors.count)) * Double(regressors.parameterCount + 1)
    }
  }

  /// The squared differences of neighbouring residuals over the squares of all; about 2 where rows
  /// in the order of time are independent (Durbin & Watson 1950, Biometrika 37:409).
  ///
  /// Nil where the fit is perfect.
  package var durbinWatson: Double? {
    // Weighted, residuals of one variance.
    let scaled = zip(residuals, design.rootWeights).map { $0 * $1 }
    var sum = CompensatedSum()
    for (later, earlier) in zip(scaled.dropFirst(), scaled) {
      sum.add((later - earlier) * (later - earlier))
    }
    return isPerfect ? nil : sum.value / residualSquares
  }

  /// The condition of the columns at length 1, centred where there is an intercept.
  package var condition: Double { design.condition }

  /// For each column 1 / (1 − R²) of its regression on the others.
  package var varianceInflation: [Double] { design.varianceInflation }

  /// How far the fitted value of each row follows its own outcome, between 0 and 1.
  package var leverages: [Double] { design.leverages() }
}
