import Statistics
import Testing

@Suite("Budgets in steps") struct BudgetStepTests {
  @Test("agree with exact dynamic programming", arguments: 4...15)
  func exact(_ count: Int) throws {
    var compared = 0
    for (exponents, steps, step) in [(1.0, 120, 7.0), (5, 150, 5), (5, 23, 31), (3, 400, 0.1)] {
      var samples = BudgetSamples(seed: UInt64(1000 * count + steps))
      let budget = Double(steps) * step
      let share = budget / Double(count)
      let channels = samples.channels(count, exponents: exponents, share: share)
      let floors = channels.reduce(0) { $0 + ($1.floor / step).rounded(.up) }
      let hasSteps = channels.allSatisfy {
        $0.floor == $0.cap || ($0.floor / step).rounded(.up) <= ($0.cap / step).rounded(.down)
      }
      guard hasSteps, floors <= Double(steps) else { continue }
      compared += 1
      let stepped = try BudgetAllocation(channels, goal: .budget(budget + 0.3 * step), step: step)
      let expected = BudgetSamples.best(channels, steps: steps, of: step)
      expectAgreement(stepped.objective, expected, within: 1e-9)
      #expect(stepped.upperBound >= expected * (1 - 1e-14) && stepped.isProved)
      expectAgreement(stepped.unspent, 0.3 * step, within: 1e-9)
      var sum = 0.0
      for (channel, got) in zip(channels, stepped.channels) {
        let whole = (got.spend / step).rounded()
        sum += whole
        #expect(got.spend == whole * step || got.bound == .fixed)
        #expect(got.spend >= channel.floor && got.spend <= channel.cap)
      }
      #expect(sum == Double(steps))
      let free = try BudgetAllocation(channels, goal: .budget(budget))
      #expect(free.objective >= stepped.objective * (1 - 1e-12))
    }
    #expect(compared >= 2)
  }

  /// Of concave curves the best steps are taken one by one.
  @Test("many small steps agree with the best steps one by one")
  func greedy() throws {
    var samples = BudgetSamples(seed: 77)
    let channels = samples.channels(15, exponents: 1, share: 100)
    var steps = channels.map { $0.floor * 4 }
    func gain(_ channel: Int) -> Double {
      let spend = (steps[channel] + 1) / 4
      guard spend <= channels[channel].cap else { return -.infinity }
      let response = channels[channel].response
      return channels[channel].valuePerOutcome
        * (response.value(at: spend) - response.value(at: steps[channel] / 4))
    }
    var gains = channels.indices.map(gain)
    for _ in 0..<(10_000 - Int(steps.reduce(0, +))) {
      let best = gains.indices.max { gains[$0] < gains[$1] } ?? 0
      steps[best] += 1
      gains[best] = gain(best)
    }
    let split = try BudgetAllocation(channels, goal: .budget(2500), step: 0.25)
    #expect(split.channels.map(\.spend) == steps.map { $0 / 4 })
    #expect(split.work == 1 && split.isProved && split.unspent == 0)
    expectAgreement(split.multiplier, (gains.max() ?? 0) / 0.25, within: 1e-12)
  }

  @Test("floors are rounded up, caps and the budget down, and a fixed channel is kept as it is")
  func rounding() throws {
    let curve = SpendResponse(SaturationCurve(.logarithm, amplitude: 60, scale: 30))
    let split = try BudgetAllocation(
      [
        BudgetChannel(curve, floor: 51, cap: 200),
        BudgetChannel(curve, valuePerOutcome: 99, cap: 37),
        BudgetChannel(curve, floor: 3.25, cap: 3.25),
      ], goal: .budget(108), step: 10)
    #expect(split.channels.map(\.spend) == [70, 30, 3.25])
    #expect(split.channels.map(\.bound) == [.interior, .cap, .fixed] && split.unspent == 4.75)
    let least = try BudgetAllocation(
      [BudgetChannel(curve, floor: 51, cap: 99), BudgetChannel(curve, floor: 40)],
      goal: .budget(100), step: 10)
    #expect(least.channels.map(\.spend) == [60, 40] && least.unspent == 0)
    #expect(least.channels.map(\.bound) == [.floor, .floor])
    // Three tenths are three steps of a tenth, though 3 × 0.1 is more than 0.3.
    let tenths = try BudgetAllocation(
      [BudgetChannel(curve, floor: 0.3, cap: 0.7), BudgetChannel(curve, floor: 0.3, cap: 0.3)],
      goal: .budget(1), step: 0.1)
    #expect(tenths.channels[0].bound == .cap && tenths.channels[0].spend <= 0.7)
    #expect((tenths.unspent ?? 1) < 1e-15)
    // 98765432.3 / 0.1 is a little less than 987654323.
    let large = try BudgetAllocation(
      [BudgetChannel](repeating: BudgetChannel(curve, floor: 98_765_432.3), count: 2),
      goal: .budget(197_530_864.6), step: 0.1)
    #expect(large.channels.map(\.bound) == [.floor, .floor])
    // Each step costs at least its own value: a billion of them are split at once.
    let many = try BudgetAllocation(
      [BudgetChannel(curve), BudgetChannel(curve)], goal: .budget(1e9), step: 1)
    #expect(many.channels.map(\.spend) == [5e8, 5e8] && many.isProved)
  }
}
