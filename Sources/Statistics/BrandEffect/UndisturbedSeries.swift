/// What an outcome would have been in some of its blocks, at given ratios of variances.
struct UndisturbedSeries: Sendable {
  let shape: UndisturbedShape
  /// (y − μ)/√μ; NaN where nothing is known.
  let values: [Double]
  /// √μ times the columns, those of a block together.
  let controls: [Double]

  init(_ shape: UndisturbedShape) {
    self.shape = shape
    values = zip(shape.observed, shape.mean).map { observed, mean in
      mean > 0 ? (observed - mean) / mean.squareRoot() : .nan
    }
    controls = shape.mean.indices.flatMap { block in
      shape.columns.map { $0[block] * shape.mean[block].squareRoot() }
    }
  }

  /// The structural series with blocks left out: a random level, and the columns.
  func series(leavingOut blocks: [Int]) throws(StructuralError) -> StructuralSeries {
    try StructuralSeries(
      values: values.span, controls: controls.span, controlCount: shape.columns.count,
      dark: blocks, model: StructuralModel(level: .random))
  }

  /// The loss over blocks, expected less observed, and its standard deviation.
  ///
  /// - Parameters:
  ///   - blocks: over which the loss is summed; ascending.
  ///   - others: blocks that the model does not see.
  ///   - variances: those of the disturbances, up to a factor.
  /// - Returns: nil where nothing can be computed.
  func loss(over blocks: [Int], leavingOut others: [Int], _ variances: StructuralVariances)
    -> PredictedLoss?
  {
    let dark = Set(blocks).union(others).sorted()
    guard let series = try? series(leavingOut: dark),
      let moments = DarkMoments(series, variances)
    else { return nil }
    let scale = moments.residualSum / (moments.freedom - 2)
    let asked = Set(blocks)
    let weights = dark.map { asked.contains($0) ? shape.mean[$0].squareRoot() : 0 }
    var (expected, observed, variance) = (0.0, 0.0, 0.0)
    for (row, block) in dark.enumerated() where asked.contains(block) {
      expected += shape.mean[block] + weights[row] * moments.mean[row]
      observed += shape.mean[block] > 0 ? shape.observed[block] : 0
      for column in 0...row {
        variance +=
          (row == column ? 1 : 2) * weights[row] * weights[column] * scale
          * moments.covariance[row * dark.count + column]
      }
    }
    let deviation = variance.squareRoot()
    guard deviation.isNormal else { return nil }
    return PredictedLoss(
      blocks: blocks, expected: expected, observed: observed,
      standardDeviation: deviation)
  }
}

/// What a stretch of blocks lacked, by a normal approximation.
package struct PredictedLoss: Sendable, Equatable {
  /// The numbers of the blocks.
  let blocks: [Int]
  package let expected: Double
  package let observed: Double
  package let standardDeviation: Double

  package var loss: Double { expected - observed }
  /// The loss as a share of what was expected; NaN where nothing was.
  package var relative: Double { loss / expected }
  /// The loss over its standard deviation.
  package var standardized: Double { loss / standardDeviation }
}
