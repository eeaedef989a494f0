/// The weighted columns of a regression as an orthonormal basis Q and a map B back to coefficients.
///
/// With W½ X = Q R in scaled columns, the coefficients of an outcome y are b = B Qᵀ W½ y, the inverse
/// of Xᵀ W X is B Bᵀ, and the leverage of a row is the squared length of its row of Q. Nothing is
/// formed that has the square of the condition of X.
struct OrthogonalDesign: Sendable {
  /// The orthonormal columns, p of length n.
  let basis: [[Double]]
  /// The rows of B, a row for each coefficient, the intercept first where there is one.
  let map: [[Double]]
  let rootWeights: [Double]
  /// The condition of the columns, centred where there is an intercept, at length 1.
  let condition: Double
  /// For each column how many times collinearity raises the variance of its coefficient.
  let varianceInflation: [Double]

  /// - Parameters:
  ///   - regressors: the columns; their weights are used where no others are given.
  ///   - weights: positive, one for each row.
  /// - Throws: `collinear`, with all the columns that others make superfluous.
  /// - Complexity: O(n p²).
  init(_ regressors: Regressors, weights: [Double]? = nil) throws(RegressionError) {
    let scaled = ScaledColumns(regressors, weights: weights ?? regressors.weights)
    let shift = regressors.hasIntercept ? 1 : 0
    var tolerances = scaled.tolerances
    var columns = scaled.columns
    if shift == 1 {
      let length = ScaledColumns.length(columns[0])
      columns[0] = columns[0].map { $0 / length }
      tolerances.insert(0, at: 0)
    }
    let factors = HouseholderFactors(columns, tolerances: tolerances)
    guard factors.dependent.isEmpty else {
      throw .collinear(
        factors.dependent.map { Self.dependence($0.column, $0.entries, factors, scaled, shift) })
    }
    let count = regressors.parameterCount
    // The columns of R⁻¹, then in the units of the columns.
    var rows = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for column in 0..<count {
      var unit = [Double](repeating: 0, count: count)
      unit[column] = 1
      let solution = factors.solve(unit)
      for row in 0..<count { rows[row][column] = solution[row] }
    }
    var inflation: [Double] = []
    let interceptLength = shift == 1 ? ScaledColumns.length(scaled.columns[0]) : 1
    if shift == 1 { for place in 0..<count { rows[0][place] /= interceptLength } }
    for index in regressors.columns.indices {
      let row = index + shift
      let length = ScaledColumns.length(rows[row])
      inflation.append(length * length)
      for place in 0..<count {
        rows[row][place] /= scaled.lengths[index]
        if shift == 1 { rows[0][place] -= scaled.centres[index] * rows[row][place] }
      }
    }
    basis = factors.orthonormal
    map = rows
    rootWeights = scaled.rootWeights
    condition = factors.condition()
    varianceInflation = inflation
  }

  /// What a collinear column is made of, in the units of the columns.
  private static func dependence(
    _ column: Int, _ entries: [Double], _ factors: HouseholderFactors, _ scaled: ScaledColumns,
    _ shift: Int
  ) -> DependentColumn {
    let index = column - shift
    guard index >= 0, scaled.lengths[index] > 0 else {
      return DependentColumn(column: index, parts: [])
    }
    let parts = zip(factors.independent, factors.solve(entries)).compactMap { place, factor in
      let other = place - shift
      return other < 0 || factor.magnitude < 1e-6
        ? nil
        : DependentColumn.Part(
          column: other, factor: factor * scaled.lengths[index] / scaled.lengths[other])
    }
    return DependentColumn(column: index, parts: parts)
  }

  /// The coordinates Qᵀ W½ y of an outcome.
  func coordinates(_ outcome: [Double]) -> [Double] {
    basis.map { column in
      var sum = CompensatedSum()
      for row in outcome.indices { sum.add(column[row] * (rootWeights[row] * outcome[row])) }
      return sum.value
    }
  }

  /// The coefficients b = B c of coordinates.
  func coefficients(_ coordinates: [Double]) -> [Double] {
    map.map { row in
      var sum = CompensatedSum()
      for (entry, coordinate) in zip(row, coordinates) { sum.add(entry * coordinate) }
      return sum.value
    }
  }

  /// The leverage of each row, between 0 and 1.
  func leverages() -> [Double] {
    rootWeights.indices.map { row in
      var sum = 0.0
      for column in basis { sum += column[row] * column[row] }
      return sum
    }
  }
}
