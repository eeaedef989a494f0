import Foundation
import Statistics
import TestSets
import Testing

/// How often the intervals of the chain of order 1 hold the shares that the removal effects of a market give.
@Suite("Coverage of attribution", .enabled(if: SlowSet.isEnabled, "set SALES_SLOW=1, or part"))
struct AttributionCoverageTests {
  static let markets = SlowSet.isPart ? 50 : 500

  @Test(
    "the intervals of the credit hold the truth of the market as often as they say",
    arguments: [false, true])
  func shares(isRepeated: Bool) async throws {
    let measured = try await withThrowingTaskGroup(of: AttributionCoverage.self) { group in
      for number in 0..<Self.markets {
        group.addTask { try AttributionCoverage(SimulatedMarket(number, isRepeated: isRepeated)) }
      }
      return try await group.reduce(into: AttributionCoverage()) { $0.add($1) }
    }
    let rows = measured.rows(isRepeated ? "more than once: " : "")
    print((["", AttributionCoverage.tableHead] + rows).joined(separator: "\n"))
    if !SlowSet.isPart {
      let article = try CoverageTests.handbookArticle()
      for row in rows { #expect(article.contains(row), "the handbook has another row") }
    }
    // Of a part of the markets three standard errors more are allowed.
    let slack = SlowSet.isPart ? 3 * (0.05 * 0.95 / measured.all.figures).squareRoot() : 0
    #expect((0.93 - slack...0.97 + slack).contains(measured.all.share))
    // The rare channels are fewer, and the error of their coverage is larger.
    for tally in measured.byPurchases where tally.figures > 0 {
      let error = (0.05 * 0.95 / tally.figures).squareRoot()
      #expect((0.93 - 3 * error...0.97 + 3 * error).contains(tally.share), "\(tally)")
    }
  }

  @Test("the removal effects of a large log are those of its market")
  func large() throws {
    for number in 0..<5 {
      let market = SimulatedMarket(number, isRepeated: true, persons: 200_000)
      let chain = TransitionChain(market.journeys(), order: 1, resets: true)
      let removal = try #require(RemovalEffects(chain))
      for (effect, truth) in zip(removal.effects, market.removalEffects) {
        // An effect is the share of the purchases that the channel touched.
        let error = (truth * (1 - truth) / chain.purchases).squareRoot()
        #expect(abs(effect - truth) <= 5 * error, "\(effect) is not \(truth)")
      }
    }
  }
}

/// How many intervals hold the truth, by how many purchases the channel touches on average.
struct AttributionCoverage: Sendable {
  struct Tally: Sendable {
    var figures = 0.0
    /// The truth lies inside, below and above.
    var held = 0.0
    var below = 0.0
    var above = 0.0

    var share: Double { held / figures }
  }

  static let limits = [3, 10, 30, 100, 300, Double.infinity]
  static let weights = ResamplingWeights(seed: 0, unit: "person")

  private(set) var all = Tally()
  private(set) var byPurchases = limits.map { _ in Tally() }

  init() {}

  /// The intervals of one log of a market, as a result of attribution has them.
  init(_ market: SimulatedMarket) throws {
    let journeys = market.journeys()
    let removal = try #require(
      RemovalEffects(TransitionChain(journeys, order: 1, resets: true)))
    let influences = removal.bucketInfluences(
      journeys, resets: true, buckets: BucketPartition(journeys, seed: UInt64(market.number)))
    let replicates = removal.replicateShares(
      influences: influences, weights: Self.weights,
      unseen: ResamplingWeights(
        unseenBy: UInt64(market.number), unit: "purchase", buckets: market.channels))
    let effects = market.removalEffects, purchases = market.purchases
    for (channel, truth) in market.shares.enumerated() {
      let drawn = replicates[channel]
      let interval = ReplicateInterval(replicates: drawn.span, level: 0.95).interval
      let share = removal.shares[channel]
      let low = min(share, try #require(interval.lower))
      let high = max(share, try #require(interval.upper))
      let tally = Tally(
        figures: 1, held: low <= truth && truth <= high ? 1 : 0, below: truth < low ? 1 : 0,
        above: truth > high ? 1 : 0)
      let place = Self.limits.firstIndex { effects[channel] * purchases < $0 }
      byPurchases[place ?? 0].add(tally)
      all.add(tally)
    }
  }

  mutating func add(_ other: AttributionCoverage) {
    all.add(other.all)
    for place in byPurchases.indices { byPurchases[place].add(other.byPurchases[place]) }
  }

  static let tableHead = """
    | purchases touched | channels | held | truth below | truth above |
    |---|--:|--:|--:|--:|
    """

  /// The rows of the handbook's table.
  func rows(_ prefix: String) -> [String] {
    func row(_ name: String, _ tally: Tally) -> String {
      let shares = [tally.held, tally.below, tally.above].map {
        String(format: "%.1f", 100 * $0 / tally.figures)
      }
      return "| \(prefix)\(name) | \(Int(tally.figures)) | \(shares.joined(separator: " | ")) |"
    }
    let classes = zip(Self.limits, byPurchases).filter { $1.figures > 0 }.map { limit, tally in
      row(limit.isFinite ? "under \(Int(limit))" : "more", tally)
    }
    return classes + [row("all", all)]
  }
}

extension AttributionCoverage.Tally {
  mutating func add(_ other: Self) {
    figures += other.figures
    held += other.held
    below += other.below
    above += other.above
  }
}
