import Statistics
import Testing

@Suite("Budgets over concave channels") struct BudgetAllocationTests {
  func saturating(_ amplitude: Double, _ scale: Double) -> BudgetChannel {
    BudgetChannel(
      SpendResponse(SaturationCurve(.michaelisMenten, amplitude: amplitude, scale: scale)))
  }

  // Published figures: ceilings 100 and 80, half of them at 50 and 20, budget 100.
  @Test("the published split of two channels") func published() throws {
    let split = try BudgetAllocation([saturating(100, 50), saturating(80, 20)], goal: .budget(100))
    let (first, second) = (split.channels[0], split.channels[1])
    #expect((first.spend - 58.578644).magnitude < 5.1e-7)
    #expect((second.spend - 41.421356).magnitude < 5.1e-7)
    #expect((split.objective - 107.900857).magnitude < 5.1e-7)
    #expect((split.multiplier - 0.424113).magnitude < 5.1e-7)
    #expect((first.marginalOutcome - 0.424113).magnitude < 5.1e-7)
    #expect((second.marginalValue - 0.424113).magnitude < 5.1e-7)
    expectAgreement(first.outcome + second.outcome, split.objective, within: 1e-15)
    #expect(first.bound == .interior && second.bound == .interior && split.work == 1)
    #expect(split.isProved && split.gap <= 1e-12 && split.gain == nil)
    #expect((split.unspent ?? 1) <= 2e-14)
  }

  /// √λ = Σ √(a k) / (B + Σ k) over the channels whose slope at 0, a/k, is above λ.
  @Test("agrees with the closed form of Michaelis and Menten's curves", arguments: 1...20)
  func closedForm(_ seed: UInt64) throws {
    var samples = BudgetSamples(seed: seed)
    let curves = (0..<15).map { _ in (samples.uniform(1, 900), samples.uniform(1, 400)) }
    let budget = samples.uniform(1, 900)
    let order = curves.indices.sorted { curves[$0].0 / curves[$0].1 > curves[$1].0 / curves[$1].1 }
    var (roots, scales, root) = (0.0, budget, 0.0)
    var spending: Set<Int> = []
    for channel in order {
      let (amplitude, scale) = curves[channel]
      guard (amplitude / scale).squareRoot() > root else { break }
      roots += (amplitude * scale).squareRoot()
      scales += scale
      root = roots / scales
      spending.insert(channel)
    }
    let split = try BudgetAllocation(
      curves.map { saturating($0.0, $0.1) }, goal: .budget(budget))
    expectAgreement(split.multiplier, root * root, within: 1e-11)
    for (channel, (amplitude, scale)) in curves.enumerated() {
      let expected =
        spending.contains(channel) ? (amplitude * scale).squareRoot() / root - scale : 0
      #expect((split.channels[channel].spend - expected).magnitude <= 1e-11 * budget)
      #expect(split.channels[channel].bound == (expected > 0 ? .interior : .zero))
    }
  }

  @Test("marginal values are equal where no bound holds", arguments: 1...60)
  func conditions(_ seed: UInt64) throws {
    var samples = BudgetSamples(seed: seed)
    let count = 2 + Int(seed % 14)
    let channels = samples.channels(count, exponents: 1, share: 100)
    let floors = channels.reduce(0) { $0 + $1.floor }
    let caps = channels.reduce(0) { $0 + $1.cap }
    let budget = min(floors + samples.uniform(0.01, 3) * 100 * Double(count), caps)
    let split = try BudgetAllocation(channels, goal: .budget(budget))
    var sum = CompensatedSum()
    for (channel, got) in zip(channels, split.channels) {
      sum.add(got.spend)
      #expect(got.spend >= channel.floor && got.spend <= channel.cap)
      let slope = channel.valuePerOutcome * channel.response.slope(at: got.spend)
      #expect(got.marginalValue == slope && got.value == channel.valuePerOutcome * got.outcome)
      #expect(got.outcome == channel.response.value(at: got.spend))
      switch got.bound {
      case .interior:
        expectAgreement(slope, split.multiplier, within: 1e-9)
        #expect(got.spend > channel.floor && got.spend < channel.cap)
      case .zero: #expect(got.spend == 0 && slope <= split.multiplier * (1 + 1e-9))
      case .floor:
        #expect(got.spend == channel.floor && channel.floor > 0)
        #expect(slope <= split.multiplier * (1 + 1e-9))
      case .cap: #expect(got.spend == channel.cap && slope >= split.multiplier * (1 - 1e-9))
      case .fixed: #expect(channel.floor == channel.cap)
      }
    }
    expectAgreement(sum.value, budget, within: 4e-16 * Double(count))
    #expect(split.isProved && split.gap <= 1e-13 * split.objective && split.work == 1)
    expectAgreement(
      split.objective, BudgetSamples.value(channels, split.channels.map(\.spend)), within: 1e-14)
  }

  @Test("what caps do not let in is left over, and floors are kept")
  func leftOver() throws {
    let curve = SpendResponse(SaturationCurve(.exponential, amplitude: 60, scale: 30))
    let channels = [
      BudgetChannel(curve, floor: 5, cap: 20), BudgetChannel(curve, floor: 40, cap: 70),
      BudgetChannel(curve, floor: 12, cap: 12),
    ]
    let all = try BudgetAllocation(channels, goal: .budget(130))
    #expect(all.channels.map(\.spend) == [20, 70, 12] && all.unspent == 28)
    #expect(all.channels.map(\.bound) == [.cap, .cap, .fixed] && all.multiplier == 0)
    #expect(all.isProved)
    let least = try BudgetAllocation(channels, goal: .budget(57))
    #expect(least.channels.map(\.spend) == [5, 40, 12] && least.unspent == 0)
    #expect(least.channels.map(\.bound) == [.floor, .floor, .fixed])
    let exact = try BudgetAllocation(channels, goal: .budget(102))
    #expect(exact.channels.map(\.spend) == [20, 70, 12] && exact.unspent == 0)
    let nothing = try BudgetAllocation([BudgetChannel(curve)], goal: .budget(0))
    #expect(nothing.channels[0].spend == 0 && nothing.channels[0].bound == .zero)
    #expect(nothing.objective == 0 && nothing.isProved)
  }

  @Test("an outcome's value counts as that many outcomes")
  func values() throws {
    var samples = BudgetSamples(seed: 6)
    let curves = (0..<6).map { _ in samples.curve(exponents: 3) }
    let values = [0.5, 2, 1, 0, 7, 0.1]
    let valued = try BudgetAllocation(
      zip(curves, values).map { BudgetChannel(SpendResponse($0), valuePerOutcome: $1) },
      goal: .budget(700))
    let plain = try BudgetAllocation(
      zip(curves, values).map { curve, value in
        BudgetChannel(
          SpendResponse(
            SaturationCurve(
              curve.family, amplitude: curve.amplitude * value, scale: curve.scale,
              shape: curve.shape)))
      }, goal: .budget(700))
    for (one, other) in zip(valued.channels, plain.channels) {
      expectAgreement(one.spend, other.spend, within: 1e-12)
      expectAgreement(one.value, other.outcome, within: 1e-12)
    }
    #expect(valued.channels[3].spend == 0 && valued.channels[3].marginalValue == 0)
    #expect(valued.channels[3].marginalOutcome > 0)
  }
}
