internal import Statistics
internal import Values

/// The coefficients of a regression, of whichever model.
enum RegressionFit {
  case linear(LinearRegression)
  case generalized(GeneralizedRegression)

  /// Fits the rows of a request.
  ///
  /// Errors: `data` and `invalidArgument` in the words of the call.
  init(_ rows: RegressionRows, _ request: RegressionRequest) throws(ValueError) {
    let words = RegressionMistake(request, rows)
    try words.check()
    do {
      let regressors = try Regressors(
        rows.regressors.map(\.values), count: rows.outcome.count,
        hasIntercept: request.hasIntercept)
      if let model = request.model {
        self = .generalized(
          try GeneralizedRegression(
            rows.outcome, on: regressors, model: model,
            offset: rows.exposure.isEmpty
              ? nil : GeneralizedRegression.offset(ofExposure: rows.exposure)))
      } else {
        self = .linear(try LinearRegression(rows.outcome, on: regressors))
      }
    } catch { throw words.error(error) }
  }

  var coefficients: [Double] {
    switch self {
    case .linear(let fit): fit.coefficients
    case .generalized(let fit): fit.coefficients
    }
  }

  var degreesOfFreedom: Int {
    switch self {
    case .linear(let fit): fit.degreesOfFreedom
    case .generalized(let fit): fit.degreesOfFreedom
    }
  }

  var varianceInflation: [Double] {
    switch self {
    case .linear(let fit): fit.varianceInflation
    case .generalized(let fit): fit.varianceInflation
    }
  }

  var condition: Double {
    switch self {
    case .linear(let fit): fit.condition
    case .generalized(let fit): fit.condition
    }
  }

  func estimates(
    _ errors: CoefficientErrors, level: Double
  ) throws(RegressionError) -> [CoefficientEstimate] {
    switch self {
    case .linear(let fit): try fit.estimates(errors, level: level)
    case .generalized(let fit): try fit.estimates(errors, level: level)
    }
  }

  func covariance(_ errors: CoefficientErrors) throws(RegressionError) -> [[Double]] {
    switch self {
    case .linear(let fit): try fit.covariance(errors)
    case .generalized(let fit): try fit.covariance(errors)
    }
  }
}
