/// Refits of a model to outcomes with other noise: the residual bootstrap under its autocorrelation.
///
/// Innovations are drawn with replacement from those of the fit, enlarged by √(n/(n − p)) for the parameters
/// that were fitted to them (Davison & Hinkley 1997, "Bootstrap methods and their application", sections 6.2.3
/// and 8.2.2). Where several families are within reach, each draw has one of them, with a probability in
/// proportion to its likelihood times e^(−parameters) (Buckland, Burnham & Augustin 1997, "Model selection:
/// an integral part of inference", Biometrics 53:603), so that the spread includes not knowing it.
struct ReplicateFits {
  private let fits: FamilyFits
  private let generator: CounterGenerator
  private let families: CounterGenerator

  init(_ fits: FamilyFits) {
    self.fits = fits
    let seed = fits.question.setting.seed
    generator = CounterGenerator(seed: seed, stream: "innovations of responses")
    families = CounterGenerator(seed: seed, stream: "families of responses")
  }

  /// - Complexity: a few steps of the search a draw.
  ///
  /// Errors: `stopped`.
  func draws() throws(ResponseError) -> [ResponseReplicate] {
    guard let best = fits.best else { return [] }
    let question = fits.question
    let weights = fits.alternatives.map(Self.cumulativeWeights)
    var searches: [[Int]: Composite] = [:]
    var draws: [ResponseReplicate] = []
    for number in 0..<question.setting.replicateCount {
      try question.setting.check()
      let row = weights.indices.map { channel in
        let counter = UInt64(number) &* UInt64(weights.count) &+ UInt64(channel)
        return RowDraws.index(of: families.uniform(at: counter), in: weights[channel])
      }
      var composite = searches[row] ?? Composite(fits, best, row)
      draws.append(draw(number, &composite))
      searches[row] = composite
    }
    return draws
  }

  private static func cumulativeWeights(_ fits: [FamilyFits.FamilyFit]) -> [Double] {
    let least = fits.map(\.search.squares).min() ?? 0
    var sum = 0.0
    let weights = fits.map { fit in
      let count = fit.search.design.rowCount
      let loss =
        Double(count) / 2 * logarithm(fit.search.squares / max(least, .leastNormalMagnitude))
      sum += exponential(-loss - Double(fit.search.design.allParameterCount))
      return sum
    }
    return weights.map { $0 / sum }
  }

  private func draw(_ number: Int, _ composite: inout Composite) -> ResponseReplicate {
    let question = fits.question
    let count = composite.innovations.count
    let rows = composite.search.design.rowCount
    let first = UInt64(number) &* UInt64(rows)
    let drawn = (0..<count).map { row in
      composite.innovations[generator.index(below: count, at: first &+ UInt64(row))]
    }
    var outcome = composite.fitted
    let errors = composite.search.design.rows.coloured(drawn)
    for (row, period) in composite.search.design.rows.periods.enumerated() {
      outcome[period] += errors[row]
    }
    var calibrations: [Double] = []
    for row in count..<rows {
      let normal = NormalDistribution.quantile(generator.uniform(at: first &+ UInt64(row)))
      calibrations.append(composite.calibrations[row - count] + fits.deviation * normal)
    }
    composite.search.target = composite.search.design.target(outcome, calibrations: calibrations)
    composite.search.evaluate(at: composite.start)
    // What is left of the squares then is far less than what the noise of a draw moves them by.
    composite.search.descend(mostSteps: 30, tolerance: 1e-6)
    let solution = composite.search.solution(outcome)
    var curves = [SaturationCurve?](repeating: nil, count: question.channels.count)
    var carryOvers = [CarryOver](repeating: .none, count: question.channels.count)
    for (place, channel) in question.fitted.enumerated() {
      curves[channel] = solution.curves[place]
      carryOvers[channel] = solution.carryOvers[place]
    }
    return ResponseReplicate(
      curves: curves, carryOvers: carryOvers, coefficients: solution.coefficients,
      index: composite.search.index)
  }

  /// The model with a family for each channel: the chosen one, or an alternative.
  private struct Composite {
    var search: ResponseSearch
    let start: [Double]
    let fitted: [Double]
    let innovations: [Double]
    let calibrations: [Double]

    init(_ fits: FamilyFits, _ best: ResponseSearch, _ row: [Int]) {
      let question = fits.question
      let alternatives = zip(fits.alternatives, row).map { $0[$1] }
      var search = best
      if alternatives.map(\.family) != best.design.models.map(\.family) {
        var start = alternatives.enumerated().flatMap { channel, fit in
          fit.search.point[fit.search.design.parameters(ofChannel: channel)]
        }
        start += best.index
        if let design = try? fits.design(alternatives.map(\.family)) {
          search = ResponseSearch(design, target: best.target, from: start)
          search.descend(mostSteps: 30, tolerance: 1e-8)
        }
      }
      let design = search.design
      fitted = search.solution(question.outcome).fitted
      let count = design.rows.periods.count
      var rows = [Double].zeros(count)
      let rest = zip(question.outcome, fitted).map { $0 - $1 }
      var span = rows.mutableSpan
      design.rows.write(rest.span, to: &span, from: 0)
      let mean = rows.reduce(0, +) / Double(count)
      let free = Double(count - design.allParameterCount)
      let factor = (Double(count) / free).squareRoot()
      innovations = rows.map { factor * ($0 - mean) }
      calibrations = (count..<design.rowCount).map { search.target[$0] - search.residuals[$0] }
      start = search.point
      self.search = search
    }
  }
}
