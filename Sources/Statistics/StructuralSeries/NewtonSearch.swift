/// The maximum of a smooth function of few coordinates by Newton's method with differences.
///
/// The step solves (−H + μI) d = g, with the least μ of a row of tries that makes the matrix positive
/// definite; it is halved until the function grows. Nothing is random. Source: Nocedal & Wright 2006,
/// "Numerical optimization", section 3.4.
struct NewtonSearch {
  private(set) var point: [Double]
  private(set) var value: Double
  /// Second derivatives at the point, row by row.
  private(set) var curvature: [Double] = []
  /// Whether the steps came to an end.
  private(set) var isConverged = false
  /// The coordinate that ran below the floor, where one did; the search stopped there.
  private(set) var drifting: Int?

  /// Differences are taken over steps of this size.
  private static let width = 1e-2
  private static let mostSteps = 60
  private static let flat = 1e-7

  /// Climbs from a point.
  ///
  /// - Parameters:
  ///   - start: where to begin.
  ///   - range: in which each coordinate stays.
  ///   - floor: the search stops where a coordinate that was above runs below it.
  ///   - isRough: whether a point near the maximum is enough, a tenth of the last step away or less.
  ///   - function: what is to be as large as possible; −∞ where it has no value.
  /// - Complexity: p + p² evaluations a step for p coordinates, and some for its length.
  init(
    from start: [Double], in range: ClosedRange<Double>, floor: Double = -.infinity,
    isRough: Bool = false, _ function: ([Double]) -> Double
  ) {
    point = start
    value = function(start)
    guard !start.isEmpty else {
      isConverged = value.isFinite
      return
    }
    var isNear = false
    for _ in 0..<Self.mostSteps {
      let slope = differentiate(function, isFine: isNear)
      guard slope.allSatisfy(\.isFinite), curvature.allSatisfy(\.isFinite) else { return }
      var step = Self.step(slope, curvature)
      // What the step promises; below its limit the function is flat but for rounding.
      let promise = zip(slope, step).reduce(0) { $0 + $1.0 * $1.1 }
      isConverged = promise < Self.flat
      let largest = step.map(\.magnitude).max() ?? 0
      if largest > 2 { step = step.map { $0 * 2 / largest } }
      guard let moved = walk(along: step, in: range, function) else { return }
      if isRough ? moved < 0.1 : isNear && moved < 1e-5 {
        isConverged = true
        return
      }
      // Newton's steps square the distance, so the next is well below the differences' width.
      isNear = moved < 0.1 && !isRough
      drifting = point.indices.first { point[$0] < floor && point[$0] < start[$0] }
      if drifting != nil { return }
    }
  }

  /// Goes the step, or a part of it that leads upwards.
  ///
  /// - Returns: how far, by the coordinate that went farthest; nil where no part leads upwards.
  private mutating func walk(
    along step: [Double], in range: ClosedRange<Double>, _ function: ([Double]) -> Double
  ) -> Double? {
    var length = 1.0
    while length > 1e-3 {
      let next = zip(point, step).map {
        min(max($0 + length * $1, range.lowerBound), range.upperBound)
      }
      let nextValue = function(next)
      if nextValue >= value - 1e-11 * value.magnitude {
        let moved = zip(next, point).map { ($0 - $1).magnitude }.max() ?? 0
        (point, value) = (next, nextValue)
        return moved
      }
      length *= 0.5
    }
    return nil
  }

  /// Takes slope and curvature by central differences, and returns the slope.
  ///
  /// With a second, twice as wide difference the error of a fine slope is of the fourth order.
  private mutating func differentiate(
    _ function: ([Double]) -> Double, isFine: Bool
  ) -> [Double] {
    let count = point.count
    let width = Self.width
    func at(_ one: Int, _ first: Double, _ other: Int, _ second: Double) -> Double {
      var moved = point
      moved[one] += first
      moved[other] += second
      return function(moved)
    }
    var slope = [Double](repeating: 0, count: count)
    var sums = slope
    var curvature = [Double](repeating: 0, count: count * count)
    for one in 0..<count {
      let up = at(one, width, one, 0)
      let down = at(one, -width, one, 0)
      slope[one] = (up - down) / (2 * width)
      if isFine {
        let wide = at(one, 2 * width, one, 0) - at(one, -2 * width, one, 0)
        slope[one] = (8 * (up - down) - wide) / (12 * width)
      }
      sums[one] = up + down - 2 * value
      curvature[one * count + one] = sums[one] / (width * width)
      for other in 0..<one {
        let both = at(one, width, other, width) + at(one, -width, other, -width) - 2 * value
        let mixed = (both - sums[one] - sums[other]) / (2 * width * width)
        curvature[one * count + other] = mixed
        curvature[other * count + one] = mixed
      }
    }
    self.curvature = curvature
    return slope
  }

  /// What is added to the curvature of each coordinate, over its own size, until there is a step upwards.
  ///
  /// Relative to its own: near a variance of zero the function is nearly flat along that coordinate alone, and
  /// would otherwise be climbed in tiny steps.
  private static let ridges = [0, 0.1, 0.5, 2, 4, 8, 16, 64, 1e3, 1e6]

  private static func step(_ slope: [Double], _ curvature: [Double]) -> [Double] {
    let count = slope.count
    let size = curvature.map(\.magnitude).max() ?? 0
    for ridge in ridges {
      var matrix = curvature.map { -$0 }
      for place in 0..<count {
        matrix[place * count + place] +=
          ridge * (curvature[place * count + place].magnitude + 1e-9 * size)
      }
      if let factor = TriangularFactor(lower: matrix, size: count) {
        var step = slope
        factor.solveForward(&step)
        factor.solveBackward(&step)
        return step
      }
    }
    return slope
  }
}
