internal import Statistics

/// How spend becomes wins: carry-over, saturation, and the lift of every channel by the brand.
struct MarketResponse: Sendable {
  private let market: Market
  private let channels: [MarketPlan.Channel]
  private let brand: Int?

  init(_ market: Market, channels: [MarketPlan.Channel]) {
    self.market = market
    self.channels = channels
    brand = channels.firstIndex { $0.channel.name == MarketChannel.brandName }
  }

  /// The share of the brand's effect that is left after a day.
  static func haloDecay(_ market: Market) -> Double {
    Exponential.of(-0.6931471805599453 / market.haloHalfLife)
  }

  /// The carried-over spend of each day and channel, and the brand's lift of each day.
  ///
  /// stock_t = (1 − θ) spend_t + θ stock_(t−1), from the usual spend on, so that spend that is kept
  /// up is its own stock; lift_t = 1 + halo · g_t / (g_t + usual), with g the brand's spend carried
  /// over in the same way by the halo's half-life.
  func stocks(of spend: [Double]) -> (stock: [Double], lift: [Double]) {
    let count = channels.count
    let days = spend.count / count
    var stock = spend
    for (index, channel) in channels.enumerated() {
      var last = channel.usualSpend
      for day in 0..<days {
        let cell = day * count + index
        last = (1 - channel.carryover) * spend[cell] + channel.carryover * last
        stock[cell] = last
      }
    }
    guard let brand else { return (stock, [Double](repeating: 1, count: days)) }
    let usual = channels[brand].usualSpend
    let kept = Self.haloDecay(market)
    var present = usual
    let lift = (0..<days).map { day in
      present = (1 - kept) * spend[day * count + brand] + kept * present
      return 1 + market.halo * (present / (present + usual))
    }
    return (stock, lift)
  }

  /// Expected wins of each day and channel, `lag` days after the spend that brought them.
  func wins(demand: [Double], stock: [Double], lift: [Double]) -> [Double] {
    let count = channels.count
    let lag = Int(exactly: market.lag.rounded()) ?? 0
    return stock.indices.map { cell in
      let (day, index) = (cell / count, cell % count)
      let channel = channels[index]
      let from = day - lag
      let stock = from < 0 ? channel.usualSpend : stock[from * count + index]
      let usualLift = MarketPlan.usualLift(market)
      let lifted = index == brand ? 1 : (from < 0 ? usualLift : lift[from])
      let curve = SaturatedShare(
        halfSaturation: channel.halfSaturation, exponent: market.exponent)
      return demand[day] * lifted * channel.ceiling * curve.share(stock)
    }
  }
}

/// The share of a ceiling that spend reaches: x^n / (k^n + x^n), of Hill 1910; for n = 1 that of
/// Michaelis & Menten 1913.
struct SaturatedShare: Sendable {
  let halfSaturation: Double
  let exponent: Double

  func share(_ spend: Double) -> Double {
    guard spend > 0 else { return 0 }
    return 1 / (1 + Exponential.power(halfSaturation / spend, exponent))
  }

  /// What one more unit of spend adds to the share: n · s · (1 − s) / x.
  func slope(_ spend: Double) -> Double {
    guard spend > 0 else { return exponent == 1 ? 1 / halfSaturation : 0 }
    let share = share(spend)
    return exponent * share * (1 - share) / spend
  }
}
