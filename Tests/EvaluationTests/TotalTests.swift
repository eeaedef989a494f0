import Evaluation
import Testing
import Values

/// A line about all rows, which is none of them.
@Suite("Totals") struct TotalTests {
  private static let costs = """
    let costs = table {
      channel  | cost[USD] | won[customer]
      "search" | 300       | 3
      "radio"  | 90        | 0
      "search" | 110       | 1
    }
    let groups = costs | summarize(cost: sum(.cost), mean: mean(.cost), won: sum(.won), by: .channel)

    """

  private func total(_ text: String) throws -> [String: Double] {
    let run = ScriptRun(Self.costs + text)
    #expect(run.outcome == .succeeded, "\(run.words)")
    guard case .table(let table)? = run.shown.last?.value,
      let total = table.total as? LocalTable
    else { return [:] }
    #expect(total.rowCount == 1)
    var found: [String: Double] = [:]
    for (index, column) in table.type.columns.enumerated() {
      if let number = total.value(row: 0, column: index).magnitude { found[column.name] = number }
    }
    return found
  }

  @Test("figures are of all rows, not sums of the groups' figures")
  func figures() throws {
    // 500 USD in three rows, and four customers.
    let found = try total("groups | add(cac: .cost / .won) | sort(-.cost) | with_total()")
    #expect(found["cost"] == 500)
    #expect(found["mean"].map { abs($0 - 500.0 / 3) < 1e-12 } == true)
    #expect(found["won"] == 4)
    #expect(found["cac"] == 125)
  }

  @Test("verbs that keep the rows keep the line, others leave it out")
  func verbs() throws {
    let kept = try total(
      "groups | with_total() | add(cac: .cost / .won) | rename(spent: .cost) | sort(.spent) | keep(.channel, .spent, .cac)"
    )
    #expect(kept == ["spent": 500, "cac": 125])
    #expect(try total("groups | with_total() | drop(.cost, .mean)") == ["won": 4])
    for verb in ["where(.cost > $1)", "top(1, by: .cost)", "distinct(.channel)", "append(groups)"] {
      #expect(try total("groups | with_total() | \(verb)") == [:])
    }
  }

  @Test("no aggregate sees it")
  func aggregates() {
    let run = ScriptRun(
      Self.costs + "let t = groups | with_total()\nsum(t.cost)\nt | summarize(rows: count())")
    #expect(run.output.contains("$500\n"))
    #expect(run.column("rows", ofShown: 1).map(\.magnitude) == [2])
  }

  @Test("a file's groups have it as those in memory do")
  func file() throws {
    let run = ScriptRun(
      """
      let spend = load("Datasets/spend.csv", as: spend)
      sum(spend.cost)
      spend | summarize(cost: sum(.cost), by: .channel) | with_total()
      """)
    guard case .table(let table)? = run.shown.last?.value,
      let total = table.total as? LocalTable
    else {
      Issue.record("\(run.words)")
      return
    }
    #expect(total.value(row: 0, column: 0).isMissing)
    #expect(total.value(row: 0, column: 1).magnitude == run.shown.first?.value.magnitude)
  }
}
