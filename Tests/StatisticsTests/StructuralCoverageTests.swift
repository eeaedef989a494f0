import Foundation
import Statistics
import TestSets
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

/// How often intervals of 95% hold the total over the dark points, and one of them alone.
struct StructuralCoverage: Sendable {
  let scenario: StructuralScenario
  let samples: Int
  private(set) var total = 0
  private(set) var single = 0
  /// The same for a normal interval with the true variances.
  private(set) var known = 0
  private(set) var widths: [Double] = []

  init(_ scenario: StructuralScenario, samples: Int) throws {
    self.scenario = scenario
    self.samples = samples
    let dark = Array(scenario.dark)
    let middle = dark.count / 2
    let variances = StructuralVariances(
      irregular: 1, level: scenario.level * scenario.level,
      slope: scenario.slope * scenario.slope, season: scenario.season * scenario.season)
    for number in 0..<samples {
      let (values, controls) = scenario.sample(number)
      let series = try StructuralSeries(
        values: values.span, controls: controls.span, controlCount: scenario.controls, dark: dark,
        model: scenario.model)
      let found = try StructuralCounterfactual(
        series, fit: StructuralFit(series), seed: UInt64(number), stream: "series")
      let truth = values[scenario.dark].reduce(0, +)
      let totals = found.totals(over: dark.indices)
      let interval = ReplicateInterval(replicates: totals.span, level: 0.95).interval
      if interval.contains(truth) { total += 1 }
      let one = Array(found.replicates(of: middle))
      let alone = ReplicateInterval(replicates: one.span, level: 0.95).interval
      if alone.contains(values[dark[middle]]) { single += 1 }
      let moments = try #require(series.darkMoments(variances))
      var variance = 0.0
      for row in dark.indices {
        for column in 0...row {
          variance += (row == column ? 1 : 2) * moments.covariance[row * dark.count + column]
        }
      }
      let half = 1.959964 * variance.squareRoot()
      if abs(truth - moments.mean.reduce(0, +)) <= half { known += 1 }
      let upper = try #require(interval.upper)
      let lower = try #require(interval.lower)
      widths.append((upper - lower) / 2 / half)
    }
  }

  /// The median half-width over that of the interval with the true variances.
  var width: Double { Quantile.of(widths.span, at: 0.5) ?? .nan }

  static let tableHead = """
    | truth | left out | points | total | one point | variances known | width |
    |---|---|--:|--:|--:|--:|--:|
    """

  var tableRow: String {
    func percent(_ count: Int) -> String {
      String(format: "%.1f", 100 * Double(count) / Double(samples))
    }
    return "| \(scenario.name) | \(percent(total)) | \(percent(single)) | \(percent(known)) | "
      + String(format: "%.2f", width) + " |"
  }
}

@Suite(
  "Coverage of structural series", .enabled(if: SlowSet.isEnabled, "set SALES_SLOW=1, or part"))
struct StructuralCoverageTests {
  @Test("intervals of what dark points would have been hold it as often as they say")
  func coverage() async throws {
    let samples = SlowSet.isPart ? 20 : 1000
    let found = try await withThrowingTaskGroup(of: (Int, StructuralCoverage).self) { group in
      for (place, scenario) in try StructuralScenario.all().enumerated() {
        group.addTask { (place, try StructuralCoverage(scenario, samples: samples)) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let rows = found.sorted { $0.0 < $1.0 }.map(\.1)
    print(([StructuralCoverage.tableHead] + rows.map(\.tableRow)).joined(separator: "\n"))
    for row in rows {
      for count in [row.total, row.single] {
        let share = Double(count) / Double(samples)
        // Three standard errors of a share of 20 or 1,000 samples.
        #expect(share >= (SlowSet.isPart ? 0.75 : 0.92) && share <= (SlowSet.isPart ? 1 : 0.99))
      }
      #expect(row.width <= 1.5, "\(row.tableRow)")
    }
  }
}
