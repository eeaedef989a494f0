import Statistics

/// Series of whole numbers that the oracle makes as well, from the bits of a SplitMix64 state.
struct ChangePointSeries {
  let generator: CounterGenerator
  let count: Int

  init(state: UInt64, count: Int) {
    generator = CounterGenerator(state: state)
    self.count = count
  }

  /// Noise between −510 and 510: the sum of the four low bytes of a draw, centred.
  func noise(_ place: Int) -> Double {
    let bits = generator.bits(at: UInt64(place))
    var sum = 0
    for byte in 0..<4 { sum += Int((bits >> UInt64(8 * byte)) & 255) }
    return Double(sum - 510)
  }

  /// Five stretches of equal length that differ in what the model is about.
  func values(_ model: SegmentModel) -> [Double] {
    let levels = [0, 300, -200, 250, 100]
    let scales = [1.0, 3, 1, 2, 5]
    let slopes = [0, 8, -8, 4, -4]
    return (0..<count).map { place in
      let stretch = 5 * place / count
      return switch model {
      case .mean: Double(levels[stretch]) + noise(place)
      case .meanAndVariance: Double(levels[stretch] / 2) + noise(place) * scales[stretch]
      case .slope:
        Double(slopes[stretch] * (place - stretch * count / 5)) + noise(place)
      }
    }
  }
}
