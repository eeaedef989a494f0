internal import Statistics

/// How many customers, deals, leads and visitors each day, channel and segment has: the counts that
/// are drawn before any row is.
///
/// Cells are numbered `(day * channels + channel) * segments + segment`, those of visitors
/// `day * channels + channel`.
struct MarketCounts: Sendable {
  let customers: CountIndex
  /// Deals not won by the day on which they ended; after the data's last day all that are open.
  let unwon: CountIndex
  /// Both kinds of deals, those that were won first in each cell.
  let deals: CountIndex
  /// Leads that never became a deal.
  let unqualified: CountIndex
  /// Persons whose path ended without a conversion.
  let visitors: CountIndex
  /// Customers and visitors by day and channel, customers first in each cell.
  let persons: CountIndex

  init(_ market: Market, _ plan: MarketPlan, seed: UInt64) {
    let segments = market.segments
    let channels = plan.channels
    let cellCount = plan.horizon * channels.count * segments.count
    func draw(_ table: String, _ count: Int, _ mean: (Int) -> Double) -> [Int] {
      let draws = TableDraws(seed: seed, table: table)
      return (0..<count).map { cell in
        var sequence = draws.row(cell).sequence(from: 0)
        return sequence.poisson(mean(cell))
      }
    }
    /// Expected wins of a cell, whether they fall within the data or after it.
    func wins(_ cell: Int) -> Double {
      let (place, segment) = (cell / segments.count, cell % segments.count)
      return plan.expected[place] * channels[place % channels.count].winShares[segment]
    }
    let within = plan.dayCount * channels.count * segments.count
    let won = draw("counts of customers", within, wins)
    let lost = draw("counts of deals", cellCount) { cell in
      let segment = segments[cell % segments.count]
      let day = cell / segments.count / channels.count
      guard day >= plan.dayCount else { return wins(cell) * (1 / segment.winRate - 1) }
      let wait = Double(day - plan.dayCount + 1)
      let isOpen = 1 - DealCycle(segment).probability(below: wait)
      return wins(cell) / segment.winRate * isOpen
    }
    let all = (0..<cellCount).map { ($0 < within ? won[$0] : 0) + lost[$0] }
    let leads = draw("counts of leads", within) { cell in
      wins(cell) / segments[cell % segments.count].winRate * market.unqualified
    }
    let places = plan.dayCount * channels.count
    let passing = draw("counts of visitors", places) { place in
      let rate = JourneyChain.conversion(of: channels[place % channels.count].channel, in: market)
      return plan.expected[place] * (1 - rate) / rate
    }
    customers = CountIndex(won)
    unwon = CountIndex(lost)
    deals = CountIndex(all)
    unqualified = CountIndex(leads)
    visitors = CountIndex(passing)
    persons = CountIndex(
      (0..<places).map { place in
        let converted = segments.indices.reduce(0) { $0 + won[place * segments.count + $1] }
        return converted + passing[place]
      })
  }
}

/// How long deals of a segment take: log-normal days from the creation of a deal to its end.
struct DealCycle: Sendable {
  let segment: MarketSegment

  init(_ segment: MarketSegment) { self.segment = segment }

  private var location: Double { Exponential.logarithm(segment.cycle) }

  func probability(below days: Double) -> Double {
    guard days > 0 else { return 0 }
    let score = (Exponential.logarithm(days) - location) / segment.cycleSpread
    return NormalDistribution.probability(below: score)
  }

  /// The days of a standard normal score.
  func days(_ score: Double) -> Double {
    Exponential.of(location + segment.cycleSpread * score)
  }

  /// The score at a uniform point among those cycles that are longer than so many days.
  func score(_ point: Double, longerThan days: Double) -> Double {
    let below = probability(below: days)
    return NormalDistribution.quantile(min(1 - 1e-12, below + (1 - below) * point))
  }
}
