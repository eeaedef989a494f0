/// The columns that an outcome is explained by: n rows, and a coefficient for each column.
package struct Regressors: Sendable {
  package let columns: [[Double]]
  package let hasIntercept: Bool
  /// How many rows there are.
  package let count: Int
  /// The precision of each row, positive; nil where all have the same.
  package let weights: [Double]?

  /// How many coefficients there are, with the intercept.
  package var parameterCount: Int { columns.count + (hasIntercept ? 1 : 0) }

  /// Takes columns of finite numbers.
  ///
  /// - Parameters:
  ///   - columns: arrays of `count` values each.
  ///   - count: the number of rows, which columns alone do not tell where there are none.
  ///   - hasIntercept: whether there is a coefficient that belongs to no column.
  ///   - weights: inverse variances up to a factor, or numbers of trials.
  /// - Throws: what is not finite, of another length, or too few rows to leave one over.
  package init(
    _ columns: [[Double]], count: Int, hasIntercept: Bool = true, weights: [Double]? = nil
  ) throws(RegressionError) {
    for (index, column) in columns.enumerated() {
      try Self.check(column, .column(index), count: count)
    }
    if let weights {
      try Self.check(weights, .weights, count: count)
      for (row, weight) in weights.enumerated() where weight <= 0 {
        throw .weight(weight, row: row)
      }
    }
    self.columns = columns
    self.hasIntercept = hasIntercept
    self.count = count
    self.weights = weights
    guard parameterCount > 0 else { throw .nothingToEstimate }
    guard count > parameterCount else {
      throw .tooFew(observations: count, parameters: parameterCount)
    }
  }

  /// Sees that values are finite and as many as there are rows.
  static func check(
    _ values: [Double], _ input: RegressionInput, count: Int
  ) throws(RegressionError) {
    guard values.count == count else {
      throw .length(input, expected: count, found: values.count)
    }
    for (row, value) in values.enumerated() where !value.isFinite {
      throw .notFinite(input, row: row)
    }
  }

  /// The value of each row for coefficients, the intercept first where there is one.
  ///
  /// - Complexity: O(n p).
  func values(_ coefficients: [Double]) -> [Double] {
    var values = [Double](repeating: hasIntercept ? coefficients[0] : 0, count: count)
    let first = hasIntercept ? 1 : 0
    for (index, column) in columns.enumerated() {
      let factor = coefficients[first + index]
      for row in 0..<count { values[row] += factor * column[row] }
    }
    return values
  }

  /// What coefficients leave of an outcome, each product and sum with 32 digits.
  ///
  /// - Complexity: O(n p).
  func residuals(_ outcome: [Double], _ coefficients: [Double]) -> [DoubleDouble] {
    let first = hasIntercept ? 1 : 0
    return outcome.indices.map { row in
      var rest = DoubleDouble(outcome[row])
      if hasIntercept { rest = rest - DoubleDouble(coefficients[0]) }
      for (index, column) in columns.enumerated() {
        rest = rest - DoubleDouble.product(coefficients[first + index], column[row])
      }
      return rest
    }
  }

  /// The sums of each column, and of the intercept's ones, times weighted residuals: 0 at the minimum.
  ///
  /// - Complexity: O(n p).
  func gradient(_ residuals: [DoubleDouble]) -> [Double] {
    let weighted = residuals.indices.map { row in
      weights.map { residuals[row] * DoubleDouble($0[row]) } ?? residuals[row]
    }
    func sum(_ term: (Int) -> DoubleDouble) -> Double {
      var sum = DoubleDouble(0)
      for row in weighted.indices { sum = sum + term(row) }
      return sum.value
    }
    return (hasIntercept ? [sum { weighted[$0] }] : [])
      + columns.map { column in sum { weighted[$0] * DoubleDouble(column[$0]) } }
  }
}
