/// How the covariance of coefficients is estimated.
package enum CoefficientErrors: Sendable, Equatable {
  /// All rows have the same variance but for their weights; of counts and shares, that of the model.
  case classical

  /// Each row has a variance of its own (White 1980, Econometrica 48:817; MacKinnon & White 1985,
  /// Journal of Econometrics 29:305). `hc0` takes the squared residual for it, `hc1` times
  /// n / (n − p), `hc2` over 1 − h, `hc3` over (1 − h)², where h is the leverage of the row.
  case hc0, hc1, hc2, hc3

  /// Rows are in the order of time, and neighbours may be correlated up to a number of lags, with
  /// Bartlett's weights 1 − l / (L + 1) (Newey & West 1987, Econometrica 55:703).
  ///
  /// Without lags they are floor(4 (n/100)^(2/9)) (Newey & West 1994, Review of Economic Studies
  /// 61:631). With the correction the covariance is multiplied by n / (n − p).
  case hac(lags: Int? = nil, isCorrected: Bool = true)

  /// The lags that are taken where none are given.
  package static func lags(observations: Int) -> Int {
    guard observations > 0 else { return 0 }
    let lags = 4 * exponential(2.0 / 9 * logarithm(Double(observations) / 100))
    // A hundredth of an observation more, for a power that ends just below a whole number.
    return Int(exactly: (lags + 1e-9).rounded(.down)) ?? 0
  }
}

/// The sandwich B S Bᵀ of a map and the covariance of scores.
struct CoefficientCovariance {
  let design: OrthogonalDesign
  /// For each row the residual times the root of its weight: y − μ over the root of its variance.
  let residuals: [Double]

  /// The covariance of the coefficients.
  ///
  /// - Parameters:
  ///   - errors: how it is estimated.
  ///   - variance: that of a row of weight 1, for the classical form.
  /// - Throws: `lags`, or `fullLeverage` for `hc2` and `hc3`.
  /// - Returns: p rows of p, in squared units of the coefficients.
  /// - Complexity: O(n p²) times the number of lags.
  func matrix(_ errors: CoefficientErrors, variance: Double) throws(RegressionError) -> [[Double]] {
    let count = residuals.count
    let size = design.map.count
    let correction = Double(count) / Double(count - size)
    switch errors {
    case .classical:
      var identity = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
      for index in 0..<size { identity[index][index] = variance }
      return sandwich(identity)
    case .hc0: return sandwich(products(lag: 0, residuals))
    case .hc1: return sandwich(products(lag: 0, residuals), times: correction)
    case .hc2, .hc3:
      var adjusted = residuals
      for (row, leverage) in design.leverages().enumerated() {
        let rest = 1 - leverage
        guard rest > 1e-12 else { throw .fullLeverage(row: row) }
        adjusted[row] /= errors == .hc2 ? rest.squareRoot() : rest
      }
      return sandwich(products(lag: 0, adjusted))
    case .hac(let given, let isCorrected):
      let lags = given ?? min(CoefficientErrors.lags(observations: count), count - 1)
      guard lags >= 0, lags < count else { throw .lags(lags, observations: count) }
      var sum = products(lag: 0, residuals)
      for lag in stride(from: 1, through: lags, by: 1) {
        let weight = 1 - Double(lag) / Double(lags + 1)
        let there = products(lag: lag, residuals)
        for row in 0..<size {
          for column in 0..<size {
            sum[row][column] += weight * (there[row][column] + there[column][row])
          }
        }
      }
      return sandwich(sum, times: isCorrected ? correction : 1)
    }
  }

  /// The sums over rows i of the score at i and that at i − lag, p by p.
  private func products(lag: Int, _ residuals: [Double]) -> [[Double]] {
    let scores = design.basis.map { column in zip(column, residuals).map { $0 * $1 } }
    return scores.map { first in
      scores.map { second in
        var sum = 0.0
        for row in lag..<residuals.count { sum += first[row] * second[row - lag] }
        return sum
      }
    }
  }

  private func sandwich(_ middle: [[Double]], times factor: Double = 1) -> [[Double]] {
    let half = design.map.map { row in
      middle.indices.map { column in
        var sum = 0.0
        for place in row.indices { sum += row[place] * middle[place][column] }
        return sum
      }
    }
    return half.map { row in
      design.map.map { other in
        var sum = 0.0
        for place in row.indices { sum += row[place] * other[place] }
        return sum * factor
      }
    }
  }
}
