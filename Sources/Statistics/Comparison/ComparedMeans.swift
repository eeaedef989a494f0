/// The means of two independent samples whose variances may differ.
///
/// Source: Welch 1947, "The generalization of Student's problem when several different population
/// variances are involved", Biometrika 34:28; for the ratio Fieller 1954, "Some problems in interval
/// estimation", Journal of the Royal Statistical Society B 16:175.
package struct ComparedMeans: Sendable {
  package let means: (a: Double, b: Double)
  /// The squared standard errors of the means.
  package let variances: (a: Double, b: Double)
  package let degreesOfFreedom: Double
  /// The limits of the difference.
  package let lower: Double
  package let upper: Double
  /// The limits of the ratio; nil where the mean below may be zero.
  package let ratio: (lower: Double, upper: Double)?
  /// How often equal means differ as much, by Student's t.
  package let probability: Double

  /// Takes samples of finite numbers; nil for fewer than two, or where neither varies.
  ///
  /// - Parameters:
  ///   - a: two values at least.
  ///   - b: the same.
  ///   - level: between 0 and 1.
  /// - Complexity: O(n).
  package init?(_ a: [Double], _ b: [Double], level: Double) {
    guard a.count >= 2, b.count >= 2 else { return nil }
    let (first, second) = (Self.moments(a), Self.moments(b))
    let variance = first.variance + second.variance
    guard variance > 0, variance.isFinite else { return nil }
    means = (first.mean, second.mean)
    variances = (first.variance, second.variance)
    // Satterthwaite's degrees of freedom, of shares so that nothing overflows.
    let (u, v) = (first.variance / variance, second.variance / variance)
    degreesOfFreedom = 1 / (u * u / Double(a.count - 1) + v * v / Double(b.count - 1))
    let error = variance.squareRoot()
    let difference = first.mean - second.mean
    let quantile = FisherDistribution.studentQuantile(
      twoSidedLevel: level, degreesOfFreedom: degreesOfFreedom)
    lower = difference - quantile * error
    upper = difference + quantile * error
    probability = FisherDistribution.studentProbability(
      beyond: difference / error, degreesOfFreedom: degreesOfFreedom)
    ratio = Self.ratio(means, variances, quantile)
  }

  /// The ratios r with (a − r b)² at most t² (va + r² vb).
  private static func ratio(
    _ means: (a: Double, b: Double), _ variances: (a: Double, b: Double), _ quantile: Double
  ) -> (lower: Double, upper: Double)? {
    let squared = quantile * quantile
    let below = means.b * means.b - squared * variances.b
    guard below > 0 else { return nil }
    let above = means.a * means.a - squared * variances.a
    let middle = means.a * means.b
    let root = max(0, middle * middle - below * above).squareRoot()
    return ((middle - root) / below, (middle + root) / below)
  }

  /// The mean of a sample and the variance of that mean.
  private static func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
    let count = Double(values.count)
    let origin = values.first ?? 0
    var sum = CompensatedSum()
    for value in values { sum.add(value - origin) }
    let mean = sum.value / count
    var squares = CompensatedSum()
    for value in values { squares.add(((value - origin) - mean) * ((value - origin) - mean)) }
    return (origin + mean, squares.value / (count - 1) / count)
  }
}
