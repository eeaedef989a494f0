import Evaluation
import Testing
import Values

/// Splits of a budget by the language: the kernel has tests of its own.
@Suite("Budgets") struct BudgetTests: CreditTests {
  private static let fit = ResponseTests.fit

  private func numbers(_ run: ScriptRun, _ column: String, table: Int = 0) -> [Double?] {
    run.column(column, ofShown: table).map(\.magnitude)
  }

  // MARK: allocate

  @Test("the budget is spent, bounds and steps hold, and the next dollar brings the same")
  func split() throws {
    let run = ScriptRun(
      Self.fit
        + """
        allocate(curves, budget: $70k/quarter)
        allocate(curves, budget: $70k/quarter, floor: {search: $25k/quarter}, cap: {social: $30k/quarter}, step: $1k/quarter)
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    let spend = numbers(run, "spend").compactMap { $0 }
    #expect(abs(spend.reduce(0, +) - 70_000) < 1e-6)
    let marginal = numbers(run, "marginal").compactMap { $0 }
    #expect(marginal.count == 2 && abs(marginal[0] / marginal[1] - 1) < 1e-6)
    let stepped = numbers(run, "spend", table: 1).compactMap { $0 }
    #expect(stepped[1] >= 25_000 && stepped[2] <= 30_000 + 1e-9)
    for amount in stepped.dropFirst() {
      #expect(abs((amount / 1000).rounded() * 1000 - amount) < 1e-6)
    }
    #expect(said(run).contains("email: the data do not tell a curve, so today's spend is kept"))
  }

  @Test("the same money split better is no loss, and the gain has an interval of its own")
  func gain() throws {
    let run = ScriptRun(
      Self.fit
        + """
        let best = allocate(curves, budget: sum(curves.spend))
        best
        check sum(best.gain) >= 0 customers/week
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    let gains = run.column("gain", ofShown: 0).compactMap {
      if case .estimate(let estimate) = $0 { estimate } else { nil }
    }
    #expect(gains.count == 2 && gains.allSatisfy { $0.low != nil && $0.high != nil })
    #expect(gains.map(\.value).reduce(0, +) >= 0)
  }

  @Test("a target is what the next customer costs, and a value is what one is worth")
  func target() throws {
    let run = ScriptRun(
      Self.fit
        + """
        allocate(curves, target: $150/customer)
        allocate(curves, value: $150/customer)
        let worth = table {
          channel | ltv[USD/customer]
          "email" | 100
          "search" | 150
          "social" | 300
        }
        allocate(curves, budget: $70k/quarter, value: worth)
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    for table in 0..<2 {
      for marginal in numbers(run, "marginal", table: table).compactMap({ $0 }) {
        #expect(abs(marginal - 1 / 150) < 1e-9)
      }
    }
    let weighed = numbers(run, "marginal", table: 2).compactMap { $0 }
    #expect(abs(weighed[0] * 150 / (weighed[1] * 300) - 1) < 1e-6)
  }

  @Test("rows that are left out are no part of the split")
  func rows() {
    let run = ScriptRun(
      Self.fit
        + "curves | where(.verdict == \"identified\") | allocate(budget: $50k/quarter)")
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(numbers(run, "spend").count == 2)
  }

  @Test("steps that do not fit are refused by their amounts per time")
  func steps() {
    for (call, message, reason) in [
      (
        "allocate(curves, budget: $8k/week, step: $1/week / 1_000_000_000_000)",
        "the step is too small for what is split", "more than 10¹² of them"
      ),
      (
        "allocate(curves, budget: $3k/week, step: $2k/week)", "the budget lies below the data",
        "in whole steps the least"
      ),
      (
        "plan(curves, budget: $26k, over: @2026-Q2, step: $39k)",
        "the step is more than the budget",
        "it is $3,000/week, and the budget"
      ),
    ] {
      let run = ScriptRun(Self.fit + call)
      #expect(run.outcome != .succeeded)
      #expect(run.words.contains(message), "\(run.words)")
      #expect(run.words.contains(reason), "\(run.words)")
    }
  }

  // MARK: plan

  @Test("a plan spends its budget, and what comes without it is of the time before")
  func plan() throws {
    let run = ScriptRun(
      Self.fit
        + """
        plan(curves, budget: $70k, over: @2026-Q2)
        plan(curves, budget: $70k, over: @2026-Q2, delay: 4 weeks)
        plan(curves, budget: $70k/quarter, over: @2026-Q2)
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    let spend = numbers(run, "spend").compactMap { $0 }
    #expect(abs(spend.reduce(0, +) - 70_000) < 1e-6)
    // Without carry-over and delay nothing comes of the time before, and nothing later.
    #expect(numbers(run, "already").compactMap { $0 } == [0, 0])
    #expect(numbers(run, "later").compactMap { $0 } == [0, 0])
    let delayed = numbers(run, "already", table: 1).compactMap { $0 }
    #expect(delayed.allSatisfy { $0 > 0 })
    // Thirteen weeks begin in the quarter of 91.3 days.
    let rate = numbers(run, "spend", table: 2).compactMap { $0 }
    let expected: Double = 70_000 * 91 / 91.3125
    let found: Double = rate.reduce(0, +)
    #expect(abs(found - expected) < 1e-6)
    #expect(said(run).contains("the plan is for 13 weeks, 2026-04-06 to 2026-07-05"))
  }
}
