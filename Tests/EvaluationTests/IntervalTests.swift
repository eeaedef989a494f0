import Diagnostics
import Engine
import Evaluation
import Foundation
import Testing
import Values

/// The intervals of economic figures, and the replicates that are made when they are asked for.
@Suite("Intervals of customers") struct IntervalTests {
  private static func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func estimates(_ run: ScriptRun, _ column: String) -> [Estimate] {
    run.column(column, ofShown: 0).compactMap {
      if case .estimate(let estimate) = $0 { estimate } else { nil }
    }
  }

  // From the 12 rows, customer by customer, with numpy 2.4.6 and scipy 1.17.1 (norm.ppf, t.ppf).
  @Test("the limits of the worked example are those of its customers one by one")
  func example() throws {
    let run = ScriptRun(
      """
      unit_economics(
        load("Tests/Oracle/Example/spend.csv", as: spend),
        load("Tests/Oracle/Example/customers.csv", as: customers), by: .segment)
      """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    let expected = [
      ("arpa", [(2583.015902373637, 4913.406161509635), (55.614575972997535, 80.71624967849324)]),
      (
        "churn",
        [
          (0.017064706933268448, 0.5403397764502161), (0.09445957726433335, 0.6377852148315375),
        ]
      ),
    ]
    for (column, limits) in expected {
      let found = estimates(run, column)
      try #require(found.count == 2)
      for (estimate, (low, high)) in zip(found, limits) {
        // The t quantile of Hill 1970 is good to 1e-5.
        #expect(abs(try #require(estimate.low) / low - 1) < 1e-5)
        #expect(abs(try #require(estimate.high) / high - 1) < 1e-5)
      }
    }
  }

  @Test("limits are the same bytes in any order of rows, on any threads, for amounts of any size")
  func order() throws {
    try Self.inFolder { folder in
      let connection = try Connection.open()
      // The same amounts in each group, times a power of 1,000 from 10^-15 to 10^15.
      _ = try connection.run(
        sql: """
          CREATE TEMP TABLE customers AS SELECT 'C' || n AS id,
            DATE '2024-01-01' + CAST(hash(n % 3000, 1) % 400 AS INTEGER) AS started,
            CASE WHEN hash(n % 3000, 2) % 3 = 0
              THEN DATE '2025-03-01' + CAST(hash(n % 3000, 3) % 300 AS INTEGER) END AS ended,
            'g' || (10 + n // 3000) AS channel,
            ((hash(n % 3000, 4) % 9000) / 7e0 - 20) * pow(1e3, n // 3000 - 5) AS mrr
          FROM range(33000) AS numbers(n)
          """)
      func limits(_ order: String, isDeterministic: Bool) throws -> [Estimate] {
        let path = folder.appending(path: "\(UUID().uuidString).parquet").path
        _ = try connection.run(
          sql: """
            COPY (FROM customers ORDER BY \(order)) TO '\(path)'
            (FORMAT parquet, ROW_GROUP_SIZE 2048)
            """)
        var options = SessionOptions()
        options.threads = isDeterministic ? 1 : nil
        let run = ScriptRun(
          "arpa(load(\"\(path)\", as: customers), by: .channel)", options: options)
        #expect(run.outcome == .succeeded, "\(run.words)")
        return estimates(run, "arpa")
      }
      let one = try limits("id", isDeterministic: true)
      try #require(one.count == 11)
      for order in ["hash(id)", "mrr DESC"] {
        let other = try limits(order, isDeterministic: false)
        try #require(other.count == 11)
        // Beyond 10^13 the sum of revenue itself may show the order.
        #expect(other[..<8].map(\.low) == one[..<8].map(\.low))
        #expect(other[..<8].map(\.high) == one[..<8].map(\.high))
      }
      // Groups differ in the unit of their amounts alone.
      let low = try #require(one[5].low) / one[5].value
      for estimate in one {
        #expect(abs(try #require(estimate.low) / estimate.value / low - 1) < 1e-9)
      }
    }
  }

  @Test("amounts that are infinite or no number leave other groups alone")
  func notFinite() throws {
    try Self.inFolder { folder in
      let path = folder.appending(path: "customers.parquet").path
      _ = try Connection.open().run(
        sql: """
          COPY (SELECT 'C' || n AS id, DATE '2025-01-05' AS started,
            CASE WHEN n % 4 = 0 THEN DATE '2025-06-05' END AS ended,
            CASE WHEN n < 50 THEN 'fine' ELSE 'odd' END AS channel,
            CASE n WHEN 60 THEN 'inf'::DOUBLE WHEN 61 THEN 'nan'::DOUBLE WHEN 62 THEN 1e308
              WHEN 63 THEN 1e-310 ELSE 10 + n END AS mrr
          FROM range(100) AS numbers(n)) TO '\(path)' (FORMAT parquet)
          """)
      let run = ScriptRun(
        "arpa(load(\"\(path)\", as: customers), by: .channel, as_of: @2025-12-31)")
      #expect(run.outcome == .succeeded, "\(run.words)")
      let found = estimates(run, "arpa")
      #expect(try #require(found.first?.low) > 30)
    }
  }

  @Test("a file that changed is no matter to what is known, and stops what would read it again")
  func changedFile() throws {
    try Self.inFolder { folder in
      let path = folder.appending(path: "customers.csv").path
      let head = "id,started,ended\n"
      let rows = (1...40).map { "C\($0),2025-01-02,\($0 % 3 == 0 ? "2025-04-05" : "")\n" }.joined()
      try (head + rows + "D,2025-09-01,\n").write(toFile: path, atomically: true, encoding: .utf8)
      let run = ScriptRun(
        """
        let c = churn(load("\(path)", as: customers))
        c | show()
        c * 2
        c / c
        """,
        onShown: {
          try? (head + rows).write(toFile: path, atomically: true, encoding: .utf8)
        })
      #expect(run.outcome.rawValue == 5)
      #expect(run.diagnostics.map(\.code.rawValue) == ["E0503"])
      #expect(run.shown.count == 2, "\(run.words)")
    }
  }
}
