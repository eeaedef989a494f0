@testable import Statistics
import Testing

@Suite("The effect of dark periods")
struct BrandEffectTests {
  /// Counts of about `usual` a day, times a factor by the day; with little noise that looks like chance.
  static func counts(
    _ days: Int, usual: Double = 100, shift: Int = 101, _ factor: (Int) -> Double = { _ in 1 }
  ) -> [Double] {
    (0..<days).map { day in
      let noise = 0.2 * StructuralTestSeries.noise(day, 7, shift)
      return (usual * factor(day) * (1 + noise)).rounded()
    }
  }

  static func effect(
    _ outcome: [Double], spend: [Double]? = nil, dark: [Range<Int>] = [420..<441],
    recovery: Int = 14, calendar: EffectCalendar = .days, level: Double = 0.95, seed: UInt64 = 1
  ) throws -> ChannelEffect {
    try BrandEffect(
      [EffectChannel(name: "mail", outcome: outcome, spend: spend)],
      brandSpend: [Double](repeating: 1, count: outcome.count), dark: dark, recovery: recovery,
      calendar: calendar, level: level, seed: seed
    ).channels[0].get()
  }

  /// Lost in the dark weeks, in the first week after them, and in the second.
  static func dip(_ dark: Double, _ first: Double, _ second: Double, days: Int = 700) -> [Double] {
    counts(days) { day in
      switch day {
      case 420..<441: 1 - dark
      case 441..<448: 1 - first
      case 448..<455: 1 - second
      default: 1
      }
    }
  }

  @Test("a large dip is measured, by week and in all")
  func loss() throws {
    let outcome = Self.dip(0.5, 0.25, 0)
    let found = try Self.effect(outcome)
    // 21 days at 50 of 100, and seven at 25.
    #expect(abs(found.dark.loss - 1050) < 30)
    #expect(abs(found.total.loss - 1225) < 45)
    #expect(abs(found.dark.relative + 0.5) < 0.01)
    #expect(found.dark.isShown)
    let recovery = try #require(found.recovery)
    #expect(abs(recovery.loss - 175) < 30)
    #expect(found.dark.observed == outcome[420..<441].reduce(0, +))
    #expect(recovery.observed == outcome[441..<455].reduce(0, +))
    #expect(found.total.observed == outcome[420..<455].reduce(0, +))
    expectAgreement(found.dark.loss + recovery.loss, found.total.loss, within: 1e-12)
    expectAgreement(found.total.expected - found.total.observed, found.total.loss)
    for place in [0, 500, 999] {
      expectAgreement(
        found.dark.replicates[place] + recovery.replicates[place], found.total.replicates[place],
        within: 1e-9)
      let lost = found.dark.replicates[place]
      expectAgreement(
        found.dark.relativeReplicates[place], -lost / (found.dark.observed + lost))
    }
    #expect(found.total.replicates.count == 1000)
    let mean = found.total.replicates.reduce(0, +) / 1000
    let half = (found.total.interval.upper ?? 0) - found.total.loss
    #expect(abs(mean - found.total.loss) < 0.1 * half)
  }

  @Test("the lag and the return are told to the week")
  func times() throws {
    let window = try #require(Self.effect(Self.dip(0.5, 0.25, 0)).windows.first)
    #expect(window.darkPositions == 420..<441)
    #expect(window.recoveryPositions == 441..<455)
    #expect(window.lag == 7)
    #expect(window.recoveryTime == 7)
    #expect(window.cumulative.map(\.end) == [427, 434, 441, 448, 455])
    #expect(window.cumulative.last?.loss == window.total.loss)
    #expect(try Self.effect(Self.dip(0.5, 0, 0)).windows.first?.recoveryTime == 0)
    let lasting = try Self.effect(Self.dip(0.5, 0.4, 0.3))
    #expect(lasting.windows.first?.recoveryTime == nil)
    #expect(lasting.windows.first?.lag == 7)
    #expect(
      lasting.warnings.contains {
        if case .notBack(let relative) = $0 { relative < -0.3 && relative > -0.4 } else { false }
      })
    let none = try Self.effect(Self.dip(0, 0, 0))
    #expect(none.windows.first?.lag == nil)
    #expect(none.windows.first?.recoveryTime == nil)
    #expect(!none.dark.isShown)
    #expect(!none.warnings.contains { if case .notBack = $0 { true } else { false } })
    // Two weeks as usual, then one without anything.
    let late = Self.counts(700) { (434..<441).contains($0) ? 0 : 1 }
    #expect(try Self.effect(late).windows.first?.lag == 21)
  }

  @Test("a rise is a negative loss, and no lag")
  func rise() throws {
    let found = try Self.effect(Self.dip(-0.5, 0, 0))
    #expect(abs(found.dark.loss + 1050) < 30)
    #expect(found.dark.isShown)
    #expect(found.windows.first?.lag == nil)
  }

  @Test("figures before, during and after are counted")
  func figures() throws {
    let outcome = Self.dip(0.5, 0.25, 0)
    let spend = (0..<700).map { Double($0 % 5 + 1) + ((420..<441).contains($0) ? 2 : 0) }
    let found = try Self.effect(outcome, spend: spend).figures
    func expect(_ figures: PeriodFigures, _ days: Range<Int>) {
      #expect(figures.points == days.count)
      #expect(figures.conversions == outcome[days].reduce(0, +))
      #expect(figures.spend == spend[days].reduce(0, +))
      expectAgreement(figures.perPoint, outcome[days].reduce(0, +) / Double(days.count))
      expectAgreement(figures.perSpend, outcome[days].reduce(0, +) / spend[days].reduce(0, +))
    }
    expect(found.before, 385..<420)
    expect(found.dark, 420..<441)
    expect(found.recovery, 441..<455)
    expect(found.after, 455..<490)
    let alone = try Self.effect(outcome).figures
    #expect(alone.before.spend == nil)
    #expect(alone.before.perSpend == nil)
    #expect(alone.before.spendPerPoint == nil)
  }

  @Test("two dark periods stand together and apart")
  func periods() throws {
    let outcome = Self.counts(900) {
      (420..<441).contains($0) || (600..<614).contains($0) ? 0.5 : 1
    }
    let found = try Self.effect(outcome, dark: [420..<441, 600..<614])
    #expect(found.windows.map(\.darkPositions) == [420..<441, 600..<614])
    #expect(abs(found.dark.loss - 1750) < 40)
    #expect(abs((found.windows.first?.dark.loss ?? 0) - 1050) < 30)
    #expect(abs((found.windows.last?.dark.loss ?? 0) - 700) < 30)
    #expect(found.windows.map(\.recoveryTime) == [0, 0])
    expectAgreement(
      found.windows.reduce(0) { $0 + $1.total.loss }, found.total.loss, within: 1e-9)
    #expect(found.figures.before.points == 35 + 28)
    #expect(found.figures.dark.points == 35)
  }

  @Test("a period that is not over has no recovery")
  func open() throws {
    let outcome = Self.counts(600) { $0 >= 579 ? 0.5 : 1 }
    let found = try Self.effect(outcome, dark: [579..<600])
    #expect(found.recovery == nil)
    #expect(found.windows.first?.recoveryTime == nil)
    #expect(found.warnings.contains(.recoveryUnseen(points: 0)))
    #expect(abs(found.dark.loss - 1050) < 60)
    let soon = try Self.effect(
      Self.counts(607) { (579..<600).contains($0) ? 0.5 : 1 }, dark: [579..<600])
    #expect(soon.warnings.contains(.recoveryUnseen(points: 7)))
    let whole = try Self.effect(
      Self.counts(614) { (579..<600).contains($0) ? 0.5 : 1 }, dark: [579..<600])
    #expect(!whole.warnings.contains { if case .recoveryUnseen = $0 { true } else { false } })
  }

  @Test("weeks are a series like days")
  func weeks() throws {
    let outcome = Self.counts(150, usual: 400) { (100..<103).contains($0) ? 0.7 : 1 }
    let found = try Self.effect(outcome, dark: [100..<103], recovery: 2, calendar: .weeks)
    #expect(abs(found.dark.loss - 360) < 60)
    #expect(found.windows.first?.lag == 1)
    #expect(found.season.isModelled)
    #expect(found.placebos.windows.count == 19)
  }

  @Test("days without a value are left out on both sides, and counted")
  func gaps() throws {
    var outcome = Self.dip(0.5, 0, 0)
    for day in [3, 200, 201, 202, 300, 425, 450] { outcome[day] = .nan }
    let found = try Self.effect(outcome)
    #expect(found.warnings.contains(.missing(within: 2, outside: 5)))
    // One dark day of 21 is missing.
    #expect(abs(found.dark.loss - 1000) < 30)
    #expect(found.figures.dark.points == 20)
    for day in 420..<427 { outcome[day] = .nan }
    #expect(abs(try Self.effect(outcome).dark.loss - 700) < 30)
  }

  @Test("own spend explains what it brought, and the season what the year does")
  func controls() throws {
    func week(_ day: Int) -> Double { 1 + StructuralTestSeries.noise(day / 7, 5, 211) }
    let spend = (0..<800).map { 1000 * week($0) }
    // Spend over spend and its median, squared as a regression on its logarithm would not have it.
    let outcome = Self.counts(800) { day in
      2 * week(day) / (1 + week(day)) * (1 + 0.2 * cosine(Double(day) / 58.13))
    }
    let alone = try Self.effect(outcome)
    let both = try Self.effect(outcome, spend: spend)
    func width(_ effect: ChannelEffect) throws -> Double {
      try #require(effect.total.interval.upper) - #require(effect.total.interval.lower)
    }
    #expect(try width(both) < 0.5 * width(alone))
    #expect(both.carryover == 0)
    #expect((both.spendCoefficient ?? 0) > 1)
    #expect(both.season.isModelled)
    #expect(!both.warnings.contains(.spendLeftOut))
    let idle = try Self.effect(outcome, spend: [Double](repeating: 0, count: 800))
    #expect(idle.warnings.contains(.spendLeftOut))
    #expect(idle.total == alone.total)
    let steady = try Self.effect(outcome, spend: [Double](repeating: 9, count: 800))
    #expect(steady.warnings.contains(.spendLeftOut))
  }

  @Test("draws depend on seed and name alone")
  func draws() throws {
    let outcome = Self.dip(0.2, 0, 0)
    let channels = ["mail", "radio"].map { EffectChannel(name: $0, outcome: outcome) }
    func run(_ channels: [EffectChannel], seed: UInt64) throws -> [[Double]] {
      try BrandEffect(
        channels, brandSpend: outcome, dark: [420..<441], seed: seed
      ).channels.map { try $0.get().total.replicates }
    }
    let both = try run(channels, seed: 1)
    #expect(both[0] != both[1])
    #expect(try run(channels.reversed(), seed: 1) == both.reversed())
    #expect(try run(channels, seed: 2)[0] != both[0])
  }
}
