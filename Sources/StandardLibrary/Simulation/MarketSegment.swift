/// What the customers of one size are like.
struct MarketSegment: Hashable, Sendable {
  /// A product: its share of the segment's customers, and its median price against the segment's.
  struct Product: Hashable, Sendable {
    let name: String
    let share: Double
    let price: Double
  }

  let name: String
  /// Money per customer at a channel of cost 1.
  var cac: Double
  /// The median monthly revenue of a customer, in money per month, before the product's factor.
  var mrr: Double
  /// The standard deviation of the logarithm of mrr within a product.
  var mrrSpread: Double
  /// The share lost in a calendar month, of those won by a channel of churn 1.
  var churn: Double
  /// The median days from the creation of a deal to its end.
  var cycle: Double
  /// The standard deviation of the logarithm of those days.
  var cycleSpread: Double
  var winRate: Double
  /// The share of the deals not won that end without a decision.
  var noDecision: Double
  /// The mean number of activities of a deal.
  var activities: Double

  let deciders: ClosedRange<Int>
  let products: [Product]
  let employees: (median: Double, spread: Double, bounds: ClosedRange<Double>)
  let teams: [String]
  /// Deals that a person closes in a month, won or not.
  let dealsPerPerson: Double
  /// Months until a new person sells as much as the others.
  let ramp: Int

  static let reasons = ["chosen", "failed_payment", "out_of_business"]
  /// The shares of `reasons`, the same at every age.
  let reasonShares: [Double]

  static let smb = MarketSegment(
    name: "SMB", cac: 320, mrr: 62, mrrSpread: 0.5, churn: 0.035, cycle: 85, cycleSpread: 0.45,
    winRate: 0.3, noDecision: 0.25, activities: 4, deciders: 1...2,
    products: [
      Product(name: "Line", share: 0.65, price: 0.8),
      Product(name: "Line Plus", share: 0.35, price: 1.5),
    ], employees: (12, 0.9, 1...249), teams: ["Inside North", "Inside South"], dealsPerPerson: 14,
    ramp: 2, reasonShares: [0.65, 0.22, 0.13])

  static let enterprise = MarketSegment(
    name: "Enterprise", cac: 21_000, mrr: 2_400, mrrSpread: 0.6, churn: 0.009, cycle: 205,
    cycleSpread: 0.4, winRate: 0.22, noDecision: 0.45, activities: 14, deciders: 6...10,
    products: [
      Product(name: "Trunk", share: 0.5, price: 0.6),
      Product(name: "Office", share: 0.3, price: 1.1),
      Product(name: "Contact Centre", share: 0.2, price: 2.4),
    ], employees: (1_100, 0.8, 250...200_000), teams: ["Field East", "Field West"],
    dealsPerPerson: 1.2, ramp: 6, reasonShares: [0.85, 0.03, 0.12])

  static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.figures == right.figures
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(figures)
  }

  /// What a record of parameters may change.
  var figures: [Double] {
    [cac, mrr, mrrSpread, churn, cycle, cycleSpread, winRate, noDecision, activities]
  }
}

extension MarketSegment {
  /// The mean monthly revenue of a customer of a product.
  func meanMrr(_ product: Product) -> Double {
    mrr * product.price * Exponential.of(mrrSpread * mrrSpread / 2)
  }

  /// The win rate of deals with each number of deciders, whose mean over equal shares is the
  /// segment's.
  func winRates(effect: Double) -> [Double] {
    var weights: [Double] = []
    var weight = 1.0
    for _ in deciders {
      weights.append(weight)
      weight *= effect
    }
    let mean = weights.reduce(0, +) / Double(weights.count)
    return weights.map { min(1, winRate * $0 / mean) }
  }
}
