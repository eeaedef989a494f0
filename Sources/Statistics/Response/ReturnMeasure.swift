/// What stands for the size of a channel's curve: the amplitude, or a return that fixes it.
///
/// A curve a g(x) is written v g(x)/N, where N is what the figure is of the unit curve g; v is then the
/// figure itself, and enters the model linearly.
enum ReturnMeasure: Sendable, Equatable {
  case amplitude
  /// f′(today).
  case marginal
  /// f(today)/today.
  case average

  /// N, and the derivatives of ln N by the logarithms of scale and shape.
  ///
  /// - Parameters:
  ///   - unit: the curve with amplitude 1.
  ///   - today: spend, positive.
  /// - Returns: 1 and zeros for the amplitude.
  func norm(_ unit: SaturationCurve, today: Double) -> (
    value: Double, byScale: Double, byShape: Double
  ) {
    let (k, n) = (unit.scale, unit.shape)
    let ratio = today / k
    let position = logarithm(today) - logarithm(k)
    let isMarginal = self == .marginal
    let value: Double
    switch self {
    case .amplitude: return (1, 0, 0)
    case .marginal: value = unit.slope(at: today)
    case .average: value = unit.value(at: today) / today
    }
    switch unit.family {
    case .hill, .michaelisMenten:
      let share = unit.value(at: today)
      // d ln f/d ln k = −n (1 − g); of the slope −n (1 − 2g).
      let factor = isMarginal ? 1 - 2 * share : 1 - share
      return (value, -n * factor, (isMarginal ? 1 : 0) + n * position * factor)
    case .exponential:
      if isMarginal { return (value, ratio - 1, 0) }
      return (value, ratio < 1e-9 ? -1 : -ratio / exponentialMinusOne(ratio), 0)
    case .power: return (value, 0, (isMarginal ? 1 : 0) + n * position)
    case .logarithm:
      if isMarginal { return (value, -1 / (1 + ratio), 0) }
      return (value, -ratio / (1 + ratio) / logarithmOfOnePlus(ratio), 0)
    case .tanh:
      let height = unit.value(at: today)
      if isMarginal { return (value, 2 * ratio * height - 1, 0) }
      return (value, -(1 - height * height) * ratio / height, 0)
    }
  }
}
