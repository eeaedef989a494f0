/// The draws of the loss of every block of the windows.
struct LossDraws {
  private let shape: UndisturbedShape
  private let counterfactual: StructuralCounterfactual
  private let window: [Int]

  init(
    _ shape: UndisturbedShape, _ counterfactual: StructuralCounterfactual, window: [Int]
  ) {
    (self.shape, self.counterfactual, self.window) = (shape, counterfactual, window)
  }

  /// The loss over some blocks, with its draws drawn apart by a factor.
  func estimate(over blocks: Set<Int>, factor: Double, level: Double) -> LossEstimate {
    let count = counterfactual.replicateCount
    var (expected, observed) = (0.0, 0.0)
    var replicates = [Double](repeating: 0, count: count)
    for (place, block) in window.enumerated() where blocks.contains(block) {
      let mean = shape.mean[block]
      // Of a block of which nothing is known the mean is zero, and so is all that follows from it.
      let root = mean.squareRoot()
      let centre = counterfactual.mean[place]
      expected += mean + root * centre
      observed += shape.observed[block]
      let drawn = counterfactual.replicates(of: place)
      for (replicate, value) in drawn.enumerated() {
        replicates[replicate] += root * (value - centre)
      }
    }
    for place in replicates.indices {
      replicates[place] = expected - observed + factor * replicates[place]
    }
    return LossEstimate(
      observed: observed, expected: expected, replicates: replicates, level: level)
  }
}
