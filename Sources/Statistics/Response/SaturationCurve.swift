/// The outcome per period that a steady spend per period brings: f(0) = 0, rising, with falling returns at
/// last.
///
/// Values and slopes are within some units in the last place for amplitudes up to 1e100, scales from 1e-100
/// to 1e100 and spends from 1e-205, however far spend and scale are apart. A spend below 0 counts as 0.
/// Sources: Hill 1910, "The possible effects of the aggregation of the molecules of hæmoglobin", J. Physiol.
/// 40; Jin et al. 2017, "Bayesian methods for media mix modeling with carryover and shape effects".
package struct SaturationCurve: Sendable, Equatable {
  package let family: CurveFamily

  /// Outcome per period, c ≥ 0: the ceiling where the family has one, the outcome at `scale` for a power,
  /// the factor of ln(1 + x/k) for a logarithm.
  package let amplitude: Double

  /// Spend per period, k > 0.
  ///
  /// Hill and michaelis_menten reach half of their ceiling there. It is the reference spend of a power, at
  /// which its outcome is the amplitude.
  package let scale: Double

  /// The exponent n of hill (> 0) and power (in (0, 1]); 1 for all others.
  package let shape: Double

  /// - Parameters:
  ///   - family: the form of the curve.
  ///   - amplitude: c, not negative.
  ///   - scale: k, positive.
  ///   - shape: n; not read where the family has none.
  package init(_ family: CurveFamily, amplitude: Double, scale: Double, shape: Double = 1) {
    (self.family, self.amplitude, self.scale) = (family, amplitude, scale)
    self.shape = family.hasShape ? shape : 1
  }

  /// Whether the parameters are finite and within what the family allows.
  package var isValid: Bool {
    amplitude >= 0 && amplitude <= 1e100 && scale >= 1e-100 && scale <= 1e100
      && shape > 0 && shape <= (family == .power ? 1 : 1e6)
  }

  /// The curve of so many times the outcome.
  func times(_ factor: Double) -> SaturationCurve {
    SaturationCurve(family, amplitude: amplitude * factor, scale: scale, shape: shape)
  }

  /// Where the curve turns from convex to concave: above 0 for a Hill curve with n > 1 alone.
  package var inflection: Double {
    guard family == .hill, shape > 1 else { return 0 }
    return scale * power((shape - 1) / (shape + 1), 1 / shape)
  }

  /// The outcome per period, f(x).
  package func value(at spend: Double) -> Double {
    guard spend > 0 || spend.isNaN else { return 0 }
    let ratio = spend / scale
    switch family {
    case .hill:
      // The smaller of (x/k)ⁿ and its inverse, so that neither overflows.
      let small = raised(spend, ratio <= 1 ? shape : -shape)
      return amplitude * (ratio <= 1 ? small / (1 + small) : 1 / (1 + small))
    case .michaelisMenten: return amplitude * (spend / (scale + spend))
    case .exponential: return -amplitude * exponentialMinusOne(-ratio)
    case .power: return amplitude * raised(spend, shape)
    case .logarithm: return amplitude * logarithmOfOnePlus(ratio)
    case .tanh: return amplitude * hyperbolicTangent(ratio)
    }
  }

  /// The marginal return f′(x); infinite at 0 for exponents below 1.
  package func slope(at spend: Double) -> Double {
    guard amplitude > 0 else { return 0 }
    guard spend > 0 || spend.isNaN else { return slopeAtZero }
    let ratio = spend / scale
    let unit = amplitude / scale
    switch family {
    case .hill:
      let small = raised(spend, ratio <= 1 ? shape : -shape)
      let share = shape * small / ((1 + small) * (1 + small))
      // f′ = (c/x) n p / (1 + p)² with p = (x/k)ⁿ, which is the same for 1/p.
      guard ratio < 1e-100 else { return amplitude / spend * share }
      return unit * shape * raised(spend, shape - 1)
    case .michaelisMenten: return amplitude / (scale + spend) * (scale / (scale + spend))
    case .exponential: return unit * Statistics.exponential(-ratio)
    case .power: return unit * shape * raised(spend, shape - 1)
    case .logarithm: return amplitude / (scale + spend)
    case .tanh:
      let small = Statistics.exponential(-2 * ratio)
      return unit * 4 * small / ((1 + small) * (1 + small))
    }
  }

  private var slopeAtZero: Double {
    if shape == 1 { return amplitude / scale }
    return shape < 1 ? .infinity : 0
  }

  /// (x/k) to a power, also where the ratio itself is beyond what a number can hold.
  private func raised(_ spend: Double, _ exponent: Double) -> Double {
    if exponent == 1 { return spend / scale }
    let ratio = spend / scale
    if ratio > 1e-290, ratio.isFinite { return power(ratio, exponent) }
    return Statistics.exponential(
      exponent * (Statistics.logarithm(spend) - Statistics.logarithm(scale)))
  }
}
