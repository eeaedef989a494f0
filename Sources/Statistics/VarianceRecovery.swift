/// The interval of a function of several estimates from the interval of each (MOVER).
///
/// The distance from an estimate to its limit stands for the standard error at that limit. For
/// each estimate the function is evaluated with that one replaced by its limits; the distances
/// below are combined as the root of their squares and correlated products, and so are those
/// above. For a sum (on the logarithmic scale a product) this is the method of variance estimates
/// recovery: Zou & Donner 2008, "Construction of confidence limits about effect measures: a
/// general approach", Statistics in Medicine 27:1693; for ratios Donner & Zou 2012, "Closed-form
/// confidence intervals for functions of the normal mean and standard deviation", Statistical
/// Methods in Medical Research 21:347. Unlike a symmetric standard error it keeps the skewness of
/// each part's interval.
package enum VarianceRecovery {
  /// An estimate with its limits.
  package struct Component: Sendable {
    package let value: Double
    package let lower: Double
    package let upper: Double

    package init(value: Double, lower: Double, upper: Double) {
      self.value = value
      self.lower = lower
      self.upper = upper
    }
  }

  /// The limits of a function, which is monotone in each component.
  ///
  /// - Parameters:
  ///   - components: the estimates.
  ///   - correlation: the correlation of the errors of two components, by their positions.
  ///   - function: the function, on the scale on which distances are combined.
  /// - Returns: a bound when one side is not finite; `.unavailable` when the value is not.
  package static func interval(
    of components: [Component], correlation: (Int, Int) -> Double,
    function: ([Double]) -> Double,
  ) -> ConfidenceInterval {
    var values = components.map(\.value)
    let value = function(values)
    guard value.isFinite else { return .unavailable }
    var below: [Double] = []
    var above: [Double] = []
    var isIncreasing: [Bool] = []
    for (position, component) in components.enumerated() {
      values[position] = component.lower
      let atLower = function(values)
      values[position] = component.upper
      let atUpper = function(values)
      values[position] = component.value
      below.append(value - min(atLower, atUpper))
      above.append(max(atLower, atUpper) - value)
      isIncreasing.append(atLower <= atUpper)
    }
    func combined(_ distances: [Double]) -> Double {
      // Beyond every number, also where an uncorrelated part would make it 0 · ∞.
      guard distances.allSatisfy(\.isFinite) else { return .infinity }
      var square = 0.0
      for i in distances.indices {
        square += distances[i] * distances[i]
        for j in 0..<i {
          let sign = isIncreasing[i] == isIncreasing[j] ? 1.0 : -1.0
          square += 2 * sign * correlation(i, j) * distances[i] * distances[j]
        }
      }
      return max(0, square).squareRoot()
    }
    let lower = value - combined(below)
    let upper = value + combined(above)
    switch (lower.isFinite, upper.isFinite) {
    case (true, true): return .interval(lower: lower, upper: upper)
    case (true, false): return .lowerBound(lower)
    case (false, true): return .upperBound(upper)
    case (false, false): return .unavailable
    }
  }
}
