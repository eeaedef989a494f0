import Engine
import Evaluation
import Foundation
import Testing
import Values

/// Nothing is dropped in silence: rows left out and zero denominators are counted with the result.
@Suite("Lost rows") struct LostRowTests {
  private static let fromFile = """
    let t = load("Tests/EvaluationTests/Data/losses.csv", units: {cost: USD, won: customer})

    """
  private static let inMemory = """
    let t = table {
      channel | cost[USD] | won[customer]
      "ads"   | 100       | 4
      "ads"   | missing   | 0
      "mail"  | 50        | 0
      "mail"  | 20        | 2
      missing | 10        | missing
    }

    """

  private static func notes(_ text: String) -> [String] {
    let run = ScriptRun(text)
    #expect(run.outcome == .succeeded, "\(run.words)")
    return run.notes.map(\.text).filter { !$0.hasSuffix("columns") }
  }

  @Test("`where` counts the rows whose condition is missing", arguments: [fromFile, inMemory])
  func dropped(_ table: String) {
    // One cost is missing; 10 is not above 10.
    #expect(
      Self.notes(table + "t | where(.cost > $10)") == [
        "where: 1 row left out because the condition is missing there"
      ])
    #expect(
      Self.notes(table + "sum((t | where(.won > 1)).cost)") == [
        "where: 1 row left out because the condition is missing there"
      ])
    #expect(Self.notes(table + "t | where(.cost is not missing)").isEmpty)
    #expect(Self.notes(table + "t | where(.channel is missing)").isEmpty)
  }

  @Test("division by zero in a column of a file is counted")
  func zeros() {
    let table = Self.fromFile
    #expect(
      Self.notes(table + "t | add(cac: .cost / .won)") == [
        "`cac`: 2 values are missing because the denominator is zero"
      ])
    #expect(
      Self.notes(table + "t | summarize(mean: mean(.cost / .won))") == [
        "`mean`: 2 values are missing because the denominator is zero",
        "`mean`: 3 missing values do not count",
      ])
    #expect(
      Self.notes(
        table + "t | where(.cost == $50) | summarize(r: sum(.cost) / sum(.won), by: .channel)")
        == [
          "where: 1 row left out because the condition is missing there",
          "`r`: 1 value is missing because the denominator is zero",
        ])
    // A division that is not made loses nothing.
    #expect(
      Self.notes(
        table + "t | add(c: if .won == 0 customers then $1/customer else .cost / .won)"
      ).isEmpty)
  }

  @Test("aggregates count the missing values that they pass over", arguments: [fromFile, inMemory])
  func passedOver(_ table: String) {
    #expect(
      Self.notes(
        table + """
          t | summarize(total: sum(.cost), mean: mean(.cost), least: min(.won), by: .channel)
          """) == [
          "`total`, `mean`: 1 missing value of `cost` does not count",
          "`least`: 1 missing value of `won` does not count",
        ])
    // The numbers of values and rows are what they say.
    #expect(Self.notes(table + "t | summarize(n: count(.cost), rows: count())").isEmpty)
    // A missing value that the expression asks for is meant; one of the column is not.
    #expect(
      Self.notes(
        table + "t | summarize(x: sum(if .channel == \"mail\" then .cost else missing))"
      ).isEmpty)
    #expect(
      Self.notes(
        table + "t | summarize(x: sum(if .channel == \"ads\" then .cost else missing))"
      ) == ["`x`: 1 missing value does not count"])
    // Of the two values of a weighted mean either may be missing: row 2 and row 5.
    #expect(
      Self.notes(table + "t | summarize(x: mean(.cost, weight: .won))") == [
        "`x`: 2 missing values do not count"
      ])
    #expect(
      Self.notes(table + "t | window(x: running(.cost), n: running(.cost, aggregate: \"count\"))")
        == [
          "`window`: 1 missing value of `cost` does not count"
        ])
  }

  @Test("aggregates of lists count them too")
  func passedOverInLists() {
    #expect(
      Self.notes(Self.inMemory + "sum(t.cost)") == [
        "`sum(t.cost)`: 1 of 5 values is missing and does not count"
      ])
    #expect(Self.notes(Self.inMemory + "count(t.cost)").isEmpty)
  }

  @Test("a question about an answer does not ask for the answer again, and gives the same")
  func answerOfAnswer() {
    let direct = ScriptRun(
      Self.fromFile + """
        t | summarize(cost: sum(.cost), n: count(), day: max(@2026-01-05), on: max(true), by: .channel)
        """)
    let further = ScriptRun(
      Self.fromFile + """
        t | summarize(cost: sum(.cost), n: count(), day: max(@2026-01-05), on: max(true), by: .channel)
          | add(double: .cost * 2) | sort(-.cost)
        """)
    #expect(direct.outcome == .succeeded && further.outcome == .succeeded, "\(further.words)")
    #expect(further.column("double", ofShown: 0).map(\.magnitude) == [200, 140, 20])
    for name in ["channel", "day", "on"] {
      let cells = further.column(name, ofShown: 0).map { "\($0)" }
      #expect(cells == direct.column(name, ofShown: 0).map { "\($0)" } && cells.count == 3)
    }
    #expect(further.notes == direct.notes)
  }

  @Test("division by zero in a column in memory is counted")
  func zerosInMemory() {
    let notes = Self.notes(Self.inMemory + "t | add(cac: .cost / .won)")
    #expect(notes.count == 1)
    #expect(notes.first?.contains("the denominator is zero") == true)
  }

  @Test("division by zero is counted where a file meets a table in memory")
  func zerosOfBoth() {
    let notes = Self.notes(
      Self.fromFile + """
        let w = table {
          channel | seats
          "ads"   | 0
          "mail"  | 2
        }
        t | where(.channel is not missing) | join(w, one: .channel) | add(x: .cost / .seats)
        """)
    // Of the two rows of ads one has a cost.
    #expect(notes.contains("1 value is missing: the denominator is zero"))
  }

  /// A Parquet file whose costs are 1000, nan, inf, 300 and 400.
  private static func withInfinite(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "sales-\(UUID().uuidString).parquet").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try Connection.open().run(
      sql: """
        COPY (SELECT DATE '2026-01-10' AS date, 'ads' AS channel, unnest(
          [1000, 'nan'::DOUBLE, 'inf'::DOUBLE, 300, 400]) AS cost) TO '\(path)' (FORMAT parquet)
        """)
    try body("let t = load(\"\(path)\", as: spend)\n")
  }

  @Test("cells that are infinite or not a number are missing, and counted where they are used")
  func infinite() throws {
    try Self.withInfinite { file in
      let warning = "`cost`: 2 cells are missing because the file has no finite number there"
      #expect(Self.notes(file + "t").contains(warning))
      #expect(Self.notes(file + "t | keep(.date)").count { $0 == warning } == 0)
      let sum = ScriptRun(file + "sum(t.cost)\nt | summarize(n: count(.cost), all: count())")
      #expect(sum.output.hasPrefix("$1,700\n"))
      #expect(sum.column("n", ofShown: 1).map(\.magnitude) == [3])
      #expect(sum.column("all", ofShown: 1).map(\.magnitude) == [5])
      #expect(sum.notes.map(\.text).contains(warning))
    }
  }

  @Test("results beyond the largest number are missing, and counted")
  func tooLarge() throws {
    try Self.withInfinite { file in
      let notes = Self.notes(file + "t | add(x: .cost * 1e300 * 1e300) | keep(.x)")
      #expect(notes.contains("3 values are missing: the result is too large or no number"))
    }
  }

  @Test("`save` counts what `show` counts")
  func saved() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "sales-\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let run = ScriptRun(
      Self.fromFile + "t | where(.cost > $10) | add(cac: .cost / .won) | save(\"\(path)\")")
    #expect(run.outcome == .succeeded, "\(run.words)")
    let notes = run.notes.map(\.text)
    #expect(notes.contains("where: 1 row left out because the condition is missing there"))
    #expect(notes.contains("`cac`: 1 value is missing because the denominator is zero"))
  }

  @Test("the notes of `during:` count those who left in it")
  func during() {
    let customers = "let c = load(\"Tests/EvaluationTests/Data/leavers.csv\", as: customers)\n"
    func notes(_ call: String) -> [String] {
      let run = ScriptRun(customers + call)
      #expect(run.outcome == .succeeded, "\(run.words)")
      guard case .estimate(let estimate)? = run.shown.first?.value else { return [] }
      return estimate.notes.map(\.text)
    }
    let all = notes("churn(c)"), february = notes("churn(c, during: @2026-02)")
    #expect(all.contains { $0.hasPrefix("3 customers joined and left within") })
    #expect(all.contains { $0.hasPrefix("1 customer with an end after 2026-04-02") })
    #expect(february.contains { $0.hasPrefix("2 customers joined and left within") })
    #expect(!february.contains { $0.contains("with an end after") })
  }

  @Test("a fact is said once")
  func once() {
    let notes = Self.notes(
      Self.fromFile + "let k = t | where(.cost > $10)\nk | show()\nk | show()\nsum(k.cost)")
    #expect(notes == ["where: 1 row left out because the condition is missing there"])
  }
}
