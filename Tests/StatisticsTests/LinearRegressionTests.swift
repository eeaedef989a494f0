@testable import Statistics
import Testing

@Suite("Linear regression")
struct LinearRegressionTests {
  static func fit(hasIntercept: Bool = true, isWeighted: Bool = false) throws -> LinearRegression {
    let sample = RegressionSample()
    return try LinearRegression(
      sample.amounts,
      on: sample.regressors(hasIntercept: hasIntercept, isWeighted: isWeighted))
  }

  private static func expect(
    _ fit: LinearRegression, _ oracle: RegressionOracle.Fit,
    _ figures: RegressionOracle.LinearFigures
  ) throws {
    for (found, expected) in zip(fit.coefficients, oracle.coefficients) {
      expectAgreement(found, expected, within: 1e-11)
    }
    for (errors, expected) in oracle.errors {
      let found = try fit.estimates(errors, level: 0.95)
      #expect(found.count == expected.count)
      for (estimate, error) in zip(found, expected) {
        expectAgreement(estimate.standardError, error, within: 1e-10)
      }
    }
    expectAgreement(fit.rSquared, figures.rSquared)
    expectAgreement(fit.adjustedRSquared, figures.adjusted)
    expectAgreement(fit.fTest?.statistic, figures.statistic, within: 1e-11)
    expectAgreement(fit.fTest?.probability, figures.probability, within: 1e-9)
    expectAgreement(fit.logLikelihood, figures.logLikelihood)
    // The variance is a parameter here, as it is in R.
    expectAgreement(fit.akaike, figures.akaike + 2)
    expectAgreement(fit.bayesian, figures.bayesian + logarithm(80))
    expectAgreement(fit.residualSquares, figures.squares)
    expectAgreement(fit.durbinWatson, figures.durbinWatson)
  }

  @Test("coefficients, all errors and figures are those of statsmodels")
  func oracle() throws {
    try Self.expect(Self.fit(), RegressionOracle.unweighted, RegressionOracle.figures)
    try Self.expect(
      Self.fit(isWeighted: true), RegressionOracle.weighted, RegressionOracle.weightedFigures)
    try Self.expect(
      Self.fit(hasIntercept: false), RegressionOracle.withoutIntercept,
      RegressionOracle.figuresWithoutIntercept)
  }

  @Test("leverage, inflation, condition and predictions are those of statsmodels and numpy")
  func diagnosis() throws {
    let fit = try Self.fit()
    expectAgreement(fit.leverages[7], 0.037239002092302034, within: 1e-11)
    expectAgreement(fit.leverages.reduce(0, +), 4, within: 1e-13)
    let inflation = [18.22761334646049, 1.1010057245415281, 17.81102085778884]
    for (found, expected) in zip(fit.varianceInflation, inflation) {
      expectAgreement(found, expected, within: 1e-10)
    }
    expectAgreement(fit.condition, 8.56911058131077, within: 1e-11)
    let point = [0.5, 4e5, 1]
    let classical = try fit.prediction(at: point, level: 0.95)
    expectAgreement(classical.mean, 3.735476449556626)
    expectAgreement(classical.lower, 3.1350157759413184, within: 1e-10)
    expectAgreement(classical.upper, 4.3359371231719335, within: 1e-10)
    expectAgreement(classical.lowerOutcome, 2.591689538006694, within: 1e-10)
    expectAgreement(classical.upperOutcome, 4.879263361106558, within: 1e-10)
    let robust = try fit.prediction(at: point, .hc3, level: 0.95)
    expectAgreement(robust.lower, 3.0404678096379456, within: 1e-10)
    expectAgreement(robust.upperOutcome, 4.931608753290622, within: 1e-10)
  }

  @Test("inflation with weights is that of the weighted regression on the other columns")
  func weightedInflation() throws {
    let sample = RegressionSample()
    let fit = try Self.fit(isWeighted: true)
    for index in 0..<3 {
      let others = sample.columns.indices.filter { $0 != index }.map { sample.columns[$0] }
      let auxiliary = try LinearRegression(
        sample.columns[index], on: Regressors(others, count: 80, weights: sample.weights))
      let rest = 1 - (auxiliary.rSquared ?? 1)
      expectAgreement(fit.varianceInflation[index], 1 / rest, within: 1e-10)
    }
  }

  @Test("an estimate carries its t, its probability and its interval")
  func estimate() throws {
    // The last certified coefficient of Longley: 1829.15146461355 with error 455.478499142212;
    // scipy 1.17.1, 2 t.sf(t, 9) and t.ppf(0.975, 9).
    let found = CoefficientEstimate(
      value: 1829.15146461355, variance: 455.478499142212 * 455.478499142212, level: 0.95,
      degreesOfFreedom: 9)
    expectAgreement(found.statistic, 1829.15146461355 / 455.478499142212)
    expectAgreement(found.probability, 0.0030368033416303102, within: 1e-9)
    expectAgreement(found.lower, 1829.15146461355 - 2.262157162798205 * 455.478499142212)
    let normal = CoefficientEstimate(value: -2, variance: 1, level: 0.95, degreesOfFreedom: nil)
    expectAgreement(normal.probability, 0.04550026389635839)
    expectAgreement(normal.upper, -2 + 1.959963984540054)
  }

  @Test("the default lags are floor(4 (n/100)^(2/9))")
  func lags() {
    // 100 (3/2)^(9/2) is 620.03, and 100 · 2^(9/2) is 2262.7.
    let expected = [(1, 1), (27, 2), (28, 3), (99, 3), (100, 4), (620, 5), (621, 6), (2263, 8)]
    for (count, lags) in expected {
      #expect(CoefficientErrors.lags(observations: count) == lags, "\(count)")
    }
    #expect(CoefficientErrors.lags(observations: 0) == 0)
  }

  @Test("the unit of a column changes its coefficient alone")
  func scale() throws {
    let sample = RegressionSample()
    let plain = try Self.fit()
    for factors in [[1e12, 1e-12, 1], [1e-150, 1e150, 1e-3]] {
      let columns = zip(sample.columns, factors).map { column, factor in column.map { $0 * factor }
      }
      let scaled = try LinearRegression(sample.amounts, on: Regressors(columns, count: 80))
      for (index, factor) in factors.enumerated() {
        expectAgreement(
          scaled.coefficients[index + 1] * factor, plain.coefficients[index + 1], within: 1e-12)
      }
      expectAgreement(scaled.coefficients[0], plain.coefficients[0], within: 1e-12)
      expectAgreement(scaled.condition, plain.condition, within: 1e-12)
    }
    // A level far from zero, as of years or of an account, is the intercept's.
    let shifted = sample.columns.map { $0.map { $0 + 0x1p20 } }
    let fit = try LinearRegression(sample.amounts, on: Regressors(shifted, count: 80))
    for index in 1...3 {
      expectAgreement(fit.coefficients[index], plain.coefficients[index], within: 1e-7)
    }
  }

  @Test("a column without variation of the outcome leaves figures out rather than NaN")
  func degenerate() throws {
    let regressors = try Regressors([[1, 2, 3, 4]], count: 4)
    let constant = try LinearRegression([5, 5, 5, 5], on: regressors)
    #expect(constant.rSquared == nil && constant.fTest == nil && constant.logLikelihood == nil)
    expectAgreement(constant.coefficients[0], 5)
    #expect(constant.coefficients[1].magnitude < 1e-15)
    #expect(constant.durbinWatson == nil)
    let none = try LinearRegression([1, 2, 4], on: Regressors([], count: 3))
    #expect(none.fTest == nil)
    expectAgreement(none.coefficients[0], 7.0 / 3, within: 1e-15)
  }
}
