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
    let draws = draws("deals").row(number)
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
    setBuyers(of: &deal, draws)
    setOwner(of: &deal, draws)
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

  /// The number of deciders among deals of this outcome, by the rule of Bayes, and the objection.
  private func setBuyers(of deal: inout SimulatedDeal, _ draws: RowDraws) {
    let rates = deal.segment.winRates(effect: market.deciderEffect)
    let weights: [Double] =
      switch deal.outcome {
      case .won: rates
      case .lost, .noDecision: rates.map { 1 - $0 }
      case .open: rates.map { _ in 1 }
      }
    let shares = Self.cumulative(weights)
    let point = draws.uniform(4) * (shares.last ?? 1)
    deal.deciders = deal.segment.deciders.lowerBound + RowDraws.index(of: point, in: shares)
    let isWon =
      deal.outcome == .open ? draws.uniform(9) < deal.segment.winRate : deal.outcome == .won
    let objections = isWon ? Self.wonObjections : Self.unwonObjections
    deal.objection = Objection.names[draws.index(5, in: objections)]
  }

  private func setOwner(of deal: inout SimulatedDeal, _ draws: RowDraws) {
    let teams = deal.segment.teams
    let team = min(teams.count - 1, Self.whole(draws.uniform(6) * Double(teams.count)))
    deal.team = teams[team]
    let people = SalesTeam.people(of: deal.segment, in: self)
    let person = min(people - 1, Self.whole(draws.uniform(7) * Double(people)))
    deal.owner = "\(deal.team) \(person + 1)"
  }
}

/// The stages of a deal, and how much of its cycle has passed when it enters each.
///
/// The names are those of `spanco`.
enum PipelineStage {
  static let names = ["suspect", "prospect", "approach", "negotiate", "close", "order"]
  static let shares = [0, 0.1, 0.3, 0.55, 0.85, 1]
  /// Among the deals that are not won, the shares whose last stage is each of the first five.
  static let lastStages = [0.2, 0.25, 0.25, 0.2, 0.1]
  private static let cumulativeLast = Simulation.cumulative(lastStages)

  /// How many stages a deal has entered: all if won, up to its last one if not, those whose time
  /// has come while it is open.
  static func entered(by deal: SimulatedDeal, lastDay: Int, _ draws: RowDraws) -> Int {
    switch deal.outcome {
    case .won: return names.count
    case .lost, .noDecision: return draws.index(8, in: cumulativeLast) + 1
    case .open:
      return names.indices.count { day(of: $0, in: deal) <= lastDay }
    }
  }

  /// The day on which a deal enters a stage.
  static func day(of stage: Int, in deal: SimulatedDeal) -> Int {
    deal.created + Simulation.whole((shares[stage] * Double(deal.cycle)).rounded(.up))
  }
}

/// One step of a deal.
struct SimulatedStage: Sendable {
  var deal: Int
  var stage: Int
  var entered: Int

  static let columns: [SimulatedColumn<Self>] = [
    .text("deal", "the deal") { Simulation.identifier("D", $0.deal + 1) },
    .text("stage", "the stage") { PipelineStage.names[$0.stage] },
    .date("entered", "the day on which the deal entered it") { $0.entered },
  ]
}

/// Something done for a deal.
struct SimulatedActivity: Sendable {
  static let kinds = ["email", "call", "meeting", "demo"]
  static let kindShares = Simulation.cumulative([0.45, 0.35, 0.14, 0.06])

  var deal: SimulatedDeal
  /// Seconds since 1970.
  var at: Int
  var kind: String

  static let columns: [SimulatedColumn<Self>] = [
    .instant("at", "when") { $0.at },
    .text("owner", "who did it") { $0.deal.owner },
    .text("kind", "call, email, meeting or demo") { $0.kind },
    .text("deal", "for which deal") { $0.deal.id },
  ]
}

extension Simulation {
  func stageRows() -> ChildRows<SimulatedStage> {
    ChildRows(of: counts.deals.total, count: { self.deal($0).stagesEntered }) { number in
      let deal = self.deal(number)
      return (0..<deal.stagesEntered).map { stage in
        SimulatedStage(
          deal: number, stage: stage, entered: PipelineStage.day(of: stage, in: deal))
      }
    }
  }

  /// The expected activities of a deal until the last day: those of an open one in proportion.
  private func activityCount(_ deal: SimulatedDeal) -> Int {
    let share =
      deal.outcome == .open
      ? Double(lastDay - deal.created) / Double(max(1, deal.cycle)) : 1
    var sequence = draws("counts of activities").row(deal.number).sequence(from: 0)
    return sequence.poisson(deal.segment.activities * share)
  }

  func activityRows() -> ChildRows<SimulatedActivity> {
    ChildRows(of: counts.deals.total, count: { self.activityCount(self.deal($0)) }) { number in
      let deal = self.deal(number)
      let draws = self.draws("activities").row(number)
      let days = min(deal.end, self.lastDay) - deal.created
      return (0..<self.activityCount(deal)).map { index in
        SimulatedActivity(
          deal: deal,
          at: Self.moment(
            day: deal.created + Self.whole(draws.uniform(3 * index) * Double(days)),
            at: draws.uniform(3 * index + 1)),
          kind: SimulatedActivity.kinds[
            draws.index(3 * index + 2, in: SimulatedActivity.kindShares)])
      }
    }
  }

  /// A second of a working day, from 8 to 18 o'clock.
  static func moment(day: Int, at point: Double) -> Int {
    day * 86_400 + 28_800 + whole(point * 36_000)
  }
}
