/// The place between two others where a function changes its sign, by Newton's steps as far as they stay between.
enum BracketedRoot {
  private static let mostSteps = 200
  private static let tolerance = 1e-15

  /// - Parameters:
  ///   - low: below the root.
  ///   - high: above it.
  ///   - step: at a place, whether the root lies above it, and Newton's step towards it.
  /// - Returns: the root to rounding.
  /// - Complexity: about five steps; a step that leaves the bracket is one to its middle.
  static func find(
    from low: Double, to high: Double,
    _ step: (Double) -> (isBelow: Bool, newton: Double)
  ) -> Double {
    var (low, high) = (low, high)
    var place = (low + high) / 2
    for _ in 0..<mostSteps {
      let (isBelow, newton) = step(place)
      if isBelow { low = place } else { high = place }
      var next = place + newton
      if !(next > low && next < high) { next = (low + high) / 2 }
      let moved = (next - place).magnitude
      place = next
      if moved <= tolerance * place { break }
    }
    return place
  }
}
