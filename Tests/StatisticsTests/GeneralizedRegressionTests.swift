@testable import Statistics
import Testing

@Suite("Logistic and Poisson regression")
struct GeneralizedRegressionTests {
  private static func fit(_ model: ResponseModel) throws -> GeneralizedRegression {
    let sample = RegressionSample()
    return try GeneralizedRegression(
      model == .logistic ? sample.answers : sample.counts, on: sample.regressors(), model: model,
      offset: model == .logistic ? nil : sample.offsets)
  }

  @Test(
    "coefficients and errors are those of statsmodels",
    arguments: [ResponseModel.logistic, .poisson])
  func oracle(model: ResponseModel) throws {
    let fit = try Self.fit(model)
    let oracle = model == .logistic ? RegressionOracle.logistic : RegressionOracle.poisson
    for (found, expected) in zip(fit.coefficients, oracle.coefficients) {
      expectAgreement(found, expected, within: 1e-9)
    }
    for (errors, expected) in oracle.errors {
      for (estimate, error) in zip(try fit.estimates(errors, level: 0.95), expected) {
        expectAgreement(estimate.standardError, error, within: 1e-9)
      }
    }
    // statsmodels leaves the factor n / (n − p) out of HC1 here.
    let plain = try fit.covariance(.hc0), corrected = try fit.covariance(.hc1)
    expectAgreement(corrected[1][2], plain[1][2] * 80 / 76)
  }

  @Test("figures are those of statsmodels")
  func figures() throws {
    let logistic = try Self.fit(.logistic), poisson = try Self.fit(.poisson)
    expectAgreement(logistic.deviance, 106.9957192252629)
    expectAgreement(logistic.nullDeviance, 110.70346547281278)
    expectAgreement(logistic.logLikelihood, -53.49785961263145)
    expectAgreement(logistic.akaike, 114.9957192252629)
    expectAgreement(logistic.bayesian, 124.52382576395843)
    expectAgreement(logistic.dispersion, 1.0485742384422505, within: 1e-9)
    expectAgreement(poisson.deviance, 94.97095415787348)
    expectAgreement(poisson.nullDeviance, 165.75403549540758)
    expectAgreement(poisson.logLikelihood, -127.59952260020026)
    expectAgreement(poisson.akaike, 263.1990452004005)
    expectAgreement(poisson.bayesian, 272.72715173909603)
    expectAgreement(poisson.dispersion, 0.9881885187260607, within: 1e-9)
    let share = try logistic.prediction(at: [0.5, 4e5, 1], level: 0.95)
    expectAgreement(share.mean, 0.6827859775587684, within: 1e-10)
    expectAgreement(share.lower, 0.1524170990354956, within: 1e-9)
    expectAgreement(share.upper, 0.9626363472010792, within: 1e-9)
    let count = try poisson.prediction(at: [0.5, 4e5, 1], offset: 0.25, level: 0.95)
    expectAgreement(count.mean, 0.4758176906506231, within: 1e-9)
    expectAgreement(count.lower, 0.2027743346866767, within: 1e-9)
    expectAgreement(count.upper, 1.11652431302968, within: 1e-9)
    #expect(count.lowerOutcome == nil)
  }

  @Test("far from the middle a residual keeps its digits")
  func tails() {
    // 1 / (1 + e⁴⁰), scipy 1.17.1, special.expit(-40).
    let tail = 4.248354255291589e-18
    expectAgreement(ResponseModel.logistic.residual(1, 40), tail, within: 1e-14)
    expectAgreement(ResponseModel.logistic.residual(0, -40), -tail, within: 1e-14)
    expectAgreement(ResponseModel.logistic.variance(40), tail, within: 1e-14)
  }

  // Spector & Mazzeo 1980, Journal of Economic Education 11:37: grade average, score, and whether
  // the course was taught personally; did the grade rise?
  static let averages: [Double] = [
    2.66, 2.89, 3.28, 2.92, 4, 2.86, 2.76, 2.87, 3.03, 3.92, 2.63, 3.32, 3.57, 3.26, 3.53, 2.74,
    2.75, 2.83, 3.12, 3.16, 2.06, 3.62, 2.89, 3.51, 3.54, 2.83, 3.39, 2.67, 3.65, 4, 3.1, 2.39,
  ]
  static let scores: [Double] = [
    20, 22, 24, 12, 21, 17, 17, 21, 25, 29, 20, 23, 23, 25, 26, 19, 25, 19, 23, 25, 22, 28, 14, 26,
    24, 27, 17, 24, 21, 23, 21, 19,
  ]
  static let risen: Set<Int> = [4, 9, 13, 19, 21, 24, 25, 26, 28, 29, 31]

  @Test("the published logistic regression of grades")
  func spector() throws {
    // Greene 2003, "Econometric Analysis", 5th edition, table 21.1.
    let personal = (0..<32).map { $0 < 18 ? 0.0 : 1 }
    let outcome = (0..<32).map { Self.risen.contains($0) ? 1.0 : 0 }
    let regressors = try Regressors([Self.averages, Self.scores, personal], count: 32)
    let fit = try GeneralizedRegression(outcome, on: regressors, model: .logistic)
    let published = [(-13.021, 4.931), (2.826, 1.263), (0.095, 0.142), (2.379, 1.065)]
    for (found, (value, error)) in zip(try fit.estimates(.classical, level: 0.95), published) {
      #expect(abs(found.value - value) < 6e-4 && abs(found.standardError - error) < 6e-4)
    }
    #expect(abs(fit.logLikelihood - -12.88963) < 1e-5)
    #expect(abs((fit.nullDeviance ?? 0) / -2 - -20.59173) < 1e-5)
    // The same rows as shares of trials, with each row twice.
    let doubled = try Regressors(
      regressors.columns, count: 32, weights: [Double](repeating: 2, count: 32))
    let twice = try GeneralizedRegression(outcome, on: doubled, model: .logistic)
    for (one, two) in zip(fit.coefficients, twice.coefficients) {
      expectAgreement(one, two, within: 1e-11)
    }
    expectAgreement(twice.deviance, 2 * fit.deviance)
  }

  @Test("the published Poisson regression of a trial")
  func dobson() throws {
    // Dobson 1990, "An Introduction to Generalized Linear Models", page 93; the figures are those of
    // R's example of glm: deviance 5.1291 of 10.5814, AIC 56.76.
    let counts: [Double] = [18, 17, 15, 20, 10, 20, 25, 13, 12]
    let columns = [
      (0..<9).map { $0 % 3 == 1 ? 1.0 : 0 }, (0..<9).map { $0 % 3 == 2 ? 1.0 : 0 },
      (0..<9).map { $0 / 3 == 1 ? 1.0 : 0 }, (0..<9).map { $0 / 3 == 2 ? 1.0 : 0 },
    ]
    let fit = try GeneralizedRegression(
      counts, on: Regressors(columns, count: 9), model: .poisson)
    let published = [(3.045, 0.1709), (-0.4543, 0.2022), (-0.2930, 0.1927), (0, 0.2), (0, 0.2)]
    for (found, (value, error)) in zip(try fit.estimates(.classical, level: 0.95), published) {
      #expect(abs(found.value - value) < 6e-4 && abs(found.standardError - error) < 6e-5)
    }
    #expect(abs(fit.deviance - 5.1291) < 6e-5 && abs((fit.nullDeviance ?? 0) - 10.5814) < 6e-5)
    #expect(abs(fit.akaike - 56.76) < 6e-3)
    #expect(fit.degreesOfFreedom == 4)
  }

  @Test("an exposure of counts is a factor of their mean")
  func exposure() throws {
    let exposure: [Double] = [1, 2, 4, 8, 16]
    let counts: [Double] = [2, 5, 9, 15, 33]
    let fit = try GeneralizedRegression(
      counts, on: Regressors([], count: 5), model: .poisson, offset: exposure.map(logarithm))
    // The rate is all counts over all exposure.
    expectAgreement(exponential(fit.coefficients[0]), 64.0 / 31)
  }

  private static func separation(
    _ columns: [[Double]], _ outcome: [Double], _ model: ResponseModel
  ) -> RegressionError? {
    do {
      let regressors = try Regressors(columns, count: outcome.count)
      _ = try GeneralizedRegression(outcome, on: regressors, model: model)
    } catch { return error }
    return nil
  }

  @Test("complete and partial separation are told, with the columns that separate")
  func separation() {
    let noise: [Double] = [0.3, 0.9, 0.1, 0.6, 0.2, 0.8, 0.4, 0.7]
    let outcome: [Double] = [0, 0, 0, 0, 1, 1, 1, 1]
    // Complete: a threshold of the second column tells all. The first takes part in none.
    let complete = Self.separation([[1e6, 2e6, 3e6, 4e6, 5e6, 6e6, 7e6, 8e6]], outcome, .logistic)
    #expect(complete == .separated(columns: [0], observations: 8, isComplete: true))
    // Partial: where the second column is 1 all answers are 1; the others overlap in the first.
    let answers: [Double] = [0, 1, 0, 1, 1, 0, 1, 1]
    let flag: [Double] = [0, 0, 0, 0, 0, 0, 1, 1]
    #expect(
      Self.separation([noise, flag], answers, .logistic)
        == .separated(columns: [1], observations: 2, isComplete: false))
    // A group without any count.
    #expect(
      Self.separation([noise, flag], [3, 1, 0, 2, 1, 4, 0, 0], .poisson)
        == .separated(columns: [1], observations: 2, isComplete: false))
    #expect(Self.separation([noise, flag], [3, 1, 0, 2, 1, 4, 0, 1], .poisson) == nil)
  }

  @Test("strong effects that overlap by one row are no separation")
  func overlap() throws {
    let generator = CounterGenerator(seed: 6, stream: "overlap")
    let column = (0..<200).map { generator.uniform(at: UInt64($0)) }
    var outcome = column.map { $0 > 0.5 ? 1.0 : 0 }
    let place = try #require(column.indices.max { column[$0] < column[$1] })
    #expect(Self.separation([column], outcome, .logistic) != nil)
    outcome[place] = 0
    #expect(Self.separation([column], outcome, .logistic) == nil)
  }
}
