internal import Statistics
internal import Values

/// Someone who may buy: one for each deal, and others who never became one.
struct SimulatedLead: Sendable {
  var number: Int
  var created: Int
  var response: Int
  var channel: String
  var segment: String
  var deal: String?

  /// Minutes until the first response: log-normal, sooner for those that became deals.
  static let medianResponse = (qualified: 30.0, unqualified: 120.0)
  static let responseSpread = 1.2

  static let columns: [SimulatedColumn<Self>] = [
    .text("id", "the lead") { Simulation.identifier("L", $0.number + 1) },
    .instant("created", "when it came") { $0.created },
    .text("channel", "through which channel") { $0.channel },
    .instant("first_response", "when somebody answered") { $0.response },
    .bool("qualified", "whether it became a deal") { $0.deal != nil },
    .text("deal", "which deal") { $0.deal },
    .text("segment", "SMB or Enterprise") { $0.segment },
  ]
}

extension Simulation {
  var leadCount: Int { counts.deals.total + counts.unqualified.total }

  /// Those of deals first, in the deals' order.
  func leads(_ range: Range<Int>) -> [SimulatedLead] {
    let draws = draws(.leads)
    return range.map { number in
      let draws = draws.row(number)
      guard number >= counts.deals.total else {
        let deal = deal(number)
        return lead(
          number, day: deal.created, channel: deal.channelName, segment: deal.segment.name,
          deal: deal.id, draws)
      }
      let cell = counts.unqualified.locate(number - counts.deals.total).cell
      let (day, channel, segment) = place(cell)
      return lead(
        number, day: firstDay + day, channel: plan.channels[channel].channel.name,
        segment: segments[segment].name, deal: nil, draws)
    }
  }

  private func lead(
    _ number: Int, day: Int, channel: String, segment: String, deal: String?, _ draws: RowDraws
  ) -> SimulatedLead {
    let created = Self.moment(day: day, at: draws.uniform(0))
    let median =
      deal == nil
      ? SimulatedLead.medianResponse.unqualified : SimulatedLead.medianResponse.qualified
    let minutes = median * Exponential.of(SimulatedLead.responseSpread * draws.normal(1))
    return SimulatedLead(
      number: number, created: created, response: created + Self.whole(minutes * 60),
      channel: channel, segment: segment, deal: deal)
  }
}
