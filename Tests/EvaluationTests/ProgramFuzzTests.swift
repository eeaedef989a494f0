import Diagnostics
import Evaluation
import Testing

/// Random programs of words of the language end, with a value or with a message.
@Suite("Random programs") struct ProgramFuzzTests {
  private static let preamble = """
    let n = 3
    let churn = 3%/month
    let arpa = $84/customer/month
    let t = table {
      channel | cost[USD] | won[customer] | day         | rate[%/month]
      "ads"   | 120       | 4             | @2026-01-05 | 3
      "ads"   | 80        | missing       | @2026-02-05 | missing
      "mail"  | missing   | 0             | missing     | 40
    }
    fn f(x, y = 2) = x * y
    metric ratio = sum(.cost) / sum(.won)
    let c = .cost / .won

    """

  private static let words = [
    "n", "churn", "arpa", "t", "f(n)", "f(.cost, 3)", "ratio", "c", "1", "0", "2.5", "3%",
    "5%/month", "$10", "€4", "40 customers", "12 months", "\"ads\"", "\"{n:.1}\"", "missing",
    "true", "false", "@2026-01", "@2026-01-05", "@2026-Q1", "[1, 2, 3]", "[\"ads\"]", "{a: 1}",
    ".cost", ".won", ".channel", ".day", ".rate", ".x", "t.cost", "t[0]", "t[0].cost", "(", ")",
    "[", "]", "+", "-", "*", "/", "^", "mod", "==", "!=", "<", ">=", "and", "or", "not", "in",
    "is missing", "??", "..", "to USD", "to month", "per month", "| where(.cost > $90)",
    "| where(.rate < 10%/month)", "| add(z: .cost / .won)", "| add(z: c, y: .cost * 2)",
    "| summarize(s: sum(.cost), by: .channel)", "| summarize(ratio)", "| summarize(n: count())",
    "| sort(-.cost)", "| top(1, by: .cost)", "| distinct(.channel)", "| keep(.channel)",
    "| drop(.cost)", "| join(t, many: .channel)", "| join(t, one: .channel)", "| append(t)",
    "| rename(k: .channel)", "| describe()", "| show()", "| sum()", "| f(2)", "sum(", "mean(",
    "count(", "max(", "abs(", "round(", "compound(", "per: year", "by: .channel", "month(",
    "start_of(", "cac(", "ltv(", "length(", "upper(", "explain(", "if", "then", "else", "let a =",
    "let b =", "fn g(x) =", "g(", "a", "b", "x", "check", ";", ",", "\n", "\n", "\n",
  ]

  @Test("never trap and always end", arguments: 0..<10)
  func programs(_ part: Int) {
    var random = SeededGenerator(seed: UInt64(part) &+ 20_260_301)
    for _ in 0..<500 {
      let count = 1 + Int(random.next() % 24)
      let text = (0..<count).map { _ in random.pick(Self.words) }.joined(separator: " ")
      let checked = ScriptRun(Self.preamble + text, checkOnly: true)
      let run = ScriptRun(Self.preamble + text)
      let hasError = run.diagnostics.contains { $0.severity == .error }
      #expect(hasError == (run.outcome != .succeeded), "\(text)")
      // What is found without running is found again before anything runs.
      if checked.outcome != .succeeded { #expect(run.shown.isEmpty, "\(text)") }
    }
  }
}
