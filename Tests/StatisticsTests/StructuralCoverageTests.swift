import Foundation
import Statistics
import TestSets
import Testing

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
      let (values, _) = scenario.sample(number)
      let series = try scenario.series(number)
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
