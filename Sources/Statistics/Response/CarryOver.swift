/// How spend acts over later periods.
///
/// Weights are never negative and sum to 1 over all lags, so that a steady spend has itself as its stock,
/// curves of different carry-over are comparable, and the slope of the curve is the whole return of one
/// more unit of money, however long it takes.
package enum CarryOver: Sendable, Equatable {
  /// All of a period's spend acts in that period.
  case none

  /// w(l) = (1 − θ) θˡ with 0 ≤ θ < 1, without an end (Broadbent 1979, "One way TV advertisements work",
  /// Journal of the Market Research Society 21:139).
  case geometric(retention: Double)

  /// w(l) ∝ θ^((l − p)²) over `window` lags (Jin et al. 2017, equation 3).
  case delayed(retention: Double, peak: Double)

  /// w(l) ∝ F(l + 1) − F(l) over `window` lags, where F is Weibull's distribution function: each weight is
  /// what its period has of the distribution.
  case weibull(shape: Double, scale: Double)

  /// How many lags `delayed` and `weibull` have.
  package static let window = 26

  /// The weights of the first lags, that of the same period first.
  ///
  /// - Parameter count: how many; fewer than all lags sum to less than 1.
  /// - Returns: as many, and none for a count below 1.
  package func weights(count: Int) -> [Double] {
    guard case .geometric(let retention) = self else {
      let weights = LagWeights(self).values.prefix(max(count, 0))
      return weights + [Double].zeros(max(count - weights.count, 0))
    }
    var weight = 1 - retention
    return (0..<max(count, 0)).map { _ in
      defer { weight *= retention }
      return weight
    }
  }

  /// The spend that acts in each period, in units of the spend.
  ///
  /// - Parameters:
  ///   - spend: a value for each period.
  ///   - start: what was spent before the first.
  /// - Returns: a stock for each period.
  /// - Complexity: O(n), times `window` for the kinds that have one.
  package func stock(_ spend: [Double], start: CarryOverStart = .steady) -> [Double] {
    stock(SpendSeries(spend, start: start))
  }

  func stock(_ series: SpendSeries) -> [Double] {
    let extended: [Double]
    switch self {
    case .none: extended = series.values
    case .geometric(let retention):
      var stock = series.before
      extended = series.values.map {
        stock = (1 - retention) * $0 + retention * stock
        return stock
      }
    case .delayed, .weibull:
      let weights = LagWeights(self).values
      extended = series.values.indices.map { period in
        weights.indices.reduce(0) { $0 + weights[$1] * series.spend(at: period - $1) }
      }
    }
    return Array(extended.dropFirst(series.historyCount))
  }
}

/// What was spent before the first period of a series.
package enum CarryOverStart: Sendable, Equatable {
  /// In each period as much as the mean of the first `periods` of the series.
  case steady

  /// Nothing.
  case zero

  /// These amounts, the latest last; before them as much as the mean of the first of them.
  case history([Double])

  /// Of how many periods the mean is taken for what came before.
  package static let periods = 8
}
