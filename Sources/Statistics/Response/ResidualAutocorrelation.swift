/// The first-order autocorrelation of errors, from residuals.
///
/// Residuals of a fit are less autocorrelated than the errors. The estimate is the ρ for which the expected
/// products of neighbouring residuals over their expected squares are those that were found, where the
/// residuals are M e: tr(A M V M) / tr(M V M), V being the autocorrelation matrix of the errors and A that
/// of neighbours. For a linear model these are the exact moments; here its tangent plane stands for the model.
enum ResidualAutocorrelation {
  /// Where ρ is sought.
  static let range = -0.5...0.95

  /// - Parameters:
  ///   - residuals: of the observed periods, from a fit that takes errors as independent.
  ///   - periods: those periods, in order.
  ///   - tangent: orthonormal columns of the fit, each as long.
  /// - Returns: a number within `range`, and 0 where nothing is known.
  /// - Complexity: O(n p²), some dozen times.
  static func estimate(_ residuals: [Double], periods: [Int], tangent: [[Double]]) -> Double {
    let neighbours = periods.indices.dropFirst().filter { periods[$0] - periods[$0 - 1] == 1 }
    let squares = residuals.reduce(0) { $0 + $1 * $1 }
    guard squares > 0, neighbours.count > 2 else { return 0 }
    let found = neighbours.reduce(0) { $0 + residuals[$1] * residuals[$1 - 1] } / squares
    func excess(_ rho: Double) -> Double {
      expected(rho, periods, tangent, neighbours) - found
    }
    var (low, high) = (range.lowerBound, range.upperBound)
    if excess(low) >= 0 { return low }
    if excess(high) <= 0 { return high }
    for _ in 0..<14 {
      let middle = (low + high) / 2
      if excess(middle) < 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The expected products of neighbours over the expected squares.
  private static func expected(
    _ rho: Double, _ periods: [Int], _ tangent: [[Double]], _ neighbours: [Int]
  ) -> Double {
    // W = V Q by recursions from both ends.
    let products = tangent.map { spread($0, rho, periods) }
    let inner = tangent.map { column in
      products.map { ColumnProducts.product(column, $0) }
    }
    func entry(_ first: Int, _ second: Int, _ plain: Double) -> Double {
      var value = plain
      for (place, column) in tangent.enumerated() {
        value -= products[place][first] * column[second] + column[first] * products[place][second]
        var sum = 0.0
        for (other, row) in tangent.enumerated() { sum += inner[place][other] * row[second] }
        value += column[first] * sum
      }
      return value
    }
    let pairs = neighbours.reduce(0) { $0 + entry($1, $1 - 1, rho) }
    let squares = periods.indices.reduce(0) { $0 + entry($1, $1, 1) }
    return pairs / squares
  }

  /// V q, V having ρ to the power of the distance.
  private static func spread(_ column: [Double], _ rho: Double, _ periods: [Int]) -> [Double] {
    var result = column
    var carried = 0.0
    for row in periods.indices.dropFirst() {
      carried =
        integerPower(rho, periods[row] - periods[row - 1]) * (carried + column[row - 1])
      result[row] += carried
    }
    carried = 0
    for row in periods.indices.dropLast().reversed() {
      carried =
        integerPower(rho, periods[row + 1] - periods[row]) * (carried + column[row + 1])
      result[row] += carried
    }
    return result
  }
}
