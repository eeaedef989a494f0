/// Replicates of coefficients from their joint distribution, so that what is computed of several keeps
/// how they hang together.
///
/// They are normal with the covariance of the coefficients, or, with degrees of freedom, Student's t of
/// several dimensions: a normal vector over the root of one chi-squared variable by its degrees of
/// freedom, for each replicate (Kotz & Nadarajah 2004, "Multivariate t Distributions and Their
/// Applications", section 1.1).
package struct CoefficientDraws: Sendable {
  /// For each coefficient its replicates; empty where the covariance is none.
  package let replicates: [[Double]]

  /// - Parameters:
  ///   - values: the coefficients.
  ///   - covariance: as many rows and columns.
  ///   - degreesOfFreedom: at least 1; nil for the normal distribution.
  ///   - seed: of the session.
  ///   - stream: a name that no other fit has.
  /// - Complexity: O(replicates · p²).
  package init(
    _ values: [Double], covariance: [[Double]], degreesOfFreedom: Double?, seed: UInt64,
    stream: String
  ) {
    let count = ResamplingWeights.replicateCount
    guard
      let factor = TriangularFactor(
        lower: covariance.flatMap(\.self), size: values.count, isSingularAllowed: true)
    else {
      replicates = values.map { _ in [] }
      return
    }
    let draws = ReplicateDraws(seed: seed, stream: stream, count: 0)
    var replicates = values.map { _ in [Double]() }
    for replicate in 0..<count {
      let scale = degreesOfFreedom.map { draws.studentScale($0, of: replicate) } ?? 1
      draws.path(factor, scale: scale, of: replicate) { row, distance in
        replicates[row].append(values[row] + distance)
      }
    }
    self.replicates = replicates
  }
}

extension ReplicateDraws {
  /// The root of the degrees of freedom over a chi-squared variable.
  fileprivate func studentScale(_ freedom: Double, of replicate: Int) -> Double {
    guard freedom < 2 else { return (freedom / chiSquared(freedom, of: replicate)).squareRoot() }
    // The square of a normal variable.
    return 1 / standardNormal(of: replicate).magnitude
  }
}
