/// The covariance of the state before a point, given what was observed before it.
///
/// The transition of level, slope and season adds, copies and shifts; it is never multiplied out, and only
/// the lower triangle is kept. One step costs O(states²). In squared units of the series over the scale of
/// the variances.
struct StateCovariance {
  let states: Int
  private let slope: Int
  private let season: Int
  private let variances: StructuralVariances

  /// The lower triangle, row by row; what stands above the diagonal has no meaning.
  private var entries: [Double]
  /// The covariance of each number of the state with the sum of the season.
  private var sums: [Double]
  /// The covariance of the state with the signal, the sum of level and season.
  private(set) var loading: [Double]
  /// The variance of the signal and the irregular together.
  private(set) var predictionVariance = 0.0
  private var before: [Double]
  private var steadyPoints = 0

  /// A change by less than this, relative to the variance of a prediction, is rounding.
  private static let steady = 1e-13

  /// No uncertainty at all.
  init(_ model: StructuralModel, _ variances: StructuralVariances) {
    states = model.stateCount
    slope = model.slopeIndex
    season = model.seasonIndex
    self.variances = variances
    entries = [Double](repeating: 0, count: states * states)
    loading = [Double](repeating: 0, count: states)
    sums = loading
    before = loading
    refreshLoading()
  }

  subscript(row: Int, column: Int) -> Double {
    row >= column ? entries[row * states + column] : entries[column * states + row]
  }

  /// Adds a variance to every number of the state.
  mutating func addToDiagonal(_ variance: Double) {
    for row in 0..<states { entries[row * states + row] += variance }
    refreshLoading()
  }

  /// Adds to one covariance of the lower triangle; the loading stays that of before.
  mutating func add(_ value: Double, _ row: Int, _ column: Int) {
    entries[row * states + column] += value
  }

  /// What an innovation of one adds to the state of its own point.
  func writeGains(to gains: inout [Double]) {
    let inverse = 1 / predictionVariance
    for row in 0..<states { gains[row] = loading[row] * inverse }
  }

  /// Takes an observation into account.
  mutating func observe() {
    Self.subtract(loading, over: predictionVariance, from: &entries)
  }

  /// Takes the outer product of a vector with itself, over a number, from a lower triangle.
  private static func subtract(
    _ vector: [Double], over number: Double, from entries: inout [Double]
  ) {
    let inverse = 1 / number
    let vector = vector.span
    var entries = entries.mutableSpan
    for row in vector.indices {
      let factor = vector[row] * inverse
      if factor == 0 { continue }
      let start = row * vector.count
      for column in 0...row { entries[start + column] -= factor * vector[column] }
    }
  }

  /// Goes on to the next point.
  ///
  /// - Returns: whether nothing but rounding has changed for some points.
  mutating func advance() -> Bool {
    if season >= 0 {
      Self.advanceSeason(&entries, &sums, (states, season, slope), variances.season)
    }
    if slope >= 0 {
      // The level takes the slope along, and the slope stays.
      entries[0] += 2 * entries[states] + entries[states + 1]
      entries[states] += entries[states + 1]
      entries[states + 1] += variances.slope
    }
    entries[0] += variances.level
    refreshLoading()
    let isSteady = Self.exchange(
      &before, for: loading, within: Self.steady * predictionVariance)
    steadyPoints = isSteady ? steadyPoints + 1 : 0
    // As the state can be observed, the whole covariance stands still where the loading has stood still
    // for as many points as there are states.
    return steadyPoints > states
  }

  /// Shifts the season: the new one is less the sum of the old.
  private static func advanceSeason(
    _ entries: inout [Double], _ sums: inout [Double],
    _ shape: (states: Int, season: Int, slope: Int), _ variance: Double
  ) {
    let (states, season, slope) = shape
    var entries = entries.mutableSpan
    var sums = sums.mutableSpan
    for row in 0..<states { sums[row] = 0 }
    for row in season..<states {
      let start = row * states
      for column in 0..<season { sums[column] += entries[start + column] }
      var sum = entries[start + row]
      for column in season..<row {
        let entry = entries[start + column]
        sum += entry
        sums[column] += entry
      }
      sums[row] += sum
    }
    var total = 0.0
    for row in season..<states { total += sums[row] }
    var row = states - 1
    while row > season {
      let start = row * states
      let source = start - states
      var column = row
      while column > season {
        entries[start + column] = entries[source + column - 1]
        column -= 1
      }
      entries[start + season] = -sums[row - 1]
      entries[start] = entries[source]
      if slope >= 0 {
        entries[start] += entries[source + slope]
        entries[start + slope] = entries[source + slope]
      }
      row -= 1
    }
    let start = season * states
    entries[start + season] = total + variance
    entries[start] = -sums[0]
    if slope >= 0 {
      entries[start] -= sums[slope]
      entries[start + slope] = -sums[slope]
    }
  }

  private mutating func refreshLoading() {
    Self.writeLoading(of: entries, to: &loading, season)
    predictionVariance =
      loading[0] + (season >= 0 ? loading[season] : 0) + variances.irregular
  }

  private static func writeLoading(
    of entries: [Double], to loading: inout [Double], _ season: Int
  ) {
    let states = loading.count
    let entries = entries.span
    var loading = loading.mutableSpan
    for row in 0..<states { loading[row] = entries[row * states] }
    guard season >= 0 else { return }
    for row in 0..<season { loading[row] += entries[season * states + row] }
    for row in season..<states { loading[row] += entries[row * states + season] }
  }

  /// Takes new values; whether none is farther from its old one than a limit.
  private static func exchange(
    _ old: inout [Double], for new: [Double], within limit: Double
  ) -> Bool {
    var isWithin = true
    var old = old.mutableSpan
    let new = new.span
    for place in new.indices {
      if (new[place] - old[place]).magnitude > limit { isWithin = false }
      old[place] = new[place]
    }
    return isWithin
  }
}
