/// The weights of a carry-over that has a window, and their derivatives.
struct LagWeights {
  /// One for each lag of the window; they sum to 1.
  private(set) var values: [Double] = []
  /// By the first and the second parameter: of `delayed` as they are, of `weibull` by their logarithms; none without
  /// a window.
  private(set) var first: [Double] = []
  private(set) var second: [Double] = []

  /// A carry-over without a window has weight 1 at lag 0 alone.
  init(_ carryOver: CarryOver) {
    switch carryOver {
    case .none, .geometric: values = [1]
    case .delayed(let retention, let peak): setDelayed(retention, peak)
    case .weibull(let shape, let scale): setWeibull(shape, scale)
    }
  }

  private mutating func setDelayed(_ retention: Double, _ peak: Double) {
    // Within what has a logarithm.
    let retention = min(max(retention, .leastNormalMagnitude), 1)
    let rate = logarithm(retention)
    // The largest weight has the exponent 0, so that not all are 0 where the retention is small.
    let nearest = min(max(peak.rounded(), 0), Double(CarryOver.window - 1))
    let shift = (nearest - peak) * (nearest - peak)
    for lag in 0..<CarryOver.window {
      let distance = Double(lag) - peak
      let weight = exponential(rate * (distance * distance - shift))
      values.append(weight)
      first.append(weight * distance * distance / retention)
      second.append(-2 * weight * distance * rate)
    }
    normalise()
  }

  private mutating func setWeibull(_ shape: Double, _ scale: Double) {
    // Of the survivor function S(t) = exp(−u), u = (t/λ)^κ, at the start of each period: value, u S and
    // u S ln(t/λ).
    var previous = (1.0, 0.0, 0.0)
    for lag in 0..<CarryOver.window {
      let ratio = logarithm(Double(lag + 1) / scale)
      let power = exponential(shape * ratio)
      let survivor = exponential(-power)
      let slope = survivor * power
      let next = (survivor, slope, slope * ratio)
      values.append(previous.0 - next.0)
      // dS/dlnκ = −S u κ ln(t/λ) and dS/dlnλ = S u κ.
      first.append(shape * (next.2 - previous.2))
      second.append(shape * (previous.1 - next.1))
      previous = next
    }
    normalise()
  }

  private mutating func normalise() {
    let total = values.reduce(0, +)
    guard total > 0 else {
      // All of it comes after the window.
      values[values.count - 1] = 1
      return
    }
    let (firstTotal, secondTotal) = (first.reduce(0, +), second.reduce(0, +))
    for lag in values.indices {
      values[lag] /= total
      first[lag] = (first[lag] - values[lag] * firstTotal) / total
      second[lag] = (second[lag] - values[lag] * secondTotal) / total
    }
  }
}
