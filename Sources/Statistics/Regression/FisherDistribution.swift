/// The probabilities of Fisher's F and of Student's t beyond a value, by the incomplete beta function.
package enum FisherDistribution {
  /// The probability that F exceeds a value.
  ///
  /// - Parameters:
  ///   - value: at least 0.
  ///   - numerator: degrees of freedom, positive.
  ///   - denominator: degrees of freedom, positive.
  /// - Returns: NaN outside these ranges.
  package static func probability(
    above value: Double, numerator: Double, denominator: Double
  ) -> Double {
    guard value >= 0, numerator > 0, denominator > 0 else { return .nan }
    guard value.isFinite else { return 0 }
    // d2 / (d2 + d1 F) and its complement, neither by a subtraction.
    let total = denominator + numerator * value
    return incompleteBeta(
      denominator / total, numerator * value / total, denominator / 2, numerator / 2)
  }

  /// The probability that a t variable exceeds a value in magnitude.
  package static func studentProbability(beyond value: Double, degreesOfFreedom: Double) -> Double {
    probability(above: value * value, numerator: 1, denominator: degreesOfFreedom)
  }

  /// The value that a t variable exceeds in magnitude with probability `1 − level`, to 1e-12.
  ///
  /// Newton's method from `StudentDistribution.quantile`.
  package static func studentQuantile(twoSidedLevel level: Double, degreesOfFreedom: Double)
    -> Double
  {
    let n = degreesOfFreedom
    var value = StudentDistribution.quantile(twoSidedLevel: level, degreesOfFreedom: n)
    guard value.isFinite, value > 0 else { return value }
    let constant =
      logarithmOfGamma((n + 1) / 2) - logarithmOfGamma(n / 2) - logarithm(n * Double.pi) / 2
    for _ in 0..<3 {
      let excess = studentProbability(beyond: value, degreesOfFreedom: n) - (1 - level)
      let density =
        2 * exponential(constant - (n + 1) / 2 * logarithmOfOnePlus(value * value / n))
      value += excess / density
    }
    return value
  }

  /// The regularised incomplete beta function I_x(a, b), with y = 1 − x.
  ///
  /// The continued fraction of DLMF 8.17.22, by Lentz's method, on the side where it converges fast.
  ///
  /// - Complexity: O(√(a + b)).
  private static func incompleteBeta(
    _ x: Double, _ y: Double, _ a: Double, _ b: Double
  ) -> Double {
    if x <= 0 { return 0 }
    if y <= 0 { return 1 }
    guard x < (a + 1) / (a + b + 2) else { return 1 - betaFraction(y, x, b, a) }
    return betaFraction(x, y, a, b)
  }

  private static func betaFraction(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    let gammas = logarithmOfGamma(a + b) - logarithmOfGamma(a) - logarithmOfGamma(b)
    // Near 1 the logarithm of x is that of 1 − y.
    let logarithmOfX = y < 0.5 ? logarithmOfOnePlus(-y) : logarithm(x)
    let logarithmOfY = x < 0.5 ? logarithmOfOnePlus(-x) : logarithm(y)
    let front = exponential(gammas + a * logarithmOfX + b * logarithmOfY) / a
    let tiny = 1e-300
    var numerator = 1.0
    var denominator = 1 - (a + b) * x / (a + 1)
    if denominator.magnitude < tiny { denominator = tiny }
    denominator = 1 / denominator
    var fraction = denominator
    for step in stride(from: 1.0, through: 20_000, by: 1) {
      for isEven in [true, false] {
        let term =
          isEven
          ? step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
          : -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        denominator = 1 + term * denominator
        numerator = 1 + term / numerator
        if denominator.magnitude < tiny { denominator = tiny }
        if numerator.magnitude < tiny { numerator = tiny }
        denominator = 1 / denominator
        fraction *= denominator * numerator
      }
      if (denominator * numerator - 1).magnitude < 1e-16 { break }
    }
    return min(1, front * fraction)
  }
}
