internal import Values

/// The parameters of a simulated market: everything that its tables follow from, beside the seed.
///
/// What each is called, means and may be stands in `MarketParameter`.
struct Market: Hashable, Sendable {
  var start = CalendarDate(year: 2023, month: 7, day: 1) ?? .earliest
  var months = 36.0
  var customers = 20_000.0
  var channelCount = 15.0
  var enterpriseShare = 0.0
  var growth = 0.08
  var season = 0.12

  var variation = 0.35
  var correlation = 0.0
  var demandNoise = 0.0
  var followsDemand = 0.0
  var saturation = 1.0
  var exponent = 1.0
  /// Nil for each channel's own.
  var carryover: Double?
  var lag = 0.0

  var halo = 0.51
  var haloHalfLife = 3.0
  /// Nil for the three weeks from 1 October of the last full year.
  var dark: [Period]?

  var earlierTouch = 0.55
  var sameChannel = 0.1
  var pathConversion = 0.2
  var touchGap = 6.0

  var cheapChurn = 4.0
  var expansion = 0.02
  var contraction = 0.01
  var change = 0.1
  var reactivation = 0.06
  var reactivationGap = 3.0

  var orderShape = 0.6
  var orderScale = 12.0
  var dropoutA = 0.8
  var dropoutB = 2.4
  var amountShape = 6.0
  var amountHeterogeneity = 4.0
  var amountScale = 20.0

  var deciderEffect = 0.9
  var cycleAmount = 0.3
  var unqualified = 1.5

  var smb = MarketSegment.smb
  var enterprise = MarketSegment.enterprise

  static let names = ["smb", "enterprise", "mixed"]

  /// The market of one of the names.
  static func named(_ name: String) -> Market? {
    var market = Market()
    switch name {
    case "smb": return market
    case "enterprise":
      market.enterpriseShare = 1
      market.customers = 2_000
    case "mixed": market.enterpriseShare = 0.06
    default: return nil
    }
    return market
  }
}

extension Market {
  /// The channels in use.
  var channels: [MarketChannel] {
    Array(MarketChannel.all.prefix(max(1, Int(exactly: channelCount.rounded()) ?? 1)))
  }

  /// The segments that have customers, with their shares of those of a channel without a leaning.
  var segments: [MarketSegment] {
    switch enterpriseShare {
    case ...0: [smb]
    case 1...: [enterprise]
    default: [smb, enterprise]
    }
  }

  /// The last month's last day.
  var end: CalendarDate {
    start.adding(months: Int(exactly: months.rounded()) ?? 1)?.adding(days: -1) ?? start
  }

  var dayCount: Int { end.dayNumber - start.dayNumber + 1 }

  /// When the brand campaign is dark.
  var darkPeriods: [Period] {
    if let dark { return dark }
    // A dip late in the data leaves no room to see the recovery, so it lies in a full year.
    for year in stride(from: end.year, through: start.year, by: -1) {
      guard let first = CalendarDate(year: year, month: 10, day: 1),
        let last = first.adding(days: 20), let after = last.adding(days: 60),
        let before = first.adding(days: -60), start <= before, after <= end,
        let period = Period(first: first, last: last)
      else { continue }
      return [period]
    }
    return []
  }
}
