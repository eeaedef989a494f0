/// Quantiles of a sample by linear interpolation between order statistics.
///
/// The definition is number 7 of Hyndman & Fan 1996 ("Sample quantiles in statistical packages",
/// The American Statistician 50:361): with the values in order, x₀ ≤ … ≤ xₙ₋₁, the quantile at
/// `p` lies at position h = (n − 1) p, between x at floor(h) and the next.
package enum Quantile {
  /// The quantile of values that stand in ascending order.
  ///
  /// - Parameters:
  ///   - sorted: values in ascending order, without NaN.
  ///   - probability: between 0 and 1.
  /// - Returns: nil when there are no values or the probability is not in [0, 1].
  package static func ofSorted(_ sorted: Span<Double>, at probability: Double) -> Double? {
    guard !sorted.isEmpty, probability >= 0, probability <= 1 else { return nil }
    let position = Double(sorted.count - 1) * probability
    guard let lower = Int(exactly: position.rounded(.down)) else { return nil }
    let below = sorted[lower]
    let fraction = position - Double(lower)
    guard fraction > 0, lower + 1 < sorted.count else { return below }
    let above = sorted[lower + 1]
    // Equal neighbours are returned as they are: the difference of two infinities is NaN.
    if below == above { return below }
    return below + (above - below) * fraction
  }

  /// The quantile of values in any order; a NaN counts as missing and is left out.
  ///
  /// - Complexity: O(n log n).
  package static func of(_ values: Span<Double>, at probability: Double) -> Double? {
    var sorted: [Double] = []
    for index in values.indices where !values[index].isNaN { sorted.append(values[index]) }
    sorted.sort()
    return ofSorted(sorted.span, at: probability)
  }
}
