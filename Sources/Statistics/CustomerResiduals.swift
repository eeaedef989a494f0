/// The residuals of churn and arpa over the customers of a group.
package struct CustomerResiduals: Sendable {
  /// Customers who were at risk in as many months, were lost alike and paid in as many months.
  package struct Cell: Sendable {
    package var customers: Double
    /// Months at risk of each.
    package var open: Double
    /// 1 when they were lost, else 0.
    package var lost: Double
    /// Months whose revenue counts, of each.
    package var months: Double
    /// The revenue in a month of those of whom it is known.
    package var amounts: AmountMoments

    package init(
      customers: Double, open: Double, lost: Double, months: Double, amounts: AmountMoments,
    ) {
      self.customers = customers
      self.open = open
      self.lost = lost
      self.months = months
      self.amounts = amounts
    }
  }

  /// Of Σ lost / Σ open; nil where nobody was at risk.
  package var churn: RatioResiduals?
  /// Of Σ revenue / Σ months with a known revenue; nil where there are none.
  package private(set) var revenue: RatioResiduals?
  /// The sum of the products of a customer's two residuals.
  private var products = 0.0

  /// Starts from the totals of a group, about which the residuals are taken.
  package init(lost: Double, open: Double, revenue: Double, priced: Double) {
    churn = RatioResiduals(lost, over: open)
    self.revenue = RatioResiduals(revenue, over: priced)
  }

  package mutating func add(_ cell: Cell) {
    var churnResidual = 0.0
    if let churn, cell.open > 0 || cell.lost > 0 {
      churnResidual = cell.lost - churn.ratio * cell.open
      self.churn?.add(
        units: cell.customers, squares: cell.customers * churnResidual * churnResidual)
    }
    guard let revenue, cell.months > 0, cell.amounts.count > 0 else { return }
    let powers = cell.amounts.residuals(about: revenue.ratio)
    let months = cell.months
    self.revenue?.add(
      units: cell.amounts.count, squares: months * months * powers.squares,
      cubes: months * months * months * powers.cubes)
    products += churnResidual * months * powers.sum
  }

  /// The correlation of the errors of churn and arpa.
  var correlation: Double {
    guard let churn, let revenue else { return 0 }
    let scale = (churn.squares * revenue.squares).squareRoot()
    guard scale > 0, scale.isFinite else { return 0 }
    return max(-1, min(1, products / scale))
  }
}

/// Sums of the first three powers of amounts, from which those of their residuals follow.
package struct AmountMoments: Sendable {
  package var count: Double
  package var sum: Double
  package var squares: Double
  package var cubes: Double
  /// By how much a square and a cube may be off in their sums.
  package var squareError: Double
  package var cubeError: Double

  package init(
    count: Double, sum: Double, squares: Double, cubes: Double, squareError: Double = 0,
    cubeError: Double = 0,
  ) {
    self.count = count
    self.sum = sum
    self.squares = squares
    self.cubes = cubes
    self.squareError = squareError
    self.cubeError = cubeError
  }

  /// Those of no amounts.
  package static let none = AmountMoments(count: 0, sum: 0, squares: 0, cubes: 0)

  /// Σ(x − c), Σ(x − c)² and Σ(x − c)³.
  ///
  /// The powers about the amounts' own mean are differences of large sums: what is no larger than
  /// their rounding counts as zero, so that equal amounts have no spread and no skewness.
  func residuals(about centre: Double) -> (sum: Double, squares: Double, cubes: Double) {
    let mean = sum / count
    var distance = mean - centre
    if distance.magnitude <= 0x1p-45 * centre.magnitude { distance = 0 }
    let squareRounding = count * squareError + 0x1p-48 * squares
    let spread = max(0, squares - sum * mean - squareRounding)
    var third = 0.0
    if spread > 0 {
      let difference = cubes - 3 * mean * squares + 2 * mean * mean * sum
      let rounding =
        count * cubeError + 3 * mean.magnitude * squareRounding + 0x1p-48 * cubes.magnitude
      third = difference - max(-rounding, min(rounding, difference))
    }
    return (
      count * distance, spread + count * distance * distance,
      third + 3 * distance * spread + count * distance * distance * distance
    )
  }
}
