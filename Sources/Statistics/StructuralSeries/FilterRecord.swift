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
