import Statistics

#if canImport(Glibc)
import Glibc
#endif

/// Draws the customers of one sample of a scenario.
struct CoverageSampler: Sendable {
  private let scenario: CoverageScenario
  private let label: String
  /// The distribution function of the number won, from `firstCount` on.
  private let countDistribution: [Double]
  private let firstCount: Int
  /// Midpoint quantiles of the revenue's log-normal, with mean one.
  private let revenues: [Double]
  /// One over the hazard, and mean revenue, by channel.
  private let meanLifetimes: [Double]
  private let meanRevenues: [Double]

  init(_ scenario: CoverageScenario, revenues: [Double]) {
    self.scenario = scenario
    self.revenues = revenues
    label = "coverage: \(scenario)"
    let channels = 0..<scenario.row.channelCount
    meanLifetimes = channels.map { -1 / log1p(-scenario.churn($0)) }
    meanRevenues = channels.map { scenario.revenue($0) }
    // Ten standard deviations either side of the mean hold all but 1e-20 of the counts.
    let mean = Double(scenario.customers)
    let spread = Int((10 * mean.squareRoot()).rounded())
    firstCount = max(0, scenario.customers - spread)
    var sum = 0.0
    countDistribution = (firstCount...(scenario.customers + spread)).map { count in
      sum += exp(Double(count) * log(mean) - mean - lgamma(Double(count) + 1))
      return sum
    }
  }

  /// The 65,536 midpoint quantiles of a log-normal of a sigma, divided by their mean.
  static func revenues(sigma: Double) -> [Double] {
    let quantiles = (0..<65_536).map { index in
      exp(sigma * NormalDistribution.quantile((Double(index) + 0.5) / 65_536))
    }
    let mean = quantiles.reduce(0, +) / Double(quantiles.count)
    return quantiles.map { $0 / mean }
  }

  /// The customers won, in the order of the draws.
  func customers(seed: Int) -> [SampledCustomer] {
    let generator = CounterGenerator(seed: UInt64(seed), stream: label)
    let won = numberWon(generator.uniform(at: 0))
    let months = scenario.months
    let channels = UInt64(meanLifetimes.count)
    var customers: [SampledCustomer] = []
    customers.reserveCapacity(won)
    var counter: UInt64 = 1
    for _ in 0..<won {
      let bits = generator.bits(at: counter)
      let lifetimeDraw = generator.uniform(at: counter &+ 1)
      var channel = 0
      counter &+= 2
      if channels > 1 {
        channel = Int(generator.bits(at: counter).multipliedFullWidth(by: channels).high)
        counter &+= 1
      }
      let joined = Double(bits >> 32) * 0x1p-32 * Double(months)
      let month = Int(joined)
      let remaining = months - 1 - month
      let untilNextMonth = Double(month + 1) - joined
      let lifetime = -log(lifetimeDraw) * meanLifetimes[channel]
      if lifetime < untilNextMonth || remaining == 0 {
        customers.append(SampledCustomer(open: 0, lost: 0, mrr: 0))
        continue
      }
      // The months at whose first day the customer was there, up to the end of the follow-up.
      let lived = lifetime - untilNextMonth
      let isLost = lived < Double(remaining)
      let open = isLost ? Double(Int(lived) + 1) : Double(remaining)
      customers.append(
        SampledCustomer(
          open: open, lost: isLost ? 1 : 0,
          mrr: meanRevenues[channel] * revenues[Int((bits >> 16) & 0xFFFF)]))
    }
    return customers
  }

  private func numberWon(_ uniform: Double) -> Int {
    var (low, high) = (0, countDistribution.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if countDistribution[middle] < uniform { low = middle + 1 } else { high = middle }
    }
    return firstCount + low
  }
}
