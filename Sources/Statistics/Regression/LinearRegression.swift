/// A linear regression by least squares, weighted where its rows have weights.
///
/// The coefficients are refined with residuals and gradients of 32 digits, so that they have nearly
/// all the digits that the numbers given determine, also where the residuals are large beside them
/// (Björck 1996, "Numerical Methods for Least Squares Problems", section 2.9).
package struct LinearRegression: Sendable {
  package let regressors: Regressors
  /// The intercept first where there is one, then one for each column.
  package let coefficients: [Double]
  /// The outcome less its fitted value.
  package let residuals: [Double]
  let outcome: [Double]
  let design: OrthogonalDesign
  /// The coordinates of the outcome in the basis.
  let coordinates: [Double]

  /// - Parameters:
  ///   - outcome: a value for each row.
  ///   - regressors: the columns.
  /// - Throws: `collinear`, or what is wrong with the outcome.
  /// - Complexity: O(n p²).
  package init(_ outcome: [Double], on regressors: Regressors) throws(RegressionError) {
    try Regressors.check(outcome, .outcome, count: regressors.count)
    let design = try OrthogonalDesign(regressors)
    coordinates = design.coordinates(outcome)
    coefficients = Self.refined(design.coefficients(coordinates), outcome, regressors, design)
    residuals = regressors.residuals(outcome, coefficients).map(\.value)
    self.regressors = regressors
    self.outcome = outcome
    self.design = design
  }

  /// Newton steps b + B Bᵀ g with exact gradients, until they change nothing; four at most.
  private static func refined(
    _ start: [Double], _ outcome: [Double], _ regressors: Regressors, _ design: OrthogonalDesign
  ) -> [Double] {
    var coefficients = start
    var least = Double.infinity
    for _ in 0..<4 {
      let gradient = regressors.gradient(regressors.residuals(outcome, coefficients))
      let step = design.basis.indices.map { place in
        zip(design.map, gradient).reduce(0) { $0 + $1.0[place] * $1.1 }
      }
      let length = ScaledColumns.length(step)
      // Columns so nearly collinear that steps lead away are left as they were solved.
      guard length <= 8 * least else { return start }
      least = min(least, length)
      let next = zip(coefficients, design.coefficients(step)).map { $0 + $1 }
      if next == coefficients { break }
      coefficients = next
    }
    return coefficients
  }

  /// The degrees of freedom of the residuals.
  package var degreesOfFreedom: Int { regressors.count - regressors.parameterCount }

  /// The weighted sum of squared residuals.
  package var residualSquares: Double { weightedSquares(residuals) }

  /// Whether what is left is no more than the rounding of the outcomes, and says nothing.
  package var isPerfect: Bool {
    residualSquares <= 16 * Double.ulpOfOne * Double.ulpOfOne * weightedSquares(outcome)
  }

  /// The residual standard error, in units of the outcome.
  package var standardError: Double { variance.squareRoot() }

  var variance: Double { residualSquares / Double(degreesOfFreedom) }

  func weightedSquares(_ values: [Double]) -> Double {
    var sum = CompensatedSum()
    for row in values.indices {
      sum.add((regressors.weights?[row] ?? 1) * values[row] * values[row])
    }
    return sum.value
  }

  /// The covariance of the coefficients, p rows of p.
  package func covariance(_ errors: CoefficientErrors) throws(RegressionError) -> [[Double]] {
    var scaled = residuals
    for row in scaled.indices { scaled[row] *= design.rootWeights[row] }
    return try CoefficientCovariance(design: design, residuals: scaled)
      .matrix(errors, variance: variance)
  }

  /// The coefficients with errors, tests and intervals by Student's t, for all kinds of errors.
  package func estimates(
    _ errors: CoefficientErrors, level: Double
  ) throws(RegressionError) -> [CoefficientEstimate] {
    let covariance = try covariance(errors)
    return coefficients.indices.map {
      CoefficientEstimate(
        value: coefficients[$0], variance: covariance[$0][$0], level: level,
        degreesOfFreedom: Double(degreesOfFreedom))
    }
  }

  /// The mean at a point, and a new outcome there, which has the residual variance besides.
  ///
  /// - Parameters:
  ///   - point: a value for each column.
  ///   - errors: how the error of the coefficients is estimated.
  ///   - level: between 0 and 1.
  /// - Throws: what is wrong with the point or the errors.
  /// - Returns: intervals by Student's t.
  package func prediction(
    at point: [Double], _ errors: CoefficientErrors = .classical, level: Double
  ) throws(RegressionError) -> RegressionPrediction {
    try Regressors.check(point, .point, count: regressors.columns.count)
    let row = (regressors.hasIntercept ? [1] : []) + point
    let mean = zip(row, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    let error = try covariance(errors).quadraticForm(row)
    let quantile = FisherDistribution.studentQuantile(
      twoSidedLevel: level, degreesOfFreedom: Double(degreesOfFreedom))
    let (near, far) = (quantile * error.squareRoot(), quantile * (error + variance).squareRoot())
    return RegressionPrediction(
      mean: mean, lower: mean - near, upper: mean + near, lowerOutcome: mean - far,
      upperOutcome: mean + far)
  }
}

extension [[Double]] {
  /// The variance xᵀ C x of a combination, at least 0.
  func quadraticForm(_ factors: [Double]) -> Double {
    var sum = 0.0
    for (row, factor) in zip(self, factors) {
      for (entry, other) in zip(row, factors) { sum += factor * entry * other }
    }
    return Swift.max(0, sum)
  }
}
