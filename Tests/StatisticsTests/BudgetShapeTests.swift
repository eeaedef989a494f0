import Statistics
import Testing

@Suite("Budgets over S-shaped channels") struct BudgetShapeTests {
  /// The best split of two or three channels on a grid that is laid ever finer around its best points.
  func grid(_ channels: [BudgetChannel], _ budget: Double) -> Double {
    let count = channels.count
    func value(_ first: Double, _ second: Double) -> Double {
      let spend = count == 2 ? [first, budget - first] : [first, second, budget - first - second]
      for (channel, amount) in zip(channels, spend)
      where amount < channel.floor - 1e-9 || amount > channel.cap + 1e-9 { return -.infinity }
      return BudgetSamples.value(channels, spend)
    }
    let points = count == 2 ? 800 : 120
    var found: [(value: Double, at: (Double, Double))] = []
    for one in 0...points {
      for other in 0...(count == 2 ? 0 : points) {
        let at = (budget * Double(one) / Double(points), budget * Double(other) / Double(points))
        found.append((value(at.0, at.1), at))
      }
    }
    found.sort { $0.value > $1.value }
    var best = -Double.infinity
    // The best places that are not beside a better one.
    var starts: [(Double, Double)] = []
    let cell = budget / Double(points)
    for (_, at) in found where starts.count < 12 {
      let isNear = starts.contains {
        max(($0.0 - at.0).magnitude, ($0.1 - at.1).magnitude) < 5 * cell
      }
      if !isNear { starts.append(at) }
    }
    for start in starts {
      var (at, width) = (start, 2 * cell)
      var top = value(at.0, at.1)
      while width > 1e-7 * budget {
        let centre = at
        for one in -6...6 {
          for other in count == 2 ? 0...0 : -6...6 {
            let next = (centre.0 + width * Double(one) / 6, centre.1 + width * Double(other) / 6)
            let value = value(next.0, next.1)
            if value > top { (top, at) = (value, next) }
          }
        }
        width *= 0.6
      }
      best = max(best, top)
    }
    return best
  }

  @Test("two and three channels agree with a refined grid", arguments: 1...24)
  func refined(_ seed: UInt64) throws {
    var samples = BudgetSamples(seed: seed)
    let count = seed % 4 == 0 ? 3 : 2
    let channels = samples.channels(count, exponents: 5, of: .hill, share: 60)
    let floors = channels.reduce(0) { $0 + $1.floor }
    let caps = channels.reduce(0) { $0 + $1.cap }
    let budget = min(floors + samples.uniform(20, 500), 0.2 * floors + 0.8 * caps)
    let split = try BudgetAllocation(channels, goal: .budget(budget))
    let expected = grid(channels, budget)
    #expect(split.objective >= expected * (1 - 1e-9))
    // A grid misses a narrow top by little.
    #expect(split.objective <= expected * (1 + 1e-5))
    #expect(split.isProved && split.upperBound >= split.objective)
  }

  /// One channel alone reaches the steep part of its curve; the other is given nothing.
  @Test("does not split a budget that is enough for one steep curve alone")
  func corner() throws {
    let curve = SpendResponse(SaturationCurve(.hill, amplitude: 100, scale: 50, shape: 4))
    for count in 2...15 {
      let channels = [BudgetChannel](repeating: BudgetChannel(curve), count: count)
      let split = try BudgetAllocation(channels, goal: .budget(60))
      #expect(split.channels.map(\.spend) == [60] + [Double](repeating: 0, count: count - 1))
      #expect(split.channels[0].bound == .interior && split.channels[1].bound == .zero)
      // All the budget in one channel: c 60⁴ / (50⁴ + 60⁴).
      expectAgreement(split.objective, 100 * 12_960_000 / (6_250_000 + 12_960_000), within: 1e-14)
      #expect(split.isProved)
    }
  }

  /// With 15 equal curves so many have the same spend as is best, and the others none.
  @Test("finds how many of equal channels to spend on", arguments: [90.0, 400, 777, 2000])
  func equal(_ budget: Double) throws {
    let curve = SaturationCurve(.hill, amplitude: 10, scale: 100, shape: 2.5)
    let channels = [BudgetChannel](repeating: BudgetChannel(SpendResponse(curve)), count: 15)
    let split = try BudgetAllocation(channels, goal: .budget(budget))
    let expected = (1...15).map { Double($0) * curve.value(at: budget / Double($0)) }.max() ?? 0
    expectAgreement(split.objective, expected, within: 1e-12)
    #expect(split.isProved && split.work < 200)
    let spend = split.channels.map(\.spend)
    #expect(spend == spend.sorted(by: >))
  }

  @Test("a channel within its convex part has the same marginal value", arguments: 1...40)
  func convexPart(_ seed: UInt64) throws {
    var samples = BudgetSamples(seed: 150 + seed)
    // A steep curve at its cap leaves less than the other needs to be on its concave part.
    let steep = SaturationCurve(
      .hill, amplitude: 500, scale: samples.uniform(20, 40), shape: samples.uniform(2, 4))
    let flat = SaturationCurve(
      .logarithm, amplitude: samples.uniform(1, 3), scale: samples.uniform(0.1, 1))
    let wide = SaturationCurve(
      .hill, amplitude: 400, scale: samples.uniform(150, 200), shape: samples.uniform(1.7, 2.2))
    let channels = [
      BudgetChannel(SpendResponse(steep), cap: 50), BudgetChannel(SpendResponse(flat)),
      BudgetChannel(SpendResponse(wide)),
    ]
    let split = try BudgetAllocation(channels, goal: .budget(samples.uniform(90, 110)))
    let third = split.channels[2]
    #expect(split.isProved && split.channels[0].spend == 50)
    #expect(third.spend > 0 && third.spend < channels[2].response.concaveFrom)
    #expect(third.bound == .interior && split.channels[1].bound == .interior)
    for got in split.channels.dropFirst() {
      expectAgreement(got.marginalValue, split.multiplier, within: 1e-9)
    }
  }

  @Test(
    "marginal values are equal where no bound holds", arguments: 1...20
  )
  func conditions(_ seed: UInt64) throws {
    var samples = BudgetSamples(seed: 100 + seed)
    let channels = samples.channels(15, exponents: 4, share: 50)
    let floors = channels.reduce(0) { $0 + $1.floor }
    let caps = channels.reduce(0) { $0 + $1.cap }
    let split = try BudgetAllocation(
      channels, goal: .budget(min(floors + samples.uniform(100, 2000), caps)))
    #expect(split.isProved && split.work < 200)
    for got in split.channels where got.bound == .interior {
      expectAgreement(got.marginalValue, split.multiplier, within: 1e-9)
    }
    for got in split.channels where got.bound == .zero || got.bound == .floor {
      #expect(got.marginalValue <= split.multiplier * (1 + 1e-9))
    }
  }

  @Test("the search is cut short by its limit, and says how good its split is")
  func limited() throws {
    // Nearly equal curves, of which every choice of some is worth nearly the same.
    var samples = BudgetSamples(seed: 3)
    let channels = (0..<15).map { _ in
      let scale = 100 * samples.uniform(0.997, 1.003)
      return BudgetChannel(
        SpendResponse(
          SaturationCurve(.hill, amplitude: 50, scale: scale, shape: samples.uniform(2.5, 2.51))))
    }
    let short = try BudgetAllocation(channels, goal: .budget(1000), workLimit: 20)
    let tiny = try BudgetAllocation(
      channels.map { BudgetChannel($0.response, valuePerOutcome: 1e-12) }, goal: .budget(1000),
      workLimit: 20)
    #expect(!tiny.isProved)
    #expect(!short.isProved && short.work >= 20 && short.work <= 22)
    #expect(short.gap > 1e-9 * short.objective && short.gap < 0.05 * short.objective)
    let long = try BudgetAllocation(channels, goal: .budget(1000), workLimit: 2000)
    #expect(long.objective >= short.objective && long.upperBound <= short.upperBound)
    #expect(long.objective <= short.upperBound)
    // A channel without a choice adds what it brings to both.
    let fixed = SpendResponse(SaturationCurve(.michaelisMenten, amplitude: 30, scale: 10))
    let more = try BudgetAllocation(
      channels + [BudgetChannel(fixed, floor: 5, cap: 5)], goal: .budget(1005), workLimit: 20)
    expectAgreement(more.upperBound, short.upperBound + 10, within: 1e-13)
    expectAgreement(more.objective, short.objective + 10, within: 1e-13)
    // Responses of twice the terms have half the limit.
    let halves = channels.map { channel in
      SpendResponse(
        terms: [0.25, 0.75].map { share in
          let curve = channel.response.terms[0].curve
          return ResponseTerm(
            SaturationCurve(
              .hill, amplitude: curve.amplitude * share, scale: curve.scale, shape: curve.shape))
        })
    }
    let half = try BudgetAllocation(
      halves.map { BudgetChannel($0) }, goal: .budget(1000), workLimit: 40)
    #expect(half.work >= 20 && half.work <= 22)
    expectAgreement(half.upperBound, short.upperBound, within: 1e-10)
    let none = try BudgetAllocation(channels, goal: .budget(1000), workLimit: 0)
    #expect(none.work == 1 && none.upperBound >= long.upperBound)
  }

  @Test("no split is worth more than the bound says", arguments: 1...30)
  func certificate(_ seed: UInt64) throws {
    var samples = BudgetSamples(seed: 200 + seed)
    let count = 2 + Int(seed % 14)
    let channels = samples.channels(count, exponents: 6, share: 80)
    let floors = channels.reduce(0) { $0 + $1.floor }
    let caps = channels.reduce(0) { $0 + $1.cap }
    let budget = min(floors + samples.uniform(0.1, 2) * 80 * Double(count), caps)
    let split = try BudgetAllocation(channels, goal: .budget(budget))
    let cut = try BudgetAllocation(channels, goal: .budget(budget), workLimit: 1)
    #expect(cut.upperBound >= split.objective && cut.objective <= split.upperBound * (1 + 1e-13))
    for _ in 0..<200 {
      let other = samples.split(channels, budget)
      let value = BudgetSamples.value(channels, other)
      #expect(value <= split.upperBound * (1 + 1e-14) && value <= split.objective * (1 + 2e-10))
      // A little of it goes from one channel to another.
      var near = split.channels.map(\.spend)
      let (from, to) = (
        Int(samples.uniform(0, Double(count))), Int(samples.uniform(0, Double(count)))
      )
      let most = min(near[from] - channels[from].floor, channels[to].cap - near[to])
      let amount = samples.uniform() * most * (samples.uniform() < 0.5 ? 1 : 1e-3)
      near[from] -= amount
      near[to] += amount
      #expect(BudgetSamples.value(channels, near) <= split.upperBound * (1 + 1e-14))
    }
  }
}
