@testable import Statistics
import Testing

/// What makes a loss doubtful: placebos, the weeks before, other years, spend that follows.
@Suite("Doubts about the effect of dark periods")
struct EffectDoubtTests {
  @Test("the limit of placebo errors is that of chi-squared")
  func limit() {
    // scipy 1.17.1: stats.chi2.ppf(0.95, [5, 10, 20])
    for (freedom, value) in [(5.0, 11.0705), (10, 18.3070), (20, 31.4104)] {
      #expect(abs(PlaceboTest.chiSquared(freedom) - value) < 0.03)
    }
  }

  @Test("placebo windows stand before the dark one, and overlap nothing")
  func placebos() throws {
    let found = try BrandEffectTests.effect(BrandEffectTests.dip(0.5, 0, 0)).placebos
    // 60 blocks before, five each, and four left at the start.
    #expect(found.windows.count == 11)
    #expect(found.windows.map(\.blocks) == (1...11).map { Array((60 - 5 * $0)..<(65 - 5 * $0)) })
    #expect(found.asLarge == 0)
    let squares = found.windows.map { $0.standardized * $0.standardized }
    expectAgreement(found.spread, (squares.reduce(0, +) / 11).squareRoot())
    let none = try BrandEffectTests.effect(BrandEffectTests.dip(0, 0, 0))
    let large = none.placebos.windows.count { $0.relative >= -none.total.relative }
    #expect(none.placebos.asLarge == large)
    #expect(large > 0)
  }

  @Test("placebos that err by much widen the interval by their spread")
  func widened() throws {
    // Every tenth week has three times as much or a tenth, more than chance makes of the other weeks.
    let outcome = BrandEffectTests.counts(1000) { day in
      let week = (day - 700) / 7
      return day < 700 && week % 20 == -8 ? 3 : day < 700 && week % 20 == -18 ? 0.1 : 1
    }
    let found = try BrandEffectTests.effect(outcome, dark: [700..<721])
    let fit = try FittedChannel(
      EffectSetting(
        calendar: .days,
        blocks: EffectBlocks(count: 1000, dark: [700..<721], recovery: 14, calendar: .days),
        pointCount: 1000, recovery: 14, weights: [Double](repeating: 1, count: 7), level: 0.95,
        seed: 1, replicateCount: 1000), "mail", found.series.shape)
    #expect(fit.placebos.factor == found.placebos.factor)
    let plain = fit.draws.estimate(over: Set(100..<105), factor: 1, level: 0.95)
    expectAgreement(plain.loss, found.total.loss, within: 1e-12)
    for place in [0, 10, 999] {
      expectAgreement(
        found.total.replicates[place] - found.total.loss,
        found.placebos.factor * (plain.replicates[place] - plain.loss), within: 1e-9)
    }
    let lead = try #require(found.lead)
    expectAgreement(
      lead.tailArea,
      NormalDistribution.probability(
        below: -lead.before.standardized / found.placebos.factor))
    let isWarned = found.warnings.contains {
      if case .placebosWider(let factor, let windows) = $0 {
        factor == found.placebos.factor && windows == found.placebos.windows.count
      } else {
        false
      }
    }
    let squares = found.placebos.windows.reduce(0) { $0 + $1.standardized * $1.standardized }
    let isWide = squares > PlaceboTest.chiSquared(Double(found.placebos.windows.count))
    #expect(isWide)
    #expect(isWarned == isWide)
    #expect(found.placebos.factor == (isWide ? found.placebos.spread : 1))
  }

  @Test("the spread of five placebo windows is judged, and twenty are the most")
  func fewPlacebos() throws {
    // Weeks with twice as much or none, in turn by fives.
    func outcome(_ days: Int) -> [Double] {
      BrandEffectTests.counts(days) { $0 < 203 ? ($0 / 35 % 2 == 0 ? 1.6 : 0.4) : 1 }
    }
    let five = try BrandEffectTests.effect(outcome(1000), dark: [203..<224]).placebos
    #expect(five.windows.count == 5)
    #expect(five.factor == five.spread)
    #expect(five.factor > 1)
    let four = try BrandEffectTests.effect(outcome(1000), dark: [196..<217]).placebos
    #expect(four.windows.count == 4)
    #expect(four.factor == 1)
    let many = try BrandEffectTests.effect(BrandEffectTests.counts(1100), dark: [900..<921])
    #expect(many.placebos.windows.count == 20)
  }

  @Test("trend and season are sought where there is enough to find them in")
  func columns() throws {
    func setting(_ days: Int) -> EffectSetting {
      EffectSetting(
        calendar: .days,
        blocks: EffectBlocks(count: days, dark: [70..<91], recovery: 14, calendar: .days),
        pointCount: days, recovery: 14, weights: [Double](repeating: 1, count: 7), level: 0.95,
        seed: 1, replicateCount: 10)
    }
    #expect(setting(30 * 7).trend.isEmpty)
    let trend = try #require(setting(31 * 7).trend.first)
    expectAgreement(trend[0], 2 * 3.5 / 217 - 1)
    expectAgreement(trend[30], 2 * 213.5 / 217 - 1)
    #expect(setting(730).season.isEmpty)
    let season = setting(731).season
    #expect(season.count == 4)
    let angle = 2 * Double.pi * 17.5 / 365.25
    expectAgreement(season[0][2], cosine(angle), within: 1e-9)
    expectAgreement(season[1][2], cosine(angle - Double.pi / 2), within: 1e-9)
    expectAgreement(season[2][2], cosine(2 * angle), within: 1e-9)
    expectAgreement(season[3][2], cosine(2 * angle - Double.pi / 2), within: 1e-9)
  }

  @Test("a fall before the spend was cut is found")
  func lead() throws {
    let early = BrandEffectTests.counts(700) { (392..<441).contains($0) ? 0.8 : 1 }
    let found = try BrandEffectTests.effect(early)
    let lead = try #require(found.lead)
    #expect(lead.isFound)
    #expect(lead.before.blocks == [56, 57, 58, 59])
    #expect(lead.before.observed == early[392..<420].reduce(0, +))
    #expect(abs(lead.before.relative - 0.2) < 0.03)
    #expect(
      found.warnings.contains {
        if case .fellBefore(let expected, let observed, let area) = $0 {
          expected == lead.before.expected && observed == lead.before.observed
            && area == lead.tailArea
        } else {
          false
        }
      })
    let usual = try BrandEffectTests.effect(BrandEffectTests.dip(0.5, 0, 0))
    #expect(usual.lead?.isFound == false)
    // A rise before is no reason to cut spend.
    let risen = BrandEffectTests.counts(700) { (392..<420).contains($0) ? 1.2 : 1 }
    #expect((try BrandEffectTests.effect(risen).lead?.tailArea ?? 0) > 0.9)
  }

  /// Days of which so many after the same place of each year are lower.
  private func yearly(_ dark: Double) -> [Double] {
    BrandEffectTests.counts(1095) { day in
      let isSeason = [0, 365, 730].contains { (($0 + 200)..<($0 + 235)).contains(day) }
      return (isSeason ? 0.7 : 1) * ((565..<586).contains(day) ? 1 - dark : 1)
    }
  }

  @Test("the same fall in other years is found, and taken out of the loss")
  func season() throws {
    let found = try BrandEffectTests.effect(yearly(0), dark: [565..<586])
    #expect(found.season.isFound)
    #expect(found.season.isModelled)
    #expect(found.takesOtherYears)
    #expect(found.season.years.map(\.years) == [-1, 1])
    #expect(abs(found.total.relative) < 0.04)
    #expect(!found.total.isShown)
    #expect(
      found.warnings.contains {
        if case .sameInOtherYears(let years, let relative, let area) = $0 {
          years == 2 && relative < -0.1 && area == found.season.tailArea
        } else {
          false
        }
      })
    let high = BrandEffectTests.counts(1095) { day in
      [0, 365, 730].contains { (($0 + 200)..<($0 + 235)).contains(day) } ? 1.4 : 1
    }
    #expect(try BrandEffectTests.effect(high, dark: [565..<586]).season.isFound)
    let both = try BrandEffectTests.effect(yearly(0.3), dark: [565..<586])
    #expect(abs(both.dark.relative + 0.3) < 0.04)
    #expect(abs(both.dark.loss - 0.3 * 0.7 * 2100) < 60)
    let none = try BrandEffectTests.effect(
      BrandEffectTests.counts(1095) { (565..<586).contains($0) ? 0.7 : 1 }, dark: [565..<586])
    #expect(!none.season.isFound)
    #expect(!none.takesOtherYears)
    #expect(abs(none.dark.loss - 630) < 60)
  }

  @Test("with less than two years the season is not known, and that is said")
  func short() throws {
    let found = try BrandEffectTests.effect(BrandEffectTests.counts(730))
    #expect(!found.season.isModelled)
    #expect(found.warnings.contains(.seasonUnknown(points: 730, needed: 730.5)))
    #expect(found.season.years.map(\.years) == [-1])
    let longer = try BrandEffectTests.effect(BrandEffectTests.counts(731))
    #expect(longer.season.isModelled)
    let early = try BrandEffectTests.effect(BrandEffectTests.counts(500), dark: [300..<321])
    #expect(early.season.years.isEmpty)
    #expect(early.season.tailArea == nil)
    #expect(!early.season.isFound)
  }

  @Test("own spend that was another, or unknown, is said")
  func spend() throws {
    let outcome = BrandEffectTests.counts(700)
    func warnings(_ factor: Double) throws -> [EffectWarning] {
      let spend = (0..<700).map { day in
        (90 + Double(day % 21)) * ((420..<441).contains(day) ? factor : 1)
      }
      return try BrandEffectTests.effect(outcome, spend: spend).warnings
    }
    func isChanged(_ warnings: [EffectWarning]) -> Bool {
      warnings.contains { if case .ownSpendChanged = $0 { true } else { false } }
    }
    #expect(try isChanged(warnings(2.2)))
    #expect(try isChanged(warnings(0.45)))
    #expect(try !isChanged(warnings(1.9)))
    #expect(try !isChanged(warnings(0.55)))
    var spend = [Double](repeating: 1, count: 700)
    for day in 0..<350 { spend[2 * day] = .nan }
    #expect(
      try BrandEffectTests.effect(outcome, spend: spend).warnings.contains(
        .spendMissing(points: 350)))
    let both = try BrandEffect(
      ["mail", "radio"].map { EffectChannel(name: $0, outcome: outcome, spend: spend) },
      brandSpend: outcome, dark: [420..<441], seed: 1)
    // Ten of the dark days have a row of 1, in each of the channels; the first, 420, has none.
    #expect(try both.all.get().figures.dark.spend == 20)
  }

  @Test("few conversions are said")
  func few() throws {
    let sparse = (0..<1000).map { $0 % 10 == 0 ? 1.0 : 0 }
    let found = try BrandEffectTests.effect(sparse)
    #expect(found.total.expected < 5)
    #expect(
      found.warnings.contains(.fewConversions(expected: found.total.expected, least: 5)))
    let more = try BrandEffectTests.effect((0..<1000).map { $0 % 5 == 0 ? 1.0 : 0 })
    #expect(!more.warnings.contains { if case .fewConversions = $0 { true } else { false } })
  }

  @Test("spend that follows the outcome of the week before is found")
  func follows() throws {
    let outcome = BrandEffectTests.counts(1000) { 1 + StructuralTestSeries.noise($0 / 7, 5, 211) }
    func found(_ lag: Int) throws -> BrandEffect {
      let spend = (0..<1000).map { day in
        (700..<721).contains(day)
          ? 0 : 1 + StructuralTestSeries.noise(max(0, day - lag) / 7, 5, 211)
      }
      return try BrandEffect(
        [EffectChannel(name: "mail", outcome: outcome)], brandSpend: spend, dark: [700..<721],
        seed: 1)
    }
    let test = try #require(try found(7).spendTest)
    #expect(test.isFound)
    #expect(test.coefficient > 0)
    #expect(test.tailArea < 1e-6)
    // Of 143 blocks all but the five of the window, the first, and the one after the window.
    #expect(test.blocks == 136)
    #expect(try found(7).warnings == [.spendFollows(tailArea: test.tailArea)])
    let ahead = try #require(try found(-14).spendTest)
    #expect(!ahead.isFound)
    var paused = [Double](repeating: 0, count: 1000)
    for day in 0..<1000 where !(280..<287).contains(day) {
      paused[day] = 2 + StructuralTestSeries.noise(day / 7, 5, 211)
    }
    let pause = try BrandEffect(
      [EffectChannel(name: "mail", outcome: outcome)], brandSpend: paused, dark: [700..<721],
      seed: 1)
    // Without the week that has none, and the one after it.
    #expect(pause.spendTest?.blocks == 134)
    // Of 27 blocks 20 are compared, of 26 one too few.
    for (days, count) in [(189, 20), (182, nil)] {
      let few = try BrandEffect(
        [EffectChannel(name: "mail", outcome: Array(outcome.prefix(days)))],
        brandSpend: outcome.prefix(days).map { $0 + 1 }, dark: [100..<121], seed: 1)
      #expect(few.spendTest?.blocks == count)
    }
  }
}
