@testable import Statistics
import Testing

@Suite("Mistakes in regressions")
struct RegressionMistakeTests {
  private static func failure(_ body: () throws -> Void) -> RegressionError? {
    do { try body() } catch { return error as? RegressionError }
    return nil
  }

  @Test("collinear columns are named, with what they are made of")
  func collinear() throws {
    var columns = RegressionSample().columns
    columns.append(zip(columns[0], columns[1]).map { 2 * $0 - 3e-6 * $1 + 7 })
    columns.append([Double](repeating: 12, count: 80))
    let amounts = RegressionSample().amounts
    let found = Self.failure {
      _ = try LinearRegression(amounts, on: Regressors(columns, count: 80))
    }
    guard case .collinear(let dependent) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(dependent.map(\.column) == [3, 4])
    #expect(dependent[0].parts.map(\.column) == [0, 1])
    expectAgreement(dependent[0].parts[0].factor, 2, within: 1e-9)
    expectAgreement(dependent[0].parts[1].factor, -3e-6, within: 1e-9)
    #expect(dependent[1].parts.isEmpty)
    // Without an intercept the constant is a column like others, and the sum is not.
    let plain = Self.failure {
      let kept = Array(columns[0...2]) + [columns[4]]
      _ = try LinearRegression(amounts, on: Regressors(kept, count: 80, hasIntercept: false))
    }
    #expect(plain == nil)
  }

  @Test("shares that sum to one are collinear with the intercept, whatever their rounding")
  func shares() throws {
    let generator = CounterGenerator(seed: 4, stream: "shares")
    let parts = (0..<60).map { row in (0..<3).map { generator.uniform(at: UInt64(3 * row + $0)) } }
    let columns = (0..<3).map { index in parts.map { $0[index] / $0.reduce(0, +) } }
    let outcome = (0..<60).map { generator.uniform(at: UInt64(1000 + $0)) }
    let found = Self.failure {
      _ = try LinearRegression(outcome, on: Regressors(columns, count: 60))
    }
    guard case .collinear(let dependent) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(dependent.map(\.column) == [2])
    for part in dependent[0].parts { expectAgreement(part.factor, -1, within: 1e-9) }
  }

  @Test("a billionth of a column of its own is too little to tell, a millionth is not")
  func nearlyCollinear() throws {
    let sample = RegressionSample()
    for (share, isRefused) in [(1e-10, true), (1e-6, false)] {
      let close = zip(sample.columns[0], sample.columns[1]).map { $0 + share * 1e-6 * $1 }
      let found = Self.failure {
        _ = try LinearRegression(
          sample.amounts, on: Regressors([sample.columns[0], close], count: 80))
      }
      #expect((found != nil) == isRefused, "\(share)")
    }
  }

  @Test("what is no table of numbers is said, with its place")
  func input() {
    let good: [Double] = [1, 2, 4, 3]
    let cases: [(RegressionError, () throws -> Void)] = [
      (.nothingToEstimate, { _ = try Regressors([], count: 4, hasIntercept: false) }),
      (
        .length(.column(1), expected: 4, found: 3),
        { _ = try Regressors([good, [1, 2, 3]], count: 4) }
      ),
      (.notFinite(.column(0), row: 1), { _ = try Regressors([[1, .nan, 2, 3]], count: 4) }),
      (.weight(0, row: 2), { _ = try Regressors([good], count: 4, weights: [1, 1, 0, 1]) }),
      (
        .notFinite(.weights, row: 0),
        { _ = try Regressors([good], count: 4, weights: [.infinity, 1, 1, 1]) }
      ),
      (.tooFew(observations: 2, parameters: 2), { _ = try Regressors([[1, 2]], count: 2) }),
      (
        .length(.outcome, expected: 4, found: 0),
        { _ = try LinearRegression([], on: Regressors([good], count: 4)) }
      ),
      (
        .notFinite(.outcome, row: 3),
        { _ = try LinearRegression([1, 2, 3, -.infinity], on: Regressors([good], count: 4)) }
      ),
      (
        .lags(4, observations: 4),
        {
          _ = try LinearRegression(good, on: Regressors([[1, 2, 3, 4]], count: 4))
            .covariance(.hac(lags: 4))
        }
      ),
      (
        .lags(-1, observations: 4),
        {
          _ = try LinearRegression(good, on: Regressors([[1, 2, 3, 4]], count: 4))
            .covariance(.hac(lags: -1))
        }
      ),
      (
        .fullLeverage(row: 3),
        {
          _ = try LinearRegression(good, on: Regressors([[0, 0, 0, 1]], count: 4))
            .covariance(.hc3)
        }
      ),
      (
        .length(.point, expected: 1, found: 2),
        {
          _ = try LinearRegression(good, on: Regressors([[1, 2, 3, 4]], count: 4))
            .prediction(at: [1, 2], level: 0.95)
        }
      ),
    ]
    for (expected, body) in cases { #expect(Self.failure(body) == expected) }
  }

  @Test("outcomes that a model cannot have are said")
  func outcomes() throws {
    let regressors = try Regressors([[1, 2, 3, 4]], count: 4)
    func failure(_ outcome: [Double], _ model: ResponseModel) -> RegressionError? {
      Self.failure { _ = try GeneralizedRegression(outcome, on: regressors, model: model) }
    }
    #expect(failure([0, 1, 1.5, 0], .logistic) == .outcome(1.5, row: 2))
    #expect(failure([0, 1, 3, -1], .poisson) == .outcome(-1, row: 3))
    #expect(failure([0, 0, 0, 0], .logistic) == .constantOutcome(0))
    #expect(failure([1, 1, 1, 1], .logistic) == .constantOutcome(1))
    #expect(failure([0, 0, 0, 0], .poisson) == .constantOutcome(0))
    #expect(failure([2, 2, 2, 2], .poisson) == nil)
    let offset = Self.failure {
      _ = try GeneralizedRegression(
        [1, 2, 1, 3], on: regressors, model: .poisson, offset: [0, 0, -.infinity, 0])
    }
    #expect(offset == .notFinite(.offset, row: 2))
  }
}
