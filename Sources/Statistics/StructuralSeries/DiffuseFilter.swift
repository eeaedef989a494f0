/// How the first state is taken.
package enum StructuralStart: Sendable, Hashable {
  /// With an infinite variance, exactly.
  case exact
  /// With the mean zero and this variance for each number of the state, in squared units of the series.
  case approximate(variance: Double)
}

/// One-step-ahead errors of a series at given variances and coefficients.
///
/// The exact diffuse recursions are those of Koopman 1997, "Exact initial Kalman filtering and smoothing
/// for nonstationary time series models", Journal of the American Statistical Association 92:1630, as
/// Durbin & Koopman 2012, section 5.2, have them. It is another way to the likelihood than
/// `AugmentedFilter`, which is the faster one.
package struct StructuralInnovations: Sendable {
  /// For each point its value less its prediction from the points before; NaN where the point is not
  /// observed.
  package private(set) var errors: [Double]
  /// For each point the variance of the error; infinite where the points before do not determine a
  /// prediction.
  package private(set) var variances: [Double]
  /// ln L; diffuse observations count −½ (ln 2π + ln F∞).
  package private(set) var logLikelihood = 0.0
  /// How many observations the diffuse first state uses up; 0 with an approximate one.
  package private(set) var diffuseCount = 0

  /// Errors over their standard deviations; NaN where there is none.
  package var standardised: [Double] {
    zip(errors, variances).map { $1 > 0 && $1.isFinite ? $0 / $1.squareRoot() : .nan }
  }

  /// Runs the filter.
  ///
  /// - Parameters:
  ///   - series: dark points count as not observed.
  ///   - variances: in squared units of the series.
  ///   - coefficients: of the controls; those of ordinary least squares where it is nil. They are taken as
  ///     known: the errors are those of the model with them.
  ///   - start: how the first state is taken.
  ///   - burn: how many points at the beginning do not count in ln L.
  /// - Complexity: O(points · states²).
  package init(
    _ series: StructuralSeries, _ variances: StructuralVariances, coefficients: [Double]? = nil,
    start: StructuralStart = .exact, burn: Int = 0
  ) {
    let model = series.model
    let states = model.stateCount
    let season = model.seasonIndex
    let values = Self.values(series, coefficients, isExact: start == .exact)
    errors = [Double](repeating: .nan, count: series.count)
    self.variances = errors
    var state = [Double](repeating: 0, count: states)
    var finite = StateCovariance(model, variances)
    // The covariance of what is known without bound, over that bound.
    var diffuse = StateCovariance(model, StructuralVariances(irregular: 0))
    switch start {
    case .exact: diffuse.addToDiagonal(1)
    case .approximate(let variance): finite.addToDiagonal(variance)
    }
    var isDiffuse = start == .exact
    for point in 0..<series.count {
      let boundless = isDiffuse && diffuse.predictionVariance > Self.leastDiffuse
      let variance = finite.predictionVariance
      self.variances[point] = boundless ? .infinity : variance
      if series.isObserved[point] {
        let error = values[point] - state[0] - (season >= 0 ? state[season] : 0)
        errors[point] = error
        var term = 0.0
        if boundless {
          let scale = diffuse.predictionVariance
          term = logarithm(scale)
          for row in 0..<states { state[row] += diffuse.loading[row] / scale * error }
          finite.observe(diffuse: diffuse)
          diffuse.observe()
          diffuseCount += 1
          if diffuseCount == states { isDiffuse = false }
        } else if variance > 0 {
          term = logarithm(variance) + error * error / variance
          for row in 0..<states { state[row] += finite.loading[row] / variance * error }
          finite.observe()
        }
        if point >= burn { logLikelihood -= 0.5 * (logarithm(2 * Double.pi) + term) }
      }
      model.advance(&state)
      _ = finite.advance()
      if isDiffuse { _ = diffuse.advance() }
    }
  }

  /// Below it the diffuse variance of a prediction is the rounding of zero.
  private static let leastDiffuse = 1e-10

  /// The series without its controls; for an exact start also without the level, slope and season of least
  /// squares, which do not change errors and take digits.
  private static func values(
    _ series: StructuralSeries, _ coefficients: [Double]?, isExact: Bool
  ) -> [Double] {
    let states = series.model.stateCount
    let last = series.columnCount - 1
    return (0..<series.count).map { point in
      var value = series.rows[point * series.groupCount + last / 4][last % 4]
      if !isExact { value += series.fixedPart(at: point) }
      for control in 0..<series.controlCount {
        let fitted = series.fixedCoefficients[states + control]
        let coefficient = coefficients.map { control < $0.count ? $0[control] : 0 } ?? fitted
        let centred = series.control(control, at: point)
        value -= (isExact ? coefficient - fitted : coefficient) * centred
        if !isExact { value -= coefficient * series.controlMeans[control] }
      }
      return value
    }
  }
}

extension StructuralModel {
  /// Takes a state to the next point, without disturbances.
  func advance(_ state: inout [Double]) {
    if slopeIndex >= 0 { state[0] += state[slopeIndex] }
    let season = seasonIndex
    guard season >= 0 else { return }
    var sum = 0.0
    for lag in season..<stateCount { sum += state[lag] }
    var lag = stateCount - 1
    while lag > season {
      state[lag] = state[lag - 1]
      lag -= 1
    }
    state[season] = -sum
  }
}

extension StateCovariance {
  /// Takes an observation into account that a boundless variance makes known.
  ///
  /// With M and F of the finite part and M∞, F∞ of the boundless: P ← P + M∞M∞' F/F∞² − (M∞M' + MM∞')/F∞.
  fileprivate mutating func observe(diffuse: StateCovariance) {
    let inverse = 1 / diffuse.predictionVariance
    let ratio = predictionVariance * inverse * inverse
    for row in 0..<states {
      for column in 0...row {
        let one = diffuse.loading[row]
        let other = diffuse.loading[column]
        add(
          ratio * one * other - (one * loading[column] + loading[row] * other) * inverse,
          row, column)
      }
    }
  }
}
