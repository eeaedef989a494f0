import Statistics
import Testing

@Suite("Journeys") struct JourneysTests {
  @Test("hold their steps and persons; what is no channel is a purchase")
  func steps() {
    var journeys = Journeys(channelCount: 2)
    journeys.add([0, 7, -1, -5, 1, 2])
    journeys.add([], persons: 4)
    journeys.add([1], persons: 2.5)
    #expect(journeys.count == 3 && journeys.persons == [1, 4, 2.5])
    #expect(journeys.steps == [0, -1, -1, -1, 1, -1, 1])
    #expect((0..<3).map(journeys.range) == [0..<6, 6..<6, 6..<7])
  }

  @Test("touches of one channel in a row are one, across a purchase where paths go on over it")
  func repeats() {
    let journeys = WrittenJourneys("AAB+BBBA+A3 ++AA1 A2").journeys
    let merged = journeys.withoutRepeats(resets: true)
    let known = WrittenJourneys("AB+BA+A3 ++A1 A2").journeys
    #expect(merged.steps == known.steps && merged.persons == known.persons)
    #expect(merged.ends == known.ends && merged.channelCount == 2)
    // Where paths go on over purchases, so do touches in a row.
    let whole = journeys.withoutRepeats(resets: false)
    let across = WrittenJourneys("AB+A+3 ++A1 A2").journeys
    #expect(whole.steps == across.steps && whole.ends == across.ends)
  }

  @Test("purchases without a touch have empty paths, and what follows a purchase is a path to none")
  func paths() {
    let journeys = WrittenJourneys("++A1 AB1").journeys
    let cut = journeys.paths(of: 0, resets: true)
    #expect(cut.map { Array($0.touches) } == [[], [], [0]])
    #expect(cut.map(\.isConverted) == [true, true, false] && cut.map(\.ordinal) == [0, 1, 2])
    let whole = journeys.paths(of: 0, resets: false)
    #expect(whole.map { Array($0.touches) } == [[], []])
    for resets in [true, false] {
      let none = journeys.paths(of: 1, resets: resets)
      #expect(none.map { Array($0.touches) } == [[0, 1]] && none.map(\.isConverted) == [false])
    }
    #expect(Journeys(channelCount: 1).count == 0)
  }

  @Test("the weight of a touch halves with each half-life of its age, by powers of two")
  func decay() {
    #expect(TimeDecay.weight(age: 0, halfLife: 7) == 1)
    expectAgreement(TimeDecay.weight(age: 7, halfLife: 7), 0.5, within: 1e-15)
    expectAgreement(TimeDecay.weight(age: 21, halfLife: 7), 0.125, within: 1e-15)
    expectAgreement(TimeDecay.weight(age: 1, halfLife: 2), 0.5.squareRoot(), within: 1e-15)
    expectAgreement(TimeDecay.weight(age: 2_000, halfLife: 2), 0x1p-1000, within: 1e-12)
    expectAgreement(TimeDecay.weight(age: 1e300, halfLife: 2), 0x1p-1000, within: 1e-12)
  }

  @Test("touches share a purchase by their age at it, whichever purchases stand between")
  func shares() {
    // Touches of A, B, A and C at 0, 2, 4 and 6, with purchases at 3 and 7; the half-life is 1.
    var journeys = Journeys(channelCount: 3, hasMoments: true)
    journeys.add([2], times: [9])
    journeys.add([0, 1, -1, 0, 2, -1], times: [0, 2, 3, 4, 6, 7])
    func shares(resets: Bool) -> [[Double]] {
      journeys.paths(of: 1, resets: resets).map {
        TimeDecay.shares(of: $0, in: journeys, halfLife: 1)
      }
    }
    let apart = shares(resets: true), together = shares(resets: false)
    let first = [1 / 5.0, 4 / 5.0]
    let known = [first, first], over = [first, [1 / 85.0, 4 / 85.0, 16 / 85.0, 64 / 85.0]]
    for (found, known) in [(apart, known), (together, over)] {
      #expect(found.map(\.count) == known.map(\.count))
      for (a, b) in zip(found.joined(), known.joined()) { expectAgreement(a, b, within: 1e-14) }
    }
    let unknown = WrittenJourneys("AB+1").journeys
    for path in unknown.paths(of: 0, resets: true) {
      #expect(TimeDecay.shares(of: path, in: unknown, halfLife: 1).isEmpty)
    }
  }

  @Test("of touches in a row the first moment stays; moments that are left out are 0")
  func moments() {
    var journeys = Journeys(channelCount: 2, hasMoments: true)
    journeys.add([0, 0, 1, -1], times: [1, 2, 3, 4, 5])
    journeys.add([1, -1], times: [7])
    #expect(journeys.moments == [1, 2, 3, 4, 7, 0])
    #expect(journeys.withoutRepeats(resets: true).moments == [1, 3, 4, 7, 0])
    journeys.addToLast(persons: 4)
    #expect(journeys.persons == [1, 5])
    var unknown = Journeys(channelCount: 2)
    unknown.addToLast(persons: 4)
    unknown.add([0, -1], times: [1, 2])
    #expect(unknown.moments.isEmpty && unknown.persons == [1])
  }
}
