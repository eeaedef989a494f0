import Diagnostics
import Evaluation
import Foundation
import Testing
import Values

/// `to USD at rates`: each row by the rate of its own day.
@Suite("Rates of days") struct DatedRateTests {
  private static let rates = """
    let rates = table {
      day         | rate[USD/EUR]
      @2026-01-04 | 1.25
      @2026-01-01 | 1.5
    }

    """

  /// Days before the first rate, on a rate's day, between two, and after the last.
  private static let days = ["2025-12-31", "2026-01-01", "2026-01-03", "2026-01-04", "2026-03-01"]
  private static let expected: [Double?] = [nil, 15, 15, 12.5, 12.5]

  @Test("a rate holds until the next one, in memory and in a file alike")
  func days() throws {
    let file = FileManager.default.temporaryDirectory
      .appending(component: "rates-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    let lines = Self.days.map { "\($0),10\n" }.joined()
    try Data(("date,cost\n" + lines).utf8).write(to: file)
    let rows = Self.days.map { "  @\($0) | 10" }.joined(separator: "\n")
    let run = ScriptRun(
      Self.rates + """
        load("\(file.path)", units: {cost: EUR}) | add(usd: .cost to USD at rates)
        table {
          date | cost[EUR]
        \(rows)
        } | add(usd: .cost to USD at rates)
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    for index in 0..<2 {
      #expect(run.column("usd", ofShown: index).map(\.magnitude) == Self.expected)
    }
    #expect(run.notes.contains { $0.text.hasPrefix("rates `rate` from 2026-01-01 to 2026-01-04") })
  }

  @Test("a rate the other way round divides")
  func inverse() {
    let run = ScriptRun(
      Self.rates
        + "table {\n  date | cost[USD]\n  @2026-01-05 | 10\n} | add(eur: .cost to EUR at rates)")
    #expect(run.column("eur", ofShown: 0).map(\.magnitude) == [8])
  }

  @Test("two rates on one day are no rate")
  func twice() {
    let run = ScriptRun(
      """
      let rates = table {
        day         | rate[USD/EUR]
        @2026-01-01 | 1.5
        @2026-01-01 | 1.6
      }
      table {
        date        | cost[EUR]
        @2026-01-05 | 10
      } | add(usd: .cost to USD at rates)
      """)
    #expect(run.outcome == .dataError)
    #expect(run.diagnostics.first?.message == "the table of rates has two rates on 2026-01-01")
  }
}
