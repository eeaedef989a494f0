/// A channel of the simulated markets: how it spends, what it wins, and how it differs from others.
struct MarketChannel: Hashable, Sendable {
  let name: String
  /// Share of the customers won at the usual spend, before the shares are made to add up to 1.
  let share: Double
  /// Cost of a customer against the segment's.
  let cost: Double
  /// The spend at which half of the channel's ceiling is reached, against its usual spend.
  let saturation: Double
  /// The share of a day's effect that is left on the next.
  let carryover: Double
  /// How much the odds that a customer is an enterprise differ from the market's.
  let enterprise: Double
  /// Churn against the segment's; nil for the cheap channel, whose factor is a parameter.
  let churn: Double?
  /// The share of paths that end here and convert, against the market's.
  let conversion: Double
  /// Weight among the channels of earlier touches.
  let assist: Double
  /// What its outlays are.
  let kind: String

  private init(
    _ name: String, share: Double, cost: Double, saturation: Double, carryover: Double,
    enterprise: Double = 1, churn: Double? = 1, conversion: Double, assist: Double,
    kind: String = "program"
  ) {
    self.name = name
    self.share = share
    self.cost = cost
    self.saturation = saturation
    self.carryover = carryover
    self.enterprise = enterprise
    self.churn = churn
    self.conversion = conversion
    self.assist = assist
    self.kind = kind
  }

  /// The channel whose campaigns lift every other channel.
  static let brandName = "brand"

  /// In the order in which `channels:` takes them.
  static let all: [MarketChannel] = [
    MarketChannel(
      "search_ads", share: 17, cost: 1.1, saturation: 1.2, carryover: 0.3, enterprise: 0.8,
      conversion: 1.4, assist: 6),
    MarketChannel(
      brandName, share: 3, cost: 5, saturation: 1, carryover: 0.85, churn: 0.8, conversion: 0.5,
      assist: 18, kind: "brand"),
    MarketChannel(
      "social_ads", share: 10, cost: 1.3, saturation: 0.9, carryover: 0.45, enterprise: 0.4,
      churn: 1.15, conversion: 0.7, assist: 14),
    MarketChannel(
      "comparison_sites", share: 14, cost: 0.6, saturation: 0.8, carryover: 0.15, enterprise: 0.2,
      churn: nil, conversion: 1.3, assist: 4),
    MarketChannel(
      "email", share: 8, cost: 0.35, saturation: 0.5, carryover: 0.2, enterprise: 0.8, churn: 0.9,
      conversion: 1.2, assist: 5),
    MarketChannel(
      "events", share: 3, cost: 1.6, saturation: 1.5, carryover: 0.6, enterprise: 8, churn: 0.7,
      conversion: 1.3, assist: 5),
    MarketChannel(
      "partners", share: 5, cost: 1.2, saturation: 2, carryover: 0.5, enterprise: 5, churn: 0.7,
      conversion: 1.4, assist: 3, kind: "salary"),
    MarketChannel(
      "referral", share: 8, cost: 0.5, saturation: 1.5, carryover: 0.4, enterprise: 1.5,
      churn: 0.75, conversion: 1.8, assist: 2),
    MarketChannel(
      "organic_search", share: 10, cost: 0.45, saturation: 1.4, carryover: 0.7, churn: 0.95,
      conversion: 1.3, assist: 11, kind: "tools"),
    MarketChannel(
      "affiliates", share: 6, cost: 0.9, saturation: 0.7, carryover: 0.2, enterprise: 0.3,
      churn: 1.25, conversion: 1, assist: 5),
    MarketChannel(
      "display_ads", share: 3, cost: 2.4, saturation: 0.6, carryover: 0.5, enterprise: 0.5,
      churn: 1.2, conversion: 0.4, assist: 16),
    MarketChannel(
      "outbound_calls", share: 5, cost: 1.7, saturation: 1.6, carryover: 0.4, enterprise: 6,
      churn: 0.85, conversion: 1.5, assist: 2, kind: "salary"),
    MarketChannel(
      "direct_mail", share: 3, cost: 1.9, saturation: 0.9, carryover: 0.55, enterprise: 0.6,
      conversion: 0.9, assist: 3),
    MarketChannel(
      "radio", share: 3, cost: 1.8, saturation: 0.8, carryover: 0.65, enterprise: 0.4, churn: 1.05,
      conversion: 0.6, assist: 4),
    MarketChannel(
      "podcast_ads", share: 2, cost: 1.2, saturation: 0.6, carryover: 0.6, enterprise: 0.5,
      conversion: 0.8, assist: 2),
  ]
}
