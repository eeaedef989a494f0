internal import Statistics
internal import Units
internal import Values

/// Makes estimates of what a fit found.
struct ResponseEstimates: Sendable {
  let level: Double
  let isProfiled: Bool

  /// A parameter or a return with the interval of its profile likelihood; missing where the data say nothing.
  func estimate(
    _ found: ParameterEstimate, _ measure: Measure, replicates: [Double] = []
  ) -> Value {
    guard let value = found.value, value.isFinite else { return .missing }
    guard isProfiled else { return estimate(value, replicates, measure) }
    let interval: Estimate.Interval =
      switch (found.low, found.high) {
      case (let low?, let high?): .between(low: low, high: high)
      case (let low?, nil): .atLeast(low)
      case (nil, let high?): .atMost(high)
      case (nil, nil): .none
      }
    return .estimate(
      Estimate(
        value: value, measure: measure, interval: interval, level: level, replicates: replicates))
  }

  /// A figure with the interval between the quantiles of its replicates, stretched to hold the figure.
  ///
  /// Replicates are of all curves that describe the data about as well, the figure of the chosen one; added
  /// up over channels it can lie beyond them.
  func estimate(_ value: Double, _ replicates: [Double], _ measure: Measure) -> Value {
    let made = SeriesEstimates(level: level, measure: measure).estimate(value, replicates)
    guard case .estimate(var estimate) = made,
      case .between(let low, let high) = estimate.interval
    else { return made }
    estimate.interval = .between(low: min(low, value), high: max(high, value))
    return .estimate(estimate)
  }

  func estimate(_ figure: DrawnFigure, _ measure: Measure) -> Value {
    estimate(figure.value, figure.replicates, measure)
  }

  static func quantity(_ value: Double?, _ measure: Measure) -> Value {
    guard let value, value.isFinite else { return .missing }
    return .quantity(Quantity(value, measure))
  }

  /// How the intervals are made, for `explain`.
  var words: String {
    let resampled =
      "quantiles of fits to resampled residuals, each by one of the curves that describe the data about as well"
    let share = NumberText().text(Quantity(level, .share))
    guard isProfiled else { return "\(share): \(resampled)" }
    return "\(share): profile likelihood for parameters and today's returns, over all "
      + "curves that describe the data about as well as the best; all other figures by \(resampled)"
  }
}

/// What the data say of a curve, in words.
struct ResponseVerdict {
  let model: ResponseCurves
  let channel: ResponseCurves.Channel

  /// `identified`, or why not.
  var text: String { words(model.response(channel).identification) }

  func words(_ identification: Identification) -> String {
    let text = NumberText()
    switch identification {
    case .identified: return "identified"
    case .noVariation(let variation):
      return "not identified: spend hardly varies (\(text.text(Quantity(variation, .share))))"
    case .collinear(.channel(let place), let correlation):
      return
        "not identified: moves with \(model.market(channel).market.channels[place].name) (correlation \(text.text(.number(correlation), format: ".2") ?? ""))"
    case .collinear(.regressor(let place), let correlation):
      let names = model.market(channel).regressorNames
      return
        "not identified: moves with \(names.indices.contains(place) ? names[place] : "the base") (correlation \(text.text(.number(correlation), format: ".2") ?? ""))"
    case .atBound(.lower): return "not identified: at the lower bound"
    case .atBound(.upper): return "not identified: at the upper bound"
    case .flat: return "not identified: all values describe the data about as well"
    }
  }
}
