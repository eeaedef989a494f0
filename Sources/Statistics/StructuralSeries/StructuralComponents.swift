/// The parts of a series at every point, given all observed points: for plots and explanations.
///
/// Level, season and controls add to the fitted series; what is left of an observed point is its irregular.
package struct StructuralComponents: Sendable {
  /// In units of the series, the controls at zero.
  package private(set) var level: [Double]
  /// Per point; empty without a slope.
  package private(set) var slope: [Double] = []
  /// Zeros without a season.
  package private(set) var season: [Double]
  /// For each point what its controls give together.
  package private(set) var controls: [Double]

  /// Smooths the series at given variances.
  ///
  /// The disturbances are smoothed going backwards, and the states follow from the first one going forwards
  /// (Koopman 1993, "Disturbance smoother for state space models", Biometrika 80:117).
  ///
  /// - Parameters:
  ///   - series: dark points and gaps get what the others say of them.
  ///   - variances: in squared units of the series, or relative to each other: only their ratios matter.
  /// - Throws: `notComputable`.
  /// - Complexity: one pass of the filter, and O(points · states · columns).
  package init(_ series: StructuralSeries, _ variances: StructuralVariances)
    throws(StructuralError)
  {
    let model = series.model
    let states = model.stateCount
    let last = series.columnCount - 1
    let groups = series.groupCount
    let filter = AugmentedFilter(series, variances, recordingFrom: 0)
    guard let likelihood = StructuralLikelihood(filter, series) else { throw .notComputable }
    let changes = likelihood.coefficients
    // Coefficients are taken out of the vectors at the end: r is linear in the innovations.
    func combined(_ vectors: [SIMD4<Double>], _ state: Int) -> Double {
      var sum = vectors[state * groups + last / 4][last % 4]
      for column in 0..<last {
        sum -= vectors[state * groups + column / 4][column % 4] * changes[column]
      }
      return sum
    }
    var pass = BackwardPass(model, groups: groups, withMatrix: false)
    var disturbances = [Double](repeating: 0, count: series.count * 3)
    let season = model.seasonIndex
    for point in (0..<series.count).reversed() {
      // r(t) gives what is added between this point and the next.
      disturbances[point * 3] = variances.level * combined(pass.vectors, 0)
      if model.slopeIndex >= 0 {
        disturbances[point * 3 + 1] =
          variances.slope * combined(pass.vectors, model.slopeIndex)
      }
      if season >= 0 {
        disturbances[point * 3 + 2] = variances.season * combined(pass.vectors, season)
      }
      pass.goBack(over: point, of: filter.record)
    }
    var state = (0..<states).map { row in
      var value = changes[row]
      for column in 0..<states {
        value += filter.firstCovariance[row, column] * combined(pass.vectors, column)
      }
      return value
    }
    let coefficients = (0..<last).map { series.fixedCoefficients[$0] }
    let betas = (0..<series.controlCount).map {
      coefficients[states + $0] + changes[states + $0]
    }
    let means = zip(betas, series.controlMeans).reduce(0) { $0 + $1.0 * $1.1 }
    level = []
    self.season = []
    controls = []
    var effects = [Double](repeating: 0, count: states)
    for point in 0..<series.count {
      model.writeInitialEffects(at: point, to: &effects)
      var fixedLevel = coefficients[0]
      var fixedSeason = 0.0
      if model.slopeIndex >= 0 {
        fixedLevel += coefficients[1] * effects[1]
        slope.append(state[1] + coefficients[1])
      }
      if season >= 0 {
        for lag in season..<states { fixedSeason += coefficients[lag] * effects[lag] }
      }
      level.append(state[0] + fixedLevel - means)
      self.season.append(season >= 0 ? state[season] + fixedSeason : 0)
      var sum = means
      for (control, beta) in betas.enumerated() {
        sum += beta * series.control(control, at: point)
      }
      controls.append(sum)
      model.advance(&state)
      state[0] += disturbances[point * 3]
      if model.slopeIndex >= 0 { state[1] += disturbances[point * 3 + 1] }
      if season >= 0 { state[season] += disturbances[point * 3 + 2] }
    }
  }

  /// The fitted series: level, season and controls together.
  package var signal: [Double] {
    level.indices.map { level[$0] + season[$0] + controls[$0] }
  }
}
