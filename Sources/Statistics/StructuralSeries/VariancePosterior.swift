/// What the data say about the ratios of the variances: points of a grid with weights.
///
/// The likelihood is the marginal one, with first state, coefficients and scale integrated out under the
/// priors 1, 1 and 1/σ². The ratio of each standard deviation to that of the irregular has a half-Cauchy
/// prior, in the logarithm 1/cosh(x − ln c): with it a ratio of zero, which the likelihood can never
/// exclude, gets no infinite weight, and hardly any other is favoured (Gelman 2006, "Prior distributions
/// for variance parameters in hierarchical models", Bayesian Analysis 1:515). The grid is laid in the
/// directions of the curvature near the mode, one and a half standard deviations wide, at which the sum
/// over a normal density is wrong by 3e-4 of it (Rue, Martino & Chopin 2009, "Approximate Bayesian
/// inference for latent Gaussian models", Journal of the Royal Statistical Society B 71:319, section 3).
struct VariancePosterior: Sendable {
  struct Point: Sendable {
    let variances: StructuralVariances
    var weight: Double
  }

  /// Weights add to 1, and the heaviest point comes first.
  private(set) var points: [Point] = []

  /// The ratio c below which the prior holds half.
  static func scale(of part: StructuralPart) -> Double {
    switch part {
    case .irregular: 1
    case .level: 0.3
    case .slope: 0.02
    case .season: 0.1
    }
  }

  /// Points less likely than the mode by this difference of logarithms are left out.
  private static let depth = 6.0
  private static let mostSteps = 12
  /// The lightest points that together have less than the rest of this are left out.
  private static let keptShare = 0.995

  /// Lays the grid.
  ///
  /// - Throws: `notComputable` where no point has a likelihood.
  /// - Complexity: for p parts at random besides the irregular about 20 p + 6^p passes of the filter.
  init(_ series: StructuralSeries, near fit: StructuralVariances) throws(StructuralError) {
    let ratios = LogRatios(series.model)
    let centres = ratios.free.map { logarithm(Self.scale(of: $0)) }
    func density(_ point: [Double]) -> Double {
      var sum = series.concentrated(ratios, point, .marginal)
      for (coordinate, centre) in zip(point, centres) {
        // ln cosh, without overflow.
        let distance = (coordinate - centre).magnitude
        sum -= distance + logarithmOfOnePlus(exponential(-2 * distance))
      }
      return sum
    }
    let largest = ratios.parts.map { fit[$0] }.max() ?? 0
    let start = zip(ratios.free, centres).map { part, centre in
      let ratio = fit[part] / max(fit.irregular, 1e-3 * largest)
      let logarithm = ratio > 0 ? 0.5 * logarithm(ratio) : -.infinity
      return min(max(logarithm, centre - 2.5), centre + 3.5)
    }
    let mode = NewtonSearch(from: start, in: LogRatios.range, isRough: true, density)
    guard mode.value.isFinite else { throw .notComputable }
    let directions = Self.directions(mode.curvature, count: start.count)
    func point(_ steps: [Double]) -> [Double] {
      var moved = mode.point
      for (step, direction) in zip(steps, directions) {
        for place in moved.indices { moved[place] += step * direction[place] }
      }
      return moved
    }
    // How far the density falls along each direction alone.
    let width = start.count == 1 ? 0.75 : 1.5
    var axes: [[(step: Double, fall: Double)]] = []
    for axis in start.indices {
      var falls: [(step: Double, fall: Double)] = [(0, 0)]
      for sign in [-1.0, 1.0] {
        for count in 1...Self.mostSteps {
          var steps = [Double](repeating: 0, count: start.count)
          steps[axis] = sign * width * Double(count)
          let fall = mode.value - density(point(steps))
          guard fall < Self.depth else { break }
          falls.append((steps[axis], fall))
        }
      }
      axes.append(falls)
    }
    var boxes: [(steps: [Double], fall: Double)] = [([], 0)]
    for axis in axes {
      boxes = boxes.flatMap { box in
        axis.map { (box.steps + [$0.step], box.fall + $0.fall) }
      }
    }
    for box in boxes where box.fall < Self.depth {
      let moved = point(box.steps)
      // What lies on an axis is known.
      let isOnAxis = box.steps.count(where: { $0 != 0 }) < 2
      let fall = isOnAxis ? box.fall : mode.value - density(moved)
      guard fall < Self.depth, fall.isFinite else { continue }
      points.append(Point(variances: ratios.variances(at: moved), weight: exponential(-fall)))
    }
    try keepHeaviest()
  }

  /// Leaves out the lightest points, and makes the weights of the others add to 1.
  private mutating func keepHeaviest() throws(StructuralError) {
    let sum = points.reduce(0) { $0 + $1.weight }
    guard sum > 0, sum.isFinite else { throw .notComputable }
    points.sort { $0.weight > $1.weight }
    var kept = 0.0
    var count = 0
    while count < points.count, kept < Self.keptShare * sum {
      kept += points[count].weight
      count += 1
    }
    points.removeLast(points.count - count)
    for place in points.indices { points[place].weight /= kept }
  }

  /// Directions in which one step is one standard deviation, and which are independent of each other.
  private static func directions(_ curvature: [Double], count: Int) -> [[Double]] {
    var matrix = curvature.map { -$0 }
    // Where the density is flat a step is at most 2 long.
    for place in 0..<count {
      matrix[place * count + place] = max(matrix[place * count + place], 0.25)
    }
    guard let factor = TriangularFactor(lower: matrix, size: count) else {
      return (0..<count).map { one in (0..<count).map { $0 == one ? 1 : 0 } }
    }
    return (0..<count).map { one in
      var direction = [Double](repeating: 0, count: count)
      direction[one] = 1
      factor.solveBackward(&direction)
      return direction
    }
  }
}
