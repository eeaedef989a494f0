import Evaluation
import Foundation
import Testing
import Values

/// Curves of diminishing returns and what follows from them, by the language: the kernels have tests of their own.
@Suite("Response") struct ResponseTests: CreditTests {
  /// 120 weeks of three channels: search and social saturate, email always spends the same.
  ///
  /// Truth: search 40 x/(1000 + x), social 60 x/(4000 + x), both without carry-over, base 5.
  static let market: String = {
    var lines = ["table {", "week | channel | spend[USD] | won[customer]"]
    let first = 20_454 - 20_454 % 7 + 4  // Monday 2026-01-05.
    for week in 0..<120 {
      let day = CalendarDate(dayNumber: first - 7 * 120 + 7 * week).map { "@\($0)" } ?? ""
      for (place, channel) in ["email", "search", "social"].enumerated() {
        let spend = spend(place, week)
        let won = 5 + truth(place, spend) + noise(place, week)
        lines.append("\(day) | \"\(channel)\" | \(spend) | \(won.rounded())")
      }
    }
    return "let t = " + (lines + ["}"]).joined(separator: "\n") + "\n"
  }()

  static func spend(_ channel: Int, _ week: Int) -> Double {
    let turn = Double((week * (channel == 1 ? 37 : 53) + 11 * channel) % 97) / 97
    switch channel {
    case 0: return 200
    case 1: return (200 + 3000 * turn).rounded()
    default: return (500 + 9000 * turn * turn).rounded()
    }
  }

  static func truth(_ channel: Int, _ spend: Double) -> Double {
    switch channel {
    case 0: 3
    case 1: 40 * spend / (1000 + spend)
    default: 60 * spend / (4000 + spend)
    }
  }

  /// Even noise between −2 and 2.
  static func noise(_ channel: Int, _ week: Int) -> Double {
    let turn = week * 7919 + channel * 104_729 + 13
    return Double(turn * 48_271 % 10_007) / 2501.75 - 2
  }

  static let fit =
    market
    + "let curves = response(t, spend: .spend, outcome: .won, by: .channel, carryover: \"none\", trend: \"none\", season: \"none\")\n"

  func estimates(_ run: ScriptRun, _ column: String, table: Int = 0) -> [Estimate?] {
    run.column(column, ofShown: table).map {
      if case .estimate(let estimate) = $0 { estimate } else { nil }
    }
  }

  private func texts(_ run: ScriptRun, _ column: String, table: Int = 0) -> [String] {
    run.column(column, ofShown: table).map { NumberText().text($0) }
  }

  // MARK: response

  @Test("curves are found where spend varies, and where it does not that is said")
  func curves() throws {
    let run = ScriptRun(Self.fit + "curves\nmarginal(curves)")
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(texts(run, "channel") == ["email", "search", "social"])
    let verdicts = texts(run, "verdict")
    #expect(verdicts[0].hasPrefix("not identified: spend hardly varies"))
    #expect(verdicts[1...] == ["identified", "identified"])
    let marginal = estimates(run, "marginal", table: 1)
    #expect(marginal[0] == nil)
    for (place, half) in [(1, 1000.0), (2, 4000.0)] {
      let spend = try #require(run.column("spend", ofShown: 0)[place].magnitude)
      let slope = (place == 1 ? 40 : 60) * half / ((half + spend) * (half + spend))
      let found = try #require(marginal[place])
      #expect(try #require(found.low) <= slope && slope <= #require(found.high))
    }
    #expect(said(run).contains("email: the data do not tell a curve"))
  }

  @Test("a return is the slope of the curve, and an average is the outcome over the spend")
  func agreement() throws {
    let run = ScriptRun(
      Self.fit
        + """
        marginal(curves) | where(.channel != "email")
        marginal(curves, at: $1_000/week) | where(.channel != "email")
        marginal(curves, at: $1_001/week) | where(.channel != "email")
        curves | where(.channel != "email")
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    for table in 0..<3 {
      for place in 0..<2 {
        let spend = try #require(run.column("spend", ofShown: table)[place].magnitude)
        let outcome = try #require(estimates(run, "outcome", table: table)[place]).value
        let average = try #require(estimates(run, "average", table: table)[place]).value
        #expect(abs(average - outcome / spend) < 1e-12 * average)
        let cost = try #require(estimates(run, "average_cost", table: table)[place]).value
        #expect(abs(cost * average - 1) < 1e-12)
      }
    }
    for place in 0..<2 {
      // The outcome of the next dollar is the slope between the two.
      let below = try #require(estimates(run, "outcome", table: 1)[place]).value
      let above = try #require(estimates(run, "outcome", table: 2)[place]).value
      let slopes = try (1...2).map { table in
        try #require(estimates(run, "marginal", table: table)[place]).value
      }
      #expect(above - below < slopes[0] && above - below > slopes[1])
      // What `response` shows is what `marginal` shows.
      for column in ["outcome", "average_cost", "marginal_cost"] {
        let one = try #require(estimates(run, column, table: 0)[place])
        let other = try #require(estimates(run, column, table: 3)[place])
        #expect(one.value == other.value && one.low == other.low && one.high == other.high)
      }
    }
  }

  @Test("one curve is told, and another is not compared")
  func told() {
    let run = ScriptRun(
      Self.market
        + """
        response(t, spend: .spend, outcome: .won, by: .channel, curve: "tanh", rows: "curves")
        response(t, spend: .spend, outcome: .won, by: .channel, rows: "curves")
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(texts(run, "curve").allSatisfy { $0 == "tanh" })
    #expect(Set(texts(run, "curve", table: 1)).count == 6)
  }

  @Test("columns of spend are channels of one outcome, and so are groups together")
  func together() throws {
    let run = ScriptRun(
      Self.market
        + """
        let wide = t | where(.channel != "email") | summarize(tv: sum(if .channel == "social" then .spend else $0), search: sum(if .channel == "search" then .spend else $0), won: sum(.won), by: .week)
        response(wide, spend: [.search, .tv], outcome: .won, carryover: "none", curve: "michaelis_menten")
        response(t | where(.channel != "email"), spend: .spend, outcome: .won, by: .channel, together: true, carryover: "none", curve: "michaelis_menten")
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(texts(run, "channel") == ["search", "tv"])
    #expect(texts(run, "channel", table: 1) == ["search", "social"])
    for place in 0..<2 {
      let one = try #require(estimates(run, "marginal_cost")[place]).value
      let other = try #require(estimates(run, "marginal_cost", table: 1)[place]).value
      #expect(abs(one - other) < 1e-9 * one)
    }
  }

  // MARK: contributions

  @Test("what the base and the channels brought adds up, in all and by quarter")
  func contributions() throws {
    let run = ScriptRun(
      Self.fit + "contributions(curves)\ncontributions(curves, every: quarter)\nsum(t.won)")
    #expect(run.outcome == .succeeded, "\(run.words)")
    let all = estimates(run, "outcome").compactMap { $0?.value }.reduce(0, +)
    let quarters = estimates(run, "outcome", table: 1).compactMap { $0?.value }.reduce(0, +)
    let won = try #require(run.shown.last?.value.magnitude)
    #expect(abs(all - quarters) < 1e-9 * all)
    // Least squares with an intercept leaves nothing in the mean.
    #expect(abs(all - won) < 1e-3 * won)
    #expect(run.column("outcome", ofShown: 0)[1].isMissing, "email has no curve")
    #expect(said(run).contains("email: the data tell no curve; what it brought is in the base"))
  }

  // MARK: saturation

  @Test("the limit is where the next customer costs what one is worth")
  func limit() throws {
    let run = ScriptRun(
      Self.fit
        + """
        let limits = saturation(curves, value: $150/customer) | where(.channel != "email")
        limits
        limits | add(next: marginal(curves, at: .limit.value))
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    for place in 0..<2 {
      let next = try #require(estimates(run, "next", table: 1)[place])
      #expect(abs(next.value - 1 / 150) < 1e-9)
      let spend = try #require(run.column("spend", ofShown: 0)[place].magnitude)
      let limit = try #require(estimates(run, "limit")[place]).value
      let room = try #require(estimates(run, "room")[place]).value
      #expect(abs(limit - spend - room) < 1e-9 * limit)
    }
  }

  // MARK: The bundled story

  @Test("the marginal returns of the story are covered in at least 13 of its 15 channels")
  func story() throws {
    let run = ScriptRun(
      """
      let spend = load("Datasets/spend.csv", as: spend)
      let customers = load("Datasets/customers.csv", as: customers)
      let won = customers | summarize(won: count(.id), by: [date: .started, .channel])
      let daily = spend
      | summarize(spend: sum(.cost), by: [.date, .channel])
      | join(won, one: [.date, .channel], keep: "left")
      | add(won: .won ?? 0 customers)
      let curves = response(daily, spend: .spend, outcome: .won, by: .channel)
      marginal(curves)
      load("Datasets/truth/channels.csv") | keep(.channel, .marginal_return)
      contributions(curves)
      """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    let truth = Dictionary(
      uniqueKeysWithValues: zip(
        texts(run, "channel", table: 1),
        run.column("marginal_return", ofShown: 1).map { $0.magnitude ?? .nan }))
    var covered = 0
    for (channel, found) in zip(texts(run, "channel"), estimates(run, "marginal")) {
      let found = try #require(found), known = try #require(truth[channel])
      if (found.low ?? 0) <= known, known <= (found.high ?? .infinity) { covered += 1 }
    }
    #expect(covered >= 13)
    // No channel brings more than there was, and the base is not negative.
    let parts = estimates(run, "outcome", table: 2).compactMap { $0?.value }
    #expect(parts.count == 16 && parts.allSatisfy { $0 >= 0 })
    #expect(abs(parts.reduce(0, +) - 12_206) < 250)
  }

  @Test("what an experiment found moves the curve towards it")
  func calibration() throws {
    let experiment = """
      let found = table {
        channel | from | to | spend[USD] | outcome[customer] | error[customer]
        "social" | @2025-06-02 | @2025-06-29 | 20_000 | 20 | 1
      }

      """
    let call =
      "response(t, spend: .spend, outcome: .won, by: .channel, carryover: \"none\", curve: \"michaelis_menten\""
    let run = ScriptRun(
      Self.market + experiment + "let plain = \(call))\nlet moved = \(call), calibrate: found)\n"
        + "marginal(plain, at: $5_000/week)\nmarginal(moved, at: $5_000/week)\nmoved")
    #expect(run.outcome == .succeeded, "\(run.words)")
    let plain = try #require(estimates(run, "outcome")[2])
    let moved = try #require(estimates(run, "outcome", table: 1)[2])
    guard case .table(let table)? = run.shown.last?.value else {
      Issue.record("no table is shown")
      return
    }
    #expect(table.notes.contains { $0.text == "1 experiment with social counts in the fit" })
    // The experiment brought a customer for 1,000 dollars, of which the curve gave several.
    #expect(moved.value < plain.value)
    #expect(estimates(run, "outcome")[1]?.value == estimates(run, "outcome", table: 1)[1]?.value)
  }
}
