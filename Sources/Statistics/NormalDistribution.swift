/// The standard normal distribution.
package enum NormalDistribution {
  /// The value below which a standard normal variable falls with the given probability.
  ///
  /// Rational approximations with a relative error of about 1e-16. Source: Wichura 1988,
  /// "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics
  /// 37:477, procedure PPND16.
  ///
  /// - Parameter probability: between 0 and 1.
  /// - Returns: −∞ for 0, +∞ for 1, NaN outside [0, 1].
  package static func quantile(_ probability: Double) -> Double {
    guard probability >= 0, probability <= 1 else { return .nan }
    if probability == 0 { return -.infinity }
    if probability == 1 { return .infinity }
    let centred = probability - 0.5
    if centred.magnitude <= 0.425 {
      let r = 0.180625 - centred * centred
      return centred * polynomial(centralNumerator, r) / polynomial(centralDenominator, r)
    }
    let tail = centred < 0 ? probability : 1 - probability
    let r = (-logarithm(tail)).squareRoot()
    let magnitude =
      r <= 5
      ? polynomial(middleNumerator, r - 1.6) / polynomial(middleDenominator, r - 1.6)
      : polynomial(farNumerator, r - 5) / polynomial(farDenominator, r - 5)
    return centred < 0 ? -magnitude : magnitude
  }

  /// The probability that a standard normal variable is at most `x`.
  package static func probability(below x: Double) -> Double {
    complementaryError(-x * 0.5.squareRoot()) / 2
  }

  /// The standard normal quantile of a two-sided level: 1.96 for 0.95.
  package static func quantile(twoSidedLevel level: Double) -> Double {
    -quantile((1 - level) / 2)
  }

  private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    var result = 0.0
    for coefficient in coefficients { result = result * x + coefficient }
    return result
  }

  // Coefficients of AS 241, the highest power first.
  private static let centralNumerator: [Double] = [
    2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4,
    4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3,
    1.3314166789178437745e+2, 3.3871328727963666080e+0,
  ]
  private static let centralDenominator: [Double] = [
    5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4,
    2.1213794301586595867e+4, 5.3941960214247511077e+3, 6.8718700749205790830e+2,
    4.2313330701600911252e+1, 1,
  ]
  private static let middleNumerator: [Double] = [
    7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
    1.27045825245236838258e+0, 3.64784832476320460504e+0, 5.76949722146069140550e+0,
    4.63033784615654529590e+0, 1.42343711074968357734e+0,
  ]
  private static let middleDenominator: [Double] = [
    1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
    1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e+0,
    2.05319162663775882187e+0, 1,
  ]
  private static let farNumerator: [Double] = [
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
    2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e+0,
    5.46378491116411436990e+0, 6.65790464350110377720e+0,
  ]
  private static let farDenominator: [Double] = [
    2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
    7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
    5.99832206555887937690e-1, 1,
  ]
}
