/// Student's t distribution.
package enum StudentDistribution {
  /// The value that a t variable exceeds in magnitude with probability `1 − level`.
  ///
  /// The relative error is below 1e-5 from one degree of freedom on. Source: Hill 1970, "Algorithm
  /// 396: Student's t-quantiles", Communications of the ACM 13:619.
  ///
  /// - Parameters:
  ///   - level: the two-sided confidence level, between 0 and 1.
  ///   - degreesOfFreedom: at least 1.
  /// - Returns: NaN outside these ranges.
  package static func quantile(
    twoSidedLevel level: Double, degreesOfFreedom: Double,
  ) -> Double {
    let n = degreesOfFreedom
    guard level > 0, level < 1, n >= 1 else { return .nan }
    let tails = 1 - level
    if n == 1 { return 1 / tangent(tails * Double.pi / 2) }
    if n == 2 { return (2 / (tails * (2 - tails)) - 2).squareRoot() }
    let a = 1 / (n - 0.5)
    let b = 48 / (a * a)
    var c = ((20700 * a / b - 98) * a - 16) * a + 96.36
    let d = ((94.5 / (b + c) - 3) / b + 1) * (a * Double.pi / 2).squareRoot() * n
    var y = exponential(2 / n * logarithm(d * tails))
    if y > 0.05 + a {
      // Near the centre: an expansion about the normal quantile.
      let x = -NormalDistribution.quantile(twoSidedLevel: level)
      y = x * x
      if n < 5 { c += 0.3 * (n - 4.5) * (x + 0.6) }
      c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b
      y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x
      y = exponentialMinusOne(a * y * y)
    } else {
      let tail = ((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3
      y = ((1 / tail + 0.5 / (n + 4)) * y - 1) * (n + 1) / (n + 2) + 1 / y
    }
    return (n * y).squareRoot()
  }
}
