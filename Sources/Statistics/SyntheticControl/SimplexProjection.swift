/// The point of the convex hull of some columns that is nearest to a target.
///
/// Wolfe's method: a set of columns is kept of which all have a positive weight at the nearest point
/// of their affine hull; the column is added that lies furthest towards the target, and those that
/// would get a negative weight leave. It ends after finitely many steps with the exact solution.
/// Source: Wolfe 1976, "Finding the nearest point in a polytope", Mathematical Programming 11:128.
struct SimplexProjection: Sendable {
  /// A weight for each column, at least 0, with a sum of 1.
  let weights: [Double]
  /// By how much the squared distance may exceed the least at most: twice x · (x − p) at its greatest
  /// over the columns p, with x and p taken from the target.
  let gap: Double

  /// - Parameters:
  ///   - columns: one at least, each as long as the target.
  ///   - target: what they are to come near to.
  /// - Complexity: seldom more than some steps of O(n k²) for each of the k columns with weight.
  init(_ columns: [[Double]], target: [Double]) {
    let points = columns.map { zip($0, target).map { $0 - $1 } }
    let squares = points.map { Self.product($0, $0) }
    let rounding = 1e-15 * (squares.max() ?? 0)
    var support = [squares.indices.min { squares[$0] < squares[$1] } ?? 0]
    var shares = [1.0]
    var nearest = points[support[0]]
    for _ in 0..<(100 + 20 * points.count) {
      let products = points.map { Self.product($0, nearest) }
      let next = products.indices.min { products[$0] < products[$1] } ?? 0
      let reach = Self.product(nearest, nearest) - products[next]
      guard reach > rounding, !support.contains(next) else { break }
      let before = (support, shares)
      support.append(next)
      shares.append(0)
      guard Self.shrink(&support, &shares, points) else {
        (support, shares) = before
        break
      }
      nearest = Self.combination(points, support, shares)
    }
    let products = points.map { Self.product($0, nearest) }
    gap = max(0, 2 * (Self.product(nearest, nearest) - (products.min() ?? 0)))
    var weights = [Double](repeating: 0, count: points.count)
    for (column, share) in zip(support, shares) { weights[column] = share }
    self.weights = weights
  }

  /// Moves towards the nearest point of the affine hull and drops columns on the way, until none is
  /// left with a negative weight; false where the columns are dependent.
  private static func shrink(
    _ support: inout [Int], _ shares: inout [Double], _ points: [[Double]]
  ) -> Bool {
    while true {
      guard let goal = affineShares(support.map { points[$0] }) else { return false }
      if goal.allSatisfy({ $0 > 1e-14 }) {
        shares = goal
        return true
      }
      var part = 1.0
      for (share, there) in zip(shares, goal) where there <= 1e-14 {
        part = min(part, share / max(share - there, .leastNormalMagnitude))
      }
      shares = zip(shares, goal).map { $0 + part * ($1 - $0) }
      // One leaves at least: what limits the part ends at zero.
      let least = shares.indices.filter { goal[$0] <= 1e-14 }.min { shares[$0] < shares[$1] }
      let kept = shares.indices.filter { $0 != least && shares[$0] > 1e-14 }
      guard !kept.isEmpty, kept.count < shares.count else { return false }
      support = kept.map { support[$0] }
      let sum = kept.reduce(0) { $0 + shares[$1] }
      shares = kept.map { shares[$0] / sum }
    }
  }

  /// The weights of the point of the affine hull nearest to zero, which sum to 1.
  private static func affineShares(_ points: [[Double]]) -> [Double]? {
    guard let base = points.first else { return nil }
    guard points.count > 1 else { return [1] }
    var lengths: [Double] = []
    var edges: [[Double]] = []
    for point in points.dropFirst() {
      let edge = zip(point, base).map { $0 - $1 }
      let length = ScaledColumns.length(edge)
      guard length > 0 else { return nil }
      lengths.append(length)
      edges.append(edge.map { $0 / length })
    }
    let factors = HouseholderFactors(
      edges, tolerances: [Double](repeating: 1e-10, count: edges.count))
    guard factors.dependent.isEmpty else { return nil }
    let solution = factors.solve(factors.orthonormal.map { -product($0, base) })
    let shares = zip(solution, lengths).map { $0 / $1 }
    return [1 - shares.reduce(0, +)] + shares
  }

  static func combination(_ points: [[Double]], _ support: [Int], _ shares: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: points.first?.count ?? 0)
    for (column, share) in zip(support, shares) {
      for row in sum.indices { sum[row] += share * points[column][row] }
    }
    return sum
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    var sum = CompensatedSum()
    for row in a.indices { sum.add(a[row] * b[row]) }
    return sum.value
  }
}
