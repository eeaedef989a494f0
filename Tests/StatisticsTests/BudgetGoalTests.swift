import Statistics
import Testing

@Suite("Goals of a budget") struct BudgetGoalTests {
  func channel(_ family: CurveFamily, _ amplitude: Double, _ scale: Double, _ shape: Double = 1)
    -> BudgetChannel
  {
    BudgetChannel(
      SpendResponse(SaturationCurve(family, amplitude: amplitude, scale: scale, shape: shape)))
  }

  /// a k / (k + x)² = 1 / target gives x = √(a k target) − k; a / (k + x) gives a target − k.
  @Test("a target is spent up to in each channel")
  func target() throws {
    let channels = [
      channel(.michaelisMenten, 900, 400), channel(.logarithm, 50, 120),
      channel(.michaelisMenten, 40, 200), channel(.hill, 40, 10, 3),
    ]
    let split = try BudgetAllocation(channels, goal: .target(costPerValue: 4))
    expectAgreement(split.channels[0].spend, 800, within: 1e-14)
    expectAgreement(split.channels[1].spend, 80, within: 1e-14)
    // The first outcome of the third costs 5.
    #expect(split.channels[2].spend == 0 && split.channels[2].bound == .zero)
    for place in [0, 1, 3] {
      expectAgreement(split.channels[place].marginalValue, 0.25, within: 1e-12)
      #expect(split.channels[place].bound == .interior)
    }
    #expect(split.multiplier == 0.25 && split.unspent == nil && split.isProved)
    let outcomes = split.channels.reduce(0) { $0 + $1.outcome }
    let spend = split.channels.reduce(0) { $0 + $1.spend }
    expectAgreement(split.objective, outcomes - spend / 4, within: 1e-14)
    // A value of 4 an outcome, and 1 for what a unit of money has to bring, are the same.
    let valued = try BudgetAllocation(
      channels.map { BudgetChannel($0.response, valuePerOutcome: 4) },
      goal: .target(costPerValue: 1))
    for (one, other) in zip(valued.channels, split.channels) {
      expectAgreement(one.spend, other.spend, within: 1e-12)
    }
    // Floors and caps hold here, too.
    let bounded = try BudgetAllocation(
      [
        BudgetChannel(channels[0].response, cap: 700), BudgetChannel(channels[1].response, cap: 70),
        BudgetChannel(channels[2].response, floor: 30),
      ], goal: .target(costPerValue: 4))
    #expect(bounded.channels.map(\.spend) == [700, 70, 30])
    #expect(bounded.channels.map(\.bound) == [.cap, .cap, .floor])
  }

  @Test("a straight line that brings just what it has to, and never less, has no end")
  func straight() throws {
    let line = channel(.power, 3, 12)
    #expect(throws: BudgetError.targetNeverReached(channel: 1)) {
      try BudgetAllocation(
        [channel(.michaelisMenten, 900, 400), line], goal: .target(costPerValue: 4))
    }
    let little = try BudgetAllocation([line], goal: .target(costPerValue: 3.999))
    #expect(little.channels.map(\.spend) == [0])
  }

  /// An S-shaped channel is worth its start only where it brings more in all than it costs.
  @Test("a target leaves out an S-shaped channel that never pays", arguments: [20.0, 27, 28, 60])
  func sShaped(_ amplitude: Double) throws {
    let curve = SaturationCurve(.hill, amplitude: amplitude, scale: 10, shape: 2)
    let split = try BudgetAllocation(
      [BudgetChannel(SpendResponse(curve))], goal: .target(costPerValue: 1))
    var best = (spend: 0.0, worth: 0.0)
    for place in 0...200_000 {
      let spend = Double(place) / 1000
      let worth = curve.value(at: spend) - spend
      if worth > best.worth { best = (spend, worth) }
    }
    // c x² / (k² + x²) is nowhere above x where c < 2 k.
    #expect((best.worth == 0) == (amplitude <= 20))
    #expect((split.channels[0].spend - best.spend).magnitude <= 1e-3)
    #expect(split.objective >= best.worth && split.objective <= best.worth + 1e-6)
    let stepped = try BudgetAllocation(
      [BudgetChannel(SpendResponse(curve))], goal: .target(costPerValue: 1), step: 3)
    let whole = (0...60).map { curve.value(at: Double($0 * 3)) - Double($0 * 3) }.max() ?? 0
    expectAgreement(stepped.objective, whole, within: 1e-12)
  }

  @Test("no more than a budget is spent, and no more than pays", arguments: [nil, 1.0, 40])
  func atMost(_ step: Double?) throws {
    let channels = [
      channel(.michaelisMenten, 900, 400), channel(.tanh, 60, 50), channel(.hill, 200, 60, 3),
    ]
    let target = try BudgetAllocation(channels, goal: .target(costPerValue: 2), step: step)
    let wanted = target.channels.reduce(0) { $0 + $1.spend }
    let ample = try BudgetAllocation(
      channels, goal: .atMost(wanted + 100, costPerValue: 2), step: step)
    for (one, other) in zip(ample.channels, target.channels) {
      expectAgreement(one.spend, other.spend, within: 1e-12)
    }
    expectAgreement(ample.unspent, 100, within: 1e-9)
    #expect(ample.multiplier == 0.5 || step != nil)
    let short = try BudgetAllocation(channels, goal: .atMost(200, costPerValue: 2), step: step)
    let all = try BudgetAllocation(channels, goal: .budget(200), step: step)
    for (one, other) in zip(short.channels, all.channels) {
      expectAgreement(one.spend, other.spend, within: 1e-12)
    }
    #expect((short.unspent ?? 1) <= 1e-12)
    expectAgreement(short.objective, all.objective - 100, within: 1e-12)
    expectAgreement(short.multiplier, all.multiplier, within: 1e-9)
  }

  @Test("a gain over a possible split is never negative", arguments: 1...30)
  func gain(_ seed: UInt64) throws {
    var samples = BudgetSamples(seed: 300 + seed)
    let channels = samples.channels(2 + Int(seed % 9), exponents: 4, share: 60)
    let floors = channels.reduce(0) { $0 + $1.floor }
    let caps = channels.reduce(0) { $0 + $1.cap }
    let budget = min(floors + samples.uniform(50, 600), caps)
    let best = try BudgetAllocation(channels, goal: .budget(budget))
    for _ in 0..<10 {
      let current = samples.split(channels, budget)
      let split = try BudgetAllocation(channels, goal: .budget(budget), current: current)
      let gain = try #require(split.gain)
      #expect(gain >= 0 && split.objective >= best.objective * (1 - 1e-13))
      #expect((gain - (split.objective - BudgetSamples.value(channels, current))).magnitude < 1e-10)
    }
    // The best split itself gains nothing, and is taken as it is.
    let current = best.channels.map(\.spend)
    let same = try BudgetAllocation(channels, goal: .budget(budget), current: current)
    #expect(same.gain == 0 && same.channels.map(\.spend) == current)
  }

  @Test("of splits that are as good the current one is kept", arguments: [nil, 10.0])
  func tie(_ step: Double?) throws {
    let line = channel(.power, 5, 8)
    for current in [[30.0, 70], [100, 0], [50, 50]] {
      let split = try BudgetAllocation(
        [line, line], goal: .budget(100), step: step, current: current)
      #expect(split.channels.map(\.spend) == current && split.gain == 0)
      let kept = try BudgetAllocation(
        [line, line], goal: .atMost(150, costPerValue: 1.6), step: step, current: current)
      #expect(kept.channels.map(\.spend) == current && kept.gain == 0)
    }
    let fixed = BudgetChannel(line.response, floor: 12.5, cap: 12.5)
    let split = try BudgetAllocation(
      [line, line, fixed], goal: .budget(112.5), step: step, current: [30, 70, 12.5])
    #expect(split.channels.map(\.spend) == [30, 70, 12.5])
    let other = try BudgetAllocation(
      [line, line, fixed], goal: .budget(112.5), step: step, current: [30, 60, 22.5])
    #expect(other.channels[2].spend == 12.5)
  }

  @Test("a current split that is not allowed is only compared with")
  func notAllowed() throws {
    let channels = [
      channel(.logarithm, 50, 20),
      BudgetChannel(
        SpendResponse(SaturationCurve(.logarithm, amplitude: 90, scale: 20)), floor: 5, cap: 30),
    ]
    func gain(_ current: [Double], _ step: Double?) throws -> Double? {
      try BudgetAllocation(channels, goal: .budget(60), step: step, current: current).gain
    }
    // Above the cap, above the budget, and under no step: they bring more than what is allowed.
    #expect((try gain([15, 45], nil) ?? 0) < 0)
    #expect((try gain([60, 60], nil) ?? 0) < 0)
    #expect((try gain([30, 30], nil) ?? -1) == 0)
    #expect((try gain([33, 27], 20) ?? 0) < 0)
    #expect((try gain([0, 0], nil) ?? 0) > 0)
    // Three tenths are whole steps, though they are not the number 3 × 0.1.
    let tenths = try BudgetAllocation(
      [channels[0], channels[0]], goal: .budget(0.6), step: 0.1, current: [0.3, 0.3])
    #expect(tenths.gain == 0 && tenths.channels.map(\.spend) == [0.3, 0.3])
  }

  @Test("what is wrong with the numbers is told")
  func errors() {
    let good = channel(.tanh, 5, 6)
    func error(
      _ channels: [BudgetChannel], _ goal: BudgetGoal = .budget(10), step: Double? = nil,
      current: [Double]? = nil
    ) -> BudgetError? {
      do throws(BudgetError) {
        _ = try BudgetAllocation(channels, goal: goal, step: step, current: current)
        return nil
      } catch { return error }
    }
    func changed(value: Double = 1, floor: Double = 0, cap: Double = .infinity) -> BudgetChannel {
      BudgetChannel(good.response, valuePerOutcome: value, floor: floor, cap: cap)
    }
    #expect(error([]) == .noChannels)
    for wrong in [-1, -.infinity, .infinity, 2e100] as [Double] {
      #expect(error([good], .budget(wrong)) == .number(.budget, wrong, channel: nil))
      #expect(error([good, changed(value: wrong)]) == .number(.value, wrong, channel: 1))
      #expect(error([good, changed(floor: wrong)]) == .number(.floor, wrong, channel: 1))
      #expect(error([good], current: [wrong]) == .number(.current, wrong, channel: 0))
      #expect(error([good], step: wrong) == .number(.step, wrong, channel: nil))
      #expect(
        error([good], .target(costPerValue: wrong)) == .number(.costPerValue, wrong, channel: nil))
      #expect(
        error([good], .atMost(5, costPerValue: wrong))
          == .number(.costPerValue, wrong, channel: nil))
      let term = ResponseTerm(SaturationCurve(.tanh, amplitude: 1, scale: 1), offset: wrong)
      #expect(
        error([BudgetChannel(SpendResponse(terms: [term]))]) == .number(.offset, wrong, channel: 0))
      let rate = ResponseTerm(SaturationCurve(.tanh, amplitude: 1, scale: 1), rate: wrong)
      #expect(
        error([BudgetChannel(SpendResponse(terms: [rate]))]) == .number(.offset, wrong, channel: 0))
      if wrong != .infinity {
        #expect(error([good, changed(cap: wrong)]) == .number(.cap, wrong, channel: 1))
      }
    }
    for wrong in [good, changed(floor: .nan), changed(cap: .nan), changed(value: .nan)].dropFirst()
    {
      guard case .number(_, let found, channel: 0) = error([wrong]) else {
        Issue.record("NaN is taken")
        continue
      }
      #expect(found.isNaN)
    }
    #expect(error([good], .budget(1e12), step: 1) == nil)
    #expect(error([good], .budget(1e100), step: 1e100) == nil)
    #expect(error([good], .target(costPerValue: 1), step: 1e100) == nil)
    #expect(error([good], .target(costPerValue: 1), step: 1e-100) == nil)
    #expect(error([good], .target(costPerValue: 1e-100)) == nil)
    #expect(error([good], .target(costPerValue: 1e100)) == nil)
    #expect(error([good], .budget(1e12), step: 0.99) == .number(.step, 0.99, channel: nil))
    #expect(error([good], step: 0) == .number(.step, 0, channel: nil))
    #expect(error([good], .target(costPerValue: 0)) == .number(.costPerValue, 0, channel: nil))
    #expect(error([good, channel(.tanh, 5, 0)]) == .curve(channel: 1))
    #expect(error([channel(.power, 5, 1, 1.5)]) == .curve(channel: 0))
    let large = BudgetChannel(channel(.tanh, 1e60, 1).response, valuePerOutcome: 1e60)
    #expect(error([large]) == .number(.value, 1e60 * 1e60, channel: 0))
    #expect(
      error([good, changed(floor: 3, cap: 2)]) == .capBelowFloor(floor: 3, cap: 2, channel: 1))
    #expect(
      error([changed(floor: 6), changed(floor: 5)]) == .floorsAboveBudget(floors: 11, budget: 10))
    #expect(
      error([changed(floor: 6, cap: 6), changed(floor: 5, cap: 5)])
        == .floorsAboveBudget(floors: 11, budget: 10))
    #expect(
      error([changed(floor: 4.5), changed(floor: 4.5)], .atMost(10, costPerValue: 1), step: 3)
        == .floorsAboveBudget(floors: 12, budget: 10))
    #expect(error([good], step: 11) == .stepAboveBudget(step: 11, budget: 10))
    #expect(error([good], step: 10) == nil)
    #expect(
      error([good, changed(floor: 4.5, cap: 5.5)], step: 3)
        == .noStep(floor: 4.5, cap: 5.5, step: 3, channel: 1))
    #expect(error([good], current: [1, 2]) == .count(.current, expected: 1, found: 2))
    // A straight line brings the same however much is spent.
    let line = channel(.power, 6, 3)
    #expect(error([good, line], .target(costPerValue: 1)) == .targetNeverReached(channel: 1))
    #expect(error([good, line], .target(costPerValue: 0.4)) == nil)
    let capped = BudgetChannel(line.response, cap: 40)
    #expect(error([good, capped], .target(costPerValue: 1)) == nil)
    #expect(error([changed(floor: 2, cap: 2)], .target(costPerValue: 1)) == nil)
  }
}
