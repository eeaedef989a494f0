extension GeneralizedRegression {
  /// The mean of each row.
  package var means: [Double] { predictors.map(model.mean) }

  /// y − μ over the root of its variance, for each row.
  package var pearsonResiduals: [Double] {
    predictors.indices.map { row in
      model.residual(outcome[row], predictors[row]) * design.rootWeights[row]
        / model.variance(predictors[row])
    }
  }

  /// The degrees of freedom of the residuals.
  package var degreesOfFreedom: Int { regressors.count - regressors.parameterCount }

  /// Twice how far ln L lies below that of a model with a coefficient for each row.
  package var deviance: Double { Self.deviance(outcome, predictors, regressors, model) }

  /// The deviance with an intercept and the offset alone; without an intercept with the offset alone.
  package var nullDeviance: Double? {
    guard regressors.hasIntercept else {
      return Self.deviance(outcome, offset, regressors, model)
    }
    if regressors.columns.isEmpty { return deviance }
    guard
      let none = try? Regressors([], count: regressors.count, weights: regressors.weights),
      let fit = try? GeneralizedRegression(outcome, on: none, model: model, offset: offset)
    else { return nil }
    return fit.deviance
  }

  private static func deviance(
    _ outcome: [Double], _ predictors: [Double], _ regressors: Regressors, _ model: ResponseModel
  ) -> Double {
    var sum = CompensatedSum()
    for row in outcome.indices {
      sum.add((regressors.weights?[row] ?? 1) * model.deviance(outcome[row], predictors[row]))
    }
    return sum.value
  }

  /// The squared Pearson residuals over their degrees of freedom.
  ///
  /// About 1 where the variance is the model's. Where it is far above, as with counts that come in
  /// clusters, classical errors are too small by its root, and robust ones should be taken.
  package var dispersion: Double {
    var sum = CompensatedSum()
    for residual in pearsonResiduals { sum.add(residual * residual) }
    return sum.value / Double(degreesOfFreedom)
  }

  /// The logarithm of the likelihood at its greatest.
  package var logLikelihood: Double {
    var sum = CompensatedSum()
    for row in outcome.indices {
      sum.add(
        model.logLikelihood(
          outcome[row], predictors[row], weight: regressors.weights?[row] ?? 1))
    }
    return sum.value
  }

  /// −2 ln L and twice the number of coefficients.
  package var akaike: Double { -2 * logLikelihood + 2 * Double(regressors.parameterCount) }

  /// −2 ln L and ln n for each coefficient.
  package var bayesian: Double {
    -2 * logLikelihood
      + logarithm(Double(regressors.count)) * Double(regressors.parameterCount)
  }

  /// The condition of the columns with the weights of the fit.
  package var condition: Double { design.condition }

  /// For each column how many times collinearity raises the variance of its coefficient.
  package var varianceInflation: [Double] { design.varianceInflation }

  /// How far the fitted value of each row follows its own outcome, between 0 and 1.
  package var leverages: [Double] { design.leverages() }
}
