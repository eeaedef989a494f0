internal import Statistics
internal import Values

/// What a series will be after its end, by its structural model.
struct SeriesForecast {
  let model: SeriesModel
  let fit: StructuralFit
  /// The position of the first period.
  let first: Int
  /// For each period the mean in units of the figure.
  let means: [Double]
  /// For each period its replicates.
  let replicates: [[Double]]

  /// Fits the model to the first values of a series and forecasts the periods that follow.
  ///
  /// The first `end` positions are known, and `horizon` periods behind them are forecast.
  ///
  /// Errors: the refusal of the model.
  init(
    _ series: RegularSeries, _ request: SeriesModelRequest, controls: [String], end: Int,
    horizon: Int, seed: UInt64
  ) throws(ValueError) {
    let known = series.values.prefix(end)
    model = try SeriesModel(request, series, observed: known.count { !$0.isNaN })
    let prepared = try model.prepared(
      series, controls: controls, count: end + horizon, dark: Array(end..<(end + horizon)))
    do {
      fit = try StructuralFit(prepared)
      let future = try StructuralCounterfactual(
        prepared, fit: fit, seed: seed, stream: "forecast \(series.key.name)")
      first = end
      let model = model
      means = future.mean.indices.map { place in
        model.mean(future.mean[place], deviation: future.standardDeviation[place])
      }
      replicates = (0..<horizon).map { place in
        future.replicates(of: place).map(model.figure)
      }
    } catch {
      throw SeriesRefusal(series, waves: 2 * model.waves, controls: controls).error(error)
    }
  }
}

/// The end of a series held out, forecast from what stands before it, and compared.
struct HeldOutForecast {
  let first: Int
  let forecast: [Double]
  let actual: [Double]
  /// The value of a season before, or the last one.
  let naive: [Double]
  /// For each period the replicates of the forecast.
  let replicates: [[Double]]
  /// Whether the interval of a period holds its value; nil for a gap.
  let isHeld: [Bool?]

  /// Holds out as many periods as are forecast, but no more than a quarter of the series.
  ///
  /// Nil where what is left is too short for the model.
  init?(
    _ series: RegularSeries, _ request: SeriesModelRequest, controls: [String], end: Int,
    horizon: Int, seed: UInt64, estimates: SeriesEstimates
  ) {
    let held = min(horizon, end / 4)
    guard held > 0 else { return nil }
    let start = end - held
    guard
      let known = try? SeriesForecast(
        series, request, controls: controls, end: start, horizon: held, seed: seed)
    else { return nil }
    first = start
    forecast = known.means
    replicates = known.replicates
    actual = Array(series.values[start..<end])
    let cycle = known.model.cycle
    naive = (0..<held).map { step in
      Self.value(before: start, step: step, cycle: cycle, series.values)
    }
    isHeld = zip(actual, known.replicates).map { value, replicates in
      guard !value.isNaN, case .between(let low, let high) = estimates.interval(replicates) else {
        return nil
      }
      return low <= value && value <= high
    }
  }

  /// The last value before a position that is whole seasons before a step behind it; NaN without one.
  private static func value(before start: Int, step: Int, cycle: Int, _ values: [Double]) -> Double
  {
    var position = start + step - cycle
    while position >= start { position -= cycle }
    while position >= 0 {
      if !values[position].isNaN { return values[position] }
      position -= cycle
    }
    return .nan
  }

  /// The mean distances of the forecast and of the naive one from the values that both have.
  var errors: (forecast: Double, naive: Double)? {
    var (ours, others, count) = (0.0, 0.0, 0)
    for place in actual.indices where !actual[place].isNaN && !naive[place].isNaN {
      ours += abs(forecast[place] - actual[place])
      others += abs(naive[place] - actual[place])
      count += 1
    }
    guard count > 0 else { return nil }
    return (ours / Double(count), others / Double(count))
  }

  var heldCount: (held: Int, all: Int) {
    (isHeld.count { $0 == true }, isHeld.count { $0 != nil })
  }
}
