internal import Statistics
internal import Values

/// Spend, demand and expected wins of every day and channel: all that is not drawn row by row.
///
/// Days after the last one of the data go on at the usual spend; only deals that are still open
/// depend on them.
struct MarketPlan: Sendable {
  /// What a channel is at its usual spend.
  struct Channel: Sendable {
    let channel: MarketChannel
    /// Money a day.
    let usualSpend: Double
    /// Customers a day at demand 1 and the usual brand spend.
    let usualWins: Double
    /// Customers a day at unlimited spend, at demand 1 and without any effect of the brand.
    let ceiling: Double
    /// Money a day, kept up, at which half of the ceiling is reached.
    let halfSaturation: Double
    let carryover: Double
    /// For each segment the share of the wins, of the spend, and the churn in a month.
    let winShares: [Double]
    let spendShares: [Double]
    let churn: [Double]
  }

  let channels: [Channel]
  /// The days of the data.
  let dayCount: Int
  /// The days of the data and those after them.
  let horizon: Int
  /// What is spent, before and after the rows of the spend table are rounded to cents.
  ///
  /// This and what follows is at `day * channels.count + channel`.
  let outlays: [Double]
  let spend: [Double]
  let stock: [Double]
  let expected: [Double]
  /// The same without dark periods.
  let undisturbed: [Double]
  /// For each day: season, trend and noise of demand, and the lift of all channels by the brand.
  let demand: [Double]
  let lift: [Double]

  /// The lift at the usual brand spend.
  static func usualLift(_ market: Market) -> Double { 1 + market.halo / 2 }

  init(_ market: Market, seed: UInt64) {
    let channels = Self.channels(of: market)
    let dayCount = market.dayCount
    let horizon = dayCount + Self.runOut(market)
    let demand = DemandSeries(market, seed: seed).days(horizon, in: dayCount)
    let schedule = SpendSchedule(market, channels: channels, demand: demand, seed: seed)
    let planned = schedule.days(horizon, in: dayCount)
    let outlays = schedule.darkened(planned)
    let actual = schedule.rounded(outlays)
    let response = MarketResponse(market, channels: channels)
    let (stock, lift) = response.stocks(of: actual)
    self.channels = channels
    self.dayCount = dayCount
    self.horizon = horizon
    self.demand = demand
    self.lift = lift
    self.stock = stock
    self.outlays = outlays
    spend = actual
    expected = response.wins(demand: demand, stock: stock, lift: lift)
    let (fullStock, fullLift) = response.stocks(of: schedule.rounded(planned))
    undisturbed = response.wins(demand: demand, stock: fullStock, lift: fullLift)
  }

  /// Days after the data within which all but one in 10,000 of the deals that are open end.
  private static func runOut(_ market: Market) -> Int {
    let longest = market.segments.map { $0.cycle * Exponential.of(3.72 * $0.cycleSpread) }.max()
    return Int(exactly: min(4_000, (longest ?? 0).rounded(.up))) ?? 0
  }

  private static func channels(of market: Market) -> [Channel] {
    let used = market.channels
    let shares = used.reduce(0) { $0 + $1.share }
    let daily = market.customers / Double(market.dayCount)
    return used.map { channel in
      let wins = daily * channel.share / shares
      let winShares = segmentShares(of: channel, in: market)
      let costs = zip(winShares, market.segments).map { $0 * $1.cac * channel.cost }
      let perCustomer = costs.reduce(0, +)
      let usual = wins * perCustomer
      let half = usual * channel.saturation * market.saturation
      let reached = SaturatedShare(halfSaturation: half, exponent: market.exponent).share(usual)
      let isBrand = channel.name == MarketChannel.brandName
      let lift = isBrand ? 1 : usualLift(market)
      return Channel(
        channel: channel, usualSpend: usual, usualWins: wins, ceiling: wins / reached / lift,
        halfSaturation: half, carryover: market.carryover ?? channel.carryover,
        winShares: winShares, spendShares: costs.map { $0 / perCustomer },
        churn: market.segments.map { min(0.95, $0.churn * (channel.churn ?? market.cheapChurn)) })
    }
  }

  private static func segmentShares(of channel: MarketChannel, in market: Market) -> [Double] {
    guard market.segments.count == 2 else { return [1] }
    let odds = market.enterpriseShare / (1 - market.enterpriseShare) * channel.enterprise
    return [1 / (1 + odds), odds / (1 + odds)]
  }
}
