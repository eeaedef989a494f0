/// What a change point has to save to be worth its while.
package enum ChangePenalty: Sendable, Equatable {
  /// The Bayesian information criterion with the long-run variance of the noise.
  ///
  /// A change adds a date and the figures of a segment, p in all, and −2 ln L has to fall by
  /// p ln n for it: p = 2 for levels, 3 for lines and for levels with variances (Yao 1988,
  /// "Estimating the number of change-points via Schwarz' criterion", Statistics & Probability
  /// Letters 6:181). For levels and lines that is p σ² ln n in squares, with the variance of
  /// `SeriesNoise`; for levels with variances p ln n.
  ///
  /// Neighbours that resemble one another make runs that look like segments. Means of them vary
  /// (1 + φ) / (1 − φ) times as much as those of independent values, so the penalty is that much
  /// larger: the long-run variance stands for the variance (Lavielle & Moulines 2000,
  /// "Least-squares estimation of an unknown number of shifts in a time series", Journal of Time
  /// Series Analysis 21:33).
  case automatic

  /// A penalty in the units of the model's cost: squared units of the series, or those of −2 ln L.
  case given(Double)

  /// The penalty of one change point for a series of `count` observed values.
  func value(
    _ model: SegmentModel, noise: SeriesNoise, count: Int
  ) throws(ChangePointError) -> Double {
    let penalty: Double =
      switch self {
      case .given(let value): value
      case .automatic:
        model.parametersPerChange * logarithm(Double(count))
          * (model.isSquares ? noise.longRunVariance : noise.inflation)
      }
    guard penalty.isFinite, penalty > 0 else { throw .penalty(penalty) }
    return penalty
  }
}
