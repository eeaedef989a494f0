/// The usual level of spend: a median of the spending points around.
struct UsualSpend {
  /// The greatest spend of all points: nothing usual is above it.
  let greatest: Double

  private let amounts: [Double]
  private let isLeftOut: [Bool]
  private let neighbours: Int
  private let overall: Double

  /// Looks at spend but for some periods.
  ///
  /// - Parameters:
  ///   - amounts: not negative.
  ///   - periods: those that tell nothing of the usual level.
  ///   - neighbours: how many points on either side are looked at.
  init(_ amounts: [Double], leavingOut periods: [Range<Int>], neighbours: Int) {
    var isLeftOut = [Bool](repeating: false, count: amounts.count)
    for period in periods { for position in period { isLeftOut[position] = true } }
    self.amounts = amounts
    self.isLeftOut = isLeftOut
    self.neighbours = min(neighbours, amounts.count)
    greatest = amounts.max() ?? 0
    let spending = amounts.filter { $0 > 0 }
    overall = Quantile.of(spending.span, at: 0.5) ?? 0
  }

  /// That of a point, which is counted itself where it spends.
  func at(_ position: Int) -> Double {
    median(position..<position)
  }

  /// That of the points before and after a period.
  func around(_ period: Range<Int>) -> Double {
    median(period)
  }

  /// The median of the spending points in and about a range, of which those left out do not count; where
  /// there are none, that of all.
  private func median(_ inner: Range<Int>) -> Double {
    let outer =
      max(0, inner.lowerBound - neighbours)..<min(amounts.count, inner.upperBound + neighbours)
    let values = outer.filter { amounts[$0] > 0 && !isLeftOut[$0] }.map { amounts[$0] }
    return Quantile.of(values.span, at: 0.5) ?? overall
  }
}
