import Evaluation
import TestSets
import Testing
import Values

/// What dark weeks did, by the language: the kernel has tests of its own.
@Suite("Brand effects") struct BrandEffectTests: CreditTests {
  private static let story = """
    let spend = load("Datasets/spend.csv", as: spend)
    let customers = load("Datasets/customers.csv", as: customers)

    """

  private func estimates(_ run: ScriptRun, _ column: String) -> [Estimate] {
    run.column(column, ofShown: 0).compactMap {
      if case .estimate(let estimate) = $0 { estimate } else { nil }
    }
  }

  private func texts(_ run: ScriptRun, _ column: String) -> [String] {
    run.column(column, ofShown: 0).map { NumberText().text($0) }
  }

  // MARK: The bundled story

  @Test("the dark weeks of the story are found to the day, and no others")
  func darkWeeks() {
    let run = ScriptRun(Self.story + "dark_periods(spend)")
    #expect(run.outcome == .succeeded, "\(run.words)")
    // truth/dark.csv has 2025-10-01 to 2025-10-21.
    #expect(texts(run, "channel") == ["brand"])
    #expect(texts(run, "from") == ["2025-10-01"])
    #expect(texts(run, "to") == ["2025-10-21"])
    #expect(run.column("days", ofShown: 0).map(\.magnitude) == [21])
    #expect(run.column("during", ofShown: 0).map(\.magnitude) == [0])
  }

  @Test("the loss of the story is covered in at least 13 of its 15 channels, and in all together")
  func loss() throws {
    let run = ScriptRun(Self.story + "brand_effect(spend, customers)")
    #expect(run.outcome == .succeeded, "\(run.words)")
    let channels = texts(run, "channel"), found = estimates(run, "loss")
    #expect(channels.count == 16 && found.count == 16)
    let truth = ScriptRun(
      """
      load("Datasets/truth/dark.csv") | add(all: .loss + .loss_after) | keep(.channel, .all)
      """)
    #expect(truth.outcome == .succeeded, "\(truth.words)")
    let lost = Dictionary(
      uniqueKeysWithValues: zip(
        texts(truth, "channel"), truth.column("all", ofShown: 0).map { $0.magnitude ?? .nan }))
    #expect(lost.count == 15)
    var covered = 0
    for (channel, estimate) in zip(channels, found) {
      guard let loss = lost[channel] else { continue }
      if (estimate.low ?? .infinity) <= loss, loss <= (estimate.high ?? -.infinity) { covered += 1 }
    }
    #expect(covered >= 13)
    let others = lost.filter { $0.key != "brand" }.values.reduce(0, +)
    let all = try #require(found.last)
    #expect(channels.last == "(all others)")
    #expect((all.low ?? .infinity) <= others && others <= (all.high ?? -.infinity))
  }

  @Test("explain is a memo: when, how much, where, which way round, season, placebos, cost")
  func memo() {
    let run = ScriptRun(Self.story + "explain(brand_effect(spend, customers))")
    let text = run.output
    for words in [
      "brand was dark from 2025-10-01 to 2025-10-21, 21 days", "all other channels had",
      "was spend cut because sales fell?", "is it the season?", "windows as long before it",
      "was not spent on brand", "brand itself lost",
    ] {
      #expect(text.contains(words), "\(words)\n\(text)")
    }
  }

  @Test("the row for calibration has the spend that was missing, and what it took from the others")
  func calibration() {
    let run = ScriptRun(Self.story + "brand_effect(spend, customers, rows: \"calibration\")")
    let effects = ScriptRun(Self.story + "brand_effect(spend, customers)")
    let outcome = estimates(run, "outcome").first, loss = estimates(effects, "loss").last
    #expect(outcome?.value == loss.map { -$0.value })
    #expect((run.column("spend", ofShown: 0).first?.magnitude ?? 0) < -50_000)
  }

  // MARK: Bad input

  /// 20 weeks of days; brand dark in the two from day 91.
  private static func market(
    spendName: String = "search", days: Int = 140, dark: Range<Int> = 91..<105
  ) -> String {
    var spend = "", wins = ""
    for day in 0..<days {
      let date = CalendarDate(dayNumber: 20_454 + day)?.description ?? ""
      let noise = SeriesTests.noise[day % 60]
      spend += "  @\(date) | \"\(spendName)\" | \(300 + noise)\n"
      spend += "  @\(date) | \"brand\" | \(dark.contains(day) ? 0 : 200 + noise)\n"
      let usual = 50 + SeriesTests.noise[(day * 7) % 60].rounded() / 4
      wins += "  @\(date) | \"search\" | \(dark.contains(day) ? usual * 0.7 : usual)\n"
    }
    return """
      let spend = table {
        date | channel | cost[USD]
      \(spend)}
      let wins = table {
        date | channel | won[customer]
      \(wins)}

      """
  }

  @Test("a loss of three tenths is found, in customers, in the weeks that went dark")
  func constructed() throws {
    let run = ScriptRun(Self.market() + "brand_effect(spend, wins, of: .won, recovery: 0)")
    #expect(run.outcome == .succeeded, "\(run.words)")
    let loss = try #require(estimates(run, "loss").last)
    // 14 days of 15 customers.
    #expect(abs(loss.value - 210) < 40 && (loss.low ?? 0) > 0, "\(run.output)")
    let stated = ScriptRun(
      Self.market()
        + "brand_effect(spend, wins, of: .won, recovery: 0, from: @2026-04-02, to: @2026-04-15)")
    #expect(abs((estimates(stated, "loss").last?.value ?? 0) - loss.value) < 1e-9)
  }

  @Test("names that differ in two tables are said, and nothing is guessed")
  func names() {
    let run = ScriptRun(
      Self.market(spendName: "Search") + "brand_effect(spend, wins, of: .won)")
    #expect(
      said(run).contains("the outcomes have a channel `search`, the spend `Search`"),
      "\(run.words)\(said(run))")
    #expect(said(run).contains("no outcome is known of Search, brand"))
    let absent = ScriptRun(Self.market() + "brand_effect(spend, wins, of: .won, brand: \"Brand\")")
    #expect(absent.words.contains("the spend has no channel \"Brand\""))
    #expect(absent.words.contains("brand: \"brand\""))
  }

  @Test(
    "a brand that never went dark, too little before it, and tables without a common day are said")
  func refusals() {
    let lit = ScriptRun(Self.market(dark: 0..<0) + "brand_effect(spend, wins, of: .won)")
    #expect(lit.outcome == .succeeded && said(lit).contains("never went dark"), "\(lit.words)")
    let early = ScriptRun(Self.market(dark: 21..<35) + "brand_effect(spend, wins, of: .won)")
    #expect(early.words.contains("too little is known from before the dark period"))
    #expect(early.words.contains("3 weeks lie before it, and 8 are needed"), "\(early.words)")
    let apart = ScriptRun(
      Self.market() + "brand_effect(spend, wins | add(date: .date + 400 days), of: .won)")
    #expect(apart.words.contains("have no day in common"), "\(apart.words)")
    let outside = ScriptRun(
      Self.market() + "brand_effect(spend, wins, of: .won, from: @2027-01-01, to: @2027-01-14)")
    #expect(outside.words.contains("lies outside of the series"), "\(outside.words)")
  }
}
