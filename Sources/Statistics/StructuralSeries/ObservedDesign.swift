/// Ordinary least squares of a series on what does not vary: the first state and the controls.
///
/// The fit shows whether the model is determined at all, and what it leaves is what the filter works on, so
/// that a series of large numbers with small variation loses no digits. Columns are made orthogonal one
/// after the other, each of them twice (Björck 1994, "Numerics of Gram-Schmidt orthogonalization", Linear
/// Algebra and its Applications 197:297).
struct ObservedDesign {
  /// For each column its coefficient.
  private(set) var coefficients: [Double]
  /// What is left of the series, over its variation about the mean; both as sums of squares.
  private(set) var residualSum = 0.0
  private(set) var variation = 0.0

  /// Columns of whose variation less than this is their own are called collinear.
  static let leastUnexplained = 1e-12

  /// Fits columns of equal length.
  ///
  /// - Parameters:
  ///   - columns: the states, the level first, then the controls.
  ///   - series: as long as the columns.
  ///   - states: how many columns are states.
  /// - Throws: `collinear` or `undeterminedState`.
  /// - Complexity: O(points · columns²).
  init(columns: [[Double]], series: [Double], states: Int) throws(StructuralError) {
    let count = columns.count
    var basis: [[Double]] = []
    var triangle = [Double](repeating: 0, count: count * count)
    for (place, column) in columns.enumerated() {
      let variation = Self.variation(column)
      var rest = column
      for _ in 0..<2 {
        for (other, direction) in basis.enumerated() {
          let part = Self.product(direction, rest)
          triangle[other * count + place] += part
          for point in rest.indices { rest[point] -= part * direction[point] }
        }
      }
      let own = Self.product(rest, rest)
      let square = Self.product(column, column)
      let share = place == 0 ? 1 : own / variation
      // A column of constants has a variation of rounding errors.
      let isConstant = place > 0 && variation <= 1e-24 * square
      guard own > 0, share.isFinite, share > Self.leastUnexplained, !isConstant else {
        if place >= states {
          throw .collinear(
            control: place - states, unexplained: isConstant || !(share > 0) ? 0 : share)
        }
        throw .undeterminedState(observed: series.count)
      }
      let length = own.squareRoot()
      triangle[place * count + place] = length
      basis.append(rest.map { $0 / length })
    }
    variation = Self.variation(series)
    var rest = series
    var parts = [Double](repeating: 0, count: count)
    for _ in 0..<2 {
      for (place, direction) in basis.enumerated() {
        let part = Self.product(direction, rest)
        parts[place] += part
        for point in rest.indices { rest[point] -= part * direction[point] }
      }
    }
    residualSum = Self.product(rest, rest)
    coefficients = parts
    for place in (0..<count).reversed() {
      var value = parts[place]
      for other in (place + 1)..<max(count, place + 1) {
        value -= triangle[place * count + other] * coefficients[other]
      }
      coefficients[place] = value / triangle[place * count + place]
    }
  }

  private static func product(_ one: [Double], _ other: [Double]) -> Double {
    var sum = 0.0
    for (a, b) in zip(one, other) { sum += a * b }
    return sum
  }

  /// The sum of squares about the mean.
  private static func variation(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let mean = CompensatedSum.of(values.span) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }
}
