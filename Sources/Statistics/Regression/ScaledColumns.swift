/// Columns made comparable: centred where there is an intercept, and of length 1.
///
/// Dollars in millions beside shares, or years beside both, would otherwise decide by their unit
/// which columns count as collinear. Rows are multiplied by the root of their weight; the column
/// of the intercept, which stays as it is, stands first.
struct ScaledColumns: Sendable {
  /// The columns with the roots of the weights, each n long.
  var columns: [[Double]]
  /// The weighted mean of each column; 0 without an intercept.
  let centres: [Double]
  /// The length of each centred and weighted column before scaling; 0 where it is constant.
  let lengths: [Double]
  /// What is left of a column of length 1 by rounding alone, for each column.
  let tolerances: [Double]
  let rootWeights: [Double]

  /// - Complexity: O(n p).
  init(_ regressors: Regressors, weights: [Double]?) {
    let count = regressors.count
    let roots =
      weights.map { $0.map { $0.squareRoot() } } ?? [Double](repeating: 1, count: count)
    var columns = regressors.hasIntercept ? [roots] : []
    var centres: [Double] = []
    var lengths: [Double] = []
    var tolerances: [Double] = []
    for column in regressors.columns {
      // From the first value on, so that a level far from zero costs no digits.
      let origin = regressors.hasIntercept ? (column.first ?? 0) : 0
      var scaled = column
      var centre = 0.0
      if regressors.hasIntercept {
        for row in 0..<count { scaled[row] -= origin }
        centre = Self.mean(scaled, weights)
        for row in 0..<count { scaled[row] -= centre }
      }
      var greatest = 0.0
      for row in 0..<count {
        scaled[row] *= roots[row]
        greatest = max(greatest, (column[row] * roots[row]).magnitude)
      }
      let length = Self.length(scaled)
      let rounding = 4 * Double.ulpOfOne * greatest * Double(count).squareRoot()
      let isConstant = length <= (regressors.hasIntercept ? rounding : 0)
      if !isConstant { for row in 0..<count { scaled[row] /= length } }
      columns.append(scaled)
      centres.append(origin + centre)
      lengths.append(isConstant ? 0 : length)
      tolerances.append(Self.leastRemainder + (isConstant ? 0 : rounding / length))
    }
    self.columns = columns
    self.centres = centres
    self.lengths = lengths
    self.tolerances = tolerances
    rootWeights = roots
  }

  /// A column of length 1 of which the others leave less than this is collinear with them.
  ///
  /// Coefficients then still have about seven digits.
  static let leastRemainder = 1e-9

  private static func mean(_ values: [Double], _ weights: [Double]?) -> Double {
    var sum = CompensatedSum()
    var total = CompensatedSum()
    for row in values.indices {
      let weight = weights?[row] ?? 1
      sum.add(weight * values[row])
      total.add(weight)
    }
    return sum.value / total.value
  }

  /// The root of the sum of squares, without overflow.
  static func length(_ values: [Double]) -> Double {
    var greatest = 0.0
    for value in values { greatest = max(greatest, value.magnitude) }
    guard greatest > 0, greatest.isFinite else { return greatest }
    var sum = CompensatedSum()
    for value in values { sum.add((value / greatest) * (value / greatest)) }
    return greatest * sum.value.squareRoot()
  }
}
