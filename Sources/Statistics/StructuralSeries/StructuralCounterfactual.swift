/// What a series would have been at its dark points, or will be after its end.
///
/// The mean and variance are exact but for the grid over the ratios of variances. Each replicate draws a
/// point of that grid, a scale, and one path of all dark points together from their normal distribution,
/// irregulars included; so totals and averages over any of them have honest intervals, and those of one
/// replicate belong together.
package struct StructuralCounterfactual: Sendable {
  /// The positions of the dark points.
  package let dark: [Int]
  /// For each dark point the mean, in units of the series.
  package let mean: [Double]
  /// For each dark point the standard deviation of what it would have been.
  package let standardDeviation: [Double]
  package let replicateCount: Int
  /// For each dark point its replicates together.
  package let replicates: [Double]
  /// How many points of the grid over the ratios of variances were used.
  package let gridCount: Int

  /// Computes moments and draws replicates.
  ///
  /// - Parameters:
  ///   - series: with at least one dark point.
  ///   - fit: of the same series.
  ///   - seed: the seed of the session.
  ///   - stream: the name of the series; others give independent draws.
  ///   - replicateCount: how many are drawn.
  /// - Throws: `notComputable`; `darkPoint` where there is none.
  /// - Complexity: for p parts at random besides the irregular about 20 p + 2 · 6^p passes of the filter,
  ///   and O((replicates + 6^p · dark points) · dark points²).
  package init(
    _ series: StructuralSeries, fit: StructuralFit, seed: UInt64, stream: String,
    replicateCount: Int = ResamplingWeights.replicateCount
  ) throws(StructuralError) {
    let size = series.dark.count
    guard size > 0 else { throw .darkPoint(position: -1, points: series.count) }
    let replicateCount = max(0, replicateCount)
    let grid = try VariancePosterior(series, near: fit.variances).points
    let draws = ReplicateDraws(seed: seed, stream: stream, count: replicateCount)
    dark = series.dark
    self.replicateCount = replicateCount
    gridCount = grid.count
    var mean = [Double](repeating: 0, count: size)
    var squares = mean
    var replicates = [Double](repeating: 0, count: size * replicateCount)
    var usedWeight = 0.0
    var drawn = 0
    for (place, point) in grid.enumerated() {
      // The last point takes what rounding has left.
      let end = place == grid.count - 1 ? .infinity : usedWeight + point.weight
      guard let moments = DarkMoments(series, point.variances),
        let factor = TriangularFactor(
          lower: moments.covariance, size: size, isSingularAllowed: true)
      else { throw .notComputable }
      let variance = moments.residualSum / (moments.freedom - 2)
      for row in 0..<size {
        let deviation = moments.mean[row] - mean[row]
        let total = usedWeight + point.weight
        // Means and squares are updated, so that a large mean takes no digits from the variance.
        mean[row] += deviation * point.weight / total
        squares[row] +=
          point.weight * variance * moments.covariance[row * size + row]
          + usedWeight * point.weight / total * deviation * deviation
      }
      while drawn < replicateCount, draws.level(drawn) < end {
        let replicate = draws.order[drawn]
        let scale = moments.residualSum / draws.chiSquared(moments.freedom, of: replicate)
        draws.path(factor, scale: scale.squareRoot(), of: replicate) { row, value in
          replicates[row * replicateCount + replicate] = moments.mean[row] + value
        }
        drawn += 1
      }
      usedWeight = end
    }
    self.mean = mean
    self.replicates = replicates
    standardDeviation = squares.map { $0.squareRoot() }
  }

  /// The replicates of one dark point.
  package func replicates(of place: Int) -> ArraySlice<Double> {
    replicates[(place * replicateCount)..<((place + 1) * replicateCount)]
  }

  /// The replicates of the sum over dark points, given by their places among the dark points.
  package func totals(over places: Range<Int>) -> [Double] {
    var totals = [Double](repeating: 0, count: replicateCount)
    for place in places.clamped(to: 0..<dark.count) {
      for replicate in 0..<replicateCount {
        totals[replicate] += replicates[place * replicateCount + replicate]
      }
    }
    return totals
  }

  /// The mean of the sum over dark points.
  package func meanTotal(over places: Range<Int>) -> Double {
    CompensatedSum.of(Array(mean[places.clamped(to: 0..<dark.count)]).span)
  }
}
