/// What kind of outcome a generalised linear regression explains, with its canonical link.
package enum ResponseModel: Sendable, Equatable {
  /// A yes or no, or a share of so many trials as the weight says; coefficients are log odds.
  case logistic

  /// A count, or a rate; coefficients are logarithms of ratios.
  case poisson

  /// The mean of a linear predictor.
  func mean(_ predictor: Double) -> Double {
    switch self {
    case .logistic: 1 / (1 + exponential(-predictor))
    case .poisson: exponential(predictor)
    }
  }

  /// The variance of an outcome of weight 1, which is the derivative of the mean.
  func variance(_ predictor: Double) -> Double {
    switch self {
    case .logistic:
      // μ (1 − μ), of the same size for both signs.
      mean(predictor) * mean(-predictor)
    case .poisson: exponential(predictor)
    }
  }

  /// y − μ, without the cancellation of 1 − μ near 1.
  func residual(_ outcome: Double, _ predictor: Double) -> Double {
    self == .logistic && predictor > 0
      ? mean(-predictor) - (1 - outcome) : outcome - mean(predictor)
  }

  /// Twice how far the logarithm of the likelihood is below that of a perfect fit.
  func deviance(_ outcome: Double, _ predictor: Double) -> Double {
    switch self {
    case .logistic:
      2
        * (Self.divergence(outcome, mean(predictor))
          + Self.divergence(1 - outcome, mean(-predictor)))
    case .poisson:
      2 * (Self.divergence(outcome, mean(predictor)) - residual(outcome, predictor))
    }
  }

  /// y ln(y / μ), 0 for y = 0.
  private static func divergence(_ outcome: Double, _ mean: Double) -> Double {
    outcome > 0 ? outcome * logarithm(outcome / mean) : 0
  }

  /// The logarithm of the likelihood of an outcome.
  ///
  /// A weight is the number of trials of a share, and of a count how often it stands.
  func logLikelihood(_ outcome: Double, _ predictor: Double, weight: Double) -> Double {
    switch self {
    case .logistic:
      let yes = outcome > 0 ? weight * outcome * logarithm(mean(predictor)) : 0
      let no = outcome < 1 ? weight * (1 - outcome) * logarithm(mean(-predictor)) : 0
      let ways =
        outcome > 0 && outcome < 1
        ? logarithmOfGamma(weight + 1) - logarithmOfGamma(weight * outcome + 1)
          - logarithmOfGamma(weight * (1 - outcome) + 1) : 0
      return yes + no + ways
    case .poisson:
      let rate = outcome > 0 ? outcome * predictor : 0
      return weight * (rate - mean(predictor) - logarithmOfGamma(outcome + 1))
    }
  }

  /// A predictor to begin with: that of an outcome drawn a little towards the middle.
  func initialPredictor(_ outcome: Double, weight: Double) -> Double {
    switch self {
    case .logistic:
      logarithm((weight * outcome + 0.5) / (weight * (1 - outcome) + 0.5))
    case .poisson: logarithm(outcome + 0.1)
    }
  }

  /// Sees that each outcome is one of the model's, and that they differ from its limit.
  func check(_ outcome: [Double]) throws(RegressionError) {
    for (row, value) in outcome.enumerated()
    where value < 0 || (self == .logistic && value > 1) {
      throw .outcome(value, row: row)
    }
    if outcome.allSatisfy({ $0 == 0 }) { throw .constantOutcome(0) }
    if self == .logistic, outcome.allSatisfy({ $0 == 1 }) { throw .constantOutcome(1) }
  }
}
