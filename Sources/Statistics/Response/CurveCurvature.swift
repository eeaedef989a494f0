extension SaturationCurve {
  /// How fast the slope changes relative to itself, f″(x) / f′(x), per unit of spend.
  ///
  /// Below 0 where the curve is concave. At a spend of 0 it is infinite where the slope is 0 or infinite.
  func relativeCurvature(at spend: Double) -> Double {
    let x = max(spend, 0)
    let ratio = x / scale
    switch family {
    case .hill where shape != 1:
      if x == 0 { return shape < 1 ? -.infinity : .infinity }
      let small = power(ratio <= 1 ? ratio : 1 / ratio, shape)
      let share = (ratio <= 1 ? small : 1) / (1 + small)
      return ((shape - 1) - 2 * shape * share) / x
    case .hill, .michaelisMenten: return -2 / (scale + x)
    case .exponential: return -1 / scale
    case .power:
      if shape == 1 { return 0 }
      return (shape - 1) / x
    case .logarithm: return -1 / (scale + x)
    case .tanh: return -2 / scale * hyperbolicTangent(ratio)
    }
  }

  /// Where the steepest line from a point of the curve's convex part touches the curve.
  ///
  /// From there on the line lies above the curve on both sides: it is the first part of the least concave
  /// function above the curve from that point on.
  ///
  /// - Parameter start: a spend; from the inflection on the line touches at the start itself.
  /// - Returns: t ≥ the inflection with f(t) − f(start) = f′(t) (t − start).
  func tangentPoint(from start: Double) -> Double {
    let inflection = inflection
    guard start < inflection else { return start }
    // From the origin: 1 + (t/k)ⁿ = n.
    let high = scale * power(shape - 1, 1 / shape)
    guard start > 0 else { return high }
    let base = value(at: start)
    return BracketedRoot.find(from: inflection, to: max(high, inflection)) { point in
      let slope = slope(at: point)
      // Rises from below 0 at the inflection.
      let excess = value(at: point) - base - slope * (point - start)
      let rise = -slope * relativeCurvature(at: point) * (point - start)
      return (excess < 0, -excess / rise)
    }
  }
}
