internal import Statistics
internal import Values

/// One deal of a simulated market.
struct SimulatedDeal: Sendable {
  enum Outcome: String, Sendable { case won, lost, noDecision = "no_decision", open }

  var number: Int
  var channelName: String
  var segment: MarketSegment
  /// The day on which it was created.
  var created: Int
  /// The day on which it ended or, for an open one, will end.
  var end: Int
  var outcome: Outcome
  var amount: Double
  var deciders: Int
  var objection: String
  var team: String
  var owner: String
  /// The customer that it became.
  var customer: Int?
  /// How many of the stages it has entered.
  var stagesEntered: Int

  var closed: Int? { outcome == .open ? nil : end }
  var cycle: Int { end - created }
  var id: String { Simulation.identifier("D", number + 1) }
  /// The customer's id, or an account that never became one.
  var account: String {
    customer.map(Simulation.customerID) ?? Simulation.identifier("A", number + 1)
  }

  static let columns: [SimulatedColumn<Self>] = [
    .text("id", "the deal, numbered by its end; open ones last") { $0.id },
    .date("created", "the day on which it was created") { $0.created },
    .date("closed", "the day on which it ended; missing while it is open") { $0.closed },
    .text("stage", "the last stage that it entered") { PipelineStage.names[$0.stagesEntered - 1] },
    .text("outcome", "won, lost, no_decision or open") { $0.outcome.rawValue },
    .number("amount", "revenue of the first year", in: \.money) { $0.amount },
    .text("segment", "SMB or Enterprise") { $0.segment.name },
    .text("owner", "the person who works on it") { $0.owner },
    .text("team", "that person's team") { $0.team },
    .count("deciders", "people on the buying committee") { $0.deciders },
    .text("objections", "the main objection") { $0.objection },
    .text("channel", "the channel of the last touch before its end") { $0.channelName },
    .text("account", "the customer's id, or that of an account that is none") { $0.account },
  ]
}

/// What buyers object, and how often: in deals that are won, and in the others.
enum Objection {
  static let names = ["none", "price", "timing", "integration", "incumbent"]
  static let won = [0.5, 0.2, 0.12, 0.1, 0.08]
  static let unwon = [0.2, 0.3, 0.2, 0.12, 0.18]
}

extension Simulation {
  private static let wonObjections = cumulative(Objection.won)
  private static let unwonObjections = cumulative(Objection.unwon)

  static func cumulative(_ shares: [Double]) -> [Double] {
    var sum = 0.0
    return shares.map { share in
      sum += share
      return sum
    }
  }

  func deals(_ range: Range<Int>) -> [SimulatedDeal] { range.map(deal) }

  func deal(_ number: Int) -> SimulatedDeal {
    let (cell, place) = counts.deals.locate(number)
    let won = cell < counts.customers.cellCount ? counts.customers.count(cell) : 0
    let (day, channel, segment) = self.place(cell)
    let draws = draws(.deals).row(number)
    let customer = place < won ? self.customer(counts.customers.start(cell) + place) : nil
    var deal = SimulatedDeal(
      number: number, channelName: plan.channels[channel].channel.name,
      segment: segments[segment], created: 0, end: firstDay + day, outcome: .won, amount: 0,
      deciders: 0, objection: "", team: "", owner: "", customer: customer?.number,
      stagesEntered: 1)
    if customer == nil { deal.outcome = deal.end > lastDay ? .open : Self.outcome(of: deal, draws) }
    let score = customer?.score ?? draws.normal(1)
    setAmount(of: &deal, customer, score, draws)
    setCycle(of: &deal, score, draws)
    setBuyers(of: &deal, buyers[segment], draws)
    setOwner(of: &deal, people: buyers[segment].people, draws)
    deal.stagesEntered = PipelineStage.entered(by: deal, lastDay: lastDay, draws)
    return deal
  }

  private static func outcome(
    of deal: SimulatedDeal, _ draws: RowDraws
  ) -> SimulatedDeal.Outcome {
    draws.uniform(0) < deal.segment.noDecision ? .noDecision : .lost
  }

  /// Twelve months of the revenue that the customer has or would have had.
  private func setAmount(
    of deal: inout SimulatedDeal, _ customer: SimulatedCustomer?, _ score: Double,
    _ draws: RowDraws
  ) {
    if let customer {
      deal.amount = Money.cents(12 * customer.mrr)
    } else {
      let product = Self.product(of: deal.segment, at: draws.uniform(2))
      let mrr = deal.segment.mrr * product.price * Exponential.of(deal.segment.mrrSpread * score)
      deal.amount = Money.cents(12 * Money.cents(mrr))
    }
  }

  /// The score of the cycle is ρ · (score of the amount) + √(1 − ρ²) · z; that of an open deal is
  /// one of those that are longer than its wait, and its amount does not depend on it.
  private func setCycle(of deal: inout SimulatedDeal, _ score: Double, _ draws: RowDraws) {
    let cycle = DealCycle(deal.segment)
    let own: Double
    if deal.outcome == .open {
      own = cycle.score(draws.uniform(3), longerThan: Double(deal.end - lastDay))
    } else {
      let correlation = market.cycleAmount
      own = correlation * score + (1 - correlation * correlation).squareRoot() * draws.normal(3)
    }
    deal.created = deal.end - Self.whole(cycle.days(own).rounded(.up))
    if deal.outcome == .open { deal.created = min(deal.created, lastDay) }
  }

  /// The number of deciders among deals of this outcome, and the objection.
  private func setBuyers(
    of deal: inout SimulatedDeal, _ committees: BuyingCommittees, _ draws: RowDraws
  ) {
    let shares: [Double] =
      switch deal.outcome {
      case .won: committees.won
      case .lost, .noDecision: committees.unwon
      case .open: committees.all
      }
    let point = draws.uniform(4) * (shares.last ?? 1)
    deal.deciders = deal.segment.deciders.lowerBound + RowDraws.index(of: point, in: shares)
    let isWon =
      deal.outcome == .open ? draws.uniform(9) < deal.segment.winRate : deal.outcome == .won
    let objections = isWon ? Self.wonObjections : Self.unwonObjections
    deal.objection = Objection.names[draws.index(5, in: objections)]
  }

  private func setOwner(of deal: inout SimulatedDeal, people: Int, _ draws: RowDraws) {
    let teams = deal.segment.teams
    let team = min(teams.count - 1, Self.whole(draws.uniform(6) * Double(teams.count)))
    deal.team = teams[team]
    let person = min(people - 1, Self.whole(draws.uniform(7) * Double(people)))
    deal.owner = "\(deal.team) \(person + 1)"
  }
}
