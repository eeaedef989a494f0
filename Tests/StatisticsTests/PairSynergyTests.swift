import Statistics
import Testing

@Suite("Pairs of channels") struct PairSynergyTests {
  @Test("are compared by the rates of the four kinds of paths", arguments: [true, false])
  func rates(_ resets: Bool) throws {
    // Four of the five channels meet, and journeys have one to three persons.
    let random = RandomJourneys(channels: 4, count: 60, seed: 31).journeys
    var journeys = Journeys(channelCount: 5)
    for journey in 0..<random.count {
      journeys.add(random.steps[random.range(journey)], persons: Double(1 + journey % 3))
    }
    let pairs = PairSynergy.all(journeys, resets: resets)
    #expect(
      pairs.map { [$0.first, $0.second] } == [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]])
    for pair in pairs {
      // Paths and purchases with neither, with the first, with the second and with both.
      var paths = [0.0, 0, 0, 0], bought = paths
      for journey in 0..<journeys.count {
        for path in journeys.paths(of: journey, resets: resets) where !path.touches.isEmpty {
          let kind =
            (path.touches.contains(Int32(pair.first)) ? 1 : 0)
            + (path.touches.contains(Int32(pair.second)) ? 2 : 0)
          paths[kind] += journeys.persons[journey]
          if path.isConverted { bought[kind] += journeys.persons[journey] }
        }
      }
      #expect(pair.paths == paths[3] && pair.purchases == bought[3])
      let rates = zip(bought, paths).map { $0 / $1 }
      expectAgreement(pair.expected, rates[1] + rates[2] - rates[0])
      expectAgreement(pair.excess, rates[3] - rates[1] - rates[2] + rates[0], within: 1e-10)
      #expect(bought.allSatisfy { $0 > 0 } && zip(bought, paths).allSatisfy { $0 < $1 })
      let variance = zip(rates, paths).reduce(0) { $0 + $1.0 * (1 - $1.0) / $1.1 }
      expectAgreement(pair.error, variance.squareRoot())
    }
  }

  @Test("a rate of 0 or 1 is as uncertain as half a purchase, and an excess stays within 2")
  func extremes() throws {
    for (text, excess) in [("AB+1 A-1 B-1 C+1", 2.0), ("AB-1 A+1 B+1 C-1", -2)] {
      let pairs = PairSynergy.all(WrittenJourneys(text).journeys, resets: true)
      let pair = try #require(pairs.first)
      #expect(pairs.count == 1 && pair.excess == excess)
      // Each of four rates counts as 1/2 of one path: 4 · 1/4 = 1.
      #expect(pair.error == 1)
      let interval = pair.interval(level: 0.95, pairs: 1)
      let near = try #require(excess > 0 ? interval.lower : interval.upper)
      #expect((excess > 0 ? interval.upper : interval.lower) == excess)
      // 1.959963984540054 by the tables of the normal distribution.
      #expect(abs(abs(near) - (2 - 1.959_963_984_540_054)) < 1e-12)
    }
    // 1/20 for the rate of no purchase in ten paths, as for ten in ten: 4 · 0.05 · 0.95 / 10.
    let pair = try #require(
      PairSynergy.all(WrittenJourneys("AB+10 A-10 B-10 C-10").journeys, resets: true).first)
    expectAgreement(pair.error, 0.019.squareRoot())
  }

  @Test("have no excess where one of the four kinds has no path")
  func missing() {
    for text in ["AB+2 A+2 B-1", "AB+2 A-1 C+1", "AB+2 B-1 C+1"] {
      let pair = PairSynergy.all(WrittenJourneys(text).journeys, resets: true).first
      #expect(pair?.paths == 2 && pair?.expected == nil && pair?.excess == nil)
      #expect(pair?.error == nil && pair?.interval(level: 0.95, pairs: 1) == .unavailable)
    }
    let apart = WrittenJourneys("A+1 B-1 C+1").journeys
    #expect(PairSynergy.all(apart, resets: true).isEmpty)
    #expect(PairSynergy.all(Journeys(channelCount: 0), resets: true).isEmpty)
  }
}
