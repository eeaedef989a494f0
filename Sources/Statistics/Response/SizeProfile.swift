/// The profile likelihood interval of a channel's amplitude, or of its marginal or average return.
struct SizeProfile {
  let value: Double
  let low: Double?
  let high: Double?
  /// From the curvature; nil where it is not finite.
  let standardError: Double?
  /// Whether a parameter of the curve is at a bound at the upper end.
  let isHighAtBound: Bool
  /// The mean of the base at the upper end; nil where it has no bound.
  let baseAtHigh: Double?
  /// How many points were evaluated for it.
  let evaluations: Int

  /// How many times the squares a start may have that is followed.
  private static let worthwhile = 1.2

  /// There is none where the squares of the search are beyond the limit, or the measure has no value.
  ///
  /// - Parameters:
  ///   - search: at the least squares, sizes being amplitudes.
  ///   - channel: by its place in the design.
  ///   - measure: the figure.
  ///   - limit: squares at the ends.
  ///   - grid: of the channel.
  init?(
    _ search: ResponseSearch, channel: Int, _ measure: ReturnMeasure, limit: Double,
    grid: ChannelGrid
  ) {
    guard search.squares <= limit else { return nil }
    var search = search
    search.measures[channel] = measure
    let optimum = search.point
    search.evaluate(at: optimum)
    guard search.squares.isFinite else { return nil }
    let (least, before) = (search.squares, search.evaluations)
    let value = search.sizes[channel]
    self.value = value
    let error = search.error(ofSize: channel)
    standardError = error

    let design = search.design
    let model = design.models[channel]
    let rest = search.target(without: channel)
    let products = grid.products(rest)
    let level = grid.level(rest)
    let norms = grid.points.map { point in
      measure == .amplitude
        ? 1
        : measure.norm(model.curve(point[...], amplitude: 1), today: model.today).value
    }
    let parameters = design.parameters(ofChannel: channel)
    let isAlone = design.models.count == 1
    let effort = isAlone ? ProfileEnd.alone : ProfileEnd.together

    func squares(_ size: Double, _ from: inout [Double]) -> Double {
      search.fixedSize = (channel, size)
      search.evaluate(at: from)
      search.descend(effort)
      var best = (search.squares, search.point)
      let amplitudes = norms.map { size / $0 }
      if let start = grid.best(amplitudes: amplitudes, products, level: level) {
        var point = isAlone ? optimum : from
        point.replaceSubrange(parameters, with: grid.points[start.point])
        search.evaluate(at: point)
        // Among several channels a start that is far worse is not worth the steps.
        if isAlone || search.squares < Self.worthwhile * best.0 {
          search.descend(effort)
        }
        if search.squares < best.0 { best = (search.squares, search.point) }
      }
      from = best.1
      return best.0
    }

    let reach = grid.greatest(
      rise: limit - least, of: least,
      total: ColumnProducts.product(rest, 0, rest, 0, design.rowCount), products, level: level)
    let farthest = zip(reach, norms).reduce(0) { found, pair in
      let size = pair.0 * pair.1
      return size.isFinite ? max(found, size) : found
    }
    var point = optimum
    let guess = max(
      farthest, ProfileEnd.guess(from: value, towards: 5 * value, error: error))
    let first = guess > 0 ? guess : 1
    let high = ProfileEnd.find(from: value, first: first, least: least, limit: limit) {
      squares($0, &point)
    }
    self.high = high
    isHighAtBound = zip(parameters, model.bounds).prefix(model.curveCount).contains {
      // An exponent of 1 is part of what a power is.
      point[$0] <= $1.lowerBound || (point[$0] >= $1.upperBound && model.hasScale)
    }
    if let high, design.basis.isBounded {
      search.fixedSize = (channel, high)
      search.evaluate(at: point)
      baseAtHigh = search.meanBase
    } else {
      baseAtHigh = nil
    }
    point = optimum
    var low: Double?
    if value > 0 {
      let guess = ProfileEnd.guess(from: value, towards: 0, error: error)
      low = ProfileEnd.find(from: value, first: guess, wall: 0, least: least, limit: limit) {
        squares($0, &point)
      }
    }
    self.low = low ?? 0
    evaluations = search.evaluations - before
  }

  /// The upper end, where it is that of the data.
  ///
  /// Amplitude and average return depend on the curve below what was spent; where a parameter of the curve is
  /// at a bound there, the end is the bound's. A curve that rises by the whole base with the first unit of
  /// money would fit as well as one that has none of it, so that the average return then ends where nothing
  /// is left of the base.
  ///
  /// - Parameters:
  ///   - measure: the figure of the profile.
  ///   - today: spend at which the average return is asked for, more than nothing.
  /// - Returns: nil where there is no such end.
  func upperEnd(of measure: ReturnMeasure, today: Double) -> Double? {
    guard isHighAtBound, measure != .marginal else { return high }
    guard measure == .average, let high, let baseAtHigh else { return nil }
    return high + baseAtHigh / today
  }
}

extension ResponseSearch {
  /// The target less what the other channels give.
  func target(without channel: Int) -> [Double] { rest(without: channel) }

  /// The mean of the base over the observed periods; 0 where it has no bound and is not asked for.
  var meanBase: Double {
    let level = design.rowCount
    guard design.basis.isBounded, !isBaseAtZero else { return 0 }
    return basis.mean(
      sizes.indices.reduce(goal[level]) {
        $0 - sizes[$1] * columns[start(ofChannel: $1) + level]
      })
  }

  /// Standard deviation of the residuals; there are always more rows than parameters.
  var residualDeviation: Double {
    (squares / Double(design.rowCount - design.allParameterCount)).squareRoot()
  }

  /// Parameters at one of their bounds.
  var atBounds: Set<Int> {
    let bounds = design.bounds
    return Set(
      point.indices.filter {
        point[$0] <= bounds[$0].lowerBound || point[$0] >= bounds[$0].upperBound
      })
  }

  /// Standard error of a channel's size; nil where it is 0 or not determined.
  func error(ofSize channel: Int) -> Double? {
    let system = StepSystem(self)
    guard let place = system.channels.firstIndex(of: channel) else { return nil }
    let variance = system.variances(held: atBounds)[system.parameters.count + place]
    return variance.map { residualDeviation * $0.squareRoot() }
  }

  /// Standard error of a nonlinear parameter; nil where it is at a bound or not determined.
  func error(ofParameter parameter: Int) -> Double? {
    let system = StepSystem(self)
    guard let place = system.parameters.firstIndex(of: parameter) else { return nil }
    return system.variances(held: atBounds)[place].map { residualDeviation * $0.squareRoot() }
  }
}
