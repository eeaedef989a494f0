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

  /// Annual flow of the Nile at Aswan in 10⁸ m³, 1871 to 1970 (Cobb 1978, Biometrika 65:243).
  static let nile: [Double] = [
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
    799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833,
    701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845,
    864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649,
    846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
    1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
  ]
}
