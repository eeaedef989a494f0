import Statistics
import Testing

@Suite("Rules of credit") struct CreditRuleTests {
  private func shares(_ rule: CreditRule, _ touches: [Int32]) -> [Double] {
    rule.shares(of: touches[...])
  }

  @Test("give what they say") func places() {
    #expect(shares(.first, [2, 0, 1]) == [1, 0, 0])
    #expect(shares(.last, [2, 0, 1]) == [0, 0, 1])
    #expect(shares(.lastExcept([1]), [2, 0, 1, 1]) == [0, 1, 0, 0])
    #expect(shares(.lastExcept([1]), [1, 1]) == [0, 1])
    #expect(shares(.linear, [0, 0, 1, 2]) == [0.25, 0.25, 0.25, 0.25])
    let position = CreditRule.position(first: 0.4, last: 0.4)
    #expect(shares(position, [0]) == [1])
    #expect(shares(position, [0, 1]) == [0.5, 0.5])
    #expect(shares(position, [0, 1, 2]).map { ($0 * 1e12).rounded() / 1e12 } == [0.4, 0.2, 0.4])
    #expect(shares(.position(first: 0.3, last: 0.1), [0, 1]) == [0.3 / 0.4, 0.1 / 0.4])
    #expect(shares(.position(first: 0, last: 0), [0, 1]) == [0.5, 0.5])
    #expect(shares(.position(first: 0.75, last: 0.5), [0, 1, 1]) == [0.75, 0, 0.5])
    #expect(shares(.position(first: 0.25, last: 0.25), [0, 1, 2, 1]) == [0.25, 0.25, 0.25, 0.25])
    #expect(shares(.distinctChannels, [0, 1, 0]) == [0.5, 0.5, 0])
    #expect(shares(.linear, []) == [] && shares(.first, []) == [])
  }

  @Test("give each purchase once, of any path", arguments: 0..<50)
  func sums(_ seed: Int) {
    let journeys = RandomJourneys(channels: 5, count: 20, seed: UInt64(seed)).journeys
    let rules: [CreditRule] = [
      .first, .last, .lastExcept([0, 3]), .linear, .position(first: 0.4, last: 0.4),
      .distinctChannels,
    ]
    for journey in 0..<journeys.count {
      for path in journeys.paths(of: journey, resets: seed.isMultiple(of: 2)) {
        for rule in rules where !path.touches.isEmpty {
          let shares = rule.shares(of: path.touches)
          #expect(abs(shares.reduce(0, +) - 1) < 1e-12 && shares.allSatisfy { $0 >= 0 })
        }
      }
    }
  }

  @Test("the game of purchases divides each among its channels: the Shapley value over all groups")
  func countGame() {
    // Over all orders of 4 channels, the addition of each to the purchases of the paths within the group.
    let journeys = RandomJourneys(channels: 4, count: 200, seed: 12).journeys
    var closed = [Double](repeating: 0, count: 4)
    var groups = [Double](repeating: 0, count: 16)
    for journey in 0..<journeys.count {
      for path in journeys.paths(of: journey, resets: true)
      where path.isConverted && !path.touches.isEmpty {
        let touches = path.touches
        let shares = CreditRule.distinctChannels.shares(of: touches)
        for (channel, share) in zip(touches, shares) { closed[Int(channel)] += share }
        groups[touches.reduce(0) { $0 | 1 << Int($1) }] += 1
      }
    }
    func worth(_ group: Int) -> Double {
      (0..<16).reduce(0) { $0 + ($1 & ~group == 0 ? groups[$1] : 0) }
    }
    var values = [Double](repeating: 0, count: 4)
    let orders = Self.orders(of: [0, 1, 2, 3])
    for order in orders {
      var group = 0
      for channel in order {
        values[channel] += worth(group | 1 << channel) - worth(group)
        group |= 1 << channel
      }
    }
    for channel in 0..<4 {
      expectAgreement(closed[channel], values[channel] / Double(orders.count), within: 1e-12)
    }
  }

  @Test("the game of the rate has the values of all orders, and they sum to the rate")
  func rateGame() {
    let journeys = RandomJourneys(channels: 4, count: 300, seed: 21).journeys
    let game = RateGame(journeys, resets: true)
    var paths = [Double](repeating: 0, count: 16), bought = paths
    for journey in 0..<journeys.count {
      for path in journeys.paths(of: journey, resets: true) where !path.touches.isEmpty {
        let group = path.touches.reduce(0) { $0 | 1 << Int($1) }
        paths[group] += 1
        if path.isConverted { bought[group] += 1 }
      }
    }
    func worth(_ group: Int) -> Double {
      var (all, some) = (0.0, 0.0)
      for other in 0..<16 where other & ~group == 0 {
        (all, some) = (all + paths[other], some + bought[other])
      }
      return all > 0 ? some / all : 0
    }
    var values = [Double](repeating: 0, count: 4)
    let orders = Self.orders(of: [0, 1, 2, 3])
    for order in orders {
      var group = 0
      for channel in order {
        values[channel] += worth(group | 1 << channel) - worth(group)
        group |= 1 << channel
      }
    }
    for channel in 0..<4 {
      #expect(abs(game.values[channel] - values[channel] / Double(orders.count)) < 1e-12)
    }
    expectAgreement(game.values.reduce(0, +), game.rate, within: 1e-12)
    #expect(RateGame(Journeys(channelCount: 21), resets: true).values.isEmpty)
  }

  @Test("the game of the rate gives what two orders of two channels give, by hand")
  func rateByHand() {
    // {A} is worth 2/4, {B} 1/4, both 6/12. A adds 1/2 first and 1/4 second, B 1/4 and 0.
    let game = RateGame(WrittenJourneys("A+2 A-2 B+1 B-3 AB+3 AB-1").journeys, resets: true)
    #expect(game.values == [0.375, 0.125] && game.rate == 0.5)
    let one = RateGame(WrittenJourneys("A+1 A-3").journeys, resets: true)
    #expect(one.values == [0.25] && one.rate == 0.25)
    // Nothing has been bought by a group without paths.
    let never = RateGame(WrittenJourneys("AB+1").journeys, resets: true)
    #expect(never.values == [0.5, 0.5] && never.rate == 1)
    let none = RateGame(Journeys(channelCount: 0), resets: true)
    #expect(none.values.isEmpty && none.rate == 0)
  }

  private static func orders(of items: [Int]) -> [[Int]] {
    guard items.count > 1 else { return [items] }
    return items.flatMap { first in
      orders(of: items.filter { $0 != first }).map { [first] + $0 }
    }
  }

  @Test("journeys are cut at purchases, or each path is the whole way")
  func paths() {
    let journeys = WrittenJourneys("AB+C+BA1").journeys
    let cut = journeys.paths(of: 0, resets: true)
    #expect(cut.map { Array($0.touches) } == [[0, 1], [2], [1, 0]])
    #expect(cut.map(\.isConverted) == [true, true, false])
    #expect(cut.map(\.ordinal) == [0, 1, 2])
    let whole = journeys.paths(of: 0, resets: false)
    #expect(whole.map(\.isConverted) == [true, true])
    #expect(whole.map { Array($0.touches) } == [[0, 1], [0, 1, 2]])
  }

  @Test("two channels that do more together are told from two that add up")
  func synergy() throws {
    // Of 100 paths each: A 20 bought, B 30, A and B 90, neither (C) 10. Expected 0.2 + 0.3 - 0.1 = 0.4.
    let journeys = WrittenJourneys("A+20 A-80 B+30 B-70 AB+90 BA-10 C+10 C-90").journeys
    let pair = try #require(
      PairSynergy.all(journeys, resets: true).first { $0.first == 0 && $0.second == 1 })
    #expect(pair.paths == 100 && pair.purchases == 90)
    expectAgreement(pair.expected, 0.4, within: 1e-12)
    expectAgreement(pair.excess, 0.5, within: 1e-12)
    // 0.9 * 0.1 / 100 + 0.2 * 0.8 / 100 + 0.3 * 0.7 / 100 + 0.1 * 0.9 / 100
    expectAgreement(pair.error, 0.0055.squareRoot(), within: 1e-12)
    // 1.959964 at one pair, and 2.241403 at two, by the tables of the normal distribution.
    expectAgreement(
      pair.interval(level: 0.95, pairs: 2).lower, 0.5 - 2.241403 * 0.0055.squareRoot(), within: 1e-6
    )
  }
}
