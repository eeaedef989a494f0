import Diagnostics
import Evaluation
import Testing
import Values

/// A table without roles is enough where its headers are their names, and most need no `as:`.
@Suite("Loading without a role") struct LoadingTests {
  private static let spend = "Tests/EvaluationTests/Data/spend.csv"
  private static let customers = "Tests/EvaluationTests/Data/customers.csv"

  @Test(
    "gives the figures of the same call with roles",
    arguments: [
      "unit_economics(SPEND, CUSTOMERS)", "unit_economics(SPEND, CUSTOMERS, by: .channel)",
      "cac(SPEND, CUSTOMERS)", "churn(CUSTOMERS)", "arpa(CUSTOMERS)", "ltv(CUSTOMERS)",
      "payback(SPEND, CUSTOMERS)", "ltv_cac(SPEND, CUSTOMERS)",
    ])
  func sameFigures(_ call: String) {
    func run(_ kind: (String) -> String) -> ScriptRun {
      func load(_ path: String, _ role: String) -> String { "load(\"\(path)\"\(kind(role)))" }
      return ScriptRun(
        call.replacing("SPEND", with: load(Self.spend, "spend"))
          .replacing("CUSTOMERS", with: load(Self.customers, "customers")))
    }
    let without = run { _ in ", as: none" }, with = run { ", as: \($0)" }, plain = run { _ in "" }
    #expect(plain.output == with.output)
    #expect(
      plain.notes.contains { $0.text.contains("(recognised by its headers)") }, "\(plain.words)")
    #expect(without.outcome == .succeeded, "\(without.words)")
    #expect(without.output == with.output)
    #expect(without.output != "")
    // What the roles say when a file is loaded is said with the figures instead.
    let isMoneyUsed = call != "churn(CUSTOMERS)"
    let notes = without.notes + (without.shown.first.map { Self.notes(of: $0.value) } ?? [])
    #expect(notes.contains { $0.text.contains("is taken as USD") } == isMoneyUsed)
  }

  private static func notes(of value: Value) -> [Note] {
    switch value {
    case .table(let table): table.notes
    case .estimate(let estimate): estimate.notes
    default: []
    }
  }

  @Test("is an error with --strict, since the amounts have no currency")
  func strict() {
    var options = SessionOptions()
    options.isStrict = true
    let run = ScriptRun("arpa(load(\"\(Self.customers)\", as: none))", options: options)
    #expect(run.outcome == .checkError)
    #expect(
      run.diagnostics.first?.helps.first?.code
        == "load(\"\(Self.customers)\", as: none, units: {mrr: USD/month})")
    let recognised = ScriptRun("arpa(load(\"\(Self.customers)\"))", options: options)
    #expect(recognised.outcome == .dataError)
  }
}

/// `today` is the option, else the last event date in the data, and never the clock.
@Suite("Today") struct TodayTests {
  private static let loaded =
    "let c = load(\"Tests/EvaluationTests/Data/customers.csv\", as: customers)\n"

  @Test("is the option where it is given")
  func given() {
    var options = SessionOptions()
    options.today = CalendarDate(year: 2026, month: 7, day: 1)
    let run = ScriptRun("today - @2026-01-01", options: options)
    #expect(run.output == "181 days\n")
    #expect(run.notes.isEmpty)
  }

  @Test("is the last start in the data, which is said once")
  func ofData() {
    let run = ScriptRun(Self.loaded + "today\nc | where(.started == today) | summarize(n: count())")
    let latest = ScriptRun(Self.loaded + "max(c.started)").output
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(run.output.hasPrefix(latest))
    #expect(run.notes.count { $0.text.hasPrefix("today is") } == 1)
  }

  @Test("may be bound to something else")
  func bound() { #expect(ScriptRun("let today = 5\ntoday").output == "5\n") }
}
