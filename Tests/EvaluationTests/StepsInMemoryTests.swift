import Evaluation
import Foundation
import Testing
import Values

/// Functions that the engine does not have, over the rows of a file.
@Suite("Steps in memory") struct StepsInMemoryTests {
  private func withFile(_ lines: [String], _ check: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "rows.csv").path
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    try check("let t = load(\"\(path)\", units: {cost: USD})\n")
  }

  private func texts(_ run: ScriptRun, _ column: String, table: Int) -> [String] {
    run.column(column, ofShown: table).map { NumberText().text($0) }
  }

  private static let rows = [
    "tags,cost,shown", "a_b,10,5", "c,20,0", "a_b_c,30,6", "d,5,0",
  ]

  private static let literal = """
    let t = table {
      tags | cost[USD] | shown
      "a_b" | 10 | 5
      "c" | 20 | 0
      "a_b_c" | 30 | 6
      "d" | 5 | 0
    }

    """

  @Test("the rows are brought there, and go on to other verbs")
  func verbs() throws {
    try withFile(Self.rows) { load in
      let run = ScriptRun(
        load + """
          t | add(parts: split(.tags, "_"))
          t | where(length(split(.tags, "_")) > 1) | keep(.tags)
          t | add(n: length(split(.tags, "_"))) | sort(-.n) | keep(.tags, .n)
          t | summarize(cost: sum(.cost), by: [n: length(split(.tags, "_"))])
          t | summarize(cost: sum(.cost), by: .tags) | add(first: split(.tags, "_")[0])
          """)
      #expect(run.outcome == .succeeded, "\(run.words)")
      #expect(texts(run, "parts", table: 0).first == "[\"a\", \"b\"]")
      #expect(texts(run, "tags", table: 1) == ["a_b", "a_b_c"])
      #expect(run.column("n", ofShown: 2).map(\.magnitude) == [3, 2, 1, 1])
      #expect(run.column("cost", ofShown: 3).map(\.magnitude) == [25, 10, 30])
      #expect(texts(run, "cost", table: 3) == ["$25", "$10", "$30"])
      #expect(texts(run, "first", table: 4) == ["a", "a", "c", "d"])
    }
  }

  @Test("a row's own list has elements")
  func lists() throws {
    try withFile(Self.rows) { load in
      for begin in [load, Self.literal] {
        let run = ScriptRun(
          begin + """
            t | add(x: split(.tags, "_")[1])
            t | add(x: split(.tags, "_")[.cost / 10 USD - 1]) | keep(.x)
            """)
        #expect(run.outcome == .runtimeError, "\(run.words)")
        #expect(texts(run, "x", table: 0) == ["b", "missing", "b", "missing"], "\(begin)")
        #expect(run.words.contains("an index is a whole number from 0"))
      }
    }
  }

  @Test("records, lists and spans of days are made of the rows of a file as of a table")
  func parts() throws {
    let calls = """
      fn named(t) = {first: split(t, "_")[0], length: length(t)}
      t | add(x: {a: .cost, b: .tags}.a, y: named(.tags).first, z: named(.tags).length)
      t | add(x: split(.tags, "_")[length(split(.tags, "_")) - 1], y: ["no", "yes"][if .shown > 0 then 1 else 0])
      t | add(x: [1, 2, 3], y: @2026-01..@2026-02, z: if .shown > 0 then split(.tags, "_") else ["none"])
      t | summarize(x: first(@2026-01..@2026-02))
      t | where({a: .shown}.a > 5) | keep(.tags)
      t | sort(split(.tags, "_")[0]) | keep(.tags)
      t | summarize(n: count(), by: [first: split(.tags, "_")[0]])
      """
    try withFile(Self.rows) { load in
      let (file, table) = (ScriptRun(load + calls), ScriptRun(Self.literal + calls))
      #expect(file.outcome == .succeeded, "\(file.words)")
      #expect(table.outcome == .succeeded, "\(table.words)")
      for run in [file, table] {
        #expect(texts(run, "x", table: 0) == ["$10", "$20", "$30", "$5"], "\(run.output)")
        #expect(texts(run, "y", table: 0) == ["a", "c", "a", "d"])
        #expect(texts(run, "z", table: 0) == ["3", "1", "5", "1"])
        #expect(texts(run, "x", table: 1) == ["b", "c", "c", "d"])
        #expect(texts(run, "y", table: 1) == ["yes", "no", "yes", "no"])
        #expect(texts(run, "x", table: 2).first == "[1, 2, 3]")
        #expect(texts(run, "z", table: 2)[1] == "[\"none\"]")
        #expect(texts(run, "tags", table: 4) == ["a_b_c"])
        #expect(texts(run, "tags", table: 5) == ["a_b", "a_b_c", "c", "d"])
        #expect(texts(run, "first", table: 6) == ["a", "c", "d"])
      }
      for (name, shown) in [("y", 2), ("x", 3)] {
        #expect(texts(file, name, table: shown) == texts(table, name, table: shown))
      }
    }
  }

  @Test("an element from the end has a line that takes it")
  func negative() {
    let begin = Self.literal
    let run = ScriptRun(begin + "t | add(x: split(.tags, \"_\")[-1])")
    let fix = "split(.tags, \"_\")[length(split(.tags, \"_\")) - 1]"
    #expect(run.words.contains(fix), "\(run.words)")
    let mended = ScriptRun(begin + "t | add(x: \(fix))")
    #expect(texts(mended, "x", table: 0) == ["b", "c", "c", "d"])
  }

  @Test("what is missing for a zero below is said once")
  func zeros() throws {
    try withFile(Self.rows) { load in
      let run = ScriptRun(
        load + """
          t | add(each: .cost / .shown, parts: split(.tags, "_"))
          """)
      #expect(run.outcome == .succeeded, "\(run.words)")
      let said = run.notes.filter { $0.text.contains("the denominator is zero") }
      #expect(said.count == 1 && said.first?.text.contains("2 values") == true)
    }
  }

  @Test("of many rows the first are shown, and more than a million are refused where all are read")
  func many() throws {
    let lines =
      ["tags,cost,shown"] + [String](repeating: "a_b,1,1", count: 1_000_001) + ["c,1,1"]
    try withFile(lines) { load in
      var options = SessionOptions()
      options.view = TableView(mostRows: 6)
      let shown = ScriptRun(
        load + "t | add(parts: split(.tags, \"_\")) | add(n: length(.parts))", options: options)
      #expect(shown.outcome == .succeeded, "\(shown.words)")
      #expect(shown.column("n", ofShown: 0).map(\.magnitude) == [2, 2, 2, 2, 2, 1])
      let refused = ScriptRun(load + "t | where(length(split(.tags, \"_\")) == 1)")
      #expect(refused.outcome == .runtimeError)
      #expect(refused.words.contains("holds at most 1,000,000 rows"))
      #expect(refused.words.contains("a function that the engine does not have"))
    }
  }
}
