import Statistics
import Testing

@Suite("States and transitions") struct ChainFormTests {
  @Test("are numbered as they are met, with the last touches of the order")
  func numbers() {
    let journeys = WrittenJourneys("ABCA+2 AB-3 C1 +5").journeys
    let chain = TransitionChain(
      journeys, order: 2, resets: true, worths: [[7], [], [], [1]])
    #expect(chain.touches == [[], [0], [0, 1], [1, 2], [2, 0], [2]])
    #expect(chain.lastChannel == [-1, 0, 1, 2, 0, 2] && chain.stateCount == 6)
    #expect(chain.origins == [0, 1, 2, 3, 4, 2, 0, 5])
    let (purchase, nothing) = (TransitionChain.purchase, TransitionChain.nothing)
    #expect(chain.destinations == [1, 2, 3, 4, purchase, nothing, 5, nothing])
    #expect(chain.counts == [5, 5, 2, 2, 2, 3, 1, 1])
    #expect(chain.worths == [0, 0, 0, 0, 7, 0, 0, 0])
    #expect((0..<6).map(chain.total) == [6, 5, 5, 2, 2, 1])
    // The purchase without a touch is left out.
    #expect(chain.paths == 6 && chain.purchases == 2 && chain.worth == 7)
  }

  @Test("of a path are found again, and a path with an unknown one has none")
  func found() {
    func transitions(_ text: String) -> [Int32]? {
      let chain = TransitionChain(
        WrittenJourneys("ABCA+2 AB-3 C1 CB+1").journeys, order: 2, resets: true)
      return WrittenJourneys(text + " ABC").journeys.paths(of: 0, resets: true)
        .first { _ in true }
        .flatMap(chain.transitions)
    }
    #expect(transitions("ABCA+1") == [0, 1, 2, 3, 4])
    #expect(transitions("AB1") == [0, 1, 5])
    #expect(transitions("AB+1") == nil)
    #expect(transitions("BA1") == nil)
    #expect(transitions("ABB1") == nil)
    // A after C is a known state, to which no path went from C alone.
    #expect(transitions("CA+1") == nil)
  }

  @Test("weights say how often journeys count, and none leaves a journey out")
  func weights() {
    let journeys = WrittenJourneys("A+5 AB+1 B-1").journeys
    let chain = TransitionChain(
      journeys, order: 1, resets: true, weights: [0.5, 0, 2], worths: [[3], [9], []])
    #expect(chain.touches == [[], [0], [1]] && chain.counts == [0.5, 0.5, 2, 2])
    #expect(chain.paths == 2.5 && chain.purchases == 0.5 && chain.worth == 3)
    #expect(TransitionChain(journeys, order: 0, resets: true).order == 1)
    #expect(TransitionChain(journeys, order: 6, resets: true).order == 5)
  }

  @Test("are the same with many channels, whose keys are in no table", arguments: 1...5)
  func manyChannels(_ order: Int) {
    let few = RandomJourneys(channels: 4, count: 150, seed: UInt64(order)).journeys
    // 2,100 channels have over 4 million keys at each order.
    var many = Journeys(channelCount: 2_100)
    for journey in 0..<few.count { many.add(few.steps[few.range(journey)]) }
    let small = TransitionChain(few, order: order, resets: true)
    let large = TransitionChain(many, order: order, resets: true)
    #expect(small.touches == large.touches && small.lastChannel == large.lastChannel)
    #expect(small.origins == large.origins && small.destinations == large.destinations)
    #expect(small.counts == large.counts && small.worths == large.worths)
    for path in (0..<few.count).flatMap({ many.paths(of: $0, resets: true) })
    where !path.touches.isEmpty {
      #expect(small.transitions(of: path) == large.transitions(of: path))
    }
    var unknown = Journeys(channelCount: 2_100)
    unknown.add([2_099, 3, Journeys.conversion, 0, 2_099])
    for path in unknown.paths(of: 0, resets: true) {
      #expect(large.transitions(of: path) == nil)
    }
  }
}
