/// Why a regression has no coefficients, or a covariance of them no value.
package enum RegressionError: Error, Sendable, Equatable {
  /// There is neither a column nor an intercept.
  case nothingToEstimate

  /// A column, by its index, the outcome, the weights or the offset has another length.
  case length(RegressionInput, expected: Int, found: Int)

  /// A value is NaN or infinite.
  case notFinite(RegressionInput, row: Int)

  /// A weight has to be positive.
  case weight(Double, row: Int)

  /// No observation is left over for the variance.
  case tooFew(observations: Int, parameters: Int)

  /// Columns that are linear combinations of those before them and the intercept.
  case collinear([DependentColumn])

  /// A value that the model cannot have: a share outside [0, 1], a negative count.
  case outcome(Double, row: Int)

  /// All outcomes are 0, or all are 1: the intercept has no finite value.
  case constantOutcome(Double)

  /// The columns tell some outcomes with certainty, so that their coefficients are infinite.
  ///
  /// The columns that do, how many observations they settle, and whether those are all.
  case separated(columns: [Int], observations: Int, isComplete: Bool)

  /// The iterations did not come to an end; the last step in standard errors.
  case notConverged(iterations: Int, step: Double)

  /// Lags have to be at least 0 and fewer than the observations.
  case lags(Int, observations: Int)

  /// An observation alone determines a coefficient, so that its error has no estimate.
  case fullLeverage(row: Int)
}

/// What is given to a regression.
package enum RegressionInput: Sendable, Equatable {
  case column(Int)
  case outcome
  case weights
  case offset
  case point
}

/// A column that others make superfluous.
package struct DependentColumn: Sendable, Equatable {
  /// Its index among the columns.
  package let column: Int
  /// The columns it is made of, each with its factor; none where it is constant, or zero.
  package let parts: [Part]

  package struct Part: Sendable, Equatable {
    package let column: Int
    package let factor: Double
  }
}
