/// The covariance of the state before a point, given what was observed before it.
///
/// The transition of level, slope and season adds, copies and shifts; it is never multiplied out. One step
/// costs O(states²). In squared units of the series over the scale of the variances.
struct StateCovariance {
  let states: Int
  private let slope: Int
  private let season: Int
  private let variances: StructuralVariances

  /// The covariance, row by row.
  private(set) var entries: [Double]
  private var next: [Double]
  /// The covariance of the state with the signal, the sum of level and season.
  private(set) var loading: [Double]
  /// The variance of the signal and the irregular together.
  private(set) var predictionVariance = 0.0
  private var before: [Double]
  private var steadyPoints = 0

  init(_ model: StructuralModel, _ variances: StructuralVariances) {
    states = model.stateCount
    slope = model.slopeIndex
    season = model.seasonIndex
    self.variances = variances
    entries = [Double](repeating: 0, count: states * states)
    next = entries
    loading = [Double](repeating: 0, count: states)
    before = loading
    refreshLoading()
  }

  private mutating func refreshLoading() {
    for row in 0..<states {
      let start = row * states
      loading[row] = entries[start] + (season >= 0 ? entries[start + season] : 0)
    }
    predictionVariance =
      loading[0] + (season >= 0 ? loading[season] : 0) + variances.irregular
  }

  /// Adds a variance to every number of the state.
  mutating func addToDiagonal(_ variance: Double) {
    for row in 0..<states { entries[row * states + row] += variance }
    refreshLoading()
  }

  /// Adds to one covariance; the loading stays that of before.
  mutating func add(_ value: Double, _ row: Int, _ column: Int) {
    entries[row * states + column] += value
  }

  /// What an innovation of one adds to the state of its own point.
  func writeGains(to gains: inout [Double]) {
    let inverse = 1 / predictionVariance
    for row in 0..<states { gains[row] = loading[row] * inverse }
  }

  /// Forgets that nothing changed: a point is not observed.
  mutating func unsettle() { steadyPoints = 0 }

  /// Takes an observation into account.
  mutating func observe() {
    let inverse = 1 / predictionVariance
    for row in 0..<states {
      let factor = loading[row] * inverse
      if factor == 0 { continue }
      let start = row * states
      for column in 0..<states { entries[start + column] -= factor * loading[column] }
    }
  }

  /// Goes on to the next point.
  ///
  /// - Returns: whether nothing but rounding has changed for some points.
  mutating func advance() -> Bool {
    // T P by rows; each row is then taken through the transition as a column.
    for row in 0..<states {
      let target = row * states
      if row == season {
        for column in 0..<states {
          var sum = 0.0
          for lag in season..<states { sum += entries[lag * states + column] }
          next[target + column] = -sum
        }
      } else {
        let source = (season >= 0 && row > season ? row - 1 : row) * states
        if row == 0, slope >= 0 {
          for column in 0..<states {
            next[target + column] = entries[source + column] + entries[states + column]
          }
        } else {
          for column in 0..<states { next[target + column] = entries[source + column] }
        }
      }
      if slope >= 0 { next[target] += next[target + slope] }
      if season >= 0 {
        var sum = 0.0
        for lag in season..<states { sum += next[target + lag] }
        var column = states - 1
        while column > season {
          next[target + column] = next[target + column - 1]
          column -= 1
        }
        next[target + season] = -sum
      }
    }
    next[0] += variances.level
    if slope >= 0 { next[slope * states + slope] += variances.slope }
    if season >= 0 { next[season * states + season] += variances.season }
    swap(&entries, &next)
    refreshLoading()
    return countSteady()
  }

  /// Whether the loading has stood still for as many points as there are states: as the state can be
  /// observed, the whole covariance then stands still.
  private mutating func countSteady() -> Bool {
    let limit = Self.steady * predictionVariance
    var isSteady = true
    for row in 0..<states {
      if (loading[row] - before[row]).magnitude > limit { isSteady = false }
      before[row] = loading[row]
    }
    steadyPoints = isSteady ? steadyPoints + 1 : 0
    return steadyPoints > states
  }

  /// A change by less than this, relative to the variance of a prediction, is rounding.
  private static let steady = 1e-13
}
