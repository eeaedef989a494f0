import Evaluation
import Testing
import Values

/// Every value answers how it was made.
@Suite("explain") struct ExplanationTests {
  private func explained(_ text: String) -> [String] {
    let run = ScriptRun(
      """
      let spend = load("Datasets/spend.csv", as: spend)
      let wins = load("Datasets/customers.csv", as: customers)

      """ + text)
    #expect(run.outcome == .succeeded, "\(run.words)")
    return run.output.split(separator: "\n").map { $0.trimmed }
  }

  @Test("arithmetic: the formula as written, with the values, and how these were made")
  func arithmetic() {
    let lines = explained("let c = cac(spend, wins)\nlet l = ltv(wins)\nexplain(2 * l / c)")
    #expect(lines.contains("formula: 2 * l / c"))
    #expect(
      lines.contains {
        $0.hasPrefix("with these numbers: 2 * $10,079/customer / $3,491.48/customer = 5.77")
      })
    #expect(lines.contains { $0.hasPrefix("c: $3,491/customer [3,430, 3,554], cac = cost / won") })
    #expect(lines.contains("rows used: 12,245 of customers"))
    #expect(lines.contains { $0.hasPrefix("interval: 95%, by arithmetic from other estimates") })
  }

  @Test("a plain formula of a script's names")
  func plain() {
    let lines = explained("let price = $40\nlet sold = 3\nexplain(price * sold - $20)")
    #expect(
      lines == [
        "$100", "formula: price * sold - $20", "with these numbers: $40 * 3 - $20 = $100",
        "type: USD",
      ])
  }

  @Test("a table: its columns and the steps by which it is computed")
  func table() {
    let lines = explained(
      "explain(wins | where(.mrr > $100/month) | summarize(n: count(), by: .region))")
    #expect(lines.contains(".n: Number"))
    #expect(lines.contains("reduce to n by region"))
    #expect(lines.contains("keep the rows that fit"))
  }

  @Test("a figure: definition, formula, rows, assumptions, source, how the interval was made")
  func figure() {
    let lines = explained("explain(cac(spend, wins))")
    for label in [
      "definition", "formula", "with these numbers", "rows used", "range", "interval", "assumes",
      "source",
    ] {
      #expect(lines.contains { $0.hasPrefix("\(label): ") }, "\(label)")
    }
  }
}

extension Substring {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
