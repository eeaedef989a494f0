internal import Statistics
internal import Units
internal import Values

/// Controls that moved in the stretch themselves.
struct TouchedControls {
  private(set) var notes: [Note] = []

  /// So unlikely is a warning for any of the controls of a series where none was touched.
  private static let probability = 0.05

  /// Asks each control what happened to it, by a model of itself alone at variances near the likeliest.
  ///
  /// A control that such a model says nothing about is passed over.
  init(
    _ series: RegularSeries, _ names: [String], _ request: SeriesModelRequest,
    _ windows: [EffectStretch]
  ) {
    let asked = Double(names.count * windows.count)
    let limit = NormalDistribution.quantile(1 - Self.probability / (2 * max(1, asked)))
    let dark = windows.flatMap { Array($0.all) }
    for (place, name) in names.enumerated() {
      var control = series
      control.values = series.values.indices.map { series.controls[$0 * names.count + place] }
      control.controls = []
      guard let model = try? SeriesModel(request, control, observed: control.values.count),
        let prepared = try? model.prepared(
          control, controls: [], count: control.values.count, dark: dark),
        let variances = prepared.coarseVariances
      else { continue }
      let values = control.values.map(model.scaled)
      for window in windows {
        guard
          let found = prepared.prediction(of: window.positions, values.span, variances),
          abs(found.score) > limit, let moved = model.relative(found, of: window.positions.count)
        else { continue }
        let percent = NumberText().text(Quantity((moved * 1e3).rounded() / 1e3, .share))
        notes.append(
          Note(
            .warning,
            "the control `.\(name)` moved by \(percent) in the stretch itself: if what is asked about did that, its part of the effect is not counted; leave it out of `controls:` to see"
          ))
      }
    }
  }
}

extension SeriesModel {
  /// A figure on the scale of the model; NaN where it has none.
  func scaled(_ value: Double) -> Double {
    guard scale == .log else { return value }
    return value > 0 ? logarithm(value) : .nan
  }

  /// How much a window of so many periods differs from what was to be expected; nil where that is nothing.
  fileprivate func relative(_ window: WindowPrediction, of count: Int) -> Double? {
    if scale == .log {
      return exponential((window.actual - window.expected) / Double(max(1, count))) - 1
    }
    return window.expected > 0 ? window.actual / window.expected - 1 : nil
  }
}
