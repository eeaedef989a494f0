import Evaluation
import Foundation
import Testing
import Values

/// Columns inside a text: one text for each row.
@Suite("Columns inside a text") struct TextColumnTests {
  @Test("texts, days and truth values in a file and in memory alike")
  func alike() throws {
    let file = FileManager.default.temporaryDirectory
      .appending(component: "texts-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("name,day,n\na,2026-01-02,3\n,,1\n".utf8).write(to: file)
    let add = "add(text: \"{.name} on {.day}: {.n > 2}\")"
    let run = ScriptRun(
      """
      load("\(file.path)") | \(add)
      table {
        name    | day         | n
        "a"     | @2026-01-02 | 3
        missing | missing     | 1
      } | \(add)
      """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    for index in 0..<2 {
      let texts = run.column("text", ofShown: index).map { value in
        if case .text(let text) = value { text } else { "" }
      }
      #expect(texts == ["a on 2026-01-02: true", "missing on missing: false"])
    }
  }

  @Test("numbers are written in memory, where they are rounded as they are shown")
  func numbers() {
    let run = ScriptRun("table {\n  b[USD]\n  2.675\n} | add(x: \"{.b:.2} or {.b}\")")
    #expect(run.output.contains("$2.68 or $2.68"))
    // Rows of a file are brought there, and keep their units.
    let file = ScriptRun(
      """
      load("Datasets/spend.csv", as: spend) | top(1, by: .cost)
      | add(x: "{.cost:.1} on {.date:yyyy}, {.cost / 1 week:.0}")
      """)
    #expect(file.outcome == .succeeded, "\(file.words)")
    #expect(file.output.contains("$22484.5 on 2025, $22485/week"), "\(file.output)")
  }
}
