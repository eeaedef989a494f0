import Statistics
import TestSets

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

  static func nileSeries() throws -> StructuralSeries {
    let flow = Nile.flow
    return try StructuralSeries(
      values: flow.span, controls: [Double]().span, controlCount: 0, dark: [],
      model: StructuralModel())
  }
}
