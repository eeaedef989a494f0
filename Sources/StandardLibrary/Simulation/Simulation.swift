internal import Statistics
internal import Values

/// One simulated market: parameters, a seed, and what follows from both before any row is made.
final class Simulation: Sendable {
  let market: Market
  let seed: UInt64
  /// Tells it from every other simulation.
  let key: String
  let plan: MarketPlan
  let counts: MarketCounts
  let chain: JourneyChain
  let months: MonthScale
  let segments: [MarketSegment]
  /// For each channel the cumulative shares of the channels of the touch before; the rest to 1 is
  /// the start of the path.
  let earlierTouches: [[Double]]
  /// What deals of each segment are drawn from.
  let buyers: [BuyingCommittees]
  private let tableDraws: [Table: TableDraws]

  /// The tables that have draws for each row.
  enum Table: String, CaseIterable {
    case customers, deals, events, leads, orders, billing, activities, expenses
    case eventMoments = "moments of events"
    case activityCounts = "counts of activities"
    case orderAmounts = "amounts of orders"
    case revenueChanges = "changes of revenue"
    case customerPaths = "paths of customers"
    case visitorPaths = "paths of visitors"
  }

  init(_ market: Market, seed: UInt64) {
    self.market = market
    self.seed = seed
    key = "simulate \(MarketParameter.fingerprint(of: market)) \(seed)"
    plan = MarketPlan(market, seed: seed)
    counts = MarketCounts(market, plan, seed: seed)
    chain = JourneyChain(market, plan)
    months = MonthScale(first: market.start, dayCount: plan.dayCount)
    segments = market.segments
    earlierTouches = chain.before.map(Self.cumulative)
    let plan = plan
    buyers = segments.enumerated().map { index, segment in
      BuyingCommittees(
        segment, effect: market.deciderEffect,
        people: SalesTeam.people(of: segment, index, in: market, plan))
    }
    tableDraws = Dictionary(
      Table.allCases.map { ($0, TableDraws(seed: seed, table: $0.rawValue)) },
      uniquingKeysWith: { first, _ in first })
  }

  var firstDay: Int { market.start.dayNumber }
  /// The number of the last day of the data.
  var lastDay: Int { market.start.dayNumber + plan.dayCount - 1 }

  func draws(_ table: Table) -> TableDraws {
    tableDraws[table] ?? TableDraws(seed: seed, table: table.rawValue)
  }

  /// The day, channel and segment of a cell of customers or deals.
  func place(_ cell: Int) -> (day: Int, channel: Int, segment: Int) {
    let place = cell / segments.count
    return (place / plan.channels.count, place % plan.channels.count, cell % segments.count)
  }
}

/// The calendar as a line on which every month is 1 long, so that a share lost in a month is the
/// same in months of every length.
struct MonthScale: Sendable {
  private let firstMonth: Int
  /// The number of the first day of each month, as far as a day of the calendar can be.
  private let starts: [Int]

  init(first: CalendarDate, dayCount: Int) {
    firstMonth = first.monthNumber
    let last = first.adding(days: dayCount) ?? first
    starts = (firstMonth...(last.monthNumber + 1)).map { month in
      CalendarDate.firstDay(ofMonthNumber: month)?.dayNumber ?? last.dayNumber
    }
  }

  /// Where a day begins.
  func position(ofDay day: Int) -> Double {
    var month = min(starts.count - 2, max(0, (day - starts[0]) / 31))
    while month < starts.count - 2, starts[month + 1] <= day { month += 1 }
    let length = Double(starts[month + 1] - starts[month])
    return Double(month) + Double(day - starts[month]) / length
  }

  /// The day that a position lies in; nil beyond the line's end.
  func day(at position: Double) -> Int? {
    guard position >= 0, position < Double(starts.count - 1) else { return nil }
    let month = Simulation.whole(position)
    let length = starts[month + 1] - starts[month]
    let day = Simulation.whole((position - Double(month)) * Double(length))
    return starts[month] + min(length - 1, day)
  }

  /// Months of the data whose last day is in it, counted from the first day's month.
  func completeMonths(until lastDay: Int) -> Int {
    starts.indices.dropLast().count { starts[$0 + 1] - 1 <= lastDay }
  }

  func firstDay(ofMonth month: Int) -> Int { starts[min(max(0, month), starts.count - 1)] }
}
