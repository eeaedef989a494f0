import Evaluation
import Testing
import Values

/// Estimates of the same customers vary together, in arithmetic, in checks and in columns of tables.
@Suite("Estimates that vary together") struct CorrelationTests {
  private static let tables = """
    let spend = load("Datasets/spend.csv", as: spend)
    let wins = load("Datasets/customers.csv", as: customers)

    """

  private func estimates(_ text: String) -> [Estimate] {
    let run = ScriptRun(Self.tables + text)
    #expect(run.outcome == .succeeded, "\(run.words)")
    return run.shown.compactMap { shown in
      if case .estimate(let estimate) = shown.value { estimate } else { nil }
    }
  }

  @Test("a value less itself is exactly zero, and over itself exactly one")
  func itself() throws {
    let found = estimates("let c = cac(spend, wins)\nc - c\nc / c\n(c + c) / c - 2")
    #expect(found.map(\.value) == [0, 1, 0])
    for (estimate, value) in zip(found, [0.0, 1, 0]) {
      #expect(estimate.interval == .between(low: value, high: value))
    }
  }

  @Test("what two values share leaves their quotient")
  func shared() throws {
    let text = """
      let c = churn(wins)
      let l = ltv(wins)
      let r = arpa(wins)
      r / linear(c)
      l
      """
    // A lifetime value without margin is revenue over churn: the same replicates, so the same value.
    let found = estimates(text)
    try #require(found.count == 2)
    #expect(abs(found[0].value / found[1].value - 1) < 1e-12)
  }

  @Test("columns of a table keep it, row by row")
  func columns() throws {
    let run = ScriptRun(
      Self.tables + """
        unit_economics(spend, wins, by: .segment)
        | add(none: .cac - .cac, ratio: .ltv / .cac, dear: .cac > $1_000/customer)
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    for value in run.column("none", ofShown: 0) {
      guard case .estimate(let estimate) = value else {
        Issue.record("no estimate")
        return
      }
      #expect(estimate.value == 0 && estimate.interval == .between(low: 0, high: 0))
    }
    let ratios = run.column("ratio", ofShown: 0).compactMap(\.magnitude)
    let declared = run.column("ltv_cac", ofShown: 0).compactMap(\.magnitude)
    #expect(ratios.count == 2)
    for (one, other) in zip(ratios, declared) { #expect(abs(one / other - 1) < 1e-12) }
    #expect(
      run.column("dear", ofShown: 0).map { if case .bool(let dear) = $0 { dear } else { false } }
        == [true, false])
  }

  @Test("a check with its threshold inside the interval says so")
  func check() {
    let run = ScriptRun(Self.tables + "check cac(spend, wins) < $3_500/customer")
    #expect(run.outcome == .succeeded)
    #expect(run.notes.contains { $0.text.hasPrefix("the check holds for the value, but ") })
    let clear = ScriptRun(Self.tables + "check cac(spend, wins) < $35_000/customer")
    #expect(!clear.notes.contains { $0.text.hasPrefix("the check holds for the value, but ") })
  }
}
