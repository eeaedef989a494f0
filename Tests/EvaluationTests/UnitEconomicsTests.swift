import Diagnostics
import Evaluation
import Foundation
import Testing
import Values

/// The economic functions as a program calls them, from files with their own headers.
@Suite("Unit economics of files") struct UnitEconomicsTests {
  private static let bundled = """
    let s = load("Datasets/spend.csv", as: spend)
    let c = load("Datasets/customers.csv", as: customers)

    """
  private static let renamed = """
    let s = load("Tests/EvaluationTests/Data/renamed_spend.csv", as: spend)
    let c = load("Tests/EvaluationTests/Data/renamed_customers.csv", as: customers)

    """
  private static let plain = """
    let s = load("Tests/Oracle/Example/spend.csv", as: spend)
    let c = load("Tests/Oracle/Example/customers.csv", as: customers)

    """

  private static let written = """
    let s = table {
      date        | channel  | cost[USD] | kind      | segment
      @2026-01-05 | "search" | 240       | "program" | "SMB"
    }
    let c = table {
      id    | started     | ended       | channel  | segment | region | mrr[USD/customer/month]
      "A01" | @2026-01-05 | @2026-03-20 | "search" | "SMB"   | "West" | 60
    }

    """

  private func estimates(_ text: String) throws -> [Estimate] {
    let run = ScriptRun(text)
    #expect(run.outcome == .succeeded, "\(run.words)")
    return run.shown.compactMap { shown in
      if case .estimate(let estimate) = shown.value { estimate } else { nil }
    }
  }

  @Test("the quotient of two results of the same customers keeps their correlation")
  func correlation() throws {
    let found = try estimates(Self.bundled + "ltv(c) / cac(s, c)\nltv_cac(s, c)")
    try #require(found.count == 2)
    #expect(abs(found[0].value / found[1].value - 1) < 1e-12)
    let low = try #require(found[1].low), high = try #require(found[1].high)
    #expect(abs(try #require(found[0].low) - low) < 0.15 * (high - low) / 2)
    #expect(abs(try #require(found[0].high) - high) < 0.15 * (high - low) / 2)
  }

  @Test("a result less itself is exactly 0") func difference() throws {
    let found = try estimates(Self.bundled + "cac(s, c) - cac(s, c)")
    try #require(found.count == 1)
    #expect(found[0].value == 0 && found[0].low == 0 && found[0].high == 0)
  }

  @Test(
    "`by:` finds a column under its name, else under its role, in each table",
    arguments: ["channel", "segment"])
  func roles(name: String) throws {
    let call = "unit_economics(s, c, by: .\(name))"
    let expected = ScriptRun(Self.plain + call), found = ScriptRun(Self.renamed + call)
    #expect(found.outcome == .succeeded, "\(found.words)")
    for column in [name, "cost", "won", "arpa", "ltv_cac", "verdict"] {
      let wanted = expected.column(column, ofShown: 0)
      #expect(!wanted.isEmpty)
      #expect(wanted.map(told) == found.column(column, ofShown: 0).map(told))
    }
  }

  @Test(
    "a key that one table cannot tell stops with a way out",
    arguments: [
      (
        "unit_economics(s, c, by: [.channel, month: month(.started)])", "month",
        "unit_economics(s, c, by: [.channel], every: month)"
      ),
      ("cac(s, c, by: .region)", "region", "cac(s, c, by: .region, share: .channel)"),
    ])
  func missingKey(call: String, name: String, fix: String) throws {
    let run = ScriptRun(Self.written + call)
    #expect(run.outcome != .succeeded)
    let mistake = try #require(run.diagnostics.first)
    #expect(mistake.message.contains("`\(name)`"))
    #expect(
      mistake.helps.compactMap { $0.applied(to: Self.written + call) }.contains(Self.written + fix))
    #expect(mistake.because?.contains("date, channel, cost, kind, segment") ?? false)
  }

  @Test("a column of the spend alone is told to be missing in the customers")
  func keyOfSpend() throws {
    let run = ScriptRun(Self.written + "cac(s, c, by: .kind)")
    let mistake = try #require(run.diagnostics.first)
    #expect(mistake.message.contains("customers lacks the column `kind`"))
  }

  @Test(
    "the definitions of churn agree with the SQL of the engine",
    arguments: [
      "classic": 0.2222222222222222, "profitwell": 0.2222222222222222, "stripe": 0.24,
      "maxio": 0.3333333333333333, "exposure": 0.28805205047318614,
    ])
  func churn(definition: String, expected: Double) throws {
    let found = try estimates(Self.plain + "churn(c, definition: \"\(definition)\")")
    try #require(found.count == 1)
    #expect(abs(found[0].value - expected) < 1e-12)
  }

  @Test("`explain` counts with units and separators") func explained() throws {
    let run = ScriptRun(Self.bundled + "explain(cac(s, c))")
    guard case .text(let text)? = run.shown.first?.value else {
      return #expect(Bool(false), "no text")
    }
    #expect(text.contains("$42,753,225 / 12,245 customers = $3,491.48/customer"))
    #expect(text.contains("32,880 rows of spend"))
    #expect(text.contains("the spend is given and the customers won are a Poisson count"))
  }

  /// The value of a cell, without its interval.
  private func told(_ value: Value) -> String {
    if case .text(let text) = value { return text }
    return value.magnitude.map { "\($0)" } ?? "missing"
  }
}
