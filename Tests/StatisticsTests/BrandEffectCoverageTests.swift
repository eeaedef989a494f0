import Foundation
import Statistics
import TestSets
import Testing

/// How often the intervals of the loss hold what the market lost, by the kind of the market.
@Suite(
  "Coverage of the effect of dark periods",
  .enabled(if: SlowSet.isEnabled, "set SALES_SLOW=1, or part"))
struct BrandEffectCoverageTests {
  static let markets = SlowSet.isPart ? 20 : 200

  @Test("intervals of the loss hold it as often as they say, whatever the model has wrong")
  func coverage() async throws {
    let found = try await withThrowingTaskGroup(of: BrandEffectCoverage.self) { group in
      for kind in BrandMarketKind.allCases {
        group.addTask { try BrandEffectCoverage(kind, markets: Self.markets) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let kinds = BrandMarketKind.allCases
    let rows = kinds.compactMap { kind in found.first { $0.kind == kind } }
    print((["", BrandEffectCoverage.tableHead] + rows.map(\.tableRow)).joined(separator: "\n"))
    #expect(2 * kinds.count { $0.isBroken } >= kinds.count)
    for row in rows {
      // Three standard errors more of a part of the markets.
      let slack = SlowSet.isPart ? 3 * (0.05 * 0.95 / Double(row.markets)).squareRoot() : 0
      // What the model has wrong may cost coverage, but not without most results saying so.
      if row.kind.isBroken {
        #expect(row.held >= 0.85 - slack || row.warned > 0.5, "\(row.tableRow)")
      } else {
        #expect((0.9 - slack...0.98 + slack).contains(row.held), "\(row.tableRow)")
      }
      if row.kind == .noEffect { #expect(row.claimed <= 0.08 + slack, "\(row.tableRow)") }
      if row.kind == .modelled {
        #expect(row.claimed >= 0.8, "\(row.tableRow)")
        #expect(row.width <= 1.5, "\(row.tableRow)")
      }
      #expect(row.datesNamed == 1, "\(row.tableRow)")
      #expect(row.darkWithout <= 0.08, "\(row.tableRow)")
    }
  }
}

/// The intervals of one kind of market.
struct BrandEffectCoverage: Sendable {
  let kind: BrandMarketKind
  let markets: Int
  /// Shares of the markets: the loss of all channels is held, the interval excludes zero, a warning is given.
  private(set) var held = 0.0
  private(set) var claimed = 0.0
  private(set) var warned = 0.0
  /// Of the markets whose loss is not held, the share with a warning; 1 where there is none.
  private(set) var warnedWhereMissed = 1.0
  /// The share of single channels whose loss is held.
  private(set) var channelsHeld = 0.0
  /// The median of the half-width over that of the one who is told the undisturbed course.
  private(set) var width = Double.nan
  /// The share of the markets whose dark weeks are found and named within two days.
  private(set) var datesNamed = 0.0
  /// The share of the same markets without dark weeks in which some are found.
  private(set) var darkWithout = 0.0

  init(_ kind: BrandMarketKind, markets: Int) throws {
    self.kind = kind
    self.markets = markets
    let share = 1 / Double(markets)
    var widths: [Double] = []
    var (channels, heldChannels, missed, missedWarned) = (0.0, 0.0, 0.0, 0.0)
    for number in 0..<markets {
      let market = BrandMarket(kind, number)
      let dark = try DarkPeriods(market.brandSpend).periods
      if dark.count == 1, let first = dark.first?.first, let last = dark.first?.last,
        abs(first - market.start) <= 2, abs(last - market.start - BrandMarket.dark + 1) <= 2
      {
        datesNamed += share
      }
      if try !DarkPeriods(market.undimmedSpend).periods.isEmpty { darkWithout += share }
      let found = try BrandEffect(
        market.channels, brandSpend: market.brandSpend,
        dark: [market.start..<(market.start + BrandMarket.dark)], recovery: BrandMarket.recovery,
        seed: UInt64(number))
      for (place, channel) in found.channels.enumerated() {
        channels += 1
        if try channel.get().total.interval.contains(market.loss(of: place)) { heldChannels += 1 }
      }
      let all = try found.all.get()
      let isHeld = all.total.interval.contains(market.loss)
      let isWarned = !(all.warnings + found.warnings).isEmpty
      if isHeld { held += share } else { missed += 1 }
      if isWarned { warned += share }
      if isWarned, !isHeld { missedWarned += 1 }
      if all.total.isShown { claimed += share }
      let upper = all.total.interval.upper ?? .nan, lower = all.total.interval.lower ?? .nan
      widths.append((upper - lower) / 2 / market.toldHalfWidth)
    }
    channelsHeld = heldChannels / channels
    if missed > 0 { warnedWhereMissed = missedWarned / missed }
    width = Quantile.of(widths.span, at: 0.5) ?? .nan
    // Sums of shares, less their rounding.
    if datesNamed > 1 - share / 2 { datesNamed = 1 }
  }

  static let tableHead = """
    | market | all channels | one channel | above zero or below | warned | misses warned | half-width |
    |---|--:|--:|--:|--:|--:|--:|
    """

  var tableRow: String {
    let shares = [held, channelsHeld, claimed, warned, warnedWhereMissed].map {
      String(format: "%.1f", 100 * $0)
    }
    return "| \(kind.rawValue) | \(shares.joined(separator: " | ")) | "
      + String(format: "%.2f", width) + " |"
  }
}
