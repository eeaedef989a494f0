/// The linear regressors as orthonormal columns of the whitened rows, the intercept first among them.
///
/// Where the mean of the base may not be negative, that mean is a linear functional of the coefficients, and
/// so of the rows: `level` is the unit vector along which it rises while the centred regressors stay. A column
/// that is projected keeps its coordinate along it as one more entry. The least squares with the mean at 0
/// are then those of all entries, and without the bound those of the rows alone.
struct RegressorBasis: Sendable {
  let rowCount: Int
  /// How many regressors there are, the intercept included.
  let count: Int
  /// One after the other, each `rowCount` long.
  private let columns: [Double]
  private let factors: HouseholderFactors
  private let lengths: [Double]
  /// None where the base has no bound.
  private let level: [Double]
  /// The mean of the base over the coordinate along `level`.
  private let meanPerLevel: Double
  /// Demand of each period, by which regressors are multiplied; none where it is always 1.
  let multiplier: [Double]

  /// - Parameters:
  ///   - regressors: a value for each period each, the intercept among them.
  ///   - rows: of the observed periods.
  ///   - rowCount: those and the calibrations, of which regressors have nothing.
  ///   - isMeanNonnegative: whether the base has the bound; it is that of today's demand.
  ///   - multiplier: demand of each period; none where it is always 1.
  /// - Throws: `collinearRegressors`.
  /// - Complexity: O(n p²).
  init(
    _ regressors: [[Double]], rows: WhiteningRows, rowCount: Int, isMeanNonnegative: Bool,
    multiplier: [Double] = []
  ) throws(ResponseError) {
    self.rowCount = rowCount
    self.multiplier = multiplier
    var columns: [[Double]] = []
    var lengths: [Double] = []
    for values in regressors {
      var column = [Double].zeros(rowCount)
      var span = column.mutableSpan
      let product = multiplier.isEmpty ? values : zip(values, multiplier).map { $0 * $1 }
      rows.write(product.span, to: &span, from: 0)
      let length = ScaledColumns.length(column)
      lengths.append(length)
      columns.append(length > 0 ? column.map { $0 / length } : column)
    }
    let factors = HouseholderFactors(
      columns,
      tolerances: [Double](repeating: ScaledColumns.leastRemainder, count: columns.count))
    guard factors.dependent.isEmpty else {
      throw .collinearRegressors(factors.dependent.map { $0.column - 1 })
    }
    count = columns.count
    self.columns = factors.orthonormal.flatMap { $0 }
    (self.factors, self.lengths) = (factors, lengths)
    var level: [Double] = []
    var slope = 0.0
    if isMeanNonnegative {
      // What each orthonormal column has as the mean of its base.
      let means = regressors.map { values in
        rows.periods.reduce(0) { $0 + values[$1] } / Double(rows.periods.count)
      }
      let weights = columns.indices.map { place in
        var unit = [Double].zeros(columns.count)
        unit[place] = 1
        let coefficients = zip(factors.solve(unit), lengths).map { $0 / $1 }
        return ColumnProducts.product(coefficients, means)
      }
      slope = ScaledColumns.length(weights)
      if slope > 0, slope.isFinite {
        level = [Double].zeros(rowCount)
        for (column, weight) in zip(factors.orthonormal, weights) {
          for row in level.indices { level[row] += weight / slope * column[row] }
        }
      }
    }
    (self.level, meanPerLevel) = (level, slope)
  }

  /// Whether the mean of the base may not be negative.
  var isBounded: Bool { !level.isEmpty }
  /// Entries of a projected column.
  var columnLength: Int { rowCount + (isBounded ? 1 : 0) }

  /// The columns, each by itself; with the mean of the base at 0 those of the others.
  func orthonormal(isMeanAtZero: Bool = false) -> [[Double]] {
    let all = (0..<count).map { Array(columns[($0 * rowCount)..<(($0 + 1) * rowCount)]) }
    guard isMeanAtZero else { return all }
    // Of the columns and `level` first, as many as there are less one stay.
    let factors = HouseholderFactors(
      [level] + all, tolerances: [Double](repeating: 1e-6, count: count + 1))
    return Array(factors.orthonormal.dropFirst())
  }

  /// Takes from a column what the linear regressors have of it; its coordinate along `level` comes after it.
  func project(_ columns: inout [Double], from first: Int) {
    var columns = columns.mutableSpan
    let basis = self.columns.span
    let count = rowCount
    if isBounded {
      var product = 0.0
      for row in 0..<count { product += level[row] * columns[first + row] }
      columns[first + count] = product
    }
    for start in stride(from: 0, to: self.count * count, by: count) {
      var (even, odd) = (0.0, 0.0)
      var row = 0
      while row + 1 < count {
        even += basis[start + row] * columns[first + row]
        odd += basis[start + row + 1] * columns[first + row + 1]
        row += 2
      }
      if row < count { even += basis[start + row] * columns[first + row] }
      let product = even + odd
      for row in 0..<count { columns[first + row] -= product * basis[start + row] }
    }
  }

  /// A projected column as rows, with its part along `level`.
  func rows(_ column: [Double]) -> [Double] {
    var rows = Array(column.prefix(rowCount))
    guard isBounded else { return rows }
    for row in rows.indices { rows[row] += column[rowCount] * level[row] }
    return rows
  }

  /// The mean of the base that rows with this coordinate along `level` have.
  func mean(_ coordinate: Double) -> Double { meanPerLevel * coordinate }

  /// The coefficients that fit rows, the intercept first; the mean of their base is at least 0 where that
  /// is asked.
  func coefficients(_ rows: [Double]) -> [Double] {
    var rows = rows
    if isBounded {
      let product = ColumnProducts.product(level, rows)
      if product < 0 { for row in level.indices { rows[row] -= product * level[row] } }
    }
    let coordinates = (0..<count).map { place in
      (0..<rowCount).reduce(0) { $0 + columns[place * rowCount + $1] * rows[$1] }
    }
    return zip(factors.solve(coordinates), lengths).map { $0 / $1 }
  }
}
