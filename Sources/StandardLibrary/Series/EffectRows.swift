internal import Statistics
internal import Units
internal import Values

/// The rows of an effect: one for each window, or for each period in it.
struct EffectRows {
  private let series: RegularSeries
  private let effect: SeriesEffect
  private let estimates: SeriesEstimates

  init(_ series: RegularSeries, _ effect: SeriesEffect, _ estimates: SeriesEstimates) {
    (self.series, self.effect, self.estimates) = (series, effect, estimates)
  }

  static func schemas(
    _ keys: [ColumnSchema], _ measure: Measure, isByPoint: Bool
  ) -> TableType {
    let figure = Type.estimate(measure)
    guard !isByPoint else {
      return TableType(
        keys + [
          ColumnSchema("from", .date), ColumnSchema("actual", .measure(measure)),
          ColumnSchema("expected", figure), ColumnSchema("effect", figure),
          ColumnSchema("cumulative", figure),
        ])
    }
    return TableType(
      keys + [
        ColumnSchema("window", .text), ColumnSchema("from", .date), ColumnSchema("to", .date),
        ColumnSchema("actual", .measure(measure)), ColumnSchema("expected", figure),
        ColumnSchema("effect", figure), ColumnSchema("average", figure),
        ColumnSchema("relative", .estimate(.share)), ColumnSchema("p_value", .share),
        ColumnSchema("placebo", .share),
      ])
  }

  // MARK: Windows

  /// A row for the stretch, and with a recovery one for it and one for both.
  func windows(_ window: EffectStretch, _ notes: inout [Note]) throws(ValueError) -> [[Value]] {
    let total = effect.total(window.positions)
    guard total.count > 0 else {
      throw ValueError(
        .data, "\(series.name) has no value in the stretch",
        because: "all \(series.counted(window.positions.count)) of it are gaps", argument: "from")
    }
    let missing = window.positions.count - total.count
    if missing > 0 {
      notes.append(
        Note(
          .warning,
          "\(series.counted(missing)) of the stretch \(missing == 1 ? "has" : "have") no value and \(missing == 1 ? "is" : "are") in no sum"
        ))
    }
    let placebos = effect.placebos(window)
    let share = placebos.map { $0.windows.share(atLeast: $0.score) }
    notes.append(EffectSentence(series, window, total, estimates, placebos?.windows).note)
    if let dispersion = placebos?.windows.dispersion, dispersion > Self.suspectDispersion {
      notes.append(
        Note(
          .warning,
          "where nothing happened the model was off \(NumberText().text(.number((dispersion * 10).rounded() / 10))) times as much as it says, so the interval is too narrow: trust `placebo`, add `controls:` or set `season:`"
        ))
    }
    var rows = [cells("effect", window.positions, total, placebo: share)]
    if !window.recovery.isEmpty {
      rows.append(cells("recovery", window.recovery, effect.total(window.recovery), placebo: nil))
      rows.append(cells("both", window.all, effect.total(window.all), placebo: nil))
    }
    return rows
  }

  /// Twenty placebo errors spread by so much in 1 of 1,000 models that are right.
  private static let suspectDispersion = 1.5

  private func cells(
    _ name: String, _ positions: Range<Int>, _ total: SeriesEffect.Total, placebo: Double?
  ) -> [Value] {
    let count = Double(total.count)
    let effects = total.effects
    let value = total.actual - total.expected
    return [
      .text(name), series.first(positions.lowerBound), series.last(positions.upperBound - 1),
      .quantity(Quantity(total.actual, estimates.measure)),
      estimates.estimate(total.expected, total.replicates), estimates.estimate(value, effects),
      estimates.estimate(value / count, effects.map { $0 / count }),
      estimates.estimate(
        total.expected > 0 ? value / total.expected : .nan, total.relative, .share),
      .quantity(Quantity(Self.tailArea(effects), .share)),
      placebo.map { .quantity(Quantity($0, .share)) } ?? .missing,
    ]
  }

  /// Twice the share of replicates beyond zero on the rarer side, with the effect itself counted as one.
  static func tailArea(_ effects: [Double]) -> Double {
    let above = effects.count { $0 >= 0 }, below = effects.count { $0 <= 0 }
    return min(1, 2 * Double(min(above, below) + 1) / Double(effects.count + 1))
  }

  // MARK: Points

  /// A row for each period of the stretch and its recovery.
  func points(_ window: EffectStretch) -> [[Value]] {
    var sum = 0.0
    var sums = [Double](repeating: 0, count: effect.replicates.first?.count ?? 0)
    return effect.dark.indices.filter { window.all.contains(effect.dark[$0]) }.map { place in
      let actual = effect.actual[place], replicates = effect.replicates[place]
      let expected = estimates.estimate(effect.expected[place], replicates)
      guard !actual.isNaN else {
        return [series.first(effect.dark[place]), .missing, expected, .missing, .missing]
      }
      sum += actual - effect.expected[place]
      let effects = replicates.map { actual - $0 }
      for index in effects.indices { sums[index] += effects[index] }
      return [
        series.first(effect.dark[place]), .quantity(Quantity(actual, estimates.measure)), expected,
        estimates.estimate(actual - effect.expected[place], effects),
        estimates.estimate(sum, sums),
      ]
    }
  }
}
