/// The Kalman filter run on the series and on every regressor at once.
///
/// The first state has a diffuse part δ, so that y = Zδ-effects + Xβ + noise: the effect of each number of
/// δ and each control is a column, and all columns pass through the filter with the same gains. What they
/// leave, one innovation a column and point, gives δ and β by least squares weighted with 1/F, the
/// likelihood, and every prediction. Source: de Jong 1991, "The diffuse Kalman filter", Annals of
/// Statistics 19:1073; Rosenberg 1973.
///
/// The finite part of the covariance of the first state may be anything, since a diffuse part is added to it.
/// It is taken as the covariance that the filter tends to, so that where nothing is missing gains and
/// variances are the same from the first point on and only the columns are left to be updated.
struct AugmentedFilter {
  /// The sum of ln F over the observed points.
  private(set) var logarithmSum = 0.0
  /// Products of innovations over F, summed: row i, column j ≥ 4·(i/4); rows in groups of four columns.
  private(set) var products: [SIMD4<Double>]
  /// Whether every F is a positive number.
  private(set) var isComputed = true
  /// The finite part of the covariance of the first state, row by row.
  private(set) var firstCovariance: [Double]
  /// What the backward pass needs; empty where it was not asked for.
  private(set) var record = FilterRecord()

  /// Runs the filter.
  ///
  /// - Parameters:
  ///   - series: the columns.
  ///   - variances: relative to a scale that is not known yet.
  ///   - firstRecorded: from which point on the innovations are kept; nil keeps none.
  /// - Complexity: O(points · (states² + columns · (states + columns))); where the gains are steady O(points
  ///   · columns · (states + columns)).
  init(_ series: StructuralSeries, _ variances: StructuralVariances, recordingFrom firstRecorded: Int?)
  {
    let model = series.model
    let states = model.stateCount
    let slope = model.slopeIndex
    let season = model.seasonIndex
    let groups = series.groupCount
    var covariance = Self.limit(model, variances, points: series.count)
    var isSteady = covariance.isSteady
    firstCovariance = covariance.state.entries
    products = [SIMD4<Double>](repeating: .zero, count: groups * 4 * groups)
    var columns = [SIMD4<Double>](repeating: .zero, count: states * groups)
    for state in 0..<states { columns[state * groups + state / 4][state % 4] = -1 }
    var innovations = [SIMD4<Double>](repeating: .zero, count: groups)
    var gains = [Double](repeating: 0, count: states)
    let noGains = gains
    var hasGains = false
    var inverse = 0.0
    if let firstRecorded {
      record = FilterRecord(first: firstRecorded, series: series)
    }
    for point in 0..<series.count {
      let isObserved = series.isObserved[point]
      for group in 0..<groups {
        var innovation = series.rows[point * groups + group] - columns[group]
        if season >= 0 { innovation -= columns[season * groups + group] }
        innovations[group] = innovation
      }
      if isObserved {
        if !hasGains || !isSteady {
          let variance = covariance.state.predictionVariance
          guard variance > 0, variance.isFinite else {
            isComputed = false
            return
          }
          inverse = 1 / variance
          covariance.logarithm = logarithm(variance)
          covariance.state.writeGains(to: &gains)
          hasGains = true
        }
        logarithmSum += covariance.logarithm
        Self.accumulate(innovations, inverse, groups, into: &products)
      }
      if firstRecorded != nil {
        record.add(
          point, isObserved: isObserved, innovations: innovations, covariance: covariance.state)
      }
      Self.advance(
        &columns, by: innovations, gains: isObserved ? gains : noGains,
        (states, slope, season, groups))
      if isObserved {
        if !isSteady {
          covariance.state.observe()
          isSteady = covariance.state.advance()
        }
      } else {
        covariance.state.unsettle()
        _ = covariance.state.advance()
        (isSteady, hasGains) = (false, false)
      }
    }
  }

  private struct Covariance {
    var state: StateCovariance
    var isSteady: Bool
    /// ln F.
    var logarithm = 0.0
  }

  /// The covariance that the filter tends to, or one on the way to it.
  private static func limit(
    _ model: StructuralModel, _ variances: StructuralVariances, points: Int
  ) -> Covariance {
    var state = StateCovariance(model, variances)
    // Three points ahead every disturbance has reached the signal.
    for _ in 0..<3 { _ = state.advance() }
    var isSteady = false
    for _ in 0..<min(points, 250) where !isSteady && state.predictionVariance > 0 {
      state.observe()
      isSteady = state.advance()
    }
    return Covariance(state: state, isSteady: isSteady)
  }

  /// Adds the products of a point's innovations.
  private static func accumulate(
    _ innovations: [SIMD4<Double>], _ inverse: Double, _ groups: Int,
    into products: inout [SIMD4<Double>]
  ) {
    for block in 0..<groups {
      let scaled = innovations[block] * inverse
      let row = block * 4 * groups
      for group in block..<groups {
        let innovation = innovations[group]
        products[row + group] += scaled[0] * innovation
        products[row + groups + group] += scaled[1] * innovation
        products[row + 2 * groups + group] += scaled[2] * innovation
        products[row + 3 * groups + group] += scaled[3] * innovation
      }
    }
  }

  /// Takes the state of every column to the next point.
  private static func advance(
    _ columns: inout [SIMD4<Double>], by innovations: [SIMD4<Double>], gains: [Double],
    _ shape: (states: Int, slope: Int, season: Int, groups: Int)
  ) {
    let groups = shape.groups
    for group in 0..<groups {
      let innovation = innovations[group]
      columns[group] += gains[0] * innovation
      if shape.slope >= 0 {
        columns[groups + group] += gains[1] * innovation
        columns[group] += columns[groups + group]
      }
      guard shape.season >= 0 else { continue }
      var sum = SIMD4<Double>.zero
      var state = shape.states - 1
      while state >= shape.season {
        let updated = columns[state * groups + group] + gains[state] * innovation
        sum += updated
        if state + 1 < shape.states { columns[(state + 1) * groups + group] = updated }
        state -= 1
      }
      columns[shape.season * groups + group] = -sum
    }
  }
}

/// What the backward pass needs of the points from the first recorded one on.
struct FilterRecord {
  private(set) var first = 0
  private(set) var groups = 0
  private(set) var states = 0
  /// For each point the innovations of all columns; at a point not observed, what they would have been.
  private(set) var innovations: [SIMD4<Double>] = []
  /// For each point the covariance of the state with the signal, before it is observed.
  private(set) var loadings: [Double] = []
  /// For each point the variance of its prediction.
  private(set) var variances: [Double] = []
  private(set) var isObserved: [Bool] = []

  init() {}

  init(first: Int, series: StructuralSeries) {
    self.first = first
    groups = series.groupCount
    states = series.model.stateCount
    let points = max(0, series.count - first)
    innovations.reserveCapacity(points * groups)
    loadings.reserveCapacity(points * states)
    variances.reserveCapacity(points)
    isObserved.reserveCapacity(points)
  }

  mutating func add(
    _ point: Int, isObserved: Bool, innovations: [SIMD4<Double>], covariance: StateCovariance
  ) {
    guard point >= first else { return }
    self.innovations.append(contentsOf: innovations)
    loadings.append(contentsOf: covariance.loading)
    variances.append(covariance.predictionVariance)
    self.isObserved.append(isObserved)
  }
}
