/// Whether the spend of a channel follows what the outcome had beyond its fit: a regression of Granger's form.
///
/// Spend(t) on an intercept, the regressors, spend(t−1), spend(t−2), and the residuals of t−1 and of the mean
/// of t−2 … t−4 added up. Source: Granger 1969, "Investigating causal relations by econometric models and
/// cross-spectral methods", Econometrica 37:424.
struct DemandTest: Sendable, Equatable {
  let coefficient: Double
  /// How likely it is as large by chance.
  let tailArea: Double

  static let probability = 0.05
  private static let least = 20

  /// There is no test with fewer than 20 comparisons to spare.
  ///
  /// - Parameters:
  ///   - spend: of each period.
  ///   - residuals: outcome less fit; NaN where the outcome is not known.
  ///   - columns: intercept and regressors.
  init?(spend: [Double], residuals: [Double], columns: [[Double]]) {
    let rows = spend.indices.dropFirst(4).filter { row in
      (1...4).allSatisfy { !residuals[row - $0].isNaN }
    }
    guard rows.count >= Self.least + columns.count + 3 else { return nil }
    let lagged = rows.map { row in
      residuals[row - 1] + (residuals[row - 2] + residuals[row - 3] + residuals[row - 4]) / 3
    }
    let before = [rows.map { spend[$0 - 1] }, rows.map { spend[$0 - 2] }]
    let others = columns.dropFirst().map { column in rows.map { column[$0] } }
    let all = others + before + [lagged]
    guard let regressors = try? Regressors(all, count: rows.count),
      let fit = try? LinearRegression(rows.map { spend[$0] }, on: regressors),
      let coefficient = fit.coefficients.last, let variance = try? fit.covariance(.hc3).last?.last
    else { return nil }
    let statistic = coefficient / variance.squareRoot()
    guard statistic.isFinite else { return nil }
    self.coefficient = coefficient
    tailArea = NormalDistribution.probability(below: -statistic)
  }
}
