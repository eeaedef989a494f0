internal import Statistics
internal import Values

/// What each channel spends on each day.
struct SpendSchedule: Sendable {
  let market: Market
  let channels: [MarketPlan.Channel]
  let demand: [Double]
  private let weeks: TableDraws
  private let days: TableDraws

  init(_ market: Market, channels: [MarketPlan.Channel], demand: [Double], seed: UInt64) {
    self.market = market
    self.channels = channels
    self.demand = demand
    weeks = TableDraws(seed: seed, table: "spend by week")
    days = TableDraws(seed: seed, table: "spend by day")
  }

  /// The deviation of a day's spend from its week's, in logarithms.
  private static let dailySpread = 0.1
  /// A brand campaign is planned, so it varies less than the others.
  private static let brandSteadiness = 0.25

  /// The spend as planned, before it is rounded to cents, at `day * channels + channel`.
  ///
  /// usual · exp(σ z_week − σ²/2) · exp(0.1 z_day − 0.005) · demand^followsDemand, where the weeks'
  /// z of two channels have the market's correlation; the usual spend after the last day.
  func days(_ horizon: Int, in dayCount: Int) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(horizon * channels.count)
    for day in 0..<horizon {
      for (index, channel) in channels.enumerated() {
        let factor = day < dayCount ? factor(day, index) : 1
        result.append(channel.usualSpend * factor)
      }
    }
    return result
  }

  /// The sums of what the rows of the spend table show, each rounded to cents.
  func rounded(_ amounts: [Double]) -> [Double] {
    amounts.enumerated().map { cell, amount in
      channels[cell % channels.count].spendShares.reduce(0) { $0 + Money.cents(amount * $1) }
    }
  }

  private func factor(_ day: Int, _ index: Int) -> Double {
    let isBrand = channels[index].channel.name == MarketChannel.brandName
    let spread = market.variation * (isBrand ? Self.brandSteadiness : 1)
    let week = weeks.row(day / 7)
    let common = market.correlation.squareRoot() * week.normal(0)
    let own = (1 - market.correlation).squareRoot() * week.normal(index + 1)
    let noise = Self.dailySpread * days.row(day).normal(index)
    let logarithm =
      spread * (common + own) - spread * spread / 2 + noise - Self.dailySpread * Self.dailySpread
      / 2
    return Exponential.of(logarithm) * Exponential.power(demand[day], market.followsDemand)
  }

  /// The plan with nothing spent on the brand in the dark periods.
  func darkened(_ planned: [Double]) -> [Double] {
    guard
      let brand = channels.firstIndex(where: { $0.channel.name == MarketChannel.brandName })
    else { return planned }
    var result = planned
    let dayCount = planned.count / channels.count
    for period in market.darkPeriods {
      let first = period.first.dayNumber - market.start.dayNumber
      let last = period.last.dayNumber - market.start.dayNumber
      for day in max(0, first)..<max(0, first, min(dayCount, last + 1)) {
        result[day * channels.count + brand] = 0
      }
    }
    return result
  }
}

/// Demand of each day: what multiplies the wins of every channel.
struct DemandSeries: Sendable {
  let market: Market
  private let weeks: TableDraws

  init(_ market: Market, seed: UInt64) {
    self.market = market
    weeks = TableDraws(seed: seed, table: "demand by week")
  }

  /// The day of the year on which demand is highest.
  static let peak = 75.0

  /// (1 + growth)^(t / 365.25) · (1 + season · cos(2π (day of the year − 75) / 365.25)) ·
  /// exp(τ z_week − τ²/2), without the last factor after the data.
  func days(_ horizon: Int, in dayCount: Int) -> [Double] {
    let first = market.start.dayNumber
    let spread = market.demandNoise
    return (0..<horizon).map { day in
      let date = CalendarDate(dayNumber: first + day) ?? market.start
      let newYear = CalendarDate(year: date.year, month: 1, day: 1) ?? date
      let dayOfYear = Double(date.dayNumber - newYear.dayNumber + 1)
      let angle = 2 * Double.pi * (dayOfYear - Self.peak) / 365.25
      let trend = Exponential.power(1 + market.growth, Double(day) / 365.25)
      let noise =
        day < dayCount && spread > 0
        ? Exponential.of(spread * weeks.row(day / 7).normal(0) - spread * spread / 2) : 1
      return trend * (1 + market.season * Exponential.cosine(angle)) * noise
    }
  }
}
