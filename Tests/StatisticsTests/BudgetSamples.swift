import Statistics

/// Channels drawn at random, and the exact solutions that splits of budgets are compared with.
struct BudgetSamples {
  private let generator: CounterGenerator
  private var counter: UInt64 = 0

  init(seed: UInt64) { generator = CounterGenerator(seed: seed, stream: "budgets") }

  mutating func uniform(_ low: Double = 0, _ high: Double = 1) -> Double {
    counter += 1
    return low + (high - low) * generator.uniform(at: counter)
  }

  /// A curve of any family; Hill curves have exponents up to `exponents`.
  mutating func curve(of family: CurveFamily? = nil, exponents: Double) -> SaturationCurve {
    let families = CurveFamily.allCases
    let drawn = families[Int(uniform(0, Double(families.count)))]
    let shape = (family ?? drawn) == .power ? uniform(0.2, 0.95) : uniform(0.4, exponents)
    return SaturationCurve(
      family ?? drawn, amplitude: uniform(20, 400), scale: uniform(10, 300), shape: shape)
  }

  /// Channels of which some have a floor, some a cap and some a value of their own.
  mutating func channels(
    _ count: Int, exponents: Double, of family: CurveFamily? = nil, share: Double
  ) -> [BudgetChannel] {
    (0..<count).map { _ in
      let curve = curve(of: family, exponents: exponents)
      let floor = uniform() < 0.3 ? uniform(0, 0.5) * share : 0
      let cap = uniform() < 0.3 ? floor + uniform(0.1, 2) * share : .infinity
      let value = uniform() < 0.5 ? 1 : uniform(0.2, 3)
      return BudgetChannel(
        SpendResponse(curve), valuePerOutcome: value, floor: floor.rounded(.up),
        cap: cap.rounded(.up))
    }
  }

  /// A split of the budget within floors and caps, as far as they allow; some are near a corner.
  mutating func split(_ channels: [BudgetChannel], _ budget: Double) -> [Double] {
    var spend = channels.map(\.floor)
    var left = budget - spend.reduce(0, +)
    for round in 0..<40 where left > 1e-12 * budget {
      let isLast = round == 39
      let weights = channels.indices.map { channel in
        spend[channel] < channels[channel].cap
          ? (isLast ? 1 : -logarithm(uniform()) * (uniform() < 0.5 ? 0.01 : 1)) : 0
      }
      let sum = weights.reduce(0, +)
      guard sum > 0 else { break }
      let amount = left
      for channel in spend.indices {
        let next = min(channels[channel].cap, spend[channel] + amount * weights[channel] / sum)
        left -= next - spend[channel]
        spend[channel] = next
      }
    }
    return spend
  }

  static func value(_ channels: [BudgetChannel], _ spend: [Double]) -> Double {
    zip(channels, spend).reduce(0) {
      $0 + $1.0.valuePerOutcome * $1.0.response.value(at: $1.1)
    }
  }

  /// The greatest value of a split of so many steps, all of them spent: exact, by dynamic programming.
  static func best(_ channels: [BudgetChannel], steps: Int, of step: Double) -> Double {
    var best = [0.0] + [Double](repeating: -.infinity, count: steps)
    for channel in channels {
      let low = Int((channel.floor / step - 1e-9).rounded(.up))
      let high = Int(min(Double(steps), (channel.cap / step + 1e-9).rounded(.down)))
      let values = (0...steps).map {
        channel.valuePerOutcome * channel.response.value(at: Double($0) * step)
      }
      best = best.indices.map { total in
        var greatest = -Double.infinity
        var own = low
        while own <= min(total, high) {
          greatest = max(greatest, best[total - own] + values[own])
          own += 1
        }
        return greatest
      }
    }
    return best[steps]
  }
}
