/// How many deciders the deals of a segment have, by their outcome, and how many people sell to it.
struct BuyingCommittees: Sendable {
  /// Cumulative weights of each number of deciders: among deals won, deals not won, and all.
  ///
  /// They follow from the win rate of each number by the rule of Bayes.
  let won: [Double]
  let unwon: [Double]
  let all: [Double]
  /// The people of each of the segment's teams.
  let people: Int

  init(_ segment: MarketSegment, effect: Double, people: Int) {
    let rates = segment.winRates(effect: effect)
    won = Simulation.cumulative(rates)
    unwon = Simulation.cumulative(rates.map { 1 - $0 })
    all = Simulation.cumulative(rates.map { _ in 1 })
    self.people = people
  }
}
