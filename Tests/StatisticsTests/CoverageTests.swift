import Foundation
import Statistics
import TestSets
import Testing

/// The coverage of the 95% intervals in every scenario of the handbook's article "Coverage".
@Suite("Coverage", .enabled(if: SlowSet.isEnabled, "set SALES_SLOW=1, or part"))
struct CoverageTests {
  static let samples = SlowSet.isPart ? 200 : 2000

  @Test("intervals cover the truth as often as they say")
  func coverage() async throws {
    let revenues = [0.5, 1.0].map { CoverageSampler.revenues(sigma: $0) }
    let scenarios = CoverageScenario.all
    let measured = await withTaskGroup(of: (Int, Coverage).self) { group in
      for (index, scenario) in scenarios.enumerated() {
        group.addTask {
          let table = revenues[scenario.sigma == 0.5 ? 0 : 1]
          return (index, Coverage(scenario, revenues: table, samples: Self.samples))
        }
      }
      var measured: [Int: Coverage] = [:]
      for await (index, coverage) in group { measured[index] = coverage }
      return measured
    }
    // The article's table is that of all samples; a part of them gives other digits.
    let article = SlowSet.isPart ? nil : try Self.handbookArticle()
    for customers in [50, 500, 5000] {
      print("\n## n = \(customers)\n")
      print(Coverage.tableHead)
      for (index, scenario) in scenarios.enumerated() where scenario.customers == customers {
        guard let coverage = measured[index] else { continue }
        print(coverage.tableRow)
        if let article {
          #expect(article.contains(coverage.tableRow), "the handbook has another row")
        }
        for fault in coverage.faults { Issue.record("\(scenario): \(fault)") }
      }
    }
    #expect(measured.count == 162)
  }
  static func handbookArticle(filePath: String = #filePath) throws -> String {
    let root = URL(filePath: filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let article = root.appending(path: "Sources/sales/sales.docc/Coverage.md")
    return try String(contentsOf: article, encoding: .utf8)
  }
}
