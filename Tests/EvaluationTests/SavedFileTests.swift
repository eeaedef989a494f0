import Evaluation
import Foundation
import Testing
import Units
import Values

@Suite("Saved files") struct SavedFileTests {
  private static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private static func types(_ run: ScriptRun) -> [String] {
    guard case .table(let table)? = run.shown.last?.value else { return [] }
    return table.type.columns.map { "\($0.name) \($0.type)" }
  }

  @Test("A Parquet file keeps the units of its columns") func units() throws {
    try Self.inFolder { folder in
      let path = "\(folder)/units.parquet"
      let made = """
        let t = table {
          name | cost[USD] | price[USD/customer/month] | won[customer] | part | lost | plain | day
          "a" | 1.5 | 2 | 3 | 5% | 3%/month | 7 | @2026-05-06
          missing | missing | missing | missing | missing | missing | missing | missing
        }
        """
      let saved = ScriptRun(
        """
        \(made)
        t | add(month: month(.day), quarter: quarter(.day)) | save("\(path)")
        """)
      #expect(saved.outcome == .succeeded, "\(saved.words)")
      let loaded = ScriptRun("load(\"\(path)\")")
      let before = ScriptRun("\(made)\nt | add(month: month(.day), quarter: quarter(.day))")
      #expect(Self.types(loaded) == Self.types(before))
      #expect(Self.types(loaded).contains("price USD/customer/month"))
      #expect(loaded.output == before.output)
    }
  }

  @Test("The bytes do not depend on the number of threads", arguments: ["csv", "json", "parquet"])
  func threads(ending: String) throws {
    try Self.inFolder { folder in
      let files = try [true, false].map { isDeterministic in
        let path = "\(folder)/\(isDeterministic).\(ending)"
        var options = SessionOptions()
        options.threads = isDeterministic ? 1 : nil
        let run = ScriptRun(
          """
          let t = load("Datasets/customers.csv", as: customers) | where(.started in @2025-Q4)
          t | join(t | keep(.started), many: .started) | add(x: .mrr / 7) | save("\(path)")
          """, options: options)
        #expect(run.outcome == .succeeded, "\(run.words)")
        return try Data(contentsOf: URL(filePath: path))
      }
      #expect(files[0].count > 50_000)
      #expect(files[0] == files[1])
    }
  }

  @Test("A text with a guard is saved and loaded as it was", arguments: ["csv", "tsv"])
  func guards(ending: String) throws {
    try Self.inFolder { folder in
      let texts = ["=1", "'=1", "''=1", "'", "''", "'a", "+", "-5", "@", "\t", "＝x", "a=b", " =1"]
      let rows = texts.map { text in
        let literal = text.replacingOccurrences(of: "\t", with: "\\t")
        return "  \"\(literal)\" | 1"
      }
      let saved = ScriptRun(
        """
        let t = table {
          text | one
        \(rows.joined(separator: "\n"))
        }
        t | save("\(folder)/a.\(ending)")
        """)
      #expect(saved.outcome == .succeeded, "\(saved.words)")
      let again = ScriptRun(
        """
        load("\(folder)/a.\(ending)") | save("\(folder)/b.\(ending)")
        load("\(folder)/a.\(ending)").text
        """)
      #expect(again.outcome == .succeeded, "\(again.words)")
      let first = try Data(contentsOf: URL(filePath: "\(folder)/a.\(ending)"))
      let second = try Data(contentsOf: URL(filePath: "\(folder)/b.\(ending)"))
      #expect(first == second)
      guard case .list(let list)? = again.shown.last?.value else {
        Issue.record("no list")
        return
      }
      let found = list.elements.map { if case .text(let text) = $0 { text } else { "" } }
      #expect(found == texts)
    }
  }
}
