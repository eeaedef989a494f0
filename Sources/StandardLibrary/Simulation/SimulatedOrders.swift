internal import Statistics
internal import Values

/// An order of equipment by a customer, beside the subscription.
struct SimulatedOrder: Sendable {
  var customer: Int
  var day: Int
  var amount: Double

  static let columns: [SimulatedColumn<Self>] = [
    .text("customer", "the customer") { Simulation.customerID($0.customer) },
    .date("date", "the day of the order") { $0.day },
    .number("amount", "its amount", in: \.money) { $0.amount },
  ]
}

extension Simulation {
  /// The orders of each customer: the first on the day of the start, further ones by the BG/NBD
  /// model of Fader, Hardie & Lee 2005, amounts by the Gamma-Gamma model of Fader & Hardie 2013.
  func orderRows() -> ChildRows<SimulatedOrder> {
    ChildRows(
      of: counts.customers.total,
      count: { number in self.orderDays(number).count },
      children: { number in
        let days = self.orderDays(number)
        var draws = self.draws(.orderAmounts).row(number).sequence(from: 0)
        let rate = draws.gamma(self.market.amountHeterogeneity) / self.market.amountScale
        return days.map { day in
          let amount = draws.gamma(self.market.amountShape) / max(rate, 1e-12)
          return SimulatedOrder(customer: number, day: day, amount: max(0.01, Money.cents(amount)))
        }
      })
  }

  /// More orders of a customer than this are not made.
  private static let mostOrders = 10_000

  /// The days on which a customer orders.
  ///
  /// Orders come at a rate λ ~ Gamma(r, α) a week; after each but the first the customer stops for
  /// ever with probability p ~ Beta(a, b). Nothing but the end of the data ends the watch.
  private func orderDays(_ number: Int) -> [Int] {
    let started = firstDay + place(counts.customers.locate(number).cell).day
    var draws = draws(.orders).row(number).sequence(from: 0)
    let rate = draws.gamma(market.orderShape) / market.orderScale
    let dropout = draws.beta(market.dropoutA, market.dropoutB)
    var days = [started]
    var weeks = 0.0
    let span = Double(lastDay + 1 - started) / 7
    while days.count < Self.mostOrders {
      weeks += draws.exponential() / max(rate, 1e-12)
      guard weeks < span else { break }
      days.append(started + Self.whole(weeks * 7))
      if draws.uniform() < dropout { break }
    }
    return days
  }
}
