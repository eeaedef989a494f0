/// The response of one outcome to the spend of channels: y = m (Zγ + Σ c) + e.
///
/// m is demand, exp(Σ η (w − w̄)) of the columns w of an index with their means w̄ over the last periods, so that
/// it is 1 today; without an index it is 1 always.
/// Z is an intercept with the regressors, c what a channel brings, a saturation curve of its carried-over
/// spend or the carried-over values of the curve, and e first-order autoregressive. Parameters have the least
/// squares of the innovations; the autocorrelation is estimated before, from residuals, without their bias.
/// Intervals are those of the profile likelihood, compared with Fisher's F. Where several families are given,
/// they are compared by held-out periods, and the intervals of the returns are the union over the families
/// whose least squares are within reach of the best.
package struct ResponseFit: Sendable {
  package let channels: [ChannelResponse]
  /// The intercept, then one for each regressor, per unit of it; then one for each column of an index that was
  /// compared and is better added, as it is less its mean of the last periods.
  package let coefficients: [Double]
  /// The intercept and the regressors in each period, at its demand.
  package let base: [Double]
  /// The outcome of each channel in each period, at its demand; zero for a channel without a curve.
  package let contributions: [[Double]]
  /// Base and contributions added up.
  package let fitted: [Double]
  /// Demand of each period over that of today: 1 without an index.
  package let index: [Double]
  /// Whether the index multiplies, where that was compared.
  package let indexComparison: IndexComparison?
  /// Standard deviation of the innovations, in units of the outcome.
  package let residualDeviation: Double
  /// Correlation of the errors of neighbouring periods.
  package let autocorrelation: Double
  /// Observed periods and calibrations less parameters.
  package let degreesOfFreedom: Int
  /// The squares that are least: of innovations, and of calibrations in their units.
  package let squares: Double
  package let replicates: [ResponseReplicate]
  package let warnings: [ResponseWarning]
  let terms: ReplicateBase

  /// - Parameters:
  ///   - outcome: of each period; NaN where it is not known.
  ///   - channels: with a spend for each period.
  ///   - regressors: what else moves the outcome, added to it.
  ///   - index: what moves demand, by which base and channels are multiplied: a trend, a season.
  ///   - calibrations: results of experiments, each as one more row in units of its standard error.
  ///   - setting: of the estimation.
  /// - Throws: what is wrong with the input.
  /// - Complexity: O(n p²) a step of the search; a fit has some dozen steps, an interval about as many.
  package init(
    outcome: [Double], channels: [ResponseChannel], regressors: [ResponseRegressor] = [],
    index: [ResponseRegressor] = [], calibrations: [ResponseCalibration] = [],
    setting: ResponseSetting = ResponseSetting()
  ) throws(ResponseError) {
    let question = try ResponseQuestion(
      outcome: outcome, channels: channels, regressors: regressors, index: index,
      calibrations: calibrations, setting: setting)
    let parameters = question.mostParameters
    guard question.observed.count > parameters + 1 else {
      throw .tooFew(observed: question.observed.count, parameters: parameters)
    }
    let choice = try IndexChoice(question)
    let fits = choice.fits
    guard let search = fits.best else {
      self = try ResponseFit(withoutChannels: question)
      return
    }
    let solution = search.solution(outcome)
    let stocks = solution.stocks.map { stock in question.observed.map { stock[$0] } }
    let observedColumns = (question.columns + question.index.deviations).map { column in
      question.observed.map { column[$0] }
    }
    var responses = channels.map { ChannelResponse(withoutVariation: $0) }
    var contributions = [[Double]](
      repeating: [Double].zeros(outcome.count), count: channels.count)
    for (place, channel) in question.fitted.enumerated() {
      try setting.check()
      let doubt = Collinearity.doubt(
        stocks, channel: place, indices: question.fitted, regressors: observedColumns)
      responses[channel] = ChannelResponse(
        channels[channel], fits, choice.other?.alternatives[place] ?? [], search, place: place,
        solution, doubt: doubt)
      contributions[channel] = solution.contributions[place]
    }
    self.channels = responses
    self.contributions = contributions
    coefficients = solution.coefficients
    base = solution.base
    fitted = solution.fitted
    self.index = solution.index
    indexComparison = choice.comparison
    residualDeviation = search.residualDeviation
    autocorrelation = fits.autocorrelation
    degreesOfFreedom = search.design.rowCount - search.design.allParameterCount
    squares = search.squares
    replicates = try ReplicateFits(fits).draws()
    terms = ReplicateBase(fits.question)
    warnings = ResponseDoubts.all(fits, search, solution)
  }

  /// A fit of the base alone, where no channel's spend varies.
  private init(withoutChannels question: ResponseQuestion) throws(ResponseError) {
    let design = try ResponseDesign(
      observed: question.observed, periodCount: question.outcome.count, autocorrelation: 0,
      regressors: question.columns, models: [], calibrations: [], deviation: 1,
      isBaseNonnegative: question.isBaseNonnegative,
      index: question.index)
    let target = design.target(question.outcome)
    let search = ResponseSearch(
      design, target: target, from: ResponseStart.index(design, target))
    let solution = search.solution(question.outcome)
    channels = question.channels.map { ChannelResponse(withoutVariation: $0) }
    contributions = [[Double]](
      repeating: [Double].zeros(question.outcome.count),
      count: question.channels.count)
    coefficients = solution.coefficients
    base = solution.base
    fitted = solution.fitted
    index = solution.index
    indexComparison = nil
    residualDeviation = search.residualDeviation
    autocorrelation = 0
    degreesOfFreedom = design.rowCount - design.allParameterCount
    squares = search.squares
    let curves = [SaturationCurve?](repeating: nil, count: question.channels.count)
    replicates = [ResponseReplicate](
      repeating: ResponseReplicate(
        curves: curves, carryOvers: channels.map(\.carryOver), coefficients: coefficients,
        index: search.index),
      count: question.setting.replicateCount)
    terms = ReplicateBase(question)
    warnings = ResponseDoubts.ofInput(question, parameters: design.allParameterCount)
  }
}

extension ResponseQuestion {
  /// Parameters of the model with the largest families.
  var mostParameters: Int {
    fitted.reduce(columns.count + index.count) { sum, index in
      let channel = channels[index]
      let curve = channel.families.map { $0 == .hill ? 2 : 1 }.max() ?? 1
      return sum + 1 + curve + channel.carryOver.bounds.count
    }
  }
}

extension ChannelResponse {
  /// A channel of which nothing can be known, since its spend is always the same.
  init(withoutVariation channel: ResponseChannel) {
    let verdict = Identification.noVariation(
      coefficientOfVariation: ResponseQuestion.variation(channel.spend))
    let unknown = ParameterEstimate(value: nil, verdict)
    self.init(
      name: channel.name, identification: verdict, curve: nil, carryOver: .none,
      stock: channel.spend, amplitude: unknown, scale: nil, shape: nil,
      carryOverParameters: channel.carryOver.bounds.map { _ in unknown }, today: channel.today,
      marginal: unknown, average: unknown, comparison: [])
  }

  init(
    _ channel: ResponseChannel, _ fits: FamilyFits, _ others: [FamilyFits.FamilyFit],
    _ search: ResponseSearch, place: Int,
    _ solution: ResponseSolution, doubt: Identification?
  ) {
    let alternatives = fits.alternatives[place]
    let chosen = fits.families[place]
    let level = fits.question.setting.level
    let least = (alternatives + others).reduce(search.squares) { min($0, $1.search.squares) }
    // The same limit as in the choice, so that the chosen family is always within it.
    let limit = max(
      search.squares,
      FamilyFits.limit(least, alternatives.first?.search.design ?? search.design, level))
    let ownLimit = FamilyFits.limit(search.squares, search.design, level)
    let hasIntervals = fits.question.setting.hasIntervals
    let own = ChannelFigures(
      search, place: place, limit: ownLimit, doubt: doubt, hasIntervals: hasIntervals)
    let all = ChannelFigures(
      search, place: place, limit: limit, doubt: doubt, hasIntervals: hasIntervals)
    let reachable = alternatives.filter { $0.family != chosen } + others
    // While nothing is spent the returns of the mean spend tell whether the curve is known, and no more.
    let isPaused = channel.today == 0
    let marginal = all.marginal(over: reachable)
    let average = all.average(
      over: reachable, meanOutcome: fits.question.meanOutcome(solution.index))
    self.init(
      name: channel.name, identification: marginal.identification, curve: solution.curves[place],
      carryOver: solution.carryOvers[place],
      stock: channel.first == .carryOver ? solution.stocks[place] : channel.spend,
      amplitude: own.amplitude(), scale: own.scale, shape: own.shape,
      carryOverParameters: own.carryOver, today: channel.today,
      marginal: isPaused ? ParameterEstimate(value: nil, marginal.identification) : marginal,
      average: isPaused ? ParameterEstimate(value: nil, average.identification) : average,
      comparison: alternatives.map { fit in
        FamilyComparison(
          family: fit.family, heldOutError: fit.heldOutError,
          fitError: (fit.search.squares / Double(fit.search.design.rowCount)).squareRoot(),
          parameters: fit.search.design.allParameterCount,
          isWithinReach: fit.search.squares <= limit, isChosen: fit.family == chosen)
      })
  }
}
