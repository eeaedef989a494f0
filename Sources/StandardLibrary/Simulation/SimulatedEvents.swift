internal import Statistics
internal import Values

/// A trigger point or buying signal of an account.
struct SimulatedEvent: Sendable {
  var account: String
  var at: Int
  var signal: String

  static let columns: [SimulatedColumn<Self>] = [
    .text("account", "the account of a deal") { $0.account },
    .instant("at", "when") { $0.at },
    .text("signal", "what happened") { $0.signal },
  ]
}

/// A signal, and how often it comes in the 30 days before the end of a deal.
struct BuyingSignal: Sendable {
  let name: String
  let won: Double
  let unwon: Double

  static let window = 30

  static let all = [
    BuyingSignal(name: "office_move", won: 0.18, unwon: 0.06),
    BuyingSignal(name: "hiring", won: 0.3, unwon: 0.2),
    BuyingSignal(name: "price_page", won: 0.55, unwon: 0.25),
    BuyingSignal(name: "newsletter", won: 0.25, unwon: 0.25),
  ]

  /// The win rate of deals with the signal over that of all, at this win rate.
  func lift(winRate: Double) -> Double {
    won / (winRate * won + (1 - winRate) * unwon)
  }
}

extension Simulation {
  /// The signals of the accounts of deals that have ended.
  func eventRows() -> ChildRows<SimulatedEvent> {
    ChildRows(
      of: counts.deals.total, count: { self.signals(of: self.deal($0)).count },
      children: { number in
        let deal = self.deal(number)
        let draws = self.draws(.eventMoments).row(number)
        return self.signals(of: deal).map { index in
          let before = Self.whole(draws.uniform(2 * index) * Double(BuyingSignal.window))
          return SimulatedEvent(
            account: deal.account,
            at: Self.moment(day: deal.end - before, at: draws.uniform(2 * index + 1)),
            signal: BuyingSignal.all[index].name)
        }
      })
  }

  private func signals(of deal: SimulatedDeal) -> [Int] {
    guard deal.outcome != .open else { return [] }
    let draws = draws(.events).row(deal.number)
    return BuyingSignal.all.indices.filter { index in
      let signal = BuyingSignal.all[index]
      return draws.uniform(index) < (deal.outcome == .won ? signal.won : signal.unwon)
    }
  }
}
