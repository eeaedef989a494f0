@testable import Statistics
import Testing

@Suite("Blocks of a series with dark periods")
struct EffectBlocksTests {
  private func blocks(_ count: Int, _ dark: [Range<Int>], recovery: Int = 14) -> EffectBlocks {
    EffectBlocks(count: count, dark: dark, recovery: recovery, calendar: .days)
  }

  @Test("dark periods and recoveries begin blocks, and what lies before them ends one")
  func aligned() {
    let found = blocks(60, [18..<32], recovery: 7)
    #expect(
      found.ranges == [
        0..<4, 4..<11, 11..<18, 18..<25, 25..<32, 32..<39, 39..<46, 46..<53, 53..<60,
      ])
    #expect(
      found.kinds == [
        .outside, .outside, .outside, .dark, .dark, .recovery, .outside, .outside, .outside,
      ])
    #expect(found.windows == [3..<6])
    #expect(found.window == [3, 4, 5])
  }

  @Test("a rest under half a block joins its neighbour")
  func rests() {
    #expect(blocks(30, [10..<30]).ranges == [0..<10, 10..<17, 17..<24, 24..<30])
    #expect(blocks(30, [13..<30]).ranges == [0..<6, 6..<13, 13..<20, 20..<30])
    #expect(blocks(33, [4..<8], recovery: 4).ranges.prefix(3) == [0..<4, 4..<8, 8..<12])
    #expect(blocks(33, [4..<8], recovery: 4).ranges.suffix(2) == [19..<26, 26..<33])
    #expect(blocks(31, [0..<7], recovery: 0).ranges == [0..<7, 7..<14, 14..<21, 21..<31])
  }

  @Test("a recovery ends where the next dark period begins, or the series does")
  func recoveries() {
    let near = blocks(70, [7..<14, 21..<28])
    #expect(near.windows == [1..<3, 3..<6])
    #expect(near.kinds[1..<6] == [.dark, .recovery, .dark, .recovery, .recovery])
    let end = blocks(28, [7..<21])
    #expect(end.ranges.last == 21..<28)
    #expect(end.kinds.last == .recovery)
    #expect(blocks(28, [7..<28], recovery: .max).kinds.last == .dark)
    #expect(blocks(28, [7..<14], recovery: -3).kinds.last == .outside)
  }

  @Test("calendars have at least one point a block and one block a year")
  func calendars() {
    #expect(EffectCalendar(block: 0, year: 0) == EffectCalendar(block: 1, year: 1))
    #expect(EffectCalendar(block: 7, year: .nan).year == 7)
    #expect(EffectCalendar.weeks.block == 1)
    #expect(EffectCalendar.days == EffectCalendar(block: 7, year: 365.25))
    #expect(EffectCalendar.months.year == 12)
  }

  @Test("places of a block are worth what they had outside the windows")
  func weights() throws {
    // Ten on five days of seven, and three on the others; the dark weeks do not count.
    let outcome = (0..<400).map { day -> Double in
      if (200..<221).contains(day) { return 1000 }
      let usual: Double = day % 7 < 5 ? 10 : 3
      return usual + Double((day / 7) % 2)
    }
    let channel = EffectChannel(name: "a", outcome: outcome)
    let found = try BrandEffect([channel], brandSpend: outcome, dark: [200..<221], seed: 1)
    let shape = try found.all.get().series.shape
    #expect(found.channels.count == 1)
    // The first block has four days: 200 − 28 · 7, all on days of ten.
    let ratio = shape.mean[0] / shape.mean[1]
    #expect(abs(ratio - 42.0 / 59.5) < 0.02)
  }
}
