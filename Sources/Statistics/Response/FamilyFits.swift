/// Fits of the model with one family or another for its channels, all under the same autocorrelation.
struct FamilyFits {
  let question: ResponseQuestion
  /// Of the errors.
  private(set) var autocorrelation = 0.0
  /// Standard deviation of the innovations, by which calibrations are weighed.
  private(set) var deviation = 1.0
  /// The families of the fitted channels that are chosen.
  private(set) var families: [CurveFamily] = []
  private(set) var best: ResponseSearch?
  /// For each fitted channel the searches by family, the others having theirs as chosen.
  private(set) var alternatives: [[FamilyFit]] = []

  struct FamilyFit {
    let family: CurveFamily
    let search: ResponseSearch
    let heldOutError: Double?
  }

  init(_ question: ResponseQuestion) throws(ResponseError) {
    self.question = question
    let channels = question.fitted.map { question.channels[$0] }
    guard !channels.isEmpty else { return }
    families = channels.map { $0.families[0] }
    // All channels with one family, as far as they may have it.
    var candidates: [[CurveFamily]] = []
    for family in channels.flatMap(\.families) {
      let row = channels.map { $0.families.contains(family) ? family : $0.families[0] }
      if !candidates.contains(row) { candidates.append(row) }
    }
    let independent = try candidates.map { (row) throws(ResponseError) in
      try fit(row, weighs: false)
    }
    guard let first = independent.min(by: { $0.squares < $1.squares }) else { return }
    if question.setting.isAutocorrelated {
      autocorrelation = ResidualAutocorrelation.estimate(
        first.observedResiduals(question.outcome), periods: question.observed,
        tangent: first.tangent())
    }
    let free = Double(first.design.rowCount - first.design.allParameterCount)
    deviation = (first.squares / free).squareRoot()
    // Nothing but a calibration is weighed by it.
    if autocorrelation != 0, !question.usedCalibrations.isEmpty {
      let again = try candidates.map { (row) throws(ResponseError) in
        try fit(row, weighs: false)
      }
      deviation = ((again.map(\.squares).min() ?? first.squares) / free).squareRoot()
    }
    try choose(candidates, channels)
  }

  /// Fits families to all observed periods, or to some.
  private func fit(
    _ families: [CurveFamily], weighs: Bool = true, observed: [Int]? = nil
  ) throws(ResponseError) -> ResponseSearch {
    let design = try design(families, weighs: weighs, observed: observed)
    let target = design.target(question.outcome)
    let index = ResponseStart.index(design, target)
    let basis = design.basis(at: index)
    let grids = families.indices.map { ChannelGrid(design, channel: $0, basis: basis) }
    return ResponseStart.search(design, target, grids, index: index)
  }

  func design(_ families: [CurveFamily], weighs: Bool = true, observed: [Int]? = nil)
    throws(ResponseError) -> ResponseDesign
  {
    try ResponseDesign(
      observed: observed ?? question.observed, periodCount: question.outcome.count,
      autocorrelation: autocorrelation, regressors: question.columns,
      models: zip(question.fitted, families).map {
        ChannelModel(question.channels[$0], $1)
      }, calibrations: weighs ? question.usedCalibrations : [], deviation: deviation,
      isBaseNonnegative: question.isBaseNonnegative, index: question.index)
  }

  /// Chooses a family for all channels, then for each in turn.
  private mutating func choose(_ candidates: [[CurveFamily]], _ channels: [ResponseChannel])
    throws(ResponseError)
  {
    var fits: [FamilyFit] = []
    for row in candidates {
      try question.setting.check()
      let search = try fit(row)
      let isCompared = candidates.count > 1
      fits.append(
        FamilyFit(
          family: row[0], search: search, heldOutError: isCompared ? heldOut(row, search) : nil))
    }
    var chosen = chosenPlace(fits)
    families = candidates[chosen]
    var best = fits[chosen].search
    if channels.count == 1 {
      alternatives = [fits]
    } else {
      // Until each is the best beside the others as they are in the end.
      for _ in 0..<Self.mostPasses {
        let before = families
        alternatives = []
        for channel in channels.indices {
          let fits = try compared(channel, channels[channel].families, best)
          chosen = chosenPlace(fits)
          families[channel] = fits[chosen].family
          best = fits[chosen].search
          alternatives.append(fits)
        }
        if families == before { break }
      }
    }
    self.best = best
  }

  private static let mostPasses = 2

  /// Joint fits in which one channel has each of its families.
  private func compared(_ channel: Int, _ allowed: [CurveFamily], _ best: ResponseSearch)
    throws(ResponseError) -> [FamilyFit]
  {
    var fits: [FamilyFit] = []
    for family in allowed {
      try question.setting.check()
      var row = families
      row[channel] = family
      let search = row == families ? best : try changed(best, channel, row)
      fits.append(
        FamilyFit(
          family: family, search: search,
          heldOutError: allowed.count > 1 ? heldOut(row, search) : nil))
    }
    return fits
  }

  /// A joint fit in which one channel has another family, from the parameters of the others.
  private func changed(_ search: ResponseSearch, _ channel: Int, _ row: [CurveFamily])
    throws(ResponseError) -> ResponseSearch
  {
    let design = try design(row)
    let old = search.design
    var point = search.point
    let rest = search.rest(without: channel)
    let grid = ChannelGrid(design, channel: channel, basis: search.basis)
    let gains = grid.gains(grid.products(rest), level: grid.level(rest))
    let best = gains.indices.max { gains[$0] < gains[$1] } ?? 0
    point.replaceSubrange(old.parameters(ofChannel: channel), with: grid.points[best])
    var next = ResponseSearch(design, target: search.target, from: point)
    next.descend(mostSteps: 60, tolerance: 1e-9)
    return next
  }

  /// The family that predicts best among those that are within reach of the least squares.
  private func chosenPlace(_ fits: [FamilyFit]) -> Int {
    let least = fits.map(\.search.squares).min() ?? 0
    let limit = Self.limit(least, fits[0].search.design, question.setting.level)
    let areHeldOut = fits.allSatisfy { $0.heldOutError != nil }
    // A series too short to hold out a part is judged by the variance of its residuals.
    func error(_ place: Int) -> Double {
      areHeldOut ? fits[place].heldOutError ?? .infinity : fits[place].search.residualDeviation
    }
    let reach = fits.indices.filter { fits[$0].search.squares <= limit }
    return reach.min { error($0) < error($1) } ?? 0
  }

  /// The squares up to which a point is within the profile likelihood interval of one parameter.
  ///
  /// (S − S₀)/(S₀/ν) is compared with the quantile of F(1, ν).
  static func limit(_ squares: Double, _ design: ResponseDesign, _ level: Double) -> Double {
    let free = Double(design.rowCount - design.allParameterCount)
    let quantile = FisherDistribution.studentQuantile(twoSidedLevel: level, degreesOfFreedom: free)
    return squares * (1 + quantile * quantile / free)
  }

  /// Root mean square error of four tenths of the series, each predicted by a fit to all before it.
  func heldOut(_ families: [CurveFamily], _ search: ResponseSearch) -> Double? {
    let observed = question.observed
    var (squares, count) = (0.0, 0)
    for fold in 6..<10 {
      let (cut, end) = (observed.count * fold / 10, observed.count * (fold + 1) / 10)
      guard cut >= search.design.allParameterCount + 5,
        let design = try? design(families, observed: Array(observed.prefix(cut)))
      else { return nil }
      var part = ResponseSearch(
        design, target: design.target(question.outcome), from: search.point)
      // Among several channels the parameters of the whole series are near enough for some steps.
      part.descend(mostSteps: families.count == 1 ? 30 : 6, tolerance: 1e-5)
      let model = part.solution(question.outcome)
      for period in observed[cut..<end] {
        let error = question.outcome[period] - model.fitted[period]
        squares += error * error
        count += 1
      }
    }
    return (squares / Double(count)).squareRoot()
  }
}
