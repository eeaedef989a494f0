internal import Statistics
internal import Units
internal import Values

/// The structural model that a call asks for, before a series is seen.
struct SeriesModelRequest {
  /// Nil where the series is to tell; 1 for none.
  let season: Int?
  let trend: SeriesTrend
  let scale: SeriesScale

  /// Reads `season:`, `trend:` and `scale:`.
  ///
  /// Errors: `invalidArgument` for a season that cannot be.
  init(_ call: Call, trend: SeriesTrend) throws(ValueError) {
    self.trend = call.word("trend").flatMap(SeriesTrend.init(rawValue:)) ?? trend
    scale = call.word("scale").flatMap(SeriesScale.init(rawValue:)) ?? .linear
    season = try Self.season(call)
  }

  static func season(_ call: Call) throws(ValueError) -> Int? {
    switch call.value("season") {
    case nil, .text("auto"): return nil
    case .text("none"): return 1
    case let value?:
      if let number = value.magnitude.flatMap({ Int(exactly: $0) }),
        (2...StructuralModel.greatestPeriod).contains(number)
      {
        return number
      }
      throw ValueError(
        .invalidArgument,
        "`season:` takes \"auto\", \"none\" or 2 to \(StructuralModel.greatestPeriod) periods",
        because: "it is \(NumberText().text(value))", fixes: [.init("season: \"none\"")],
        argument: "season")
    }
  }
}

/// The structural model of one series: which season it has, and the waves of a year.
///
/// A season of at most 60 periods has a figure for each of them. The year of days and weeks is made of two
/// sines and two cosines, since no series is long enough for 365 figures.
struct SeriesModel {
  let structural: StructuralModel
  /// How many sines and cosines stand for a year, two for each wave.
  let waves: Int
  let scale: SeriesScale
  private let periodsPerYear: Double

  /// Waves of the year where two years were observed.
  static let yearlyWaves = 2
  /// A season has to be observed so often to be found without being asked for.
  static let leastSeasons = 3

  /// Chooses the season by the period of a value and the length of a series, where none was asked for.
  ///
  /// The model is fitted to `observed` values.
  ///
  /// Errors: the refusal of a model that cannot be.
  init(
    _ request: SeriesModelRequest, _ series: RegularSeries, observed: Int
  ) throws(ValueError) {
    scale = request.scale
    let usual: Int
    (usual, periodsPerYear) =
      switch series.grain {
      case .day: (7, 365.25)
      case .week: (1, 365.25 / 7)
      case .month: (12, 12)
      case .quarter: (4, 4)
      case .year: (1, 1)
      }
    let period = request.season ?? (observed >= Self.leastSeasons * usual ? usual : 1)
    let isLong = Double(observed) >= 2 * periodsPerYear
    let isYearly = series.grain == .day || series.grain == .week
    waves = request.season == nil && isYearly && isLong ? Self.yearlyWaves : 0
    do {
      structural = try StructuralModel(
        level: .random,
        slope: request.trend == .level ? nil : request.trend == .drift ? .fixed : .random,
        season: period > 1 ? .fixed : nil, period: period)
    } catch {
      throw SeriesRefusal(series, controls: []).error(error)
    }
  }

  /// How far apart values are that resemble one another by the season: the period, or a year of waves.
  var cycle: Int {
    guard structural.period == 1 else { return structural.period }
    return waves > 0 ? Int(exactly: periodsPerYear.rounded()) ?? 1 : 1
  }

  /// Sines and cosines of the year at a position.
  private func yearlyControls(at position: Int) -> [Double] {
    (0..<waves).flatMap { wave in
      let angle = 2 * Double.pi * Double(wave + 1) * Double(position) / periodsPerYear
      return [cosine(angle), sine(angle)]
    }
  }

  /// A series with its model, ready to be fitted to all positions but the dark ones.
  ///
  /// It has `count` positions; those beyond the last value are to be forecast.
  ///
  /// Errors: why the model says nothing about the series.
  func prepared(
    _ series: RegularSeries, controls names: [String], count: Int, dark: [Int]
  ) throws(ValueError) -> StructuralSeries {
    var values = [Double](repeating: .nan, count: count)
    for position in 0..<min(count, series.values.count) {
      values[position] = try checked(series.values[position], in: series)
    }
    let controls = controls(series, names, count: count)
    do {
      return try StructuralSeries(
        values: values.span, controls: controls.span, controlCount: 2 * waves + names.count,
        dark: dark, model: structural)
    } catch {
      throw SeriesRefusal(series, waves: 2 * waves, controls: names).error(error)
    }
  }

  /// For each position the waves of the year, then the controls of the series.
  func controls(_ series: RegularSeries, _ names: [String], count: Int) -> [Double] {
    (0..<count).flatMap { position in
      yearlyControls(at: position)
        + names.indices.map { control in
          let place = position * names.count + control
          return series.controls.indices.contains(place) ? series.controls[place] : .nan
        }
    }
  }

  private func checked(_ value: Double, in series: RegularSeries) throws(ValueError) -> Double {
    guard scale == .log, !value.isNaN else { return value }
    guard value > 0 else {
      throw ValueError(
        .data, "`scale: \"log\"` needs figures above zero",
        because: "\(series.name) has \(series.values.count { $0 <= 0 }) that are not",
        fixes: [.init("scale: \"linear\"")], argument: "scale")
    }
    return scaled(value)
  }

  /// A value of the model in units of the figure.
  func figure(_ value: Double) -> Double { scale == .log ? exponential(value) : value }

  /// The mean of a value of the model with this standard deviation, in units of the figure.
  func mean(_ value: Double, deviation: Double) -> Double {
    scale == .log ? exponential(value + deviation * deviation / 2) : value
  }

  /// The model in words: `level at random, season of 7 days, waves of a year`.
  func words(_ grain: PeriodGrain) -> String {
    var parts = ["a level that moves at random"]
    switch structural.slope {
    case .fixed: parts.append("a constant drift")
    case .random: parts.append("a slope that changes")
    case nil: break
    }
    if structural.period > 1 {
      parts.append("a season of \(structural.period) \(grain.rawValue)s")
    }
    if waves > 0 { parts.append("\(waves) waves of a year") }
    return parts.joined(separator: ", ") + (scale == .log ? "; parts multiply" : "")
  }
}
