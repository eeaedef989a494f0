import Statistics
import Testing

@Suite("Plans of spend over a window") struct SpendPlanTests {
  /// Outcomes within and after a window, period by period over a long series, and the last stock.
  func simulated(_ channel: PlanChannel, periods: Int, level: Double)
    -> (inside: Double, after: Double, last: Double)
  {
    let long = 40
    // Before the history, what its first eight periods have in the mean, or nothing.
    let first = channel.history.prefix(8)
    let isSteady = channel.start == .steady && !first.isEmpty
    let mean = isSteady ? first.reduce(0, +) / Double(first.count) : 0
    var spend = [Double](repeating: mean, count: long) + channel.history
    let start = spend.count
    spend += [Double](repeating: level, count: periods)
    spend += [Double](repeating: 0, count: long)
    var (inside, after, last) = (0.0, 0.0, 0.0)
    // Weights reach back 30 periods and outcomes 3.
    for period in (start - 4)..<spend.count {
      var stock = 0.0, brought = 0.0
      for lag in channel.weights.indices {
        stock += channel.weights[lag] * spend[period - lag]
        brought += channel.weights[lag] * channel.curve.value(at: spend[period - lag])
      }
      if channel.first == .carryOver { brought = channel.curve.value(at: stock) }
      if period == start + periods - 1 { last = channel.first == .carryOver ? stock : level }
      let arrives = period + channel.delay
      guard arrives >= start else { continue }
      if arrives < start + periods {
        inside += brought
      } else if period < start + periods + channel.weights.count - 1 {
        after += brought
      }
    }
    return (inside, after, last)
  }

  func geometric(_ retention: Double, _ count: Int) -> [Double] {
    var weights = [1.0]
    while weights.count < count { weights.append(weights[weights.count - 1] * retention) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  func channels(_ seed: UInt64, _ count: Int, exponents: Double) -> [PlanChannel] {
    var samples = BudgetSamples(seed: 500 + seed)
    return (0..<count).map { place in
      let history = (0..<Int(samples.uniform(0, 20))).map { _ in samples.uniform(0, 120) }
      return PlanChannel(
        samples.curve(exponents: exponents),
        first: place % 2 == 0 || seed % 3 == 0 ? .carryOver : .saturation,
        weights: place % 3 == 0
          ? [0, 0.1, 0.6, 0.3]
          : geometric(samples.uniform(0, 0.8), 1 + Int(samples.uniform(0, 30))),
        history: history, start: seed % 4 == 1 ? .zero : .steady,
        valuePerOutcome: samples.uniform(0.5, 2),
        floor: samples.uniform() < 0.3 ? 10 : 0, cap: samples.uniform() < 0.3 ? 70 : .infinity,
        delay: Int(samples.uniform(0, 3)))
    }
  }

  @Test("outcomes, tails and stocks are those of a simulation", arguments: 1...12)
  func outcomes(_ seed: UInt64) throws {
    let channels = channels(seed, 4, exponents: seed % 2 == 0 ? 1 : 3)
    let periods = 1 + Int(seed) * 2
    for horizon in [PlanHorizon.window, .all] {
      let plan = try SpendPlan(
        channels, periods: periods, goal: .budget(160 * Double(periods)), horizon: horizon)
      var (objective, total) = (0.0, 0.0)
      for (channel, got) in zip(channels, plan.channels) {
        let seen = simulated(channel, periods: periods, level: got.spendPerPeriod)
        expectAgreement(got.inside, seen.inside, within: 1e-12)
        expectAgreement(got.after, seen.after, within: 1e-11)
        expectAgreement(got.stockAtEnd, seen.last, within: 1e-12)
        let without = simulated(channel, periods: periods, level: 0)
        expectAgreement(got.insideWithout, without.inside, within: 1e-12)
        expectAgreement(got.afterWithout, without.after, within: 1e-11)
        #expect(got.spendPerPeriod >= channel.floor && got.spendPerPeriod <= channel.cap)
        expectAgreement(got.total, got.spendPerPeriod * Double(periods), within: 1e-15)
        objective += channel.valuePerOutcome * (seen.inside + (horizon == .all ? seen.after : 0))
        total += got.total
        // One more unit of money, spread over the window.
        let little = 1e-4 / Double(periods)
        let more = simulated(channel, periods: periods, level: got.spendPerPeriod + little)
        let gained = more.inside - seen.inside + (horizon == .all ? more.after - seen.after : 0)
        if got.spendPerPeriod > 0 {
          #expect((gained / 1e-4 - got.marginalOutcome).magnitude < 1e-4)
        }
        #expect(got.marginalValue == channel.valuePerOutcome * got.marginalOutcome)
      }
      expectAgreement(plan.allocation.objective, objective, within: 1e-11)
      expectAgreement(total, 160 * Double(periods), within: 1e-13)
      #expect(plan.allocation.isProved && plan.allocation.work < 300)
    }
  }

  @Test("few parts are looked at")
  func work() throws {
    var all = 0
    for seed in 1...30 {
      let channels = channels(UInt64(60 + seed), 5, exponents: 5)
      let plan = try SpendPlan(channels, periods: 6, goal: .budget(1200), horizon: .all)
      all += plan.allocation.work
    }
    // Not three for each.
    #expect(all <= 86)
  }

  @Test("no even pace brings more than the bound says", arguments: 1...10)
  func certificate(_ seed: UInt64) throws {
    let exponents = seed % 2 == 0 ? 1.0 : 5
    let channels = channels(20 + seed, 3, exponents: exponents)
    let periods = 9
    let budget = 90.0 * Double(periods)
    let plan = try SpendPlan(channels, periods: periods, goal: .budget(budget))
    let bounds = channels.map {
      BudgetChannel(SpendResponse($0.curve), floor: $0.floor, cap: $0.cap)
    }
    var samples = BudgetSamples(seed: seed)
    var best = -Double.infinity
    for _ in 0..<80 {
      let levels = samples.split(bounds, 90)
      let value = zip(channels, levels).reduce(0) {
        $0 + $1.0.valuePerOutcome * simulated($1.0, periods: periods, level: $1.1).inside
      }
      best = max(best, value)
    }
    #expect(best <= plan.allocation.upperBound * (1 + 1e-13))
    #expect(plan.allocation.objective >= best * (1 - 1e-10))
    // Some of them come near it.
    #expect(best > 0.95 * plan.allocation.objective)
    let interior = plan.channels.filter { $0.bound == .interior }
    if exponents == 1 {
      for channel in interior {
        expectAgreement(channel.marginalValue, plan.allocation.multiplier, within: 1e-9)
      }
    }
  }

  @Test("without carry-over a window is as many periods")
  func noCarryover() throws {
    var samples = BudgetSamples(seed: 9)
    let curves = (0..<6).map { _ in samples.curve(exponents: 3) }
    let single = try BudgetAllocation(
      curves.map { BudgetChannel(SpendResponse($0)) }, goal: .budget(500))
    let plan = try SpendPlan(
      curves.map { PlanChannel($0, history: [900, 3]) }, periods: 7, goal: .budget(3500))
    for (one, other) in zip(plan.channels, single.channels) {
      expectAgreement(one.spendPerPeriod, other.spend, within: 1e-9)
      expectAgreement(one.inside, 7 * other.outcome, within: 1e-9)
      #expect(one.after == 0 && one.insideWithout == 0 && one.afterWithout == 0)
      expectAgreement(one.stockAtEnd, other.spend, within: 1e-9)
    }
    expectAgreement(plan.allocation.multiplier, single.multiplier, within: 1e-9)
  }

  @Test("steps, floors, caps and the current spend are those of a period")
  func perPeriod() throws {
    let curve = SaturationCurve(.logarithm, amplitude: 60, scale: 30)
    let weights = geometric(0.5, 12)
    let channels = [
      PlanChannel(curve, weights: weights, floor: 8, cap: 23), PlanChannel(curve, weights: weights),
    ]
    let plan = try SpendPlan(
      channels, periods: 4, goal: .budget(4 * 63), step: 5, current: [20, 40])
    #expect(plan.channels.map(\.spendPerPeriod) == [20, 40])
    #expect(plan.channels.map(\.bound) == [.cap, .interior])
    #expect(plan.allocation.unspent == 12 && plan.allocation.gain == 0)
    let free = try SpendPlan(channels, periods: 4, goal: .budget(4 * 60), current: [20, 40])
    expectAgreement(free.channels[0].spendPerPeriod, 23, within: 1e-15)
    #expect((free.allocation.gain ?? 0) > 0)
  }

  @Test("an outcome that comes late counts where it comes")
  func late() throws {
    let curve = SaturationCurve(.michaelisMenten, amplitude: 100, scale: 50)
    // Of eight periods the late channel's last six bring nothing within the window.
    let channels = [PlanChannel(curve), PlanChannel(curve, history: [50], delay: 6)]
    let plan = try SpendPlan(channels, periods: 8, goal: .budget(800))
    // 8 · a k / (k + x)² = 2 · a k / (k + y)², so k + x = 2 (k + y) and x + y = 100.
    expectAgreement(plan.channels[0].spendPerPeriod, 250.0 / 3, within: 1e-12)
    expectAgreement(plan.channels[1].spendPerPeriod, 50.0 / 3, within: 1e-12)
    let late = plan.channels[1]
    // Six periods of half the ceiling from before, and two of 100 · (50/3) / (50 + 50/3).
    expectAgreement(late.inside, 300 + 50, within: 1e-12)
    expectAgreement(late.after, 150, within: 1e-12)
    #expect(late.insideWithout == 300 && late.afterWithout == 0)
    let all = try SpendPlan(channels, periods: 8, goal: .budget(800), horizon: .all)
    expectAgreement(all.channels[1].spendPerPeriod, 50, within: 1e-12)
  }

  @Test("what is wrong with a plan is told")
  func errors() {
    let curve = SaturationCurve(.tanh, amplitude: 5, scale: 6)
    func error(_ channel: PlanChannel?, periods: Int = 4, horizon: PlanHorizon = .window)
      -> BudgetError?
    {
      do throws(BudgetError) {
        _ = try SpendPlan(
          channel.map { [$0] } ?? [], periods: periods, goal: .budget(10), horizon: horizon)
        return nil
      } catch { return error }
    }
    #expect(error(nil) == .noChannels)
    for periods in [0, -1, 10_001, .min, .max] {
      #expect(error(PlanChannel(curve), periods: periods) == .window(periods: periods))
    }
    #expect(error(PlanChannel(curve), periods: 10_000) == nil)
    #expect(error(PlanChannel(curve), periods: 1) == nil)
    #expect(error(PlanChannel(curve, weights: [])) == .count(.weight, expected: 10_000, found: 0))
    let long = [Double](repeating: 1 / 10_001, count: 10_001)
    #expect(
      error(PlanChannel(curve, weights: long)) == .count(.weight, expected: 10_000, found: 10_001))
    #expect(error(PlanChannel(curve, weights: [0.5, 0.4])) == .weights(sum: 0.9, channel: 0))
    #expect(error(PlanChannel(curve, weights: [1 - 0.9e-6])) == nil)
    #expect(error(PlanChannel(curve, weights: [1 + 0.9e-6])) == nil)
    #expect(
      error(PlanChannel(curve, weights: [1 + 1.1e-6])) == .weights(sum: 1 + 1.1e-6, channel: 0))
    #expect(error(PlanChannel(curve, weights: [1.5, -0.5])) == .number(.weight, -0.5, channel: 0))
    #expect(error(PlanChannel(curve, history: [1, -2])) == .number(.history, -2, channel: 0))
    #expect(error(PlanChannel(curve, delay: -1)) == .number(.delay, -1, channel: 0))
    #expect(error(PlanChannel(curve, delay: 10_001)) == .number(.delay, 10_001, channel: 0))
    #expect(error(PlanChannel(curve, delay: 10_000), horizon: .all) == nil)
    #expect(error(PlanChannel(curve, delay: 3)) == nil)
    #expect(error(PlanChannel(curve, delay: 4)) == .window(periods: 4))
    #expect(error(PlanChannel(curve, delay: 4), horizon: .all) == nil)
    for first in ResponseOrder.allCases {
      let late = PlanChannel(curve, first: first, weights: [0, 0, 0, 0, 1])
      #expect(error(late) == .window(periods: 4))
      #expect(error(late, periods: 5) == nil && error(late, horizon: .all) == nil)
    }
    let cap = PlanChannel(curve, floor: 3, cap: 2)
    #expect(error(cap) == .capBelowFloor(floor: 12, cap: 8, channel: 0))
  }
}
