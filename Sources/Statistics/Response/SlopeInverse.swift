extension SaturationCurve {
  /// The largest spend whose slope is a given one, which lies where the curve is concave.
  ///
  /// All families but hill by a closed form; hill by Newton's steps for ln f′ as a function of ln x, which is
  /// concave, from above, so that they fall to the root without a bound.
  ///
  /// - Parameter slope: outcome per unit of spend, positive.
  /// - Returns: nil where the slope is nowhere so high, and where it never falls so low: at slopes that are
  ///   not positive, for a straight line, and where the spend is beyond what a number can hold.
  /// - Complexity: constant; for hill about five steps.
  package func spend(whereSlopeIs slope: Double) -> Double? {
    guard slope > 0, slope.isFinite, amplitude > 0 else { return nil }
    // How many times the slope c/k is the one sought.
    let times = amplitude / scale / slope
    guard family == .hill && shape != 1 || family == .power || times >= 1 else { return nil }
    let ratio: Double
    switch family {
    case .hill where shape != 1:
      guard self.slope(at: inflection) >= slope, let root = hillRatio(times) else { return nil }
      ratio = root
    case .hill, .michaelisMenten: ratio = (times - 1) / (times.squareRoot() + 1)
    case .exponential: ratio = Statistics.logarithm(times)
    case .power:
      guard shape < 1 else { return nil }
      ratio = power(times * shape, 1 / (1 - shape))
    case .logarithm: ratio = times - 1
    case .tanh:
      let root = times.squareRoot()
      ratio = logarithmOfOnePlus((times - 1) / (root + 1) + (times - 1).squareRoot())
    }
    let spend = scale * ratio
    return spend.isFinite ? spend : nil
  }

  /// The greatest u with n uⁿ⁻¹ / (1 + uⁿ)² = 1 / times.
  ///
  /// With v = ln u: ln(times n) + (n − 1) v − 2 ln(1 + exp(n v)) = 0. The left side lies below both of its
  /// asymptotes, whose roots are ln(times n) / (n + 1) and, for n < 1, ln(times n) / (1 − n).
  private func hillRatio(_ times: Double) -> Double? {
    let constant = Statistics.logarithm(times) + Statistics.logarithm(shape)
    guard constant.isFinite else { return nil }
    var place = constant / (shape + 1)
    if shape < 1 {
      place = min(place, constant / (1 - shape))
    }
    for _ in 0..<80 {
      // The smaller of p = uⁿ and 1/p; then p / (1 + p) and ln(1 + p).
      let small = Statistics.exponential(-(shape * place).magnitude)
      let share = (place <= 0 ? small : 1) / (1 + small)
      let rise = max(shape * place, 0) + logarithmOfOnePlus(small)
      let excess = constant + (shape - 1) * place - 2 * rise
      let fall = 2 * shape * share - (shape - 1)
      guard excess < 0, fall > 0 else { break }
      let next = place + excess / fall
      guard next < place else { break }
      let isNear = place - next <= 1e-15 * (1 + place.magnitude)
      place = next
      if isNear { break }
    }
    return Statistics.exponential(place)
  }
}
