/// Points that fill a box evenly, however many are taken.
///
/// Coordinate j of point i is the fraction of ½ + i/φʲ, with φ the root of x^(d+1) = x + 1 above 1: an additive
/// recurrence of d dimensions (Roberts 2018, "The unreasonable effectiveness of quasirandom sequences").
enum SpreadPoints {
  /// - Complexity: O(count · d).
  static func within(_ bounds: [ClosedRange<Double>], count: Int) -> [[Double]] {
    var root = 1.5
    // A fixed point, of which each step halves the distance at least.
    for _ in 0..<60 { root = power(1 + root, 1 / Double(bounds.count + 1)) }
    return (0..<count).map { number in
      bounds.enumerated().map { place, range in
        let share = 0.5 + Double(number + 1) / power(root, Double(place + 1))
        let part = share - share.rounded(.down)
        return range.lowerBound + part * (range.upperBound - range.lowerBound)
      }
    }
  }
}
