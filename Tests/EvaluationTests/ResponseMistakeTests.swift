import Evaluation
import Testing
import Values

/// What is said where no curve can be fitted, and no budget split.
@Suite("Mistakes of response and budget") struct ResponseMistakeTests: CreditTests {
  private static let fit = ResponseTests.fit

  @Test(
    "a mistake in a split says what, why and how it is mended",
    arguments: [
      (
        "allocate(curves, budget: $900k/quarter)", "the budget lies beyond the data",
        "extrapolate: true"
      ),
      (
        "allocate(curves, budget: $10k/quarter, floor: $8k/quarter)",
        "the floors add up to more than the budget", "the budget is $10,000/quarter"
      ),
      (
        "allocate(curves, budget: $70k/quarter, floor: {tv: $1k/quarter})",
        "there is no channel tv",
        "email, search, social"
      ),
      (
        "allocate(curves, budget: $70k/quarter, floor: {search: $25k/quarter}, cap: {search: $20k/quarter})",
        "the floor of search lies above its cap", "more than"
      ),
      (
        "allocate(curves, budget: $70k)", "`budget:` is spend per time, such as USD/week",
        "it is in USD"
      ),
      ("allocate(curves)", "how much is spent is not said", "`budget:` is split"),
      (
        "allocate(curves, budget: -$1/week)", "`budget:` cannot be negative", "it is"
      ),
      (
        "allocate(curves, budget: $70k/quarter, target: $5/customer)", "`target:` stands alone",
        "it spends until"
      ),
      (
        "allocate(t, budget: $70k/quarter)", "`model` requires what `response` gives",
        "another table"
      ),
      (
        "curves | keep(.spend) | marginal()", "`model` requires what `response` gives", ".channel"
      ),
      (
        "plan(curves, budget: $70k, over: @2025-Q2)", "`over:` begins before the data end",
        "over: @2026-Q2"
      ),
      (
        "t | drop(.channel) | add(next: marginal(curves, at: $5/week))",
        "the rows have no column `.channel`, which tells the curves of the model apart", ".week"
      ),
      ("marginal(curves, at: $5)", "`at:` is spend per time", "USD/week"),
      (
        "saturation(curves, value: 5 days)", "`value:` is an amount per outcome, in USD/customer",
        "it is in day"
      ),
      ("contributions(curves, every: day)", "`every: day` is shorter", "every: week"),
    ])
  func split(_ call: String, _ message: String, _ reason: String) {
    let run = ScriptRun(Self.fit + call)
    #expect(run.outcome != .succeeded)
    #expect(run.words.contains(message), "\(run.words)")
    #expect(run.words.contains(reason), "\(run.words)")
  }

  @Test("negative spend, too few rows, no spend at all: each is said in words")
  func data() {
    let call = "response(t, spend: .spend, outcome: .won, by: .channel)"
    let negative = ScriptRun(
      ResponseTests.market
        + "let t2 = t | add(spend: if .spend == $200 then -$200 else .spend)\nresponse(t2, spend: .spend, outcome: .won, by: .channel)"
    )
    #expect(negative.words.contains("the spend of email is negative"), "\(negative.words)")
    #expect(negative.words.contains("-$200"), "\(negative.words)")
    #expect(negative.words.contains("where(.spend >= $0)"), "\(negative.words)")
    let week = ScriptRun(
      ResponseTests.market + "let t2 = t | where(.week >= @2025-12-29)\n"
        + call.replacing("(t,", with: "(t2,"))
    #expect(week.words.contains("too little is known"), "\(week.words)")
    let none = ScriptRun(
      ResponseTests.market + "let t2 = t | add(spend: .spend * 0)\n"
        + call.replacing("(t,", with: "(t2,"))
    #expect(none.outcome == .succeeded, "\(none.words)")
    #expect(said(none).contains("the data do not tell a curve"))
    let missing = ScriptRun(
      ResponseTests.market
        + "let t2 = t | add(spend: if .spend == $200 then missing else .spend)\n"
        + call.replacing("(t,", with: "(t2,"))
    #expect(missing.words.contains("`.spend` is missing in"), "\(missing.words)")
    #expect(missing.words.contains("add(spend: .spend ?? $0)"), "\(missing.words)")
    let mended = ScriptRun(
      ResponseTests.market
        + "let t2 = t | add(spend: if .spend == $200 then missing else .spend) | add(spend: .spend ?? $0)\n"
        + call.replacing("(t,", with: "(t2,"))
    #expect(mended.outcome == .succeeded, "\(mended.words)")
    let text = ScriptRun(
      ResponseTests.market + "response(t, spend: .channel, outcome: .won)")
    #expect(text.words.contains("is no amount"), "\(text.words)")
  }

  @Test(
    "an experiment that cannot be used is named by its row",
    arguments: [
      (
        "2025-06-02 | @2026-06-29 | 2_000 | 20 | 1",
        "row 2 of `calibrate:` is not within the series",
        "to 2026-06-29; the first week of social begins on"
      ),
      (
        "2025-06-02 | @2025-06-29 | 0 | 20 | 1", "row 2 of `calibrate:` changes no spend",
        "what a change of spend brought"
      ),
      (
        "2025-06-02 | @2025-06-29 | 2_000 | 20 | 0", "row 2 of `calibrate:` lacks a value",
        "standard error"
      ),
      (
        "2025-06-02 | @2025-06-29 | 60_000 | 20 | 1",
        "row 2 of `calibrate:` adds more than was spent",
        "$60,000 more is said to have been spent from 2025-06-02 to 2025-06-29"
      ),
    ])
  func experiment(_ row: String, _ message: String, _ reason: String) {
    let run = ScriptRun(
      ResponseTests.market + """
        let found = table {
          channel | from | to | spend[USD] | outcome[customer] | error[customer]
          "search" | @2025-06-02 | @2025-06-29 | 2_000 | 20 | 1
          "social" | @\(row)
        }
        response(t, spend: .spend, outcome: .won, by: .channel, calibrate: found)
        """)
    #expect(run.outcome != .succeeded)
    #expect(run.words.contains(message), "\(run.words)")
    #expect(run.words.contains(reason), "\(run.words)")
  }

  @Test("what is spent and not in the rows is taken as nothing, which is said")
  func gaps() {
    let run = ScriptRun(
      ResponseTests.market
        + "let t2 = t | where(.week != @2025-12-01 or .channel != \"search\")\nresponse(t2, spend: .spend, outcome: .won, by: .channel)"
    )
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(said(run).contains("1 week of search has no spend: it is taken as 0"))
  }
}
