import Evaluation
import Foundation
import Testing
import Values

/// Customers that stand in several rows are counted and told, and the figures are as they were.
@Suite("Customers in several rows") struct RepeatedCustomerTests {
  private static func run(_ rows: [String], _ program: String) throws -> ScriptRun {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "customers.csv").path
    let text = "id,started,ended,segment,mrr\n" + rows.map { $0 + "\n" }.joined()
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return ScriptRun(program.replacing("TABLE", with: "load(\"\(path)\", as: customers)"))
  }

  private static let rows = [
    "a,2026-01-02,,SMB,50", "b,2026-01-03,2026-03-04,SMB,50", "b,2026-01-03,2026-03-04,SMB,50",
    "c,2026-02-05,,Ent,70", "c,2026-03-05,,SMB,70", "c,2026-04-05,,Ent,70", "d,2026-04-06,,SMB,1",
  ]

  private static func warnings(_ run: ScriptRun) -> [String] {
    let carried = run.shown.flatMap { shown -> [Note] in
      switch shown.value {
      case .estimate(let estimate): estimate.notes
      case .table(let table): table.notes
      default: []
      }
    }
    return (run.notes + carried).map(\.text).filter { $0.contains("than there are ids") }
  }

  @Test(
    "are told by each function that reduces customers",
    arguments: [
      "churn(TABLE)", "arpa(TABLE)", "churn(TABLE, by: .segment)",
      "churn(TABLE, definition: \"exposure\")", "ltv(TABLE)",
      "cac(load(\"Datasets/spend.csv\", as: spend), TABLE)",
      "unit_economics(load(\"Datasets/spend.csv\", as: spend), TABLE, by: .segment)",
    ])
  func told(program: String) throws {
    let run = try Self.run(Self.rows, program)
    #expect(run.outcome == .succeeded, "\(run.words)")
    let warnings = Self.warnings(run)
    #expect(warnings.count == 1, "\(run.words)")
    #expect(warnings.first?.hasPrefix("2 customers stand in 5 rows, `b` among them") == true)
    #expect(warnings.first?.contains("won is 3 more than there are ids") == true)
    #expect(warnings.first?.contains("| distinct(.id)") == true)
  }

  @Test("the line of the warning ends it", arguments: ["churn(TABLE | distinct(.id))"])
  func fixed(program: String) throws {
    let run = try Self.run(Self.rows, program)
    #expect(run.outcome == .succeeded)
    #expect(Self.warnings(run).isEmpty)
  }

  @Test("are found in memory too") func inMemory() throws {
    let run = ScriptRun(
      """
      let t = table {
        id  | started     | ended
        "a" | @2026-01-02 | missing
        "a" | @2026-01-03 | @2026-04-03
        "b" | @2026-01-03 | @2026-05-03
      }
      churn(t)
      """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(Self.warnings(run).first?.hasPrefix("1 customer stands in 2 rows, `a`") == true)
  }

  @Test("without an id, or left out otherwise, are none") func leftOut() throws {
    let run = try Self.run(
      ["a,2026-01-02,,SMB,50", ",2026-01-02,,SMB,50", ",2026-01-02,,SMB,50", "a,,,SMB,50"],
      "churn(TABLE)")
    #expect(Self.warnings(run).isEmpty, "\(run.words)")
  }

  @Test("are found among many by some of the ids") func many() throws {
    // 240,000 rows of 48 bytes and more: one of four ids is looked at, and all of each that is.
    let day = "2026-01-"
    var rows = (0..<240_000).map { index in
      "customer number \(index + 1_000_000),\(day)\(10 + index % 20),,a segment,50"
    }
    #expect(Self.warnings(try Self.run(rows, "churn(TABLE)")).isEmpty)
    rows += rows.prefix(100)
    let run = try Self.run(rows, "churn(TABLE)")
    #expect(Self.warnings(run).first?.hasPrefix("100 customers stand in 200 rows") == true)
  }
}
