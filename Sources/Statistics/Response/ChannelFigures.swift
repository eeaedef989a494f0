/// The figures of one channel with their intervals, over the families within reach.
struct ChannelFigures {
  private let search: ResponseSearch
  private let place: Int
  private let limit: Double
  private let model: ChannelModel
  private let grid: ChannelGrid
  /// What is wrong with the channel as a whole, where something is.
  private let doubt: Identification?

  /// Without intervals the figures have values and standard errors alone.
  private let hasIntervals: Bool

  init(
    _ search: ResponseSearch, place: Int, limit: Double, doubt: Identification?,
    hasIntervals: Bool = true
  ) {
    self.hasIntervals = hasIntervals
    self.search = search
    self.place = place
    self.limit = limit
    self.doubt = doubt
    model = search.design.models[place]
    grid = ChannelGrid(search.design, channel: place, basis: search.basis)
  }

  func amplitude() -> ParameterEstimate {
    guard hasIntervals else { return pointFigure(.amplitude) }
    guard let profile = SizeProfile(search, channel: place, .amplitude, limit: limit, grid: grid)
    else { return ParameterEstimate(value: search.sizes[place], .flat) }
    let high = profile.upperEnd(of: .amplitude, today: model.today)
    return ParameterEstimate(
      value: profile.value, low: profile.low, high: high, standardError: profile.standardError,
      doubt ?? (high == nil ? .flat : .identified))
  }

  /// The marginal return with the union of the profile likelihood intervals of the fit and the alternatives
  /// within reach.
  func marginal(over alternatives: [FamilyFits.FamilyFit]) -> ParameterEstimate {
    guard hasIntervals else { return pointFigure(.marginal) }
    return union(.marginal, alternatives).map {
      ParameterEstimate(
        value: $0.value, low: $0.low, high: $0.high, standardError: $0.standardError,
        doubt ?? ($0.high == nil ? .flat : .identified))
    } ?? ParameterEstimate(value: nil, doubt ?? .flat)
  }

  /// The average return, in the same way; its value is nil where the interval says next to nothing.
  ///
  /// - Parameters:
  ///   - alternatives: fits with other families.
  ///   - meanOutcome: of the observed periods.
  /// - Returns: the return with its interval.
  func average(over alternatives: [FamilyFits.FamilyFit], meanOutcome: Double)
    -> ParameterEstimate
  {
    guard hasIntervals else { return pointFigure(.average) }
    return union(.average, alternatives).map { found in
      let isKnown = found.high.map {
        Self.isKnown(low: found.low ?? 0, high: $0, greatest: meanOutcome / model.today)
      }
      let isFlat = isKnown != true
      return ParameterEstimate(
        value: isFlat ? nil : found.value, low: found.low, high: found.high,
        standardError: isFlat ? nil : found.standardError,
        doubt ?? (isFlat ? .flat : .identified))
    } ?? ParameterEstimate(value: nil, doubt ?? .flat)
  }

  /// An interval over more than this factor does not tell a size.
  private static let greatestRatio = 10.0
  /// Below this share of all outcomes a size is known to be small, whatever the ratio.
  private static let smallShare = 0.1

  /// Whether an interval of an average return tells its size: the ends are within a factor of ten, or the
  /// channel brings less than a tenth of the outcome.
  static func isKnown(low: Double, high: Double, greatest: Double) -> Bool {
    high <= greatestRatio * low || high <= smallShare * greatest
  }

  private func union(_ measure: ReturnMeasure, _ alternatives: [FamilyFits.FamilyFit])
    -> (value: Double, low: Double?, high: Double?, standardError: Double?)?
  {
    guard let own = SizeProfile(search, channel: place, measure, limit: limit, grid: grid)
    else { return nil }
    var (low, high) = (own.low, own.upperEnd(of: measure, today: model.today))
    for fit in alternatives {
      guard
        let other = SizeProfile(
          fit.search, channel: place, measure, limit: limit,
          grid: ChannelGrid(fit.search.design, channel: place, basis: fit.search.basis))
      else { continue }
      low = low.flatMap { low in other.low.map { min(low, $0) } }
      high = high.flatMap { high in
        other.upperEnd(of: measure, today: model.today).map { max(high, $0) }
      }
    }
    return (own.value, low, high, own.standardError)
  }

  private func pointFigure(_ measure: ReturnMeasure) -> ParameterEstimate {
    var search = search
    search.measures[place] = measure
    search.evaluate(at: search.point)
    guard search.squares.isFinite else {
      return ParameterEstimate(value: nil, doubt ?? .flat)
    }
    return ParameterEstimate(
      value: search.sizes[place], standardError: search.error(ofSize: place),
      doubt ?? .identified)
  }

  var scale: ParameterEstimate? {
    model.hasScale ? parameter(0, isLogarithmic: true, natural: nil) : nil
  }

  var shape: ParameterEstimate? {
    guard model.family.hasShape else { return nil }
    return parameter(
      model.hasScale ? 1 : 0, isLogarithmic: true,
      natural: model.family == .power ? .upper : nil)
  }

  var carryOver: [ParameterEstimate] {
    model.kind.bounds.indices.map {
      parameter(
        model.curveCount + $0, isLogarithmic: model.kind.isLogarithmic,
        natural: model.kind.isLogarithmic || model.kind.bounds[$0].lowerBound > 0 ? nil : .lower)
    }
  }

  /// A parameter of the curve or the carry-over.
  ///
  /// An interval may end at a natural end of the bounds, one that
  /// is part of what the parameter means, such as a retention of 0, and not of where it is searched.
  private func parameter(_ index: Int, isLogarithmic: Bool, natural: BoundEnd?)
    -> ParameterEstimate
  {
    func plain(_ value: Double) -> Double { isLogarithmic ? exponential(value) : value }
    let parameter = search.design.offsets[place] + index
    let range = model.bounds[index]
    guard search.sizes[place] > 0 else {
      return ParameterEstimate(value: nil, doubt ?? .flat)
    }
    guard hasIntervals else {
      let (value, error) = (plain(search.point[parameter]), search.error(ofParameter: parameter))
      return ParameterEstimate(
        value: value, standardError: error.map { isLogarithmic ? $0 * value : $0 },
        doubt ?? .identified)
    }
    let profile = ParameterProfile(search, parameter: parameter, limit: limit)
    let value = plain(profile.value)
    let low = profile.low.map(plain) ?? (natural == .lower ? plain(range.lowerBound) : nil)
    let high = profile.high.map(plain) ?? (natural == .upper ? plain(range.upperBound) : nil)
    let identification: Identification
    if let bound = profile.bound, bound != natural {
      identification = .atBound(bound)
    } else {
      identification = low == nil || high == nil ? .flat : .identified
    }
    return ParameterEstimate(
      value: value, low: low, high: high,
      standardError: profile.standardError.map { isLogarithmic ? $0 * value : $0 },
      doubt ?? identification)
  }
}
