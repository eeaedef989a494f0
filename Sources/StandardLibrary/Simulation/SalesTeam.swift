internal import Statistics
internal import Values

/// A team that sells to a segment.
struct SalesTeam: Sendable {
  var name: String
  var segment: MarketSegment
  /// Money a month.
  var cost: Double
  var people: Int
  /// Money a month for a person who is not new.
  var quota: Double

  static let columns: [SimulatedColumn<Self>] = [
    .text("team", "the team") { $0.name },
    .number("cost", "pay, tools and places of all its people", in: \.moneyPerMonth) { $0.cost },
    .count("people", "how many people") { $0.people },
    .number("quota", "first-year revenue that a person is to sell", in: \.moneyPerMonth) {
      $0.quota
    },
    .number("ramp", "until a new person sells as much", in: \.months) { Double($0.segment.ramp) },
    .text("segment", "the segment that it sells to") { $0.segment.name },
  ]

  /// What a person costs a month, with everything.
  static let costOfPerson = (smb: 6_500.0, enterprise: 14_500.0)

  /// Enough people for the deals that are expected, the same number in each team of a segment.
  static func people(
    of segment: MarketSegment, _ index: Int, in market: Market, _ plan: MarketPlan
  ) -> Int {
    let wins = plan.channels.reduce(0) {
      $0 + $1.usualWins * Double(plan.dayCount) * $1.winShares[index]
    }
    let deals = wins / segment.winRate / max(1, market.months)
    let people = deals / segment.dealsPerPerson / Double(segment.teams.count)
    return max(1, Simulation.whole(people.rounded(.up)))
  }
}

/// What a team is to sell in a quarter.
struct SalesQuota: Sendable {
  var period: Int
  var team: String
  var amount: Double

  static let columns: [SimulatedColumn<Self>] = [
    .date("period", "the first day of the quarter") { $0.period },
    .text("team", "the team") { $0.team },
    .number("amount", "first-year revenue that it is to sell", in: \.money) { $0.amount },
  ]
}

/// A cost of selling that no channel has.
struct SellingExpense: Sendable {
  var day: Int
  var kind: String
  var amount: Double

  static let columns: [SimulatedColumn<Self>] = [
    .date("date", "the last day of the month") { $0.day },
    .text("kind", "salaries, tools, office or travel") { $0.kind },
    .number("amount", "the amount", in: \.money) { $0.amount },
  ]
}

extension Simulation {
  var salesTeams: [SalesTeam] {
    segments.enumerated().flatMap { index, segment in
      let people = buyers[index].people
      let cost =
        segment.name == MarketSegment.smb.name
        ? SalesTeam.costOfPerson.smb : SalesTeam.costOfPerson.enterprise
      let mean = segment.products.reduce(0) { $0 + $1.share * segment.meanMrr($1) }
      let quota = (segment.dealsPerPerson * segment.winRate * 12 * mean).rounded()
      return segment.teams.map {
        SalesTeam(
          name: $0, segment: segment, cost: cost * Double(people), people: people, quota: quota)
      }
    }
  }

  /// Three months' quota of the people who are not new; a tenth of a team is new at any time, and
  /// sells half as much.
  var salesQuotas: [SalesQuota] {
    let teams = salesTeams
    var result: [SalesQuota] = []
    var quarter = Period(.quarter, containing: market.start)
    while let period = quarter, period.first.dayNumber <= lastDay {
      result += teams.map { team in
        SalesQuota(
          period: period.first.dayNumber, team: team.name,
          amount: (3 * team.quota * Double(team.people) * 0.95).rounded())
      }
      quarter = period.moved(by: 1)
    }
    return result
  }

  /// Each month's costs: pay by the teams, the rest in proportion to it, all within 5%.
  var sellingExpenses: [SellingExpense] {
    let pay = salesTeams.reduce(0) { $0 + $1.cost }
    let kinds = [("salaries", 0.8), ("tools", 0.07), ("office", 0.08), ("travel", 0.05)]
    let draws = draws(.expenses)
    return (0..<months.completeMonths(until: lastDay)).flatMap { month in
      kinds.enumerated().map { index, kind in
        let factor = 0.95 + 0.1 * draws.row(month).uniform(index)
        return SellingExpense(
          day: months.firstDay(ofMonth: month + 1) - 1, kind: kind.0,
          amount: Money.cents(pay * kind.1 * factor))
      }
    }
  }
}
