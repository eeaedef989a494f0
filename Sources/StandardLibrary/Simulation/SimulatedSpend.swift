/// What was spent in one channel for one segment on one day.
struct SimulatedOutlay: Sendable {
  var day: Int
  var channel: MarketChannel
  var segment: String
  var cost: Double
}

extension Simulation {
  var outlayCount: Int { plan.dayCount * plan.channels.count * segments.count }

  /// Days in which nothing is spent are rows of 0.
  func outlays(_ range: Range<Int>) -> [SimulatedOutlay] {
    range.map { row in
      let (day, channel, segment) = place(row)
      let amount = plan.outlays[row / segments.count]
      return SimulatedOutlay(
        day: firstDay + day, channel: plan.channels[channel].channel,
        segment: segments[segment].name,
        cost: Money.cents(amount * plan.channels[channel].spendShares[segment]))
    }
  }
}

extension SimulatedOutlay {
  static let columns: [SimulatedColumn<Self>] = [
    .date("date", "the day of the cost") { $0.day },
    .text("channel", "the channel that it was spent on") { $0.channel.name },
    .number("cost", "the amount", in: \.money) { $0.cost },
    .text("kind", "program, salary, tools or brand") { $0.channel.kind },
    .text("segment", "the segment that it was aimed at") { $0.segment },
  ]
}
