import Statistics
import Testing

@Suite("Budgets at the ends of what numbers can be") struct BudgetExtremeTests {
  @Test("a change of the units of money and outcomes changes nothing else")
  func units() throws {
    for (seed, exponents) in [(1, 1.0), (2, 4), (3, 4)] as [(UInt64, Double)] {
      for (money, outcome) in [(1e60, 1.0), (1e-60, 1), (1, 1e60), (1, 1e-60), (1e-40, 1e50)] {
        for step in [nil, 5.0] {
          var samples = BudgetSamples(seed: 400 + seed)
          let channels = samples.channels(8, exponents: exponents, share: 60)
          let scaled = channels.map { channel in
            BudgetChannel(
              SpendResponse(
                terms: channel.response.terms.map { term in
                  ResponseTerm(
                    SaturationCurve(
                      term.curve.family, amplitude: term.curve.amplitude * outcome,
                      scale: term.curve.scale * money, shape: term.curve.shape))
                }), valuePerOutcome: channel.valuePerOutcome, floor: channel.floor * money,
              cap: channel.cap * money)
          }
          // A split of what can be spent freely, a little beside the best.
          let best = try BudgetAllocation(channels, goal: .budget(500), step: step)
          var present = best.channels.map(\.spend)
          let free = best.channels.indices.filter { best.channels[$0].bound == .interior }
          if free.count > 1 {
            present[free[0]] -= step ?? 1
            present[free[1]] += step ?? 1
          }
          let plain = try BudgetAllocation(
            channels, goal: .budget(500), step: step, current: present)
          let other = try BudgetAllocation(
            scaled, goal: .budget(500 * money), step: step.map { $0 * money },
            current: present.map { $0 * money })
          let (gain, scaledGain) = try (#require(plain.gain), #require(other.gain))
          #expect((scaledGain - gain * outcome).magnitude <= 1e-9 * plain.objective * outcome)
          #expect(plain.objective == best.objective)
          expectAgreement(other.objective, plain.objective * outcome, within: 1e-9)
          expectAgreement(other.multiplier, plain.multiplier * outcome / money, within: 1e-9)
          for (one, two) in zip(plain.channels, other.channels) {
            expectAgreement(two.spend, one.spend * money, within: 1e-9)
            #expect(one.bound == two.bound)
          }
          #expect(other.isProved)
        }
      }
    }
  }

  @Test("far beyond saturation all is spent, and equal channels get the same")
  func saturated() throws {
    let families: [CurveFamily] = [.exponential, .tanh]
    for family in families {
      let curve = SaturationCurve(family, amplitude: 7, scale: 1)
      let channels = [BudgetChannel](repeating: BudgetChannel(SpendResponse(curve)), count: 4)
      let split = try BudgetAllocation(channels, goal: .budget(1e6))
      #expect(split.objective == 28 && split.isProved)
      for channel in split.channels { expectAgreement(channel.spend, 250_000, within: 1e-9) }
      let stepped = try BudgetAllocation(channels, goal: .budget(1e6), step: 1)
      #expect(stepped.objective == 28 && stepped.unspent == 0)
    }
  }

  @Test("a straight line takes what others cannot use as well")
  func lines() throws {
    let line = BudgetChannel(SpendResponse(SaturationCurve(.power, amplitude: 6, scale: 12)))
    let curve = BudgetChannel(
      SpendResponse(SaturationCurve(.michaelisMenten, amplitude: 50, scale: 4)))
    // 50 · 4 / (4 + x)² = 1/2 at 16.
    for count in 1...3 {
      let lines = [BudgetChannel](repeating: line, count: count)
      let split = try BudgetAllocation([curve] + lines, goal: .budget(100))
      expectAgreement(split.channels[0].spend, 16, within: 1e-13)
      for place in 1...count {
        expectAgreement(split.channels[place].spend, 84 / Double(count), within: 1e-13)
      }
      #expect(split.multiplier == 0.5 && split.isProved && split.work == 1)
      let stepped = try BudgetAllocation([curve] + lines, goal: .budget(100), step: 4)
      #expect(stepped.channels[0].spend == 16)
      let little = try BudgetAllocation([curve] + lines, goal: .budget(10))
      #expect(little.channels[0].spend == 10 && little.channels[1].spend == 0)
    }
    // An S-shaped channel whose tangent is as steep as the line: either is as good.
    let steep = BudgetChannel(
      SpendResponse(SaturationCurve(.hill, amplitude: 10, scale: 10, shape: 2)))
    let tie = try BudgetAllocation([steep, line], goal: .budget(100))
    // Its average return is the greatest at x = k, where it is 1/2: as much as the line's.
    expectAgreement(tie.objective, 50, within: 1e-12)
    #expect(tie.isProved)
  }

  @Test("rounding moves no spend off its floor or cap", arguments: [nil, 0.37])
  func dust(_ step: Double?) throws {
    var samples = BudgetSamples(seed: 18)
    for _ in 0..<200 {
      let floors = [samples.uniform(0, 3), samples.uniform(0, 3)]
      let useless = zip(floors, [0, 0.01]).map { floor, value in
        BudgetChannel(
          SpendResponse(SaturationCurve(.tanh, amplitude: 5, scale: 4)), valuePerOutcome: value,
          floor: floor)
      }
      let curve = SpendResponse(SaturationCurve(.logarithm, amplitude: 900, scale: 40))
      let cap = samples.uniform(1, 20)
      let good = [BudgetChannel(curve), BudgetChannel(curve, cap: cap)]
      let budget = samples.uniform(28, 90)
      let split = try BudgetAllocation(useless + good, goal: .budget(budget), step: step)
      #expect(split.channels[0].bound == .floor && split.channels[1].bound == .floor)
      if step == nil {
        #expect(split.channels[0].spend == floors[0] && split.channels[1].spend == floors[1])
        #expect(split.channels[3].bound == (split.channels[2].spend > cap ? .cap : .interior))
        expectAgreement(split.channels.reduce(0) { $0 + $1.spend }, budget, within: 1e-15)
      }
    }
  }

  @Test("nothing that brings anything: all is spent all the same")
  func nothing() throws {
    let none = BudgetChannel(
      SpendResponse(SaturationCurve(.hill, amplitude: 0, scale: 3, shape: 2)))
    for step in [nil, 1.0] {
      let split = try BudgetAllocation([none, none], goal: .budget(12), step: step)
      #expect(split.channels.reduce(0) { $0 + $1.spend } == 12 && split.objective == 0)
      #expect(split.upperBound == 0 && split.isProved && split.multiplier == 0)
      // What is spent today is less, and so is no split of the budget.
      let present = try BudgetAllocation(
        [none, none], goal: .budget(12), step: step, current: [1, 2])
      #expect(present.channels.reduce(0) { $0 + $1.spend } == 12)
      let kept = try BudgetAllocation([none, none], goal: .atMost(12, costPerValue: 1), step: step)
      #expect(kept.channels.map(\.spend) == [0, 0] && kept.unspent == 12)
    }
    let some = BudgetChannel(
      SpendResponse(SaturationCurve(.hill, amplitude: 5, scale: 3, shape: 2)))
    let split = try BudgetAllocation([none, some, none], goal: .budget(12))
    #expect(split.channels.map(\.spend) == [0, 12, 0])
  }

  @Test("exponents near 0 and 1, and very steep curves, are split as others are")
  func exponents() throws {
    // Of a straight line all but, the price of a spend is told no better than the numbers are.
    for shapes in [[0.5, 1 - 1e-12, 1 - 2e-13]] {
      let channels = shapes.map {
        BudgetChannel(SpendResponse(SaturationCurve(.power, amplitude: 80, scale: 40, shape: $0)))
      }
      let split = try BudgetAllocation(channels, goal: .budget(300))
      expectAgreement(split.channels.reduce(0) { $0 + $1.spend }, 300, within: 2e-15)
      // 40 / √(40 x) = 2 at 10, and all that is left brings 2 a unit.
      expectAgreement(split.channels[0].spend, 10, within: 1e-6)
      expectAgreement(split.objective, 40 + 2 * 290, within: 1e-9)
    }
    for shapes in [[0.01, 0.02, 0.5], [0.999_999, 0.9999, 0.99], [0.3, 1, 0.999_999_999]] {
      let channels = shapes.flatMap { shape in
        [CurveFamily.power, .hill].map { family in
          BudgetChannel(
            SpendResponse(SaturationCurve(family, amplitude: 80, scale: 40, shape: shape)))
        }
      }
      let split = try BudgetAllocation(channels, goal: .budget(300))
      for channel in split.channels where channel.spend > 0 {
        expectAgreement(channel.marginalValue, split.multiplier, within: 1e-6)
      }
      expectAgreement(split.channels.reduce(0) { $0 + $1.spend }, 300, within: 2e-15)
      #expect(split.isProved)
    }
    let steep = BudgetChannel(
      SpendResponse(SaturationCurve(.hill, amplitude: 10, scale: 50, shape: 3000)))
    let many = [BudgetChannel](repeating: steep, count: 10)
    let split = try BudgetAllocation(many, goal: .budget(220))
    // Four steps of height 10 at 50 each, and the rest for how far beyond it they are.
    #expect(split.objective > 39.99 && split.objective < 40.000_001 && split.isProved)
  }
}
