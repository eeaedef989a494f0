internal import Statistics
internal import Values

/// What a series would have been in its windows, by the structural model of the rest.
struct SeriesEffect {
  let model: SeriesModel
  let fit: StructuralFit
  /// The positions that the model did not learn from, in their order.
  let dark: [Int]
  /// The values there, NaN for a gap.
  let actual: [Double]
  /// What was to be expected, in units of the figure.
  let expected: [Double]
  /// For each position its replicates.
  let replicates: [[Double]]

  private let prepared: StructuralSeries
  private let values: [Double]

  /// Fits the model outside of the windows.
  ///
  /// - Throws: the refusal of the model.
  init(
    _ series: RegularSeries, _ request: SeriesModelRequest, controls names: [String],
    windows: [EffectStretch], seed: UInt64
  ) throws(ValueError) {
    dark = windows.flatMap { Array($0.all) }
    let left = Set(dark)
    let observed = series.values.indices.count { !left.contains($0) && !series.values[$0].isNaN }
    let model = try SeriesModel(request, series, observed: observed)
    self.model = model
    prepared = try model.prepared(
      series, controls: names, count: series.values.count, dark: dark)
    values = series.values.map(model.scaled)
    actual = dark.map { series.values[$0] }
    do {
      fit = try StructuralFit(prepared)
      let found = try StructuralCounterfactual(
        prepared, fit: fit, seed: seed, stream: "effect \(series.key.name)")
      expected = found.mean.indices.map { place in
        model.mean(found.mean[place], deviation: found.standardDeviation[place])
      }
      replicates = dark.indices.map { found.replicates(of: $0).map(model.figure) }
    } catch {
      throw SeriesRefusal(series, waves: 2 * model.waves, controls: names).error(error)
    }
  }

  /// Sums over some positions.
  struct Total {
    var actual = 0.0
    var expected = 0.0
    /// Of the expected sum.
    var replicates: [Double]
    /// How many positions have a value.
    var count = 0

    /// actual − expected.
    var effects: [Double] { replicates.map { actual - $0 } }
    /// (actual − expected) / expected.
    var relative: [Double] { replicates.map { $0 > 0 ? actual / $0 - 1 : .nan } }
  }

  /// The sums over the positions of a range that have a value.
  func total(_ positions: Range<Int>) -> Total {
    var total = Total(replicates: [Double](repeating: 0, count: replicates.first?.count ?? 0))
    for place in dark.indices where positions.contains(dark[place]) && !actual[place].isNaN {
      total.actual += actual[place]
      total.expected += expected[place]
      total.count += 1
      for (index, value) in replicates[place].enumerated() { total.replicates[index] += value }
    }
    return total
  }

  /// The same question asked where nothing happened, with the score of the window itself.
  func placebos(_ window: EffectStretch) -> (windows: PlaceboWindows, score: Double)? {
    guard
      let score = prepared.prediction(of: window.positions, values.span, fit.variances)?.score
    else { return nil }
    let windows = PlaceboWindows(
      values: values.span, fitted: prepared, variances: fit.variances,
      length: window.positions.count)
    return (windows, score)
  }
}
