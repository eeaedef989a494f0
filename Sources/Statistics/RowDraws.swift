/// The random numbers of a simulated table: a pure function of a seed, the table's name, a row and
/// the number of a draw.
package struct TableDraws: Sendable {
  private let generator: CounterGenerator

  package init(seed: UInt64, table: String) {
    generator = CounterGenerator(seed: seed, stream: table)
  }

  /// The draws of one row, which no other row of any table shares.
  package func row(_ row: Int) -> RowDraws {
    RowDraws(CounterGenerator(state: generator.bits(at: UInt64(bitPattern: Int64(row)))))
  }
}

/// The random numbers of one row, by number: each can be made alone.
package struct RowDraws: Sendable {
  private let generator: CounterGenerator

  init(_ generator: CounterGenerator) { self.generator = generator }

  /// Uniform in the open interval (0, 1).
  package func uniform(_ draw: Int) -> Double {
    generator.uniform(at: UInt64(bitPattern: Int64(draw)))
  }

  /// Standard normal, by the inverse of the distribution.
  package func normal(_ draw: Int) -> Double { NormalDistribution.quantile(uniform(draw)) }

  /// Exponential with mean 1.
  package func exponential(_ draw: Int) -> Double { -logarithm(uniform(draw)) }

  /// The index of the first of these ascending shares, which end with 1, above a uniform draw.
  package func index(_ draw: Int, in cumulative: [Double]) -> Int {
    Self.index(of: uniform(draw), in: cumulative)
  }

  /// O(log n).
  package static func index(of value: Double, in cumulative: [Double]) -> Int {
    var low = 0
    var high = cumulative.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > value { high = middle } else { low = middle + 1 }
    }
    return max(0, low)
  }

  /// Draws one after another, for methods that need a number of them that is not known before.
  package func sequence(from first: Int) -> DrawSequence { DrawSequence(self, next: first) }
}

/// Draws of one row in order.
package struct DrawSequence {
  private let draws: RowDraws
  private var next: Int

  init(_ draws: RowDraws, next: Int) {
    self.draws = draws
    self.next = next
  }

  package mutating func uniform() -> Double {
    defer { next += 1 }
    return draws.uniform(next)
  }

  package mutating func normal() -> Double { NormalDistribution.quantile(uniform()) }
  package mutating func exponential() -> Double { -logarithm(uniform()) }

  /// Poisson with this mean, by inversion, in parts of at most 500 so that exp(−mean) is a number.
  ///
  /// O(mean). A mean that is not above zero gives 0.
  package mutating func poisson(_ mean: Double) -> Int {
    guard mean > 0, mean < 1e9 else { return 0 }
    let parts = (mean / 500).rounded(.up)
    var total = 0
    for _ in 0..<(Int(exactly: parts) ?? 0) { total += poissonPart(mean / parts) }
    return total
  }

  private mutating func poissonPart(_ mean: Double) -> Int {
    let point = uniform()
    var probability = Statistics.exponential(-mean)
    var cumulative = probability
    var count = 0
    // Far in the tail the sum stops growing below 1, hence the bound.
    while cumulative < point, count < 10_000 {
      count += 1
      probability *= mean / Double(count)
      cumulative += probability
    }
    return count
  }

  /// Gamma with this shape and scale 1.
  ///
  /// Source: Marsaglia & Tsang 2000, "A simple method for
  /// generating gamma variables", ACM Transactions on Mathematical Software 26:363; below 1 by
  /// its remark that Gamma(a) is Gamma(a + 1) times U^(1/a).
  package mutating func gamma(_ shape: Double) -> Double {
    guard shape > 0 else { return 0 }
    if shape < 1 {
      let larger = gamma(shape + 1)
      return larger * Statistics.exponential(logarithm(uniform()) / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let z = normal()
      let base = 1 + c * z
      guard base > 0 else { continue }
      let cube = base * base * base
      if logarithm(uniform()) < z * z / 2 + d - d * cube + d * logarithm(cube) { return d * cube }
    }
  }

  /// Beta with these shapes, as a ratio of gammas.
  package mutating func beta(_ a: Double, _ b: Double) -> Double {
    let first = gamma(a)
    let second = gamma(b)
    return first + second > 0 ? first / (first + second) : 0.5
  }
}
