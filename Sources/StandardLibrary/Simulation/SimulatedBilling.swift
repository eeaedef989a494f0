internal import Statistics
internal import Values

/// What a customer is billed for a month.
struct SimulatedBill: Sendable {
  var customer: Int
  /// The first day of the month.
  var month: Int
  var mrr: Double

  static let columns: [SimulatedColumn<Self>] = [
    .text("customer", "the customer") { Simulation.customerID($0.customer) },
    .date("month", "the first day of the month") { $0.month },
    .number("mrr", "the revenue at the month's end", in: \.moneyPerMonth) { $0.mrr },
  ]
}

extension Simulation {
  /// Complete months of the data at whose end a customer is one, also after coming back.
  func billRows() -> ChildRows<SimulatedBill> {
    ChildRows(
      of: counts.customers.total,
      count: { number in
        self.billedMonths(self.customer(number)).reduce(0) { $0 + $1.count }
      },
      children: { self.bills(of: $0) })
  }

  /// The months of the first time as a customer, and of the second if there is one.
  ///
  /// Months are counted from that of the first day of the data. A customer is billed for the month
  /// of its start and every further one up to that before its end. Of those who leave, `reactivation`
  /// come back after a geometric number of months, and each month then takes the same share of them.
  private func billedMonths(_ customer: SimulatedCustomer) -> [Range<Int>] {
    let last = months.completeMonths(until: lastDay)
    let start = months.position(ofDay: customer.started)
    let first = Self.whole(start)
    let end = Self.whole(min(start + customer.lifetime, 1e6))
    var spells = [min(first, last)..<max(min(first, last), min(end, last))]
    let draws = draws(.billing).row(customer.number)
    guard draws.uniform(0) < market.reactivation, end < last else { return spells }
    let leaving = 1 / market.reactivationGap
    let gap = 1 + geometric(draws.exponential(1), leaving)
    let churn = plan.channels[customer.channel].churn[customer.segment]
    let length = 1 + geometric(draws.exponential(2), churn)
    let back = min(last, end + gap)
    spells.append(back..<min(last, back + length))
    return spells
  }

  /// The number of failures before a success of this probability, from an exponential draw.
  private func geometric(_ draw: Double, _ probability: Double) -> Int {
    probability >= 1 ? 0 : Self.whole(min(1e6, -draw / Exponential.logarithm(1 - probability)))
  }

  /// Each month after the first of a time as a customer the revenue grows, shrinks or stays.
  private func bills(of number: Int) -> [SimulatedBill] {
    let customer = customer(number)
    let draws = draws(.revenueChanges).row(number)
    var mrr = customer.mrr
    var result: [SimulatedBill] = []
    for spell in billedMonths(customer) {
      for month in spell {
        if month > spell.lowerBound {
          let point = draws.uniform(month)
          if point < market.expansion {
            mrr = Money.cents(mrr * (1 + market.change))
          } else if point < market.expansion + market.contraction {
            mrr = Money.cents(mrr * (1 - market.change))
          }
        }
        result.append(
          SimulatedBill(customer: number, month: months.firstDay(ofMonth: month), mrr: mrr))
      }
    }
    return result
  }
}
