import Statistics
import Testing

@Suite("What a structural model refuses")
struct StructuralErrorTests {
  private func attempt(
    _ values: [Double], controls: [Double] = [], count: Int = 0, dark: [Int] = [],
    _ model: StructuralModel
  ) throws(StructuralError) {
    let series = try StructuralSeries(
      values: values.span, controls: controls.span, controlCount: count, dark: dark,
      model: model)
    let fit = try StructuralFit(series)
    if !dark.isEmpty {
      _ = try StructuralCounterfactual(series, fit: fit, seed: 1, stream: "x")
    }
  }

  private let sample = StructuralTestSeries(40).values

  @Test("a season that cannot be one")
  func periods() {
    #expect(throws: StructuralError.period(1, least: 2, greatest: 60)) {
      _ = try StructuralModel(season: .fixed, period: 1)
    }
    #expect(throws: StructuralError.period(365, least: 2, greatest: 60)) {
      _ = try StructuralModel(season: .random, period: 365)
    }
  }

  @Test("too few observed points, with how many are needed")
  func tooFew() throws {
    let model = try StructuralModel(season: .fixed, period: 7)
    let week = Array(sample.prefix(7))
    #expect(
      throws: StructuralError.tooFew(observed: 7, needed: 17, states: 7, controls: 0)
    ) { try attempt(week, model) }
    var gaps = sample
    for point in 0..<20 { gaps[point] = .nan }
    #expect(
      throws: StructuralError.tooFew(observed: 15, needed: 17, states: 7, controls: 0)
    ) { try attempt(gaps, dark: [30, 31, 32, 33, 34], model) }
    #expect(throws: StructuralError.tooFew(observed: 0, needed: 11, states: 1, controls: 0)) {
      try attempt([], StructuralModel())
    }
    try attempt(Array(sample.prefix(17)), model)
  }

  @Test("series without chance")
  func constant() throws {
    #expect(throws: StructuralError.constant(value: 3, observed: 40)) {
      try attempt([Double](repeating: 3, count: 40), StructuralModel())
    }
    // Constant but for a gap and the dark points.
    var values = [Double](repeating: 0.1, count: 40)
    values[3] = .nan
    values[20] = 7
    #expect(throws: StructuralError.constant(value: 0.1, observed: 38)) {
      try attempt(values, dark: [20], StructuralModel(slope: .random))
    }
    let line = (0..<40).map { 0.1 * Double($0) + 3 }
    #expect(throws: StructuralError.exactFit(observed: 40)) {
      try attempt(line, StructuralModel(slope: .random))
    }
    let season = (0..<40).map { [1.1, 5.3, 2.7][$0 % 3] }
    #expect(throws: StructuralError.exactFit(observed: 40)) {
      try attempt(season, StructuralModel(season: .fixed, period: 3))
    }
  }

  @Test("controls that say nothing of their own")
  func collinear() throws {
    let first = StructuralTestSeries(40, controls: 1).controls
    func expectCollinear(_ second: [Double], _ model: StructuralModel, dark: [Int] = []) {
      let controls = zip(first, second).flatMap { [$0, $1] }
      let error = #expect(throws: StructuralError.self) {
        try attempt(sample, controls: controls, count: 2, dark: dark, model)
      }
      guard case .collinear(control: 1, let share) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(share >= 0 && share < 1e-10)
    }
    let model = try StructuralModel()
    expectCollinear([Double](repeating: 1e5, count: 40), model)
    expectCollinear([Double](repeating: 0, count: 40), model)
    expectCollinear(first.map { 1e6 - 3 * $0 }, model)
    expectCollinear((0..<40).map { Double(2 * $0) + 7 }, try StructuralModel(slope: .fixed))
    expectCollinear(
      (0..<40).map { $0 % 4 == 3 ? 1.0 : 0 }, try StructuralModel(season: .fixed, period: 4))
    // A step that is seen at the dark points only.
    expectCollinear((0..<40).map { $0 >= 38 ? 1.0 : 0 }, model, dark: [38, 39])
    // A small part of its own is enough.
    let nearly = first.enumerated().map { $1 + ($0 == 7 ? 0.001 : 0) }
    try attempt(
      sample, controls: zip(first, nearly).flatMap { [$0, $1] }, count: 2, model)
  }

  @Test("a place in the season that is never observed")
  func season() throws {
    var values = sample
    for point in values.indices where point % 5 == 2 { values[point] = .nan }
    #expect(throws: StructuralError.unobservedSeason(place: 2, period: 5)) {
      try attempt(values, StructuralModel(season: .random, period: 5))
    }
  }

  @Test("values, controls and positions that are none")
  func badValues() throws {
    let model = try StructuralModel()
    var infinite = sample
    infinite[4] = .infinity
    #expect(throws: StructuralError.valueOutOfRange(position: 4, value: .infinity)) {
      try attempt(infinite, model)
    }
    var controls = StructuralTestSeries(40, controls: 2).controls
    #expect(throws: StructuralError.controlCount(expected: 120, found: 80)) {
      try attempt(sample, controls: controls, count: 3, model)
    }
    controls[21] = .nan
    controls[70] = .nan
    #expect(throws: StructuralError.missingControls(count: 2, position: 10, control: 1)) {
      try attempt(sample, controls: controls, count: 2, dark: [35], model)
    }
    controls[70] = -1e200
    #expect(throws: StructuralError.valueOutOfRange(position: 35, value: -1e200)) {
      try attempt(sample, controls: controls, count: 2, model)
    }
    for dark in [[40], [-1], [3, 3]] {
      #expect(throws: StructuralError.self) { try attempt(sample, dark: dark, model) }
    }
  }

  @Test("extreme units are computed or refused, never NaN")
  func units() throws {
    for exponent in [-140, -90, -30, 30, 90, 99] {
      var scale = 1.0
      for _ in 0..<exponent.magnitude { scale *= exponent < 0 ? 0.1 : 10 }
      let scaled = sample.map { $0 / 100 * scale }
      do {
        let series = try StructuralSeries(
          values: scaled.span, controls: [Double]().span, controlCount: 0, dark: [12, 39],
          model: StructuralModel(season: .fixed, period: 7))
        let fit = try StructuralFit(series)
        let found = try StructuralCounterfactual(
          series, fit: fit, seed: 1, stream: "x", replicateCount: 50)
        #expect(fit.logLikelihood.isFinite && fit.variances.irregular.isFinite)
        #expect(found.replicates.allSatisfy { $0.isFinite })
        #expect(found.standardDeviation.allSatisfy { $0 > 0 && $0.isFinite })
      } catch {
        #expect(exponent < -100 || exponent > 95, "\(error)")
      }
    }
  }
}
