import Statistics

/// The series of `Tests/Oracle/structural.py`, made of whole numbers so that both have the same to the
/// last bit.
struct StructuralTestSeries: Sendable {
  var values: [Double] = []
  var controls: [Double] = []
  let controlCount: Int

  /// Looks like chance between −0.5 and 0.5.
  static func noise(_ t: Int, _ a: Int, _ b: Int) -> Double {
    let cube: Int = t * t * t * a
    let whole: Int = cube + t * t * 31 + t * b
    return Double(whole % 1009) / 1009 - 0.5
  }

  init(_ points: Int, controls: Int = 0, gaps: [Int] = []) {
    controlCount = controls
    var level = 0.0
    for t in 0..<points {
      level += Self.noise(t, 5, 211)
      var value: Double = 100 + level
      if t % 7 == 2 { value += 3 }
      if t % 7 == 5 { value -= 2 }
      value += 2 * Self.noise(t, 3, 17)
      for control in 0..<controls {
        let x = Self.noise(t, 7 + 2 * control, 101 + control)
        self.controls.append(x)
        value += Double(control + 1) * x
      }
      values.append(gaps.contains(t) ? .nan : value)
    }
  }

  func series(
    _ model: StructuralModel, dark: [Int] = []
  ) throws -> StructuralSeries {
    try StructuralSeries(
      values: values.span, controls: controls.span, controlCount: controlCount, dark: dark,
      model: model)
  }

  /// The flow of the Nile at Aswan in 10⁸ m³, 1871 to 1970 (Cobb 1978, Biometrika 65:243).
  static let nile: [Double] = [
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
    799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833,
    701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845,
    864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649,
    846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
    1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
  ]

  static func nileSeries() throws -> StructuralSeries {
    try StructuralSeries(
      values: nile.span, controls: [Double]().span, controlCount: 0, dark: [],
      model: StructuralModel())
  }
}
