import Diagnostics
import Evaluation
import Foundation
import Testing
import Values

/// What `load` tells of the roles of columns, and where it takes them from.
@Suite("Roles of a loaded file") struct RoleTests {
  /// Loads a file of this text and runs the rest on it.
  private func run(
    _ text: String, as kind: String = "", _ rest: String = "", roles: String? = nil
  ) throws -> ScriptRun {
    let file = FileManager.default.temporaryDirectory
      .appending(component: "\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    var options = SessionOptions()
    options.roles = roles.map { SourceText(name: "roles.txt", text: $0) }
    return ScriptRun("load(\"\(file.path)\"\(kind))\(rest)", options: options)
  }

  private func load(_ run: ScriptRun) -> String {
    run.notes.map(\.text).first { $0.contains(".csv") } ?? ""
  }

  private static let costs = "Datum,Kosten (EUR),Kampagne,Klicks\n2026-01-05,10,A,3\n"

  @Test("are told from the headers where they are certain")
  func certain() throws {
    let run = try run(Self.costs, " | summarize(cost: sum(.cost))")
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(load(run).contains("as spend (recognised by its headers): date is `Datum`, cost is"))
    #expect(run.output.contains("€"))
  }

  @Test("are those of `as:` whatever the headers say")
  func said() throws {
    let expenses = load(try run(Self.costs, as: ", as: expenses"))
    #expect(expenses.contains("as expenses: date is `Datum`, amount is `Kosten (EUR)`;"))
    let none = try run(Self.costs, as: ", as: none", " | keep(.Datum)")
    #expect(
      load(none).hasSuffix(": 4 columns; Kosten (EUR) read as EUR")
        || load(none).hasSuffix(": 4 columns"))
    #expect(none.outcome == .succeeded)
  }

  @Test("are not guessed where two kinds of table fit, and the line says what decides")
  func ambiguous() throws {
    let run = try run("date,amount,type\n2026-01-05,10,A\n")
    #expect(load(run).contains("`as: spend` or `as: expenses` says it"))
    #expect(!load(run).contains("recognised"))
  }

  @Test("are not given where two columns tie, and the line names the argument")
  func tie() throws {
    let run = try run("Day,Cost (USD),Cost (EUR),Clicks,Campaign\n2026-01-05,10,9,3,A\n")
    #expect(load(run).contains("`Cost (USD)` and `Cost (EUR)` could each be the cost, so none is"))
    #expect(load(run).contains("`cost: .\"Cost (USD)\"` in a call names one"))
  }

  @Test("that were only recognised bind no function, and its arguments name the columns")
  func lenient() throws {
    let orders =
      "Customer ID,Order Date,Order Total,Order ID\nA,2026-01-05,10,1\nB,2026-02-05,10,2\n"
    let wins = "load(\"Tests/EvaluationTests/Data/customers.csv\", as: customers)"
    let call = " | cac(\(wins), date: .\"Order Date\", cost: .\"Order Total\")"
    let recognised = try run(orders, call)
    #expect(load(recognised).contains("as orders (recognised"))
    #expect(recognised.outcome == .succeeded, "\(recognised.words)")
    let said = try run(orders, as: ", as: orders", call)
    #expect(said.outcome == .checkError)
    #expect(
      said.diagnostics.first?.message.contains("this one was loaded as orders") == true,
      "\(said.words)")
  }

  @Test("are found by the user's own headers, and their mistakes are warnings with a place")
  func own() throws {
    let roles = "spend cost: Netto bezahlt\nspend cots: X\nspend date: Wann\nspend mark: Motiv\n"
    let run = try run("Wann,Netto bezahlt,Motiv,Klicks\n2026-01-05,10,A,1\n", roles: roles)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(load(run).contains("as spend (recognised by its headers): date is `Wann`, cost is"))
    let warning = try #require(run.diagnostics.first)
    #expect(warning.severity == .warning)
    #expect(warning.message == "spend has no role `cots`")
    #expect(warning.helps.first?.code == "cost")
    let span = try #require(warning.span)
    #expect(run.sources[span.source].name == "roles.txt")
    #expect(run.sources[span.source].line(at: span.start) == 1)
    #expect(run.sources.text(of: span) == "cots")
  }

  @Test("of the user cannot end a session, whatever the file holds")
  func strange() throws {
    for text in [
      "\u{0}\u{0}", "[", ":", "\n:\n", "a b:\u{301},,", String(repeating: "x:", count: 9_999),
    ] {
      let run = try run("a,b\n1,2\n", roles: text)
      #expect(run.outcome == .succeeded)
      #expect(run.diagnostics.allSatisfy { $0.severity == .warning })
    }
  }

  @Test("give a count of ids the unit of its table")
  func counted() throws {
    let deals = "id,created,stage,amount,Probability,Next step\n1,2026-01-05,won,10,1,x\n"
    let run = try run(deals, " | summarize(n: count(.id))")
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(run.output.contains("deal"), "\(run.output)")
  }
}
