@testable import Statistics
import Testing

@Suite("What cannot be said of dark periods")
struct BrandEffectMistakeTests {
  private func attempt(
    _ outcome: [Double], spend: [Double]? = nil, brand: [Double]? = nil,
    dark: [Range<Int>] = [420..<441], level: Double = 0.95
  ) throws -> BrandEffect {
    try BrandEffect(
      [EffectChannel(name: "mail", outcome: outcome, spend: spend)],
      brandSpend: brand ?? [Double](repeating: 1, count: outcome.count), dark: dark, level: level,
      seed: 1)
  }

  private let counts = BrandEffectTests.counts(700)

  @Test("a question without channels or periods")
  func nothing() {
    #expect(throws: BrandEffectError.nothingAsked(channels: 1, periods: 0)) {
      try attempt(counts, dark: [])
    }
    #expect(throws: BrandEffectError.nothingAsked(channels: 0, periods: 1)) {
      try BrandEffect([], brandSpend: [], dark: [0..<1], seed: 1)
    }
    for level in [0, 1, Double.nan] {
      #expect(throws: BrandEffectError.self) { try attempt(counts, level: level) }
    }
  }

  @Test("series of other lengths, and values that cannot be")
  func values() {
    #expect(throws: BrandEffectError.length(channel: nil, expected: 700, found: 3)) {
      try attempt(counts, brand: [1, 2, 3])
    }
    #expect(throws: BrandEffectError.length(channel: "mail", expected: 700, found: 1)) {
      try attempt(counts, spend: [1])
    }
    var bad = counts
    bad[7] = -1
    #expect(throws: BrandEffectError.value(-1, channel: "mail", position: 7)) {
      try attempt(bad)
    }
    #expect(throws: BrandEffectError.value(-1, channel: "mail", position: 7)) {
      try attempt(counts, spend: bad)
    }
    #expect(throws: BrandEffectError.value(-1, channel: nil, position: 7)) {
      try attempt(counts, brand: bad)
    }
    bad[7] = .infinity
    #expect(throws: BrandEffectError.value(.infinity, channel: "mail", position: 7)) {
      try attempt(bad)
    }
  }

  @Test("dark periods outside the data, empty or overlapping")
  func periods() {
    for dark in [[690..<701], [(-3)..<4], [50..<50], [420..<441, 440..<450]] {
      #expect(throws: BrandEffectError.darkPeriod(dark[dark.count - 1], points: 700)) {
        try attempt(counts, dark: dark)
      }
    }
    #expect(throws: Never.self) { try attempt(counts, dark: [420..<441, 441..<450]) }
  }

  @Test("too little before the first dark period")
  func before() {
    #expect(throws: BrandEffectError.tooLittleBefore(blocks: 7, least: 8, block: 7)) {
      try attempt(counts, dark: [49..<70])
    }
    #expect(throws: Never.self) { try attempt(counts, dark: [56..<70]) }
    #expect(throws: BrandEffectError.tooLittleBefore(blocks: 0, least: 8, block: 7)) {
      try attempt(counts, dark: [0..<21])
    }
    #expect(throws: BrandEffectError.tooLittleBefore(blocks: 1, least: 8, block: 7)) {
      try attempt([1, 2, 3, 4, 5, 6, 7], dark: [4..<6])
    }
  }

  private func reason(_ outcome: [Double], dark: [Range<Int>] = [420..<441]) -> BrandEffectError? {
    do {
      _ = try attempt(outcome, dark: dark).channels[0].get()
      return nil
    } catch {
      return error as? BrandEffectError
    }
  }

  @Test("a channel that tells nothing says why, and the others stand")
  func channels() throws {
    #expect(
      reason([Double](repeating: 0, count: 700)) == .constant(channel: "mail", value: 0))
    #expect(reason((0..<700).map { _ in 5 }) == .constant(channel: "mail", value: 35))
    var few = [Double](repeating: 0, count: 700)
    for day in 0..<19 { few[day * 20] = 1 }
    #expect(reason(few) == .tooFew(channel: "mail", conversions: 19, least: 20))
    few[399] = 1
    #expect(reason(few) == nil)
    var unseen = counts
    for day in 420..<455 { unseen[day] = .nan }
    #expect(reason(unseen) == .unobserved(channel: "mail", points: 35))
    unseen[454] = 90
    #expect(reason(unseen) == nil)
    let zero = EffectChannel(name: "zero", outcome: [Double](repeating: 0, count: 700))
    let found = try BrandEffect(
      [zero, EffectChannel(name: "mail", outcome: counts)], brandSpend: counts,
      dark: [420..<441], seed: 1)
    #expect(throws: BrandEffectError.constant(channel: "zero", value: 0)) {
      try found.channels[0].get()
    }
    let mail = try found.channels[1].get(), all = try found.all.get()
    #expect(all.name == BrandEffect.nameOfAll)
    expectAgreement(all.total.loss, mail.total.loss, within: 1e-9)
  }

  @Test("a short series with too few blocks for the model")
  func short() {
    let outcome = BrandEffectTests.counts(77)
    #expect(
      reason(outcome, dark: [56..<63])
        == .structural(.tooFew(observed: 8, needed: 11, states: 1, controls: 0), channel: "mail"))
    let longer = BrandEffectTests.counts(98)
    #expect(reason(longer, dark: [56..<63]) == nil)
  }

  @Test("numbers beyond all reason are refused, not trapped on")
  func extremes() {
    var huge = counts
    huge[3] = 1e300
    _ = reason(huge)
    _ = reason(counts.map { $0 * 1e290 })
    _ = reason(counts.map { $0 * 1e-290 })
    _ = reason([Double](repeating: .nan, count: 700))
    #expect(throws: Never.self) { try attempt(counts, spend: huge) }
  }
}
