import Diagnostics
import Evaluation
import Foundation
import Testing
import Values

/// The programs of the language's page, as far as this version goes, on small data.
@Suite("Programs") struct ProgramTests {
  private static let spend = "Tests/EvaluationTests/Data/spend.csv"
  private static let customers = "Tests/EvaluationTests/Data/customers.csv"

  private static let cac = """
    ## cac.sales: acquisition cost by channel for one quarter

    param quarter: Period = @2026-Q1            ## becomes --quarter

    let spend = load("\(spend)", as: spend, units: {cost: USD})
    let wins  = load("\(customers)", as: customers)
    let cost = spend | where(.date in quarter)    | summarize(cost: sum(.cost), by: .channel)
    let won  = wins  | where(.started in quarter) | summarize(won: count(.id), by: .channel)
    cost | join(won, one: .channel, keep: "all") | add(cac: .cost / .won) | sort(.cac) | show(title: "CAC by channel, {quarter}")

    cac(spend, wins, by: .channel, during: quarter)              # the built-in: the same figures, with intervals
    """

  @Test("cac.sales divides each channel's cost by its customers, by hand and by the built-in")
  func costOfCustomers() throws {
    let run = ScriptRun(Self.cac)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(run.shown.count == 2)
    // ads: (1000 + 1200) / 3 customers; events: (500 + 800) / 2.
    #expect(
      run.output.hasPrefix(
        """
        CAC by channel, 2026-Q1
        """))
    #expect(Self.magnitudes(run, table: 0, column: "cac") == [650, 2200.0 / 3])
    let builtIn = Self.magnitudes(run, table: 1, column: "cac")
    #expect(builtIn.sorted() == [650, 2200.0 / 3])
  }

  @Test("a parameter of the command line takes the place of its default")
  func parameter() {
    var options = SessionOptions()
    options.parameters = [(name: "quarter", text: "2026-01")]
    let run = ScriptRun(Self.cac, options: options)
    #expect(run.outcome == .succeeded, "\(run.words)")
    // January: ads 1000 for two customers; events 500 for none.
    #expect(Self.magnitudes(run, table: 0, column: "cac") == [500])
  }

  @Test(
    "parameters are typed without signs",
    arguments: [
      ("param p: Period = @2026-Q2", "2026-08", "2026-08"),
      ("param p: Period = @2026-Q2", "@2026", "2026"),
      ("param p = @2026-01-31", "2026-02-01", "2026-02-01"),
      ("param p: Money = $250k", "300k", "$300,000"),
      ("param p = $250k/quarter", "300k", "$300,000/quarter"),
      ("param p = $250k/quarter", "1.2M EUR", "€1,200,000/quarter"),
      ("param p = $12/quarter", "1 USD/month", "$3/quarter"),
      ("param p = 12", "-3.5", "-3.5"),
      ("param p: Periodic = 3%/month", "4%", "4%/month"),
      ("param p = 30%", "25%", "25%"),
      ("param p = \"brand\"", "2026", "2026"),
      ("param p: Money", "12 USD", "$12"),
      ("param p = true", "false", "false"),
      ("param p: Period", "2026", "2026"),
      ("param p: Period = @2026", "2026-W09", "2026-W09"),
      ("param p: Period = @2026", "2026-01..2026-03", "2026-01-01..2026-03-31"),
      ("param p: Date", "2026-03-01", "2026-03-01"),
      ("param p: USD/customer = $540/customer", "600", "$600/customer"),
    ])
  func parameterForm(_ declaration: String, _ text: String, _ shown: String) {
    var options = SessionOptions()
    options.parameters = [(name: "p", text: text)]
    let run = ScriptRun("\(declaration)\np", options: options)
    #expect(run.output == shown + "\n", "\(run.words)")
  }

  @Test(
    "a parameter that does not fit is wrong usage",
    arguments: [
      ("param p: Period = @2026-Q2", "p", "soon"), ("param p = 30%", "p", "$3"),
      ("param p: Periodic = 3%/month", "p", "4"), ("param p = 12", "p", "1 + 1"),
      ("param p = 12", "q", "3"), ("param p = 12", "p", "x"), ("param p = 12", "p", ""),
    ])
  func wrongParameter(_ declaration: String, _ name: String, _ text: String) {
    var options = SessionOptions()
    options.parameters = [(name: name, text: text)]
    let run = ScriptRun("\(declaration)\np", options: options)
    #expect(run.outcome == .usageError)
    #expect(run.diagnostics.map(\.code.rawValue) == ["E0802"])
  }

  @Test("a parameter without a default is required to run, not to check")
  func requiredParameter() {
    let text = "param budget: Money\nbudget / 2"
    #expect(ScriptRun(text).outcome == .usageError)
    #expect(ScriptRun(text, checkOnly: true).outcome == .succeeded)
  }

  @Test("ltv.sales keeps its units")
  func lifetimeValue() {
    let run = ScriptRun(
      """
      ## ltv.sales: units keep you honest

      let arpa  = $84/customer/month
      let churn = 3%/month
      let value = arpu_margin(arpa, 72%) / churn                   # $2,016/customer
      check value / $540/customer >= 3, "LTV:CAC is {value / $540/customer:.1}"
      $540/customer / arpu_margin(arpa, 72%)                       # 8.9 months to pay back
      value
      # value + arpa                                               # error: USD/customer and USD/customer/month
      fn arpu_margin(arpa: USD/customer/month, margin: Number) -> USD/customer/month = arpa * margin
      """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(run.output == "8.93 months\n$2,016/customer\n")
  }

  @Test("cohorts.sales: churn over a month brought to a year")
  func cohorts() throws {
    let run = ScriptRun(
      """
      let subs = load("\(Self.customers)", as: customers)
      metric logo_churn = (sum(.lost) / sum(.at_risk)) per month
      let ages = table {
        age | lost[customer] | at_risk[customer]
        1   | 2              | 40
        2   | 1              | 20
      }
      ages | where(.age in 1..12) | summarize(logo_churn, by: .age)
      compound(churn(subs, per: month), per: year)
      """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(Self.magnitudes(run, table: 0, column: "logo_churn") == [0.05, 0.05])
    let estimate = try #require(run.shown.last?.value.magnitude)
    #expect(estimate >= 0 && estimate < 1)
  }

  private static let lessonText =
    """
    let segments = table {
      segment      | customers[customer] | arpa[USD/customer/month] | churn[%/month] | cac[USD/customer]
      "SMB"        | 1_200               | 60                       | 4              | 250
      "Enterprise" | 40                  | 4_100                    | 0.8            | 18_000
    }
    let each    = segments | add(ltv: .arpa * 75% / .churn) | add(ratio: .ltv / .cac)
    let blended = segments | summarize(arpa: mean(.arpa, weight: .customers), churn: mean(.churn, weight: .customers))
    each | show()
    blended | add(ltv: .arpa * 75% / .churn) | show(title: "What the average says")
    test "the average customer does not exist" {
      check blended.churn[0] > each.churn[1], "the head count of small customers rules the blend"
    }
    check blended.churn[0] > each.churn[1]
    """

  @Test("lesson.sales: its test passes, and shows nothing of the rest")
  func lessonTest() {
    let run = ScriptRun(Self.lessonText, testing: true)
    #expect(run.tests.map(\.passed) == [true], "\(run.words)")
    #expect(run.shown.isEmpty)
  }

  @Test("lesson.sales: the average customer does not exist")
  func lesson() {
    let run = ScriptRun(Self.lessonText)
    #expect(run.outcome == .succeeded, "\(run.words)")
    // 60 · 0.75 / 0.04 and 4100 · 0.75 / 0.008; over 250 and 18,000.
    let values = Self.magnitudes(run, table: 0, column: "ltv")
    #expect(zip(values, [1125, 384_375]).allSatisfy { abs($0 - $1) < 1e-6 })
    let ratios = Self.magnitudes(run, table: 0, column: "ratio")
    #expect(zip(ratios, [4.5, 21.354166666666668]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test("attribution.sales: each model gives away the same purchases")
  func attribution() {
    let run = ScriptRun(
      """
      let touches = load("Datasets/touches.parquet", as: touches)
      let wins    = load("Datasets/conversions.parquet", as: conversions)
      attribution_models(touches, wins, cost: load("Datasets/spend.csv", as: spend))
      ["first", "last", "linear"] | map(m => attribute(touches, wins, model: m) | add(model: m)) | append()
      | pivot(rows: .channel, columns: .model, value: .credit) | show(mode: "markdown")
      """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    // Each of the 12,245 purchases of the bundled story has a touch.
    for model in [
      "first", "last", "last_non_direct", "linear", "position", "time_decay", "markov", "shapley",
    ] {
      let sum = Self.magnitudes(run, table: 0, column: model).reduce(0, +)
      #expect(abs(sum - 12_245) <= 1e-9 * 12_245, "\(model) \(sum)")
    }
    for model in ["first", "last", "linear"] {
      #expect(
        Self.magnitudes(run, table: 1, column: model)
          == Self.magnitudes(run, table: 0, column: model))
    }
  }

  @Test("three dark weeks of the brand")
  func darkWeeks() {
    let run = ScriptRun(
      """
      let spend = load("Datasets/spend.csv", as: spend)
      let won   = load("Datasets/conversions.parquet", as: conversions)
      dark_periods(spend, channel: "brand")
      let dip = brand_effect(spend, won, brand: "brand", by: .channel)
      dip | sort(.loss) | show()
      explain(dip)
      """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(run.column("from", ofShown: 0).map { NumberText().text($0) } == ["2025-10-01"])
    #expect(run.column("loss", ofShown: 1).count == 16)
    #expect(run.output.contains("was spend cut because sales fell?"))
  }

  @Test("where the next dollar goes")
  func budget() {
    let run = ScriptRun(
      """
      param budget = $3.5M/quarter

      let spend = load("Datasets/spend.csv", as: spend)
      let customers = load("Datasets/customers.csv", as: customers)
      let won = customers | summarize(won: count(.id), by: [date: .started, .channel])
      let daily = spend
      | summarize(spend: sum(.cost), by: [.date, .channel])
      | join(won, one: [.date, .channel], keep: "left")
      | add(won: .won ?? 0 customers)
      let curves = response(daily, spend: .spend, outcome: .won, by: .channel, curve: "hill", seed: 7)
      curves | show()
      let best = allocate(curves, budget: budget, floor: {brand: $200k/quarter}, step: $1k/quarter)
      best | add(next: marginal(curves, at: .spend)) | show()
      check sum(best.gain) >= 0 customers/quarter
      """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(run.column("channel", ofShown: 0).count == 15)
    #expect(run.column("next", ofShown: 1).count == 15)
  }

  @Test("what later versions bring says so")
  func later() {
    let run = ScriptRun(
      """
      let subs = load("\(Self.customers)", as: customers)
      let age = retention(subs, cohort: month)
      age | plot()
      """)
    #expect(run.outcome == .checkError)
    #expect(run.diagnostics.first?.code.rawValue == "E0207", "\(run.words)")
    #expect(run.diagnostics.allSatisfy { $0.code.rawValue == "E0207" }, "\(run.words)")
  }

  private static func magnitudes(_ run: ScriptRun, table: Int, column: String) -> [Double] {
    run.column(column, ofShown: table).compactMap(\.magnitude)
  }
}
