/// The Kalman filter run on the series and on every regressor at once.
///
/// The first state has a diffuse part δ, so that y = Zδ-effects + Xβ + noise: the effect of each number of
/// δ and each control is a column, and all columns pass through the filter with the same gains. What they
/// leave, one innovation a column and point, gives δ and β by least squares weighted with 1/F, the
/// likelihood, and every prediction. Source: de Jong 1991, "The diffuse Kalman filter", Annals of
/// Statistics 19:1073; Rosenberg 1973.
///
/// The finite part of the covariance of the first state may be anything, since a diffuse part is added to
/// it; it is taken as what three points without an observation make of certainty. Parts that are fixed
/// then have no variance at all, so that the gains become steady soon where nothing is missing, and only
/// the columns are left to be updated.
struct AugmentedFilter {
  /// The sum of ln F over the observed points.
  private(set) var logarithmSum = 0.0
  /// Products of innovations over F, summed: row i, column j ≥ 4·(i/4); rows in groups of four columns.
  private(set) var products: [SIMD4<Double>]
  /// Whether every F is a positive number.
  private(set) var isComputed = true
  /// The finite part of the covariance of the first state.
  let firstCovariance: StateCovariance
  /// What the backward pass needs; empty where it was not asked for.
  private(set) var record = FilterRecord()

  /// Runs the filter.
  ///
  /// - Parameters:
  ///   - series: the columns.
  ///   - variances: relative to a scale that is not known yet.
  ///   - firstRecorded: from which point on the innovations are kept; nil keeps none.
  /// - Complexity: O(points · (states² + columns · (states + columns))); where the gains are steady
  ///   O(points · columns · (states + columns)).
  init(
    _ series: StructuralSeries, _ variances: StructuralVariances, recordingFrom firstRecorded: Int?
  ) {
    let groups = series.groupCount
    var covariance = StateCovariance(series.model, variances)
    // Three points ahead every disturbance has reached the signal, so that no F is zero.
    for _ in 0..<3 { _ = covariance.advance() }
    firstCovariance = covariance
    products = [SIMD4<Double>](repeating: .zero, count: groups * 4 * groups)
    var columns = ColumnStates(series)
    var gains = [Double](repeating: 0, count: series.model.stateCount)
    let noGains = gains
    var inverse = 0.0
    var isSteady = false
    var areGainsSteady = false
    // Logarithms are taken of products of variances, one for many points.
    var variance = 1.0
    var product = 1.0
    if let firstRecorded { record = FilterRecord(first: firstRecorded, series: series) }
    for point in 0..<series.count {
      let isObserved = series.isObserved[point]
      columns.innovate(series.rows, point)
      if isObserved {
        if !areGainsSteady {
          variance = covariance.predictionVariance
          guard variance > 0, variance.isFinite else {
            isComputed = false
            return
          }
          inverse = 1 / variance
          covariance.writeGains(to: &gains)
          areGainsSteady = isSteady
        }
        product *= variance
        if !(1e-100...1e100).contains(product) {
          logarithmSum += logarithm(product)
          product = 1
        }
        columns.accumulate(inverse, into: &products)
      }
      if firstRecorded != nil {
        record.add(
          point, isObserved: isObserved, innovations: columns.innovations, covariance: covariance)
      }
      columns.advance(gains: isObserved ? gains : noGains)
      if !isObserved {
        _ = covariance.advance()
        (isSteady, areGainsSteady) = (false, false)
      } else if !isSteady {
        covariance.observe()
        isSteady = covariance.advance()
      }
    }
    logarithmSum += logarithm(product)
  }
}
