import Testing

@testable import Statistics

@Suite("The search for a split") struct BudgetSearchTests {
  @Test("parts come by falling bounds")
  func heap() {
    var samples = BudgetSamples(seed: 12)
    var heap = BoundHeap()
    var waiting: [Double] = []
    for round in 0..<400 {
      if round % 3 < 2 {
        // Few different bounds, so that many are equal.
        let bound = samples.uniform(0, 12).rounded(.down)
        heap.insert(BoundHeap.Node(bound: bound, pieces: [], channel: round, point: 0))
        waiting.append(bound)
        waiting.sort()
      } else {
        #expect(heap.first?.bound == waiting.popLast())
        heap.removeFirst()
      }
    }
    #expect(waiting.count > 100)
    while let bound = waiting.popLast() {
      #expect(heap.first?.bound == bound)
      heap.removeFirst()
    }
    #expect(heap.first == nil)
    heap.removeFirst()
  }

  /// Responses of one S-shaped curve, and of several with stocks of their own.
  func response(_ samples: inout BudgetSamples, terms: Int) -> SpendResponse {
    SpendResponse(
      terms: (0..<terms).map { _ in
        let curve = samples.curve(of: samples.uniform() < 0.7 ? .hill : nil, exponents: 5)
        return terms == 1
          ? ResponseTerm(curve)
          : ResponseTerm(curve, offset: samples.uniform(0, 40), rate: samples.uniform(0.1, 1))
      })
  }

  @Test(
    "an envelope is concave, above its response, and equal to it at both ends", arguments: 1...40)
  func envelope(_ seed: UInt64) {
    var samples = BudgetSamples(seed: 600 + seed)
    let terms = seed % 2 == 0 ? 1 : 4
    let response = response(&samples, terms: terms)
    let low = samples.uniform() < 0.5 ? 0 : samples.uniform(1, 60)
    let high = low + samples.uniform(10, 500)
    let envelope = ResponseEnvelope(response, low: low, high: high)
    let count = 1000
    let points = (0...count).map { low + (high - low) * Double($0) / Double(count) }
    let values = points.map { envelope.value(at: $0) }
    let size = values[count]
    expectAgreement(values[0], response.value(at: low), within: 1e-14)
    expectAgreement(values[count], response.value(at: high), within: 1e-14)
    var isConcave = true
    for place in 1..<count {
      #expect(values[place] >= response.value(at: points[place]) - 1e-14 * size)
      #expect(2 * values[place] >= values[place - 1] + values[place + 1] - 1e-13 * size)
      let middle = response.value(at: points[place])
      let ends = response.value(at: points[place - 1]) + response.value(at: points[place + 1])
      if 2 * middle < ends - 1e-13 * size { isConcave = false }
      expectAgreement(envelope.response(at: points[place]), middle, within: 1e-14)
    }
    // Some terms may be convex where the sum is not.
    #expect(terms > 1 ? isConcave || !envelope.isExact : isConcave == envelope.isExact)
    // Slopes by central differences, away from where lines end.
    for place in stride(from: 5, to: count, by: 50) {
      let point = points[place]
      let width = 1e-4 * (high - low)
      let ends = [envelope.value(at: point + width), envelope.value(at: point - width)]
      let slope = (ends[0] - ends[1]) / (2 * width)
      let found = envelope.derivatives(at: point)
      #expect((found.slope - slope).magnitude <= 1e-4 * (found.slope + size / (high - low)))
      let change =
        envelope.derivatives(at: point + width).slope
        - envelope.derivatives(at: point - width).slope
      let isSmooth = envelope.parts.allSatisfy { ($0.lineEnd - point).magnitude > 2 * width }
      if isSmooth {
        #expect((change - found.curvature * 2 * width).magnitude <= 1e-5 * (found.slope + 1e-3))
      }
    }
    // What is demanded at a price is the best of all points.
    for share in [0.01, 0.3, 0.6, 0.9, 0.999, 1.1] {
      let top = min(envelope.topSlope, 10 * size / (high - low))
      let price = envelope.bottomSlope + share * (top - envelope.bottomSlope)
      let demand = envelope.demand(at: price)
      #expect(demand >= low && demand <= high)
      let best = zip(points, values).map { $1 - price * $0 }.max() ?? 0
      #expect(envelope.value(at: demand) - price * demand >= best - 1e-13 * size)
    }
    #expect(envelope.demand(at: envelope.bottomSlope * 0.999) == high)
    #expect(envelope.demand(at: envelope.topSlope) == low)
    #expect(envelope.demand(at: envelope.topSlope, upper: true) == envelope.lineEnd)
  }

  @Test("near the demand of several terms one step is enough for six digits", arguments: 1...20)
  func newton(_ seed: UInt64) {
    var samples = BudgetSamples(seed: 640 + seed)
    let terms = (0..<3).map { _ in
      ResponseTerm(samples.curve(exponents: 1), offset: samples.uniform(1, 40), rate: 0.5)
    }
    let envelope = ResponseEnvelope(SpendResponse(terms: terms), low: 0, high: 900)
    for place in [20.0, 90, 300] {
      let price = envelope.derivatives(at: place).slope
      expectAgreement(envelope.demand(at: price), place, within: 1e-9)
      for beside in [0.999, 1.001] {
        let (isBelow, step) = envelope.step(to: price, at: beside * place)
        #expect(isBelow == (beside < 1))
        expectAgreement(beside * place + step, place, within: 4e-6)
      }
    }
  }

  @Test("the envelope of one curve is the hull of its points", arguments: 1...20)
  func hull(_ seed: UInt64) {
    var samples = BudgetSamples(seed: 700 + seed)
    let response = response(&samples, terms: 1)
    let low = samples.uniform() < 0.5 ? 0 : samples.uniform(1, 60)
    let high = low + samples.uniform(10, 500)
    let envelope = ResponseEnvelope(response, low: low, high: high)
    let points = (0...2000).map { low + (high - low) * Double($0) / 2000 }
    let values = points.map { response.value(at: $0) }
    // Andrew's monotone chain.
    var hull: [Int] = []
    for place in points.indices {
      while hull.count >= 2 {
        let (first, second) = (hull[hull.count - 2], hull[hull.count - 1])
        let rise = (values[second] - values[first]) * (points[place] - points[first])
        guard rise <= (values[place] - values[first]) * (points[second] - points[first]) else {
          break
        }
        hull.removeLast()
      }
      hull.append(place)
    }
    for (left, right) in zip(hull, hull.dropFirst()) {
      for place in left...right {
        let share = (points[place] - points[left]) / (points[right] - points[left])
        let expected = values[left] + share * (values[right] - values[left])
        let found = envelope.value(at: points[place])
        #expect((found - expected).magnitude <= 1e-5 * values[2000])
      }
    }
  }

  @Test("a straight line has no stock of its own, no ceiling, or an exponent of 1")
  func straight() {
    func isStraight(
      _ family: CurveFamily, _ amplitude: Double = 1, _ shape: Double = 3, rate: Double = 1
    ) -> Bool {
      ResponseTerm(
        SaturationCurve(family, amplitude: amplitude, scale: 2, shape: shape), rate: rate
      ).isStraight
    }
    for amplitude in [1e-9, 1, 2.0] {
      #expect(!isStraight(.hill, amplitude) && !isStraight(.michaelisMenten, amplitude))
      #expect(!isStraight(.power, amplitude, 0.5) && isStraight(.power, amplitude, 1))
    }
    #expect(isStraight(.hill, 0) && isStraight(.power, 0, 0.5))
    #expect(isStraight(.hill, rate: 0) && !isStraight(.hill, rate: 0.5))
  }

  @Test("an interval is cut where the curve turns concave, or at the spend")
  func cut() {
    let curve = SaturationCurve(.hill, amplitude: 40, scale: 25, shape: 3)
    let response = SpendResponse(curve)
    let turn = curve.inflection
    func cut(_ low: Double, _ high: Double, at spend: Double, isStepped: Bool = false) -> Double {
      ResponseEnvelope(response, low: low, high: high).cut(at: spend, isStepped: isStepped)
    }
    // The inflection is 25 / ∛2 = 19.84.
    #expect(cut(0, 100, at: 5) == turn && cut(0, 100, at: 25) == turn)
    #expect(cut(0, turn, at: 5) == 5 && cut(3, 12, at: 7) == 7)
    #expect(cut(turn, 90, at: 40) == 40)
    #expect(cut(0, 10, at: 0) == 5 && cut(2, 10, at: 10) == 6)
    #expect(cut(0, 100, at: 5, isStepped: true) == 19)
    #expect(cut(0, 15, at: 5, isStepped: true) == 5 && cut(0, 15, at: 15, isStepped: true) == 14)
    #expect(cut(19, 20, at: 20, isStepped: true) == 19 && cut(4, 5, at: 4, isStepped: true) == 4)
  }

  // mpmath 1.3.0: f″/f′ of amplitude 40 and scale 25: family, shape, spend, figure.
  static let curvatures: [(CurveFamily, Double, Double, Double)] = [
    (.hill, 0.35, 0.5, -1.5838469587731663),
    (.hill, 0.35, 20.0, -0.04931697002567531),
    (.hill, 0.35, 900.0, -0.0013273578463062993),
    (.hill, 1.0, 0.5, -0.0784313725490196),
    (.hill, 1.0, 900.0, -0.002162162162162162),
    (.hill, 3.0, 0.5, 3.999904000767994),
    (.hill, 3.0, 20.0, -0.0015873015873015873),
    (.hill, 3.0, 900.0, -0.00444430155770362),
    (.michaelisMenten, 1.0, 20.0, -0.044444444444444446),
    (.exponential, 1.0, 20.0, -0.04),
    (.power, 0.25, 20.0, -0.0375),
    (.power, 1.0, 20.0, 0),
    (.logarithm, 1.0, 0.5, -0.0392156862745098),
    (.logarithm, 1.0, 900.0, -0.001081081081081081),
    (.tanh, 1.0, 0.5, -0.0015997867007944745),
    (.tanh, 1.0, 20.0, -0.053122941621427916),
    (.tanh, 1.0, 900.0, -0.08),
  ]

  @Test("curvatures agree with 50 digits")
  func curvature() {
    for (family, shape, spend, expected) in Self.curvatures {
      let curve = SaturationCurve(family, amplitude: 40, scale: 25, shape: shape)
      expectAgreement(curve.relativeCurvature(at: spend), expected, within: 1e-13)
    }
    func atZero(_ family: CurveFamily, _ shape: Double) -> Double {
      SaturationCurve(family, amplitude: 40, scale: 25, shape: shape).relativeCurvature(at: 0)
    }
    #expect(atZero(.hill, 0.5) == -.infinity && atZero(.hill, 2) == .infinity)
    #expect(atZero(.power, 0.5) == -.infinity && atZero(.power, 1) == 0)
    #expect(atZero(.hill, 1) == -0.08 && atZero(.michaelisMenten, 1) == -0.08)
    #expect(atZero(.logarithm, 1) == -0.04 && atZero(.tanh, 1) == 0)
  }

  // mpmath 1.3.0, by bisection with 50 digits, of amplitude 40 and scale 25: exponent, start, tangent point.
  static let tangents: [(Double, Double, Double)] = [
    (1.2, 0.0, 6.538302430059152),
    (3.0, 0.0, 31.49802624737183),
    (3.0, 5.0, 28.68220578321128),
    (3.0, 15.0, 22.47529015098766),
    (12.5, 1.0, 30.30587451199133),
    (12.5, 24.0, 25.024580312304185),
    (1.01, 0.01, 0.23525189795416906),
  ]

  @Test("the steepest line from a convex part touches where 50 digits say")
  func tangent() {
    for (shape, start, expected) in Self.tangents {
      let curve = SaturationCurve(.hill, amplitude: 40, scale: 25, shape: shape)
      expectAgreement(curve.tangentPoint(from: start), expected, within: 1e-12)
      #expect(curve.tangentPoint(from: curve.inflection) == curve.inflection)
      #expect(curve.tangentPoint(from: 70) == 70)
    }
    // Near the inflection there is nothing between the line and the curve.
    let curve = SaturationCurve(.hill, amplitude: 40, scale: 25, shape: 3)
    expectAgreement(curve.tangentPoint(from: 19.8), 19.86378679988099, within: 1e-6)
  }

  @Test("a price is found with few sums of demands", arguments: [1.0, 4])
  func evaluations(_ exponents: Double) {
    var most = 0
    var all = 0
    for seed in 1...40 {
      var samples = BudgetSamples(seed: UInt64(800 + seed))
      let envelopes = (0..<15).map { _ in
        ResponseEnvelope(SpendResponse(samples.curve(exponents: exponents)), low: 0, high: 1500)
      }
      let search = MultiplierSearch(envelopes, budget: 1500, least: 0)
      expectAgreement(search.spend.reduce(0, +), 1500, within: 4e-15)
      #expect(search.evaluations > 0)
      most = max(most, search.evaluations)
      all += search.evaluations
    }
    // Some ten for each.
    #expect(most <= 15 && all <= (exponents == 1 ? 415 : 396))
  }

  @Test("straight parts are exchanged at once, however many steps they have")
  func exchange() {
    let lines = [6.0, 3].map { scale in
      ResponseEnvelope(
        SpendResponse(SaturationCurve(.power, amplitude: 6, scale: scale)), low: 5, high: 1e6)
    }
    // The second line brings twice as much.
    let moved = StepExchange(lines, near: [1e6 - 5, 5], budget: 1e6, least: 0)
    #expect(moved.spend == [5, 1e6 - 5])
    let added = StepExchange(lines, near: [5, 5], budget: 1.5e6, least: 0)
    #expect(added.spend == [5e5, 1e6])
    // A step has to bring more than the first line does.
    let kept = StepExchange(lines, near: [5, 5], budget: .infinity, least: 1.5)
    #expect(kept.spend == [5, 1e6])
  }

  @Test("few parts are looked at", arguments: [nil, 5.0])
  func work(_ step: Double?) throws {
    var all = 0
    for seed in 1...40 {
      var samples = BudgetSamples(seed: UInt64(900 + seed))
      let channels = samples.channels(15, exponents: 4, of: .hill, share: 60)
      let floors = channels.reduce(0) { $0 + $1.floor }
      let work = try BudgetAllocation(channels, goal: .budget(floors + 600), step: step).work
      all += work
      for scale in [1e-40, 1e40] {
        let scaled = channels.map {
          BudgetChannel(
            $0.response, valuePerOutcome: $0.valuePerOutcome * scale, floor: $0.floor, cap: $0.cap)
        }
        #expect(
          try BudgetAllocation(scaled, goal: .budget(floors + 600), step: step).work == work)
      }
    }
    // Not four for each, though an interval has 2^15 parts.
    #expect(all >= 40 && all <= 148)
  }
}
