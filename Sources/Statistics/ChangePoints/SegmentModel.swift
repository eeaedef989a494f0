/// What a series does within a segment, and so what a change point changes.
package enum SegmentModel: Sendable, Equatable, CaseIterable {
  /// One level; the variance is the same in all segments. The cost is the sum of squares.
  case mean

  /// A level and a variance. The cost is −2 ln L of the normal distribution without n ln 2π.
  case meanAndVariance

  /// A line by least squares; the variance is the same in all. The cost is the sum of squares.
  case slope

  /// The fewest observations that determine a segment.
  ///
  /// A line, and a variance, need two. Every start is tried: there is no grid of candidates.
  package var leastLength: Int {
    switch self {
    case .mean: 1
    case .meanAndVariance, .slope: 2
    }
  }

  /// What one more change point adds to the model: its date and the figures of a segment.
  package var parametersPerChange: Double {
    switch self {
    case .mean: 2
    case .meanAndVariance, .slope: 3
    }
  }

  /// Whether the cost is in squared units of the series, not in those of −2 ln L.
  var isSquares: Bool { self != .meanAndVariance }
}
