import Statistics
import Testing

/// Journeys written as words: `AB+2` is two persons whom A and then B touched and who bought, `A-3` three who
/// did not; a digit-free `+` inside of a word is a purchase on the way.
struct WrittenJourneys {
  let journeys: Journeys

  init(_ text: String) {
    let words = text.split(separator: " ")
    let channels = Set(text.filter { $0.isASCII && $0.isUppercase }).sorted()
    var journeys = Journeys(channelCount: channels.count)
    for word in words {
      let digits = word.reversed().prefix { $0.isNumber }.count
      var steps: [Int32] = []
      for letter in word.dropLast(digits) {
        if letter == "+" { steps.append(Journeys.conversion) }
        if let channel = channels.firstIndex(of: letter) { steps.append(Int32(channel)) }
      }
      journeys.add(steps, persons: Double(String(word.suffix(digits))) ?? 1)
    }
    self.journeys = journeys
  }
}

/// A chain whose figures were worked out with fractions, by solving its equations.
struct ChainCase: CustomTestStringConvertible, Sendable {
  let log: String
  let order: Int
  let rate: String
  let effects: String

  init(_ log: String, order: Int, rate: String, effects: String) {
    (self.log, self.order, self.rate, self.effects) = (log, order, rate, effects)
  }

  var testDescription: String { "\(log), order \(order)" }

  static func number(_ fraction: Substring) -> Double {
    let parts = fraction.split(separator: "/").compactMap { Double($0) }
    return parts.count == 2 ? parts[0] / parts[1] : parts.first ?? .nan
  }

  static let all = [
    // The published toy chain, whose credits are 0.2, 0.4 and 0.4.
    ChainCase("ABC+1 A-1 BC-1", order: 1, rate: "1/3", effects: "1/2 1 1"),
    ChainCase("A+1 A-3", order: 1, rate: "1/4", effects: "1"),
    ChainCase("AB+2 BA+1 A-3 B-4", order: 1, rate: "3/10", effects: "11/21 13/18"),
    ChainCase("AAB+1 AB-1 B+2 AA-1", order: 1, rate: "3/5", effects: "1/2 1"),
    ChainCase("AB+1 AB-1 B+2 A-1", order: 1, rate: "3/5", effects: "1/2 1"),
    ChainCase("ABA+3 AB-2 BAB+1 B-5", order: 1, rate: "4/11", effects: "7/8 7/12"),
    ChainCase("A+2 B-3 AC-1", order: 1, rate: "1/3", effects: "1 0 0"),
    ChainCase("AB+1 C+1 BC+2", order: 1, rate: "1", effects: "1/4 3/4 3/4"),
    ChainCase(
      "ABCD+1 DCBA+1 AC-2 BD-3 A+1", order: 1, rate: "3/8", effects: "7/9 7/19 49/360 91/267"),
    ChainCase(
      "AB+100 A-250 B+7 BA-1000 C-50 CA+3", order: 1, rate: "11/141",
      effects: "14021/121770 49257/49610 42063/153754810"),
    ChainCase("ABC+2 ABA-1 BC+1 BCA-2 A-3", order: 2, rate: "1/3", effects: "2/5 1 1"),
    ChainCase("ABC+2 BA-1 AC+1 CB-2 BC+1 A-3", order: 2, rate: "2/5", effects: "3/4 3/4 1"),
    ChainCase(
      "ABAC+1 CABA-2 BABA+2 AC-1 CB+1 B-4", order: 2, rate: "4/11", effects: "3/4 7/8 7/10"),
  ]
}

@Suite("Chains of touches") struct TransitionChainTests {
  @Test("have the probabilities and removal effects of exact arithmetic", arguments: ChainCase.all)
  func exact(_ example: ChainCase) throws {
    let journeys = WrittenJourneys(example.log).journeys
    let chain = TransitionChain(journeys, order: example.order, resets: true)
    let removal = try #require(RemovalEffects(chain))
    expectAgreement(removal.worth, ChainCase.number(example.rate[...]), within: 1e-14)
    let expected = example.effects.split(separator: " ").map(ChainCase.number)
    #expect(removal.effects.count == expected.count)
    for (effect, known) in zip(removal.effects, expected) {
      #expect((effect - known).magnitude <= 1e-14, "\(effect) is not \(known)")
    }
  }

  @Test("the probability of a purchase is that of the log, at each order", arguments: 1...5)
  func empiricalRate(_ order: Int) throws {
    let journeys = RandomJourneys(channels: 6, count: 400, seed: UInt64(order)).journeys
    for resets in [true, false] {
      let chain = TransitionChain(journeys, order: order, resets: resets)
      let removal = try #require(RemovalEffects(chain))
      expectAgreement(removal.worth, chain.purchases / chain.paths, within: 1e-12)
      #expect(abs(removal.shares.reduce(0, +) - 1) <= 1e-12)
      #expect(removal.shares.allSatisfy { $0 >= 0 })
    }
  }

  @Test("touches of one channel in a row change nothing at order 1", arguments: 1...5)
  func repeats(_ seed: Int) throws {
    let journeys = RandomJourneys(channels: 4, count: 300, seed: UInt64(seed)).journeys
    func effects(_ journeys: Journeys, _ order: Int) throws -> [Double] {
      try #require(RemovalEffects(TransitionChain(journeys, order: order, resets: true))).effects
    }
    let merged = journeys.withoutRepeats(resets: true)
    for (one, other) in zip(try effects(journeys, 1), try effects(merged, 1)) {
      #expect((one - other).magnitude <= 1e-12)
    }
    #expect(try effects(journeys, 2) != effects(merged, 2))
  }

  @Test("slopes are those of differences", arguments: [1, 2, 3])
  func slopes(_ order: Int) throws {
    let written = "ABC+40 AC-30 BCA+20 CAB-50 A+9 B-20 CBA-31 BAC+12"
    let journeys = WrittenJourneys(written).journeys
    let removal = try #require(
      RemovalEffects(TransitionChain(journeys, order: order, resets: true)))
    // All persons of a journey in one bucket each, so that the sums are those of single journeys.
    for journey in 0..<journeys.count {
      var alone = Journeys(channelCount: 3)
      alone.add(journeys.steps[journeys.range(journey)])
      let sums = removal.bucketInfluences(
        alone, resets: true, buckets: BucketPartition(alone, seed: 1))
      let step = 1e-5
      func purchases(_ change: Double) throws -> [Double] {
        var weights = journeys.persons
        weights[journey] += change
        let chain = TransitionChain(journeys, order: order, resets: true, weights: weights)
        let moved = try #require(RemovalEffects(chain))
        return [moved.worth] + moved.worthWithout
      }
      let (low, high) = (try purchases(-step), try purchases(step))
      for figure in 0..<4 {
        let bucketCount = ResamplingWeights.bucketCount
        let slope = sums[figure * bucketCount..<(figure + 1) * bucketCount].reduce(0, +)
        let difference = (high[figure] - low[figure]) / (2 * step)
        #expect((slope - difference).magnitude <= 1e-8, "\(slope) is not \(difference)")
      }
    }
  }

  @Test("a channel that nobody bought after has the interval of Jeffreys' prior")
  func unseenPurchases() throws {
    let journeys = WrittenJourneys("A-1000 B+400 B-600").journeys
    let removal = try #require(
      RemovalEffects(TransitionChain(journeys, order: 1, resets: true)))
    #expect(removal.shares == [0, 1])
    let shares = removal.replicateShares(
      influences: removal.bucketInfluences(
        journeys, resets: true, buckets: BucketPartition(journeys, seed: 1)),
      weights: ResamplingWeights(seed: 1, unit: "person"),
      unseen: ResamplingWeights(unseenBy: 1, unit: "purchase", buckets: 2))
    // The credit of A over that of B is as a count of the distribution Gamma(½) over about 400: half a
    // squared normal, whose median is 0.2275 and whose 97.5% is 2.512.
    let counts = zip(shares[0], shares[1]).map { $0 / $1 * 400 }
    let median = Quantile.of(counts.span, at: 0.5) ?? .nan
    let upper = Quantile.of(counts.span, at: 0.975) ?? .nan
    #expect(abs(median - 0.2275) < 0.06 && abs(upper - 2.512) < 0.5, "\(median), \(upper)")
  }

  @Test("the order of a chain is found again by what it says of unseen persons")
  func heldOut() {
    // At order 2 the touch after A B is always C, and that after C B always A.
    let second = WrittenJourneys("ABC+500 CBA-500 AB-5 CB+5").journeys
    #expect(HeldOutOrder(second, resets: true, greatest: 3, seed: 1).best == 2)
    let first = RandomJourneys(channels: 5, count: 4_000, seed: 3).journeys
    #expect(HeldOutOrder(first, resets: true, greatest: 3, seed: 1).best == 1)
  }
}

/// Journeys of a chain of order 1 with the same step from every channel.
struct RandomJourneys {
  let journeys: Journeys

  init(channels: Int, count: Int, seed: UInt64) {
    let generator = CounterGenerator(seed: seed, stream: "journeys")
    var counter: UInt64 = 0
    func uniform() -> Double {
      counter += 1
      return generator.uniform(at: counter)
    }
    var journeys = Journeys(channelCount: channels)
    for _ in 0..<count {
      var steps: [Int32] = []
      while steps.count < 40 {
        let draw = uniform()
        if draw < 0.2 { break }
        if draw < 0.3 {
          steps.append(Journeys.conversion)
          if uniform() < 0.5 { break }
        } else {
          steps.append(Int32(min(channels - 1, Int((uniform() * Double(channels)).rounded(.down)))))
        }
      }
      journeys.add(steps)
    }
    self.journeys = journeys
  }
}
