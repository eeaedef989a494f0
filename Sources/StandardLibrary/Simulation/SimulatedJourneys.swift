internal import Statistics
internal import Values

/// A person's contact with a channel.
struct SimulatedTouch: Sendable {
  var person: String
  /// Seconds since 1970.
  var at: Int
  var channel: String

  static let columns: [SimulatedColumn<Self>] = [
    .text("person", "who: a customer's id, or a visitor's who never converted") { $0.person },
    .instant("at", "when") { $0.at },
    .text("channel", "through which channel") { $0.channel },
  ]
}

/// The end of a path that made a customer.
struct SimulatedConversion: Sendable {
  var customer: SimulatedCustomer
  var at: Int

  static let columns: [SimulatedColumn<Self>] = [
    .text("person", "who: the customer's id") { Simulation.customerID($0.customer.number) },
    .instant("at", "when: at the last touch") { $0.at },
    .number("value", "revenue of the first year", in: \.money) { conversion in
      Money.cents(12 * conversion.customer.mrr)
    },
    .text("channel", "the channel of the last touch") { $0.customer.channelName },
    .text("segment", "SMB or Enterprise") { $0.customer.segmentName },
  ]
}

extension Simulation {
  func conversions(_ range: Range<Int>) -> [SimulatedConversion] {
    let draws = draws(.customerPaths)
    return customers(range).map { customer in
      SimulatedConversion(
        customer: customer,
        at: Self.moment(day: customer.started, at: draws.row(customer.number).uniform(0)))
    }
  }

  /// The touches of every person, in the order of the day on which the path ends.
  func touchRows() -> ChildRows<SimulatedTouch> {
    ChildRows(
      of: counts.persons.total, count: { self.path(of: $0).channels.count },
      children: { self.touches(of: $0) })
  }

  /// A person by number: customers first in each day and channel.
  private struct Path {
    var name: String
    var day: Int
    /// From the last touch back to the first.
    var channels: [Int]
    var draws: RowDraws
  }

  private func path(of person: Int) -> Path {
    let (cell, place) = counts.persons.locate(person)
    let (day, channel) = (cell / plan.channels.count, cell % plan.channels.count)
    let first = counts.customers.start(cell * segments.count)
    let converted = counts.customers.start((cell + 1) * segments.count) - first
    let isCustomer = place < converted
    let number = isCustomer ? first + place : counts.visitors.start(cell) + place - converted
    let draws = draws(isCustomer ? .customerPaths : .visitorPaths).row(number)
    return Path(
      name: isCustomer ? Self.customerID(number) : Self.identifier("V", number + 1),
      day: firstDay + day, channels: channels(endingIn: channel, draws), draws: draws)
  }

  /// Longer paths than any that is drawn in practice: 0.95^1000 is below 1e-22.
  private static let longestPath = 1_000

  private func channels(endingIn last: Int, _ draws: RowDraws) -> [Int] {
    var path = [last]
    while path.count < Self.longestPath {
      let point = draws.uniform(2 * path.count)
      let cumulative = earlierTouches[path[path.count - 1]]
      guard point < cumulative.last ?? 0 else { break }
      path.append(RowDraws.index(of: point, in: cumulative))
    }
    return path
  }

  private func touches(of person: Int) -> [SimulatedTouch] {
    let path = path(of: person)
    var at = Self.moment(day: path.day, at: path.draws.uniform(0))
    var result: [SimulatedTouch] = []
    for (index, channel) in path.channels.enumerated() {
      if index > 0 {
        let gap = market.touchGap * path.draws.exponential(2 * index + 1)
        at -= 1 + Self.whole(gap * 86_400)
      }
      result.append(
        SimulatedTouch(person: path.name, at: at, channel: plan.channels[channel].channel.name))
    }
    return result.reversed()
  }
}
