import Foundation
import StandardLibrary
import TestSets
import Testing
import Values

/// The rows of simulated markets against what `truth` says, within 4 standard errors.
@Suite struct SimulatedTruthTests {
  /// The slow set has more customers, so that smaller mistakes show.
  private static let customers = SlowSet.isEnabled ? 60_000.0 : 3_000
  private static let market = Result {
    try SimulatedMarket([
      ("market", .text("mixed")), ("customers", .number(customers)),
      ("enterprise_share", .number(0.25)), ("path_conversion", .number(0.35)),
      ("unqualified", .number(0.5)),
    ])
  }
  private let market: SimulatedMarket

  init() throws { market = try Self.market.get() }

  private static func isNear(_ deviation: Double, _ limit: Double = 4) -> Bool {
    abs(deviation) <= limit
  }

  @Test("customers by channel, by segment and by channel and week")
  func counts() throws {
    let rows = try market.rows("customers")
    let channels = rows.texts("channel")
    let truth = try market.truth("channels")
    for (channel, expected) in zip(truth.texts("channel"), truth.numbers("expected")) {
      let count = channels.count { $0 == channel }
      #expect(Self.isNear(Deviation.ofCount(count, expected: expected)), "\(channel)")
    }
    let segments = try market.truth("segments")
    for (segment, expected) in zip(segments.texts("segment"), segments.numbers("expected")) {
      let count = rows.texts("segment").count { $0 == segment }
      #expect(Self.isNear(Deviation.ofCount(count, expected: expected)), "\(segment)")
    }
    // Pearson's statistic of Poisson counts has mean n and variance 2n + Σ 1/expected.
    var expected: [String: Double] = [:]
    let days = try market.truth("days")
    for (index, day) in days.days("date").enumerated() {
      let cell = "\(days.texts("channel")[index]) \((day ?? 0) / 7)"
      expected[cell, default: 0] += days.numbers("expected")[index]
    }
    var counts: [String: Double] = [:]
    for (index, day) in rows.days("started").enumerated() {
      counts["\(channels[index]) \((day ?? 0) / 7)", default: 0] += 1
    }
    let terms = expected.map { pow((counts[$0.key] ?? 0) - $0.value, 2) / $0.value }
    let cells = Double(expected.count)
    let variance = 2 * cells + expected.values.reduce(0) { $0 + 1 / $1 }
    #expect(Self.isNear((terms.reduce(0, +) - cells) / variance.squareRoot()))
  }

  @Test("churn of open customers in complete calendar months, by segment and channel")
  func churn() throws {
    let rows = try market.rows("customers")
    let first = try #require(CalendarDate(year: 2023, month: 7, day: 1))
    let months = (0...36).compactMap { first.adding(months: $0)?.dayNumber }
    let (starts, ends) = (rows.days("started"), rows.days("ended"))
    let (segments, channels) = (rows.texts("segment"), rows.texts("channel"))
    var open: [String: Int] = [:]
    var lost: [String: Int] = [:]
    for row in 0..<rows.count {
      let cell = "\(segments[row]) \(channels[row])"
      for month in 0..<36 {
        guard let start = starts[row], start < months[month] else { continue }
        if let end = ends[row], end < months[month] { break }
        open[cell, default: 0] += 1
        if let end = ends[row], end < months[month + 1] { lost[cell, default: 0] += 1 }
      }
    }
    let truth = try market.truth("churn")
    for row in 0..<truth.count {
      let cell = "\(truth.texts("segment")[row]) \(truth.texts("channel")[row])"
      let deviation = Deviation.ofShare(
        lost[cell] ?? 0, of: open[cell] ?? 0, expected: truth.numbers("churn")[row])
      #expect(Self.isNear(deviation), "\(cell)")
    }
    #expect(truth.count == 30)
  }

  @Test("mean mrr and its logarithm, by product")
  func revenue() throws {
    let rows = try market.rows("customers")
    let truth = try market.truth("products")
    let (products, mrr) = (rows.texts("product"), rows.numbers("mrr"))
    for (index, product) in truth.texts("product").enumerated() {
      let mine = zip(products, mrr).filter { $0.0 == product }.map(\.1)
      let spread = truth.numbers("spread")[index]
      let mean = truth.numbers("mean_mrr")[index]
      let deviation = mean * (exp(spread * spread) - 1).squareRoot()
      #expect(
        Self.isNear(Deviation.ofMean(mine, expected: mean, deviation: deviation)), "\(product)")
      let logarithm = log(truth.numbers("median_mrr")[index])
      #expect(
        Self.isNear(
          Deviation.ofMean(mine.map { log($0) }, expected: logarithm, deviation: spread)),
        "\(product)")
    }
  }

  @Test("win rates, by segment and deciders and by objection, and deals without a decision")
  func deals() throws {
    let rows = try market.rows("deals")
    let (segments, outcomes) = (rows.texts("segment"), rows.texts("outcome"))
    let closed = (0..<rows.count).filter { outcomes[$0] != "open" }
    let truth = try market.truth("segments")
    for (index, segment) in truth.texts("segment").enumerated() {
      let mine = closed.filter { segments[$0] == segment }
      for (outcome, column) in [
        ("won", "win_rate"), ("no_decision", "no_decision"), ("lost", "lost"),
      ] {
        let count = mine.count { outcomes[$0] == outcome }
        let deviation = Deviation.ofShare(
          count, of: mine.count, expected: truth.numbers(column)[index])
        #expect(Self.isNear(deviation), "\(segment) \(outcome)")
      }
    }
    let deciders = try market.truth("deciders")
    for row in 0..<deciders.count {
      let mine = closed.filter {
        segments[$0] == deciders.texts("segment")[row]
          && rows.numbers("deciders")[$0] == deciders.numbers("deciders")[row]
      }
      let deviation = Deviation.ofShare(
        mine.count { outcomes[$0] == "won" }, of: mine.count,
        expected: deciders.numbers("win_rate")[row])
      #expect(Self.isNear(deviation))
    }
    let objections = try market.truth("objections")
    for row in 0..<objections.count {
      let mine = closed.filter {
        segments[$0] == objections.texts("segment")[row]
          && rows.texts("objections")[$0] == objections.texts("objection")[row]
      }
      let deviation = Deviation.ofShare(
        mine.count { outcomes[$0] == "won" }, of: mine.count,
        expected: objections.numbers("win_rate")[row])
      #expect(Self.isNear(deviation))
    }
  }

  @Test("cycles: half are shorter than the median, and the logarithms spread as stated")
  func cycles() throws {
    let rows = try market.rows("deals")
    let (created, closed) = (rows.days("created"), rows.days("closed"))
    let truth = try market.truth("segments")
    for (index, segment) in truth.texts("segment").enumerated() {
      let median = truth.numbers("median_cycle")[index]
      let cycles = (0..<rows.count).compactMap { row -> Double? in
        guard rows.texts("segment")[row] == segment, let start = created[row], let end = closed[row]
        else { return nil }
        return Double(end - start)
      }
      // A cycle of x days is shown as the next whole number, so those up to a whole median are half.
      let short = cycles.count { $0 <= median }
      #expect(Self.isNear(Deviation.ofShare(short, of: cycles.count, expected: 0.5)), "\(segment)")
      let spread = truth.numbers("cycle_spread")[index]
      let squares = cycles.map { pow(log($0 - 0.5) - log(median), 2) }
      let deviation = Deviation.ofMean(
        squares, expected: spread * spread, deviation: 2.0.squareRoot() * spread * spread)
      #expect(Self.isNear(deviation), "\(segment)")
    }
  }

  @Test("the deals that are open are as many as the wins to come and their cycles say")
  func openDeals() throws {
    let rows = try market.rows("deals")
    let last = try #require(CalendarDate(year: 2026, month: 6, day: 30)).dayNumber
    let open = (0..<rows.count).filter { rows.texts("outcome")[$0] == "open" }
    for row in open {
      #expect(try #require(rows.days("created")[row]) <= last)
      #expect(rows.days("closed")[row] == nil)
    }
    // Little's law: in a steady market open deals are the rate of deals times their mean cycle. The
    // market grows and has seasons, so this holds within a tenth.
    let truth = try market.truth("segments")
    let channels = try market.truth("channels")
    let demand = channels.numbers("today_demand")[0] * channels.numbers("today_lift")[0] / 1.255
    for (index, segment) in truth.texts("segment").enumerated() {
      let daily = Self.customers / 1096 * demand
      let share = truth.numbers("expected")[index] / truth.numbers("expected").reduce(0, +)
      let expected =
        daily * share / truth.numbers("win_rate")[index] * truth.numbers("mean_cycle")[index]
      let count = open.count { rows.texts("segment")[$0] == segment }
      #expect(abs(Double(count) / expected - 1) < 0.25, "\(segment) \(count) \(expected)")
    }
  }
}
