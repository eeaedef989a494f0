import Evaluation
import Testing
import Values

/// What a response must not lose or mix up between its tables.
@Suite("What the tables of a response agree on") struct ResponseAgreementTests: CreditTests {
  private static let call = "spend: .spend, outcome: .won, carryover: \"none\""
  private static let two = ResponseTests.fit + "let two = curves | where(.channel != \"email\")\n"

  private func numbers(_ run: ScriptRun, _ column: String, table: Int = 0) -> [Double?] {
    run.column(column, ofShown: table).map(\.magnitude)
  }

  private func texts(_ run: ScriptRun, _ column: String, table: Int = 0) -> [String] {
    run.column(column, ofShown: table).map { NumberText().text($0) }
  }

  private func estimates(_ run: ScriptRun, _ column: String, table: Int = 0) -> [Estimate] {
    run.column(column, ofShown: table).compactMap {
      if case .estimate(let estimate) = $0 { estimate } else { nil }
    }
  }

  /// What a shown table says of itself.
  private func notes(_ run: ScriptRun, table: Int) -> String {
    guard run.shown.indices.contains(table), case .table(let table) = run.shown[table].value else {
      return ""
    }
    return table.notes.map(\.text).joined(separator: "\n")
  }

  @Test("one channel together is one channel alone")
  func together() {
    let one = "t | where(.channel == \"search\")"
    let run = ScriptRun(
      ResponseTests.market
        + """
        response(\(one), \(Self.call))
        response(\(one), \(Self.call), together: true)
        contributions(response(\(one), \(Self.call), together: true))
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(texts(run, "channel", table: 1) == ["spend"])
    for column in ["spend", "outcome", "marginal_cost"] {
      #expect(numbers(run, column, table: 1) == numbers(run, column))
    }
    #expect(texts(run, "channel", table: 2) == ["(base)", "spend"])
  }

  // MARK: Worth

  @Test("the worth of an outcome is that of all its keys, and uncertain where it is an estimate")
  func worth() throws {
    let run = ScriptRun(
      Self.two
        + """
        let regions = t | where(.channel != "email") | add(region: "east")
        let east = response(regions, \(Self.call), by: [.region, .channel])
        let table2 = table {
          region | channel | ltv[USD/customer]
          "east" | "search" | 1_000
          "east" | "social" | 500
          "west" | "search" | 10
          "west" | "social" | 10
        }
        allocate(east, budget: $60k/quarter, value: table2)
        allocate(two, budget: $60k/quarter, value: marginal(two) | keep(.channel, .marginal_cost))
        plan(two, budget: $20k, over: @2026-Q2, value: $100/customer)
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    for (worth, gain) in zip(numbers(run, "worth"), numbers(run, "gain")) {
      let ratio = try #require(worth) / (try #require(gain))
      #expect(abs(ratio - 1000) < 1e-6 || abs(ratio - 500) < 1e-6)
    }
    let gains = estimates(run, "gain", table: 1)
    for (worth, gain) in zip(estimates(run, "worth", table: 1), gains) {
      let factor = worth.value / gain.value
      let ends = [worth.low, worth.high].map { ($0 ?? .nan) / factor }
      #expect([gain.low, gain.high].map { $0 ?? .nan } != ends)
    }
    for (worth, gain) in zip(numbers(run, "worth", table: 2), numbers(run, "gain", table: 2)) {
      #expect(abs((worth ?? .nan) - 100 * (gain ?? .nan)) < 1e-6)
    }
  }

  @Test(
    "a table of worths that does not say one for each channel is refused",
    arguments: [
      ("\"search\" | 100", "has no row for social"),
      ("\"search\" | 100\n\"social\" | 90\n\"social\" | 80", "has 2 rows for social"),
      ("\"search\" | 100\n\"social\" | missing", "has no `.ltv` for social"),
    ])
  func worths(_ rows: String, _ message: String) {
    let run = ScriptRun(
      Self.two + "let worths = table {\nchannel | ltv[USD/customer]\n\(rows)\n}\n"
        + "allocate(two, budget: $60k/quarter, value: worths)")
    #expect(run.outcome != .succeeded)
    #expect(run.words.contains(message), "\(run.words)")
  }

  // MARK: Bounds and time

  @Test("floors and caps hold for a channel without a curve, too")
  func bounds() {
    let run = ScriptRun(
      Self.two
        + """
        allocate(curves, budget: $70k/quarter, floor: {email: $5k/quarter})
        allocate(curves, budget: $70k/quarter, cap: {email: $1k/quarter})
        plan(curves, budget: $70k, over: @2026-Q2, floor: {email: $5k/quarter})
        allocate(curves, budget: $70k/quarter, floor: {search: $1k/month})
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(abs((numbers(run, "spend")[0] ?? 0) - 5000) < 1e-9)
    #expect(texts(run, "held_by")[0] == "floor")
    #expect(abs(numbers(run, "spend").compactMap { $0 }.reduce(0, +) - 70_000) < 1e-6)
    #expect(abs((numbers(run, "spend", table: 1)[0] ?? 0) - 1000) < 1e-9)
    #expect(texts(run, "held_by", table: 1)[0] == "cap")
    #expect(texts(run, "held_by", table: 2)[0] == "floor")
    #expect(said(run).contains("as far as floors and caps let it"))
    #expect(
      notes(run, table: 3).contains("a month is taken as 30.4375 days between weeks and months"))
  }

  @Test("a plan begins after the data of all its channels, and each goes on from its own end")
  func ends() throws {
    let cut = "let cut = t | where(.channel != \"social\" or .week < @2025-10-06)\n"
    let fit = "let c = response(cut, \(Self.call), by: .channel)\n"
    let early = ScriptRun(ResponseTests.market + cut + fit + "plan(c, budget: $9k, over: @2025-Q4)")
    #expect(early.words.contains("`over:` begins before the data end"), "\(early.words)")
    let run = ScriptRun(
      ResponseTests.market + cut + fit + "c\nplan(c, budget: $70k, over: @2026-Q2)")
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(said(run).contains("social: the data end on 2025-10-05"))
    #expect(
      notes(run, table: 1).contains(
        "today's spend goes on before, for 13 to 26 weeks, from where the data of each channel end")
    )
  }

  @Test("a plan has steps and targets")
  func plan() throws {
    let run = ScriptRun(
      Self.two
        + """
        plan(two, over: @2026-Q2, budget: $70k, step: $5k)
        plan(two, over: @2026-Q2, target: $150/customer)
        plan(two, over: @2026-Q2, value: $150/customer)
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    let stepped = numbers(run, "spend").compactMap { $0 }
    #expect(abs(stepped.reduce(0, +) - 70_000) < 1e-6)
    for amount in stepped { #expect(abs((amount / 5000).rounded() * 5000 - amount) < 1e-6) }
    for table in [1, 2] {
      for marginal in numbers(run, "marginal", table: table) {
        #expect(abs((marginal ?? .nan) - 1 / 150) < 1e-6)
      }
    }
    let delay = ScriptRun(
      Self.two + "plan(two, over: @2026-Q2, budget: $70k, delay: 10 days)")
    #expect(said(delay).contains("a delay of 10 days is taken as 1 week"), "\(delay.words)")
  }

  @Test("rows of one date a week are whole weeks, whichever day they name")
  func weeks() {
    let run = ScriptRun(
      ResponseTests.market
        + "response(t, \(Self.call), by: .channel)\nresponse(t, \(Self.call), by: .channel, every: week)"
    )
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(numbers(run, "spend") == numbers(run, "spend", table: 1))
    #expect(!said(run).contains("left out"))
    let days = ScriptRun(
      ResponseTests.market + "response(t, \(Self.call), by: .channel, every: day)")
    #expect(days.words.contains("there is a row for each week"), "\(days.words)")
    #expect(days.words.contains("every: week"), "\(days.words)")
  }

  @Test(
    "a curve that never gets flat has no limit, which is said, and a cap for it alone is the fix")
  func endless() {
    // $100 for each customer, however much is spent.
    let curves = """
      let line = t | where(.channel == "search") | add(won: 10 customers + .spend / ($100/customer))
      let c = response(line, \(Self.call), curve: "power")

      """
    let run = ScriptRun(ResponseTests.market + curves + "saturation(c, value: $150/customer)")
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(said(run).contains("spend: no limit"), "\(said(run))")
    let split = ScriptRun(
      ResponseTests.market + curves + "allocate(c, value: $150/customer, extrapolate: true)")
    #expect(split.words.contains("the next outcome of spend never costs so much"))
    #expect(split.words.contains("cap: {\"spend\": 100_000 USD/week}"), "\(split.words)")
  }

  // MARK: What is known

  @Test("the return of a row is that of the rows of the model")
  func filtered() {
    let run = ScriptRun(
      ResponseTests.fit
        + """
        let last = t | top(6, by: .week) | where(.channel != "email")
        last | add(next: marginal(curves | where(.channel == "search"), at: .spend / 1 week))
        last | add(next: marginal(curves, at: .spend / 1 week))
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    let channels = texts(run, "channel")
    let (some, all) = (numbers(run, "next"), numbers(run, "next", table: 1))
    #expect(Set(channels) == ["search", "social"])
    for (place, channel) in channels.enumerated() {
      #expect(some[place] == (channel == "search" ? all[place] : nil) && all[place] != nil)
    }
  }

  @Test("a channel that pauses today keeps its curve")
  func paused() throws {
    let run = ScriptRun(
      ResponseTests.market
        + """
        let dark = t | add(spend: if .channel == "social" and .week >= @2025-10-06 then $0 else .spend)
        let c = response(dark, \(Self.call), by: .channel)
        c
        marginal(c, at: $3_000/week)
        allocate(c, budget: $70k/quarter)
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(texts(run, "verdict")[2] == "identified")
    #expect(estimates(run, "marginal", table: 1).count == 2)
    #expect((numbers(run, "spend", table: 2)[2] ?? 0) > 0)
    #expect(said(run).contains("social: nothing is spent today"))
  }

  @Test("contributions of some channels of a model together add up with the others")
  func others() throws {
    let run = ScriptRun(
      ResponseTests.market
        + """
        let c = response(t, \(Self.call), by: .channel, together: true)
        contributions(c)
        c | where(.channel == "search") | contributions()
        """)
    #expect(run.outcome == .succeeded, "\(run.words)")
    #expect(texts(run, "channel", table: 1) == ["(base)", "search", "(others)"])
    let whole = numbers(run, "outcome").compactMap { $0 }.reduce(0, +)
    let part = numbers(run, "outcome", table: 1).compactMap { $0 }.reduce(0, +)
    #expect(abs(whole - part) < 1e-6 * whole)
    #expect(numbers(run, "share", table: 1)[1] == numbers(run, "share")[2])
    // Of those left out email has no curve; what the other brought keeps its interval.
    let others = try #require(estimates(run, "outcome", table: 1).last)
    let social = try #require(estimates(run, "outcome").last)
    #expect(others.interval == social.interval && others.low != nil)
  }

  @Test("no return is given where the data do not tell the curve, and intervals hold their figures")
  func unknown() throws {
    let run = ScriptRun(
      ResponseTests.market
        + """
        response(t, \(Self.call), by: .channel)
        contributions(response(t, \(Self.call), by: .channel))
        """)
    for (verdict, cost) in zip(texts(run, "verdict"), run.column("marginal_cost", ofShown: 0))
    where verdict.hasPrefix("not identified") { #expect(cost.isMissing) }
    for column in ["outcome", "average"] {
      for estimate in estimates(run, column, table: 1) {
        #expect((estimate.low ?? -.infinity) <= estimate.value)
        #expect((estimate.high ?? .infinity) >= estimate.value)
      }
    }
  }
}
