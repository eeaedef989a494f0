internal import Statistics
internal import Values

/// One customer of a simulated market.
struct SimulatedCustomer: Sendable {
  var number: Int
  var started: Int
  /// The day on which it left, if that lies within the data.
  var ended: Int?
  /// Months from its start to its end, on the scale of `MonthScale`.
  var lifetime: Double
  var reason: String?
  var channel: Int
  var segment: Int
  var channelName: String
  var segmentName: String
  var product: MarketSegment.Product
  var region: String
  var industry: String
  var employees: Double
  var sales: Double
  var mrr: Double
  /// The standard normal score of mrr within its product.
  var score: Double
  var referrer: Int?
}

extension Simulation {
  static let regions = ["North", "Midlands", "Capital", "West", "Isles"]
  private static let regionShares = [0.28, 0.5, 0.8, 0.94, 1]
  static let industries = [
    "retail", "hospitality", "services", "manufacturing", "healthcare", "logistics",
  ]
  private static let industryShares = [0.24, 0.41, 0.66, 0.8, 0.92, 1]

  static func customerID(_ number: Int) -> String { identifier("C", number + 1) }

  static func identifier(_ letter: String, _ number: Int) -> String {
    let digits = String(number)
    return letter + String(repeating: "0", count: max(0, 7 - digits.utf8.count)) + digits
  }

  /// The whole number at or below a number that is not negative.
  static func whole(_ number: Double) -> Int { Int(exactly: number.rounded(.down)) ?? 0 }

  func customers(_ range: Range<Int>) -> [SimulatedCustomer] {
    let draws = draws(.customers)
    return range.map { customer($0, draws.row($0)) }
  }

  func customer(_ number: Int) -> SimulatedCustomer {
    customer(number, draws(.customers).row(number))
  }

  private func customer(_ number: Int, _ draws: RowDraws) -> SimulatedCustomer {
    let (day, channel, segment) = place(counts.customers.locate(number).cell)
    let started = firstDay + day
    let kind = segments[segment]
    let product = Self.product(of: kind, at: draws.uniform(0))
    let score = draws.normal(1)
    let mrr = Money.cents(kind.mrr * product.price * Exponential.of(kind.mrrSpread * score))
    let size = kind.employees.median * Exponential.of(kind.employees.spread * draws.normal(4))
    let employees = min(
      kind.employees.bounds.upperBound, max(kind.employees.bounds.lowerBound, size.rounded()))
    let sales = (employees * 150 * Exponential.of(0.5 * draws.normal(5))).rounded() * 1_000
    let lifetime = lifetime(draws.exponential(6), channel: channel, segment: segment)
    let ended = months.day(at: months.position(ofDay: started) + lifetime)
      .flatMap { $0 <= lastDay ? $0 : nil }
    let isReferred = plan.channels[channel].channel.name == "referral" && number > 0
    return SimulatedCustomer(
      number: number, started: started, ended: ended, lifetime: lifetime,
      reason: ended == nil ? nil : Self.reason(of: kind, at: draws.uniform(7)), channel: channel,
      segment: segment, channelName: plan.channels[channel].channel.name, segmentName: kind.name,
      product: product,
      region: Self.regions[draws.index(2, in: Self.regionShares)],
      industry: Self.industries[draws.index(3, in: Self.industryShares)], employees: employees,
      sales: sales, mrr: mrr, score: score,
      referrer: isReferred ? Self.whole(draws.uniform(8) * Double(number)) : nil)
  }

  /// Months, from an exponential draw of mean 1: each month takes the same share of who is left.
  private func lifetime(_ draw: Double, channel: Int, segment: Int) -> Double {
    -draw / Exponential.logarithm(1 - plan.channels[channel].churn[segment])
  }

  static func product(
    of segment: MarketSegment, at point: Double
  ) -> MarketSegment.Product {
    var rest = point
    for product in segment.products {
      rest -= product.share
      if rest < 0 { return product }
    }
    return segment.products[segment.products.count - 1]
  }

  private static func reason(of segment: MarketSegment, at point: Double) -> String {
    var rest = point
    for (name, share) in zip(MarketSegment.reasons, segment.reasonShares) {
      rest -= share
      if rest < 0 { return name }
    }
    return MarketSegment.reasons[0]
  }
}

extension SimulatedCustomer {
  static let columns: [SimulatedColumn<Self>] = [
    .text("id", "who the customer is, numbered by the start") { Simulation.customerID($0.number) },
    .date("started", "the first day as a customer") { $0.started },
    .date("ended", "the day on which it left; missing while it stays") { $0.ended },
    .text("ended_reason", "chosen, failed_payment or out_of_business") { $0.reason },
    .text("channel", "the channel of the last touch") { $0.channelName },
    .text("segment", "SMB or Enterprise") { $0.segmentName },
    .text("region", "where it is") { $0.region },
    .text("product", "what it bought") { $0.product.name },
    .text("industry", "its line of business") { $0.industry },
    .count("employees", "how many people work there") { Int(exactly: $0.employees) },
    .number("sales", "its own yearly sales", in: \.money) { $0.sales },
    .number("mrr", "monthly revenue at the start", in: \.moneyPerMonth) { $0.mrr },
    .text("referred_by", "the earlier customer that referred it") { customer in
      customer.referrer.map(Simulation.customerID)
    },
  ]
}
