/// Whether the stock of a channel moves with another one or with a regressor.
enum Collinearity {
  /// From this correlation on they cannot be told apart by the data that are usual.
  static let greatest = 0.95

  /// The doubt about a channel: the correlation of its stock with that of another channel, both after the
  /// regressors, or with the regressors together.
  ///
  /// - Parameters:
  ///   - stocks: of the fitted channels over the observed periods.
  ///   - channel: by its place among them.
  ///   - indices: of those channels in the question.
  ///   - regressors: over the same periods, the intercept first.
  /// - Returns: nil where there is none.
  static func doubt(
    _ stocks: [[Double]], channel: Int, indices: [Int], regressors: [[Double]]
  ) -> Identification? {
    let basis = orthonormal(regressors)
    let own = stocks[channel]
    let constant = Array(basis.prefix(1))
    let centred = ColumnProducts.rest(of: own, beside: constant)
    let left = ColumnProducts.rest(of: own, beside: basis)
    let (whole, part) = (ScaledColumns.length(centred), ScaledColumns.length(left))
    // No number where the stock does not vary, and then not above the greatest, as the correlations below.
    let multiple = (1 - part / whole * part / whole).squareRoot()
    if multiple > greatest {
      let correlations = regressors.dropFirst().map {
        correlation(centred, ColumnProducts.rest(of: $0, beside: constant))
      }
      let best =
        correlations.indices.max { correlations[$0].magnitude < correlations[$1].magnitude } ?? 0
      return .collinear(with: .regressor(best), correlation: multiple)
    }
    var found: (index: Int, correlation: Double)?
    for other in stocks.indices where other != channel {
      let value = correlation(left, ColumnProducts.rest(of: stocks[other], beside: basis))
      if value.magnitude > max(greatest, found?.correlation.magnitude ?? 0) {
        found = (indices[other], value)
      }
    }
    return found.map { .collinear(with: .channel($0.index), correlation: $0.correlation) }
  }

  private static func orthonormal(_ columns: [[Double]]) -> [[Double]] {
    let scaled = columns.map { column in
      let length = ScaledColumns.length(column)
      return length > 0 ? column.map { $0 / length } : column
    }
    return HouseholderFactors(
      scaled, tolerances: [Double](repeating: ScaledColumns.leastRemainder, count: scaled.count)
    ).orthonormal
  }

  private static func correlation(_ first: [Double], _ second: [Double]) -> Double {
    let lengths = ScaledColumns.length(first) * ScaledColumns.length(second)
    return ColumnProducts.product(first, second) / lengths
  }
}
