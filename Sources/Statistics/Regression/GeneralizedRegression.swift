/// A logistic or Poisson regression by maximum likelihood.
///
/// The iterations are Newton's, each a weighted least-squares fit (McCullagh & Nelder 1989,
/// "Generalized Linear Models", section 2.5), halved where the deviance would rise. They end when
/// a step is below 1e-8 standard errors, √(Σ W (Δη)²), and that step is still taken, so that the
/// coefficients are exact to about 1e-15 standard errors; after 50 there is no result.
package struct GeneralizedRegression: Sendable {
  package let model: ResponseModel
  package let regressors: Regressors
  /// The intercept first where there is one, then one for each column.
  package let coefficients: [Double]
  package let iterations: Int
  let outcome: [Double]
  let offset: [Double]
  /// The linear predictor of each row, with its offset.
  let predictors: [Double]
  let design: OrthogonalDesign

  static let mostIterations = 50
  static let greatestStep = 1e-8

  /// - Parameters:
  ///   - outcome: for `.logistic` 0, 1 or a share between; for `.poisson` at least 0.
  ///   - regressors: the columns; weights are numbers of trials, or how often a row stands.
  ///   - model: the kind of outcome.
  ///   - offset: what is added to the predictor of each row: the logarithm of the exposure of a count.
  /// - Throws: `collinear`, `separated`, `notConverged`, or what is wrong with the outcome.
  /// - Complexity: O(n p²) an iteration, of which there are seldom more than ten.
  package init(
    _ outcome: [Double], on regressors: Regressors, model: ResponseModel, offset: [Double]? = nil
  ) throws(RegressionError) {
    let count = regressors.count
    try Regressors.check(outcome, .outcome, count: count)
    if let offset { try Regressors.check(offset, .offset, count: count) }
    try model.check(outcome)
    // Columns that are collinear are so without weights already, and are told before any step.
    _ = try OrthogonalDesign(regressors)
    let weights = regressors.weights ?? [Double](repeating: 1, count: count)
    let offset = offset ?? [Double](repeating: 0, count: count)
    var state = NewtonIteration(outcome, regressors, model, weights: weights, offset: offset)
    var iteration = 0
    var step = Double.infinity
    while step > Self.greatestStep {
      iteration += 1
      guard iteration <= Self.mostIterations, let taken = state.advance() else {
        throw state.separation() ?? .notConverged(iterations: iteration - 1, step: step)
      }
      step = taken
      // Coefficients that grow without end change predictors by about 1 each time.
      if iteration >= 8 || step <= Self.greatestStep, let separation = state.separation() {
        throw separation
      }
    }
    guard let design = state.design() else {
      throw .notConverged(iterations: iteration, step: step)
    }
    self.model = model
    self.regressors = regressors
    self.outcome = outcome
    self.offset = offset
    self.design = design
    coefficients = state.coefficients
    predictors = state.predictors
    iterations = iteration
  }

  /// The offset of counts that were counted in so much: the logarithm of each exposure, positive.
  package static func offset(ofExposure exposure: [Double]) -> [Double] {
    exposure.map(logarithm)
  }

  /// The covariance of the coefficients, p rows of p; `hc2` and `hc3` take the leverages of the last fit.
  ///
  /// The classical one is that of the model, whose dispersion is 1.
  package func covariance(_ errors: CoefficientErrors) throws(RegressionError) -> [[Double]] {
    try CoefficientCovariance(design: design, residuals: pearsonResiduals)
      .matrix(errors, variance: 1)
  }

  /// The coefficients with errors, tests and intervals by the normal distribution.
  package func estimates(
    _ errors: CoefficientErrors, level: Double
  ) throws(RegressionError) -> [CoefficientEstimate] {
    let covariance = try covariance(errors)
    return coefficients.indices.map {
      CoefficientEstimate(
        value: coefficients[$0], variance: covariance[$0][$0], level: level,
        degreesOfFreedom: nil)
    }
  }

  /// The mean at a point with its interval, which is normal for the predictor.
  ///
  /// - Parameters:
  ///   - point: a value for each column.
  ///   - offset: that of the point, the logarithm of its exposure.
  ///   - errors: how the error of the coefficients is estimated.
  ///   - level: between 0 and 1.
  /// - Throws: what is wrong with the point or the errors.
  /// - Returns: a share, or a count; there is no interval of an outcome.
  package func prediction(
    at point: [Double], offset: Double = 0, _ errors: CoefficientErrors = .classical,
    level: Double
  ) throws(RegressionError) -> RegressionPrediction {
    try Regressors.check(point, .point, count: regressors.columns.count)
    let row = (regressors.hasIntercept ? [1] : []) + point
    let predictor = zip(row, coefficients).reduce(offset) { $0 + $1.0 * $1.1 }
    let error = try covariance(errors).quadraticForm(row).squareRoot()
    let distance = NormalDistribution.quantile(twoSidedLevel: level) * error
    return RegressionPrediction(
      mean: model.mean(predictor), lower: model.mean(predictor - distance),
      upper: model.mean(predictor + distance), lowerOutcome: nil, upperOutcome: nil)
  }
}
