internal import Values

/// The response of a channel to its spend.
struct ChannelTruth: Sendable {
  var channel: MarketPlan.Channel
  var market: Market
  /// Customers expected in the data.
  var expected: Double
  /// Means of the last four weeks.
  var spend: Double
  var demand: Double
  var lift: Double

  private var curve: SaturatedShare {
    SaturatedShare(halfSaturation: channel.halfSaturation, exponent: market.exponent)
  }
  /// Customers a day that the spend of the last four weeks brings when it is kept up.
  var wins: Double { demand * lift * channel.ceiling * curve.share(spend) }
  var marginalReturn: Double { demand * lift * channel.ceiling * curve.slope(spend) }

  static let columns: [SimulatedColumn<Self>] = [
    .text("channel", "the channel") { $0.channel.channel.name },
    .number("usual_spend", "spend on a usual day", in: \.moneyPerDay) {
      $0.channel.usualSpend
    },
    .number("usual_wins", "what that brings at demand 1", in: \.customersPerDay) {
      $0.channel.usualWins
    },
    .number(
      "ceiling", "what unlimited spend brings at demand 1 and lift 1",
      in: \.customersPerDay
    ) { $0.channel.ceiling },
    .number(
      "half_saturation", "the spend, kept up, that brings half of it",
      in: \.moneyPerDay
    ) { $0.channel.halfSaturation },
    .number("exponent", "the exponent of the Hill curve", in: \.number) {
      $0.market.exponent
    },
    .number("carryover", "share of a day's effect that is left on the next", in: \.share) {
      $0.channel.carryover
    },
    .number("expected", "customers expected in the data", in: \.customers) { $0.expected },
    .number("today_spend", "mean of the last four weeks", in: \.moneyPerDay) { $0.spend },
    .number("today_demand", "mean of the last four weeks", in: \.number) { $0.demand },
    .number("today_lift", "mean of the last four weeks", in: \.number) { $0.lift },
    .number(
      "today_wins", "what that spend brings when it is kept up",
      in: \.customersPerDay
    ) { $0.wins },
    .number("average_cac", "today_spend / today_wins", in: \.moneyPerCustomer) {
      $0.spend / $0.wins
    },
    .number(
      "marginal_return", "customers for one more unit of money, kept up",
      in: \.customersPerMoney
    ) { $0.marginalReturn },
    .number("marginal_cac", "1 / marginal_return", in: \.moneyPerCustomer) {
      1 / $0.marginalReturn
    },
  ]
}

/// What was expected of a channel on a day.
struct DayTruth: Sendable {
  var day: Int
  var channel: String
  var spend: Double
  var stock: Double
  var demand: Double
  var lift: Double
  var expected: Double
  var undisturbed: Double

  static let columns: [SimulatedColumn<Self>] = [
    .date("date", "the day") { $0.day },
    .text("channel", "the channel") { $0.channel },
    .number("spend", "what was spent", in: \.money) { $0.spend },
    .number("stock", "the spend carried over", in: \.money) { $0.stock },
    .number("demand", "season, trend and noise", in: \.number) { $0.demand },
    .number("lift", "the factor of the brand", in: \.number) { $0.lift },
    .number("expected", "customers expected", in: \.customers) { $0.expected },
    .number(
      "undisturbed", "customers expected had no campaign gone dark",
      in: \.customers
    ) { $0.undisturbed },
  ]
}

/// What a dark period of the brand did to a channel.
struct DarkTruth: Sendable {
  var first: Int
  var last: Int
  var channel: String
  var expected: Double
  var undisturbed: Double
  /// From the day after it, two weeks long.
  var expectedAfter: Double
  var undisturbedAfter: Double

  static let columns: [SimulatedColumn<Self>] = [
    .date("from", "the first day without brand spend") { $0.first },
    .date("to", "the last such day") { $0.last },
    .text("channel", "the channel") { $0.channel },
    .number("expected", "customers expected in it", in: \.customers) { $0.expected },
    .number("undisturbed", "customers expected had it not been dark", in: \.customers) {
      $0.undisturbed
    },
    .number("loss", "the difference", in: \.customers) { $0.undisturbed - $0.expected },
    .number("relative", "expected / undisturbed − 1", in: \.share) {
      $0.expected / $0.undisturbed - 1
    },
    .number("loss_after", "customers lost in the two weeks after it", in: \.customers) {
      $0.undisturbedAfter - $0.expectedAfter
    },
    .number("relative_after", "the same in those two weeks", in: \.share) {
      $0.expectedAfter / $0.undisturbedAfter - 1
    },
  ]
}

extension Simulation {
  private static let today = 28

  var channelTruths: [ChannelTruth] {
    let days = max(0, plan.dayCount - Self.today)..<plan.dayCount
    let count = Double(days.count)
    let demand = days.reduce(0) { $0 + plan.demand[$1] } / count
    let lift = days.reduce(0) { $0 + plan.lift[$1] } / count
    return plan.channels.enumerated().map { index, channel in
      let spend = days.reduce(0) { $0 + plan.spend[$1 * plan.channels.count + index] } / count
      let isBrand = channel.channel.name == MarketChannel.brandName
      return ChannelTruth(
        channel: channel, market: market, expected: sum(plan.expected, index, 0..<plan.dayCount),
        spend: spend, demand: demand, lift: isBrand ? 1 : lift)
    }
  }

  /// Of a channel over days.
  private func sum(_ series: [Double], _ channel: Int, _ days: Range<Int>) -> Double {
    days.reduce(0) { $0 + series[$1 * plan.channels.count + channel] }
  }

  func dayTruths(_ range: Range<Int>) -> [DayTruth] {
    range.map { cell in
      let (day, index) = (cell / plan.channels.count, cell % plan.channels.count)
      let name = plan.channels[index].channel.name
      return DayTruth(
        day: firstDay + day, channel: name, spend: plan.spend[cell], stock: plan.stock[cell],
        demand: plan.demand[day], lift: name == MarketChannel.brandName ? 1 : plan.lift[day],
        expected: plan.expected[cell], undisturbed: plan.undisturbed[cell])
    }
  }

  var darkTruths: [DarkTruth] {
    guard plan.channels.contains(where: { $0.channel.name == MarketChannel.brandName }) else {
      return []
    }
    return market.darkPeriods.flatMap { period -> [DarkTruth] in
      let first = max(0, period.first.dayNumber - firstDay)
      let end = min(plan.dayCount, period.last.dayNumber - firstDay + 1)
      guard first < end else { return [] }
      let after = end..<min(plan.dayCount, end + 14)
      return plan.channels.enumerated().map { index, channel in
        DarkTruth(
          first: firstDay + first, last: firstDay + end - 1, channel: channel.channel.name,
          expected: sum(plan.expected, index, first..<end),
          undisturbed: sum(plan.undisturbed, index, first..<end),
          expectedAfter: sum(plan.expected, index, after),
          undisturbedAfter: sum(plan.undisturbed, index, after))
      }
    }
  }
}
