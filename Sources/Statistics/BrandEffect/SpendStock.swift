/// A channel's own spend as it acts: carried over from point to point, and saturating.
enum SpendStock {
  /// Shares of a day's effect that are left on the next which are tried.
  static let carryovers = [0, 0.3, 0.5, 0.7, 0.85, 0.93]

  /// The mean of x / (x + m) over each block, where x is the spend carried over by
  /// x(t) = (1 − θ) spend(t) + θ x(t−1), and m the median of the points with spend.
  ///
  /// - Parameters:
  ///   - spend: not negative; NaN counts as none.
  ///   - ranges: the blocks.
  ///   - carryover: θ.
  /// - Returns: nil where nothing was spent.
  static func saturated(_ spend: [Double], ranges: [Range<Int>], carryover: Double) -> [Double]? {
    let amounts = spend.map { $0 > 0 ? $0 : 0 }
    let paid = amounts.filter { $0 > 0 }
    guard let median = Quantile.of(paid.span, at: 0.5) else { return nil }
    // What came before the first point is taken as the mean of the first weeks.
    let start = amounts.prefix(28)
    var stock = start.reduce(0, +) / Double(start.count)
    let shares = amounts.map { amount in
      stock = (1 - carryover) * amount + carryover * stock
      return stock / (stock + median)
    }
    return ranges.map { shares[$0].reduce(0, +) / Double($0.count) }
  }
}
