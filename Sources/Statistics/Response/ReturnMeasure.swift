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
  /// - Returns: 1 and zeros for the amplitude; the last is of no meaning for a family without a shape.
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
    // d ln N/d ln k; by ln n it is the negative of that times ln(today/k), and 1 more for a slope.
    let byScale: Double
    switch unit.family {
    case .hill, .michaelisMenten:
      let share = unit.value(at: today)
      byScale = -n * (isMarginal ? 1 - 2 * share : 1 - share)
    case .exponential:
      byScale =
        isMarginal ? ratio - 1 : ratio < 1e-9 ? -1 : -ratio / exponentialMinusOne(ratio)
    case .power: byScale = -n
    case .logarithm:
      let rest = 1 / (1 + ratio)
      byScale = isMarginal ? -rest : -ratio * rest / logarithmOfOnePlus(ratio)
    case .tanh:
      let height = unit.value(at: today)
      byScale = isMarginal ? 2 * ratio * height - 1 : -(1 - height * height) * ratio / height
    }
    return (value, byScale, (isMarginal ? 1 : 0) - byScale * position)
  }
}
