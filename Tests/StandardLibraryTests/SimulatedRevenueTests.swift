import Foundation
import StandardLibrary
import Testing
import Values

/// Orders, billing, leads, signals and stages of simulated markets against the stated formulas.
@Suite struct SimulatedRevenueTests {
  private static let market = Result {
    try SimulatedMarket([
      ("market", .text("mixed")), ("customers", .number(2_500)), ("months", .number(24)),
      ("enterprise_share", .number(0.2)), ("reactivation", .number(0.3)),
    ])
  }
  private let market: SimulatedMarket

  init() throws { market = try Self.market.get() }

  private static func isNear(_ deviation: Double) -> Bool { abs(deviation) <= 4 }

  @Test("customers without a second order are as many as the gamma rates say")
  func orders() throws {
    let customers = try market.rows("customers")
    let orders = try market.rows("orders")
    var counts: [String: Int] = [:]
    for customer in orders.texts("customer") { counts[customer, default: 0] += 1 }
    let last = try #require(CalendarDate(year: 2025, month: 6, day: 30)).dayNumber
    var expected = 0.0
    var variance = 0.0
    for start in customers.days("started") {
      // P(no order in T weeks) = (α / (α + T))^r of a Poisson rate ~ Gamma(r, α).
      let weeks = Double(last + 1 - (start ?? 0)) / 7
      let share = pow(12 / (12 + weeks), 0.6)
      expected += share
      variance += share * (1 - share)
    }
    let single = counts.values.count { $0 == 1 }
    #expect(counts.count == customers.count)
    #expect(Self.isNear((Double(single) - expected) / variance.squareRoot()))
  }

  @Test("after a second order a customer stops with the stated probability")
  func dropout() throws {
    // At once after the second order with probability a / (a + b); who goes on orders again sooner
    // or later. A market that is watched for twenty years sees nearly all of them.
    let long = try SimulatedMarket([
      ("months", .number(240)), ("customers", .number(1_500)), ("channels", .number(1)),
      ("order_r", .number(4)), ("order_alpha", .number(2)), ("order_a", .number(1)),
      ("order_b", .number(3)),
    ])
    let starts = try long.rows("customers").days("started")
    let first = try #require(starts.first ?? nil)
    var counts: [String: Int] = [:]
    for customer in try long.rows("orders").texts("customer") { counts[customer, default: 0] += 1 }
    // Those of the first ten years had ten more in which to order.
    let early = zip(try long.rows("customers").texts("id"), starts)
      .filter { ($0.1 ?? .max) < first + 3_650 }.map { counts[$0.0] ?? 0 }
    let again = early.filter { $0 > 1 }
    let deviation = Deviation.ofShare(again.count { $0 == 2 }, of: again.count, expected: 0.25)
    #expect(Self.isNear(deviation))
  }

  @Test("first orders have the mean and variance of a gamma with gamma differences")
  func amounts() throws {
    let orders = try market.rows("orders")
    let customers = orders.texts("customer")
    let amounts = orders.numbers("amount")
    let firsts = amounts.indices.filter { $0 == 0 || customers[$0] != customers[$0 - 1] }
      .map { amounts[$0] }
    // p γ / (q − 1), and p (p + 1) γ² / ((q − 1)(q − 2)) for the mean of the squares.
    let mean = 6.0 * 20 / 3
    let square = 6.0 * 7 * 400 / (3 * 2)
    let deviation = (square - mean * mean).squareRoot()
    #expect(Self.isNear(Deviation.ofMean(firsts, expected: mean, deviation: deviation)))
  }

  @Test("billing: who is billed for a month is billed for the next but for the stated churn")
  func billing() throws {
    let customers = try market.rows("customers")
    let bills = try market.rows("billing")
    let (payers, months, mrr) = (bills.texts("customer"), bills.days("month"), bills.numbers("mrr"))
    let ids = customers.texts("id")
    let segments = Dictionary(zip(ids, customers.texts("segment")), uniquingKeysWith: { a, _ in a })
    let channels = Dictionary(zip(ids, customers.texts("channel")), uniquingKeysWith: { a, _ in a })
    let truth = try market.truth("churn")
    var churn: [String: Double] = [:]
    for row in 0..<truth.count {
      churn["\(truth.texts("segment")[row]) \(truth.texts("channel")[row])"] =
        truth.numbers("churn")[row]
    }
    let last = try #require(months.compactMap(\.self).max())
    var expected = 0.0, variance = 0.0, lost = 0.0
    var moves = (up: 0, down: 0, stays: 0)
    for row in bills.texts("customer").indices where months[row] != last {
      let share = churn["\(segments[payers[row]] ?? "") \(channels[payers[row]] ?? "")"] ?? .nan
      expected += share
      variance += share * (1 - share)
      let next = row + 1 < payers.count && payers[row + 1] == payers[row] ? months[row + 1] : nil
      let isNext = (next ?? 0) - (months[row] ?? 0) <= 31 && next != nil
      if !isNext {
        lost += 1
      } else if mrr[row + 1] > mrr[row] {
        moves.up += 1
      } else if mrr[row + 1] < mrr[row] {
        moves.down += 1
      } else {
        moves.stays += 1
      }
    }
    #expect(Self.isNear((lost - expected) / variance.squareRoot()))
    let total = moves.up + moves.down + moves.stays
    #expect(Self.isNear(Deviation.ofShare(moves.up, of: total, expected: 0.02)))
    #expect(Self.isNear(Deviation.ofShare(moves.down, of: total, expected: 0.01)))
  }

  @Test("signals come before the end of deals as often as stated")
  func signals() throws {
    let deals = try market.rows("deals")
    let (accounts, outcomes) = (deals.texts("account"), deals.texts("outcome"))
    let ended = accounts.indices.filter { outcomes[$0] != "open" }
    let won = Set(ended.filter { outcomes[$0] == "won" }.map { accounts[$0] })
    let events = try market.rows("events")
    let truth = try market.truth("signals")
    for row in 0..<4 {
      let mine = events.texts("account").indices.filter {
        events.texts("signal")[$0] == truth.texts("signal")[row]
      }.map { events.texts("account")[$0] }
      let ofWon = mine.count { won.contains($0) }
      #expect(
        Self.isNear(
          Deviation.ofShare(ofWon, of: won.count, expected: truth.numbers("won")[row])))
      #expect(
        Self.isNear(
          Deviation.ofShare(
            mine.count - ofWon, of: ended.count - won.count, expected: truth.numbers("unwon")[row]))
      )
    }
  }

  @Test("stages: a deal that is won enters all six, the others as many as stated")
  func stages() throws {
    let deals = try market.rows("deals")
    let stages = try market.rows("stages")
    var entered: [String: Int] = [:]
    for deal in stages.texts("deal") { entered[deal, default: 0] += 1 }
    let outcomes = deals.texts("outcome")
    let unwon = deals.texts("id").indices.filter { ["lost", "no_decision"].contains(outcomes[$0]) }
    for (row, id) in deals.texts("id").enumerated() where outcomes[row] == "won" {
      #expect(entered[id] == 6)
    }
    let truth = try market.truth("stages")
    for stage in 1..<5 {
      let reached = unwon.count { (entered[deals.texts("id")[$0]] ?? 0) > stage }
      let deviation = Deviation.ofShare(
        reached, of: unwon.count, expected: truth.numbers("reached")[stage])
      #expect(Self.isNear(deviation))
    }
  }

  @Test("leads: one of each deal, answered sooner than the others")
  func leads() throws {
    let leads = try market.rows("leads")
    let deals = leads.texts("deal")
    let (created, answered) = (leads.seconds("created"), leads.seconds("first_response"))
    #expect(deals.filter { !$0.isEmpty } == (try market.rows("deals")).texts("id"))
    for (isQualified, median) in [(true, 30.0), (false, 120.0)] {
      let minutes = deals.indices.filter { deals[$0].isEmpty != isQualified }
        .map { Double(answered[$0] - created[$0]) / 60 }
      let short = minutes.count { $0 < median }
      #expect(Self.isNear(Deviation.ofShare(short, of: minutes.count, expected: 0.5)))
    }
  }
}
