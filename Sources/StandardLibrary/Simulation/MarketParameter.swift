internal import Units
internal import Values

/// A parameter of a simulated market: declared once for the reader of the record, the messages, the
/// handbook and `truth`.
struct MarketParameter: Sendable {
  /// How its value is written, and how it is kept: in the unit that `unit` shows.
  enum Kind: Sendable {
    case count(of: String), number, share, days, months, money
    /// Money per month.
    case revenue
    /// A share lost per month, growth per month, growth per year.
    case churn, monthly, yearly
  }

  enum Slot: Sendable {
    case figure(
      Kind, ClosedRange<Double>, get: @Sendable (Market) -> Double?,
      set: @Sendable (inout Market, Double) -> Void)
    case start
    case dark
  }

  let name: String
  let meaning: String
  let slot: Slot

  private init(_ name: String, _ slot: Slot, _ meaning: String) {
    self.name = name
    self.slot = slot
    self.meaning = meaning
  }

  private init(
    _ name: String, _ kind: Kind, _ range: ClosedRange<Double>,
    _ path: any WritableKeyPath<Market, Double> & Sendable, _ meaning: String
  ) {
    self.init(
      name,
      .figure(kind, range, get: { $0[keyPath: path] }, set: { $0[keyPath: path] = $1 }), meaning)
  }

  /// Every parameter, in the order of the handbook.
  static let all: [MarketParameter] = general + media + journeys + customers + deals + segments

  static func named(_ name: String) -> MarketParameter? { all.first { $0.name == name } }
}

extension MarketParameter {
  private static let general = [
    MarketParameter("start", .start, "the first day of the data"),
    MarketParameter("months", .months, 1...240, \.months, "how long the data are"),
    MarketParameter(
      "customers", .count(of: "customer"), 1...200_000_000, \.customers,
      "customers won in all at the usual spend and demand 1"),
    MarketParameter(
      "channels", .count(of: "channel"), 1...15, \.channelCount, "how many channels, in their order"
    ),
    MarketParameter(
      "enterprise_share", .share, 0...1, \.enterpriseShare,
      "share of enterprises among the customers of a channel that leans to neither"),
    MarketParameter("growth", .yearly, -0.9...10, \.growth, "trend of demand"),
    MarketParameter("season", .share, 0...0.95, \.season, "how far demand swings within a year"),
  ]

  private static let media = [
    MarketParameter(
      "variation", .number, 0...3, \.variation,
      "standard deviation of the logarithm of a week's spend"),
    MarketParameter(
      "correlation", .number, 0...1, \.correlation, "correlation of two channels' weekly spend"),
    MarketParameter(
      "demand_noise", .number, 0...2, \.demandNoise,
      "standard deviation of the logarithm of a week's demand"),
    MarketParameter(
      "follows_demand", .number, -5...5, \.followsDemand,
      "the power of demand that spend is multiplied by"),
    MarketParameter(
      "saturation", .number, 0.01...1_000, \.saturation,
      "factor of every channel's half-saturation spend"),
    MarketParameter("exponent", .number, 0.1...10, \.exponent, "the exponent of the Hill curve"),
    MarketParameter(
      "carryover",
      .figure(.share, 0...0.999, get: { $0.carryover }, set: { $0.carryover = $1 }),
      "share of a day's effect left on the next day, in every channel"),
    MarketParameter("lag", .days, 0...365, \.lag, "days from spend to the customers that it wins"),
    MarketParameter(
      "halo", .number, 0...100, \.halo,
      "how much unlimited brand spend would lift every other channel"),
    MarketParameter(
      "halo_half_life", .days, 0.01...10_000, \.haloHalfLife,
      "days in which half of the brand's lift is gone"),
    MarketParameter("dark", .dark, "when the brand campaign is dark: a period or a list of them"),
  ]

  private static let journeys = [
    MarketParameter(
      "earlier_touch", .share, 0...0.95, \.earlierTouch,
      "probability that there is one more touch before a touch"),
    MarketParameter(
      "same_channel", .share, 0...1, \.sameChannel,
      "probability that the touch before is of the same channel"),
    MarketParameter(
      "path_conversion", .share, 0.001...0.95, \.pathConversion,
      "share of the paths that convert, at a channel of conversion 1"),
    MarketParameter(
      "touch_gap", .days, 0.01...365, \.touchGap, "mean days between two touches of a person"),
  ]

  private static let customers = [
    MarketParameter(
      "cheap_churn", .number, 0...20, \.cheapChurn,
      "churn of the cheap channel, comparison_sites, against the segment's"),
    MarketParameter(
      "expansion", .monthly, 0...1, \.expansion, "share of customers whose revenue grows in a month"
    ),
    MarketParameter(
      "contraction", .monthly, 0...1, \.contraction,
      "share of customers whose revenue shrinks in a month"),
    MarketParameter("change", .share, 0...0.95, \.change, "by how much it grows or shrinks"),
    MarketParameter(
      "reactivation", .share, 0...1, \.reactivation, "share of those who leave that come back"),
    MarketParameter(
      "reactivation_gap", .months, 1...60, \.reactivationGap, "mean months until they do"),
    MarketParameter("order_r", .number, 0.01...100, \.orderShape, "shape of the order rates"),
    MarketParameter(
      "order_alpha", .number, 0.01...10_000, \.orderScale,
      "scale of the order rates, in weeks: their mean is r / alpha a week"),
    MarketParameter("order_a", .number, 0.01...1_000, \.dropoutA, "first shape of the dropout"),
    MarketParameter("order_b", .number, 0.01...1_000, \.dropoutB, "second shape of the dropout"),
    MarketParameter("order_p", .number, 0.1...1_000, \.amountShape, "shape of an order's amount"),
    MarketParameter(
      "order_q", .number, 1.01...1_000, \.amountHeterogeneity, "shape of its differences"),
    MarketParameter(
      "order_gamma", .money, 0.01...1e9, \.amountScale,
      "scale of its differences: the mean amount is p · gamma / (q − 1)"),
  ]

  private static let deals = [
    MarketParameter(
      "decider_effect", .number, 0.1...2, \.deciderEffect, "factor of the win rate for each decider"
    ),
    MarketParameter(
      "cycle_amount", .number, -0.99...0.99, \.cycleAmount,
      "correlation of the logarithms of a deal's cycle and of its amount within a product"),
    MarketParameter(
      "unqualified", .number, 0...100, \.unqualified, "leads without a deal for each deal"),
  ]

  private static let segments =
    segment("smb", \.smb, "SMB") + segment("enterprise", \.enterprise, "enterprise")

  private static func segment(
    _ prefix: String, _ segment: any WritableKeyPath<Market, MarketSegment> & Sendable,
    _ name: String
  ) -> [MarketParameter] {
    func one(
      _ suffix: String, _ kind: Kind, _ range: ClosedRange<Double>,
      _ path: any WritableKeyPath<MarketSegment, Double> & Sendable, _ meaning: String
    ) -> MarketParameter {
      MarketParameter(
        "\(prefix)_\(suffix)",
        .figure(
          kind, range, get: { $0[keyPath: segment][keyPath: path] },
          set: { $0[keyPath: segment][keyPath: path] = $1 }), "\(meaning), of \(name)")
    }
    return [
      one("cac", .money, 0.01...1e9, \.cac, "cost of a customer at a channel of cost 1"),
      one("mrr", .revenue, 0.01...1e9, \.mrr, "median monthly revenue at a product of price 1"),
      one("mrr_spread", .number, 0...3, \.mrrSpread, "standard deviation of its logarithm"),
      one(
        "churn", .churn, 0.000_01...0.95, \.churn, "share lost in a month at a channel of churn 1"),
      one("cycle", .days, 1...1_000, \.cycle, "median days that a deal takes"),
      one(
        "cycle_spread", .number, 0.01...1.5, \.cycleSpread, "standard deviation of its logarithm"),
      one("win_rate", .share, 0.005...0.95, \.winRate, "share of the deals that are won"),
      one(
        "no_decision", .share, 0...1, \.noDecision, "share of the deals not won that end undecided"),
      one("activities", .number, 0...200, \.activities, "mean number of activities of a deal"),
    ]
  }
}

extension MarketParameter {
  /// A text that two markets share only if they are the same.
  static func fingerprint(of market: Market) -> String {
    let text = all.map { $0.canonical(market) }.joined(separator: ";")
    // FNV-1a, 64 bits, twice from different starts: 128 bits.
    func hash(_ start: UInt64) -> String {
      var hash = start
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      return String(hash, radix: 16)
    }
    return hash(0xCBF2_9CE4_8422_2325) + hash(0x84222325CBF29CE4)
  }

  private func canonical(_ market: Market) -> String {
    switch slot {
    case .figure(_, _, let get, _): get(market).map { "\($0)" } ?? "-"
    case .start: "\(market.start)"
    case .dark: market.darkPeriods.map(\.description).joined(separator: ",")
    }
  }
}
