import Statistics
import Testing

/// A series whose model is known, with points that are left out and then compared with what the model says
/// of them.
struct StructuralScenario: Sendable, CustomTestStringConvertible {
  let name: String
  let points: Int
  let dark: Range<Int>
  let model: StructuralModel
  /// The standard deviations of the disturbances; that of the irregular is 1.
  var level = 0.0
  var slope = 0.0
  var season = 0.0
  var controls = 0

  var testDescription: String { name }

  /// Draws a series: random controls with a memory, coefficients of 1, a season of a standard deviation of
  /// 2.
  func sample(_ number: Int) -> (values: [Double], controls: [Double]) {
    let generator = CounterGenerator(seed: UInt64(number), stream: name)
    var counter: UInt64 = 0
    func normal() -> Double {
      counter += 1
      return NormalDistribution.quantile(generator.uniform(at: counter))
    }
    var (mean, growth) = (100.0, 0.0)
    var seasons = (0..<(model.period - 1)).map { _ in 2 * normal() }
    var memory = [Double](repeating: 0, count: controls)
    var values: [Double] = []
    var columns: [Double] = []
    for _ in 0..<points {
      var value = mean + normal() + (seasons.first ?? 0)
      for control in 0..<controls {
        memory[control] = 0.8 * memory[control] + 0.6 * normal()
        columns.append(memory[control])
        value += memory[control]
      }
      values.append(value)
      mean += growth + level * normal()
      growth += slope * normal()
      if !seasons.isEmpty {
        seasons.insert(-seasons.reduce(0, +) + season * normal(), at: 0)
        seasons.removeLast()
      }
    }
    return (values, columns)
  }

  /// A series that was drawn, with its dark points left out.
  func series(_ number: Int) throws -> StructuralSeries {
    let (values, columns) = sample(number)
    return try StructuralSeries(
      values: values.span, controls: columns.span, controlCount: controls, dark: Array(dark),
      model: model)
  }

  static func all() throws -> [StructuralScenario] {
    let plain = try StructuralModel()
    let fixed = try StructuralModel(season: .fixed, period: 7)
    let random = try StructuralModel(season: .random, period: 7)
    let trend = try StructuralModel(slope: .random)
    return [0, 0.05, 0.2, 1].flatMap { level -> [StructuralScenario] in
      func scenario(
        _ name: String, _ points: Int, _ dark: Range<Int>, _ model: StructuralModel,
        slope: Double = 0, season: Double = 0, controls: Int = 0
      ) -> StructuralScenario {
        StructuralScenario(
          name: "level \(level) | \(name) | \(points)", points: points, dark: dark, model: model,
          level: level, slope: slope, season: season, controls: controls)
      }
      return [
        scenario("3 within", 60, 40..<43, plain),
        scenario("last 6", 60, 54..<60, plain),
        scenario("3 within", 150, 100..<103, plain),
        scenario("last 6", 150, 144..<150, plain),
        scenario("last 6, 4 controls", 80, 74..<80, plain, controls: 4),
        scenario("14 within, fixed season of 7", 120, 80..<94, fixed),
        scenario("14 within, season 0 of 7", 120, 80..<94, random),
        scenario("14 within, season 0.1 of 7", 120, 80..<94, random, season: 0.1),
        scenario("last 6, slope 0", 100, 94..<100, trend),
        scenario("6 within, slope 0.02", 100, 66..<72, trend, slope: 0.02),
      ]
    }
  }
}
