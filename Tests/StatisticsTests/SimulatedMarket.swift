import Statistics

#if canImport(Glibc)
import Glibc
#endif

/// A market whose persons go from touch to touch by a chain that is known: the truth that attribution has to
/// find again.
///
/// It has 3 to 8 channels, some of them rare, and 2,000 to 20,000 persons. Of each touch a share of 0.2 to 10%
/// leads to a purchase and 25 to 60% lead nowhere.
struct SimulatedMarket: Sendable {
  let number: Int
  let channels: Int
  let persons: Int
  /// The probability of each channel as the first touch of a path.
  private(set) var starts: [Double] = []
  /// For each channel the probability of each next one, then of a purchase, then of nothing.
  private(set) var steps: [[Double]] = []
  /// How likely a person who bought begins another path.
  let returning: Double

  private let generator: CounterGenerator

  /// The market of a number; `isRepeated` says whether persons may buy more than once.
  init(_ number: Int, isRepeated: Bool, persons: Int? = nil) {
    self.number = number
    generator = CounterGenerator(seed: UInt64(number), stream: "market")
    let generator = generator
    var counter: UInt64 = 0
    func uniform() -> Double {
      counter += 1
      return generator.uniform(at: counter)
    }
    /// Uniform on the scale of the logarithm.
    func between(_ low: Double, _ high: Double) -> Double {
      low * exp(uniform() * log(high / low))
    }
    let channels = 3 + Int(uniform() * 6)
    self.channels = channels
    let drawn = Int(between(2_000, 20_000))
    self.persons = persons ?? drawn
    // A channel that few paths begin with is also one that few go on to.
    let sizes = (0..<channels).map { _ in exp(1.2 * NormalDistribution.quantile(uniform())) }
    starts = Self.normalised(sizes.map { $0 * between(0.5, 2) })
    for _ in 0..<channels {
      let bought = between(0.002, 0.1), left = 0.25 + 0.35 * uniform()
      let onward = Self.normalised(sizes.map { $0 * between(0.3, 3) })
      steps.append(onward.map { $0 * (1 - bought - left) } + [bought, left])
    }
    returning = isRepeated ? 0.2 + 0.5 * uniform() : 0
  }

  private static func normalised(_ weights: [Double]) -> [Double] {
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  // MARK: The truth

  /// The probability that a path leads to a purchase.
  var rate: Double { purchaseProbability(without: nil) }

  /// How many purchases there are on average.
  var purchases: Double {
    // Each person has 1 + (rate · returning) + (rate · returning)² … paths.
    Double(persons) * rate / (1 - rate * returning)
  }

  /// 1 − P(purchase without the channel) / P(purchase), which is the share of the purchases that the
  /// channel touched.
  var removalEffects: [Double] {
    let rate = rate
    return (0..<channels).map { 1 - purchaseProbability(without: $0) / rate }
  }

  var shares: [Double] { Self.normalised(removalEffects) }

  /// Solves (I − Q) p = r by Gaussian elimination with the largest pivots, and goes the first step.
  private func purchaseProbability(without removed: Int?) -> Double {
    var rows = (0..<channels).map { from in
      (0..<channels).map { to in (from == to ? 1 : 0) - (to == removed ? 0 : steps[from][to]) }
        + [steps[from][channels]]
    }
    for column in 0..<channels {
      let pivot = (column..<channels).max { abs(rows[$0][column]) < abs(rows[$1][column]) }
      rows.swapAt(column, pivot ?? column)
      for row in 0..<channels where row != column {
        let factor = rows[row][column] / rows[column][column]
        for place in column...channels { rows[row][place] -= factor * rows[column][place] }
      }
    }
    return (0..<channels).reduce(0) { sum, channel in
      channel == removed
        ? sum : sum + starts[channel] * rows[channel][channels] / rows[channel][channel]
    }
  }

  // MARK: A log

  /// What the persons did, each distinct journey once, in the order of their steps.
  func journeys() -> Journeys {
    var counts: [[Int32]: Double] = [:]
    var counter: UInt64 = 1_000
    func choice(_ cumulated: [Double]) -> Int {
      counter += 1
      let draw = generator.uniform(at: counter)
      return cumulated.firstIndex { draw < $0 } ?? cumulated.count - 1
    }
    let first = Self.cumulated(starts), next = steps.map(Self.cumulated)
    for _ in 0..<persons {
      var journey: [Int32] = []
      var channel = choice(first)
      while true {
        journey.append(Int32(channel))
        let step = choice(next[channel])
        if step < channels {
          channel = step
          continue
        }
        if step > channels { break }
        journey.append(Journeys.conversion)
        counter += 1
        if generator.uniform(at: counter) >= returning { break }
        channel = choice(first)
      }
      counts[journey, default: 0] += 1
    }
    var journeys = Journeys(channelCount: channels)
    for (steps, count) in counts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      journeys.add(steps, persons: count)
    }
    return journeys
  }

  private static func cumulated(_ probabilities: [Double]) -> [Double] {
    var sum = 0.0
    return probabilities.map {
      sum += $0
      return sum
    }
  }
}
