/// The expected course of an outcome over its blocks, from the blocks outside the windows.
///
/// A Poisson regression on trend, season and the channel's own spend gives the mean μ of each block; as
/// the variance of counts grows with their mean, what the structural model gets is (y − μ)/√μ, whose
/// variance is about constant whatever it is, and the columns times √μ, so that it corrects all
/// coefficients together with the level. This is a step of the scoring iteration of McCullagh & Nelder
/// 1989, "Generalized Linear Models", section 2.5, with other errors.
struct UndisturbedShape: Sendable {
  /// The outcome of each block, over its known points.
  let observed: [Double]
  /// The mean μ of each block.
  let mean: [Double]
  /// Trend, season and spend, each with a value for every block.
  let columns: [[Double]]
  /// The coefficient of the spend and its column, where it is one.
  let spend: (coefficient: Double, carryover: Double?, column: [Double])?
  /// Whether the columns have a yearly season.
  let hasSeason: Bool
  private let exposure: [Double]
  private let isOutside: [Bool]

  /// - Parameters:
  ///   - observed: sums over the known points of each block.
  ///   - exposure: how many usual points the known ones of each block are worth; 0 where none is known.
  ///   - isOutside: which blocks the regression sees.
  ///   - trend: its column; none where there is none.
  ///   - season: its columns.
  ///   - candidates: forms of the spend's column, of which the likeliest is taken.
  /// - Throws: what the regression throws with the fewest columns.
  init(
    observed: [Double], exposure: [Double], isOutside: [Bool], trend: [[Double]],
    season: [[Double]], candidates: [(carryover: Double?, column: [Double])]
  ) throws(RegressionError) {
    func fit(_ columns: [[Double]]) throws(RegressionError) -> GeneralizedRegression {
      try Self.fit(observed, exposure, isOutside, columns)
    }
    var best: (fit: GeneralizedRegression, place: Int, deviance: Double)?
    for place in candidates.indices {
      guard let tried = try? fit(trend + season + [candidates[place].column]) else { continue }
      let deviance = tried.deviance
      if best.map({ deviance < $0.deviance }) ?? true { best = (tried, place, deviance) }
    }
    let chosen: GeneralizedRegression
    if let best {
      chosen = best.fit
      columns = trend + season + [candidates[best.place].column]
      hasSeason = !season.isEmpty
      spend = (
        chosen.coefficients.last ?? 0, candidates[best.place].carryover,
        candidates[best.place].column
      )
    } else {
      spend = nil
      if let withSeason = try? fit(trend + season) {
        (chosen, columns, hasSeason) = (withSeason, trend + season, !season.isEmpty)
      } else if let withTrend = try? fit(trend) {
        (chosen, columns, hasSeason) = (withTrend, trend, false)
      } else {
        (chosen, columns, hasSeason) = (try fit([]), [], false)
      }
    }
    mean = Self.means(chosen, exposure, columns)
    self.observed = observed
    self.exposure = exposure
    self.isOutside = isOutside
  }

  /// The same with more columns.
  ///
  /// - Returns: nil where the regression has no result with them.
  func adding(_ more: [[Double]]) -> UndisturbedShape? {
    guard let fit = try? Self.fit(observed, exposure, isOutside, columns + more) else { return nil }
    return UndisturbedShape(self, more, fit)
  }

  private init(_ other: UndisturbedShape, _ more: [[Double]], _ fit: GeneralizedRegression) {
    observed = other.observed
    columns = other.columns + more
    exposure = other.exposure
    isOutside = other.isOutside
    hasSeason = other.hasSeason
    spend = other.spend.map { spend in
      let place = other.columns.count
      let coefficients = fit.coefficients
      let isThere = coefficients.indices.contains(place)
      return (isThere ? coefficients[place] : 0, spend.carryover, spend.column)
    }
    mean = Self.means(fit, exposure, columns)
  }

  private static func fit(
    _ observed: [Double], _ exposure: [Double], _ isOutside: [Bool], _ columns: [[Double]]
  ) throws(RegressionError) -> GeneralizedRegression {
    let rows = observed.indices.filter { isOutside[$0] && exposure[$0] > 0 }
    let regressors = try Regressors(
      columns.map { column in rows.map { column[$0] } }, count: rows.count)
    return try GeneralizedRegression(
      rows.map { observed[$0] }, on: regressors, model: .poisson,
      offset: rows.map { logarithm(exposure[$0]) })
  }

  private static func means(
    _ fit: GeneralizedRegression, _ exposure: [Double], _ columns: [[Double]]
  ) -> [Double] {
    exposure.indices.map { block in
      var predictor = fit.coefficients.first ?? 0
      for (column, coefficient) in zip(columns, fit.coefficients.dropFirst()) {
        predictor += coefficient * column[block]
      }
      return exposure[block] * exponential(predictor)
    }
  }
}
