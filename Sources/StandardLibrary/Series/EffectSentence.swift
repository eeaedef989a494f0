internal import Statistics
internal import Units
internal import Values

/// An effect in one sentence.
struct EffectSentence {
  let note: Note

  init(
    _ series: RegularSeries, _ window: EffectStretch, _ total: SeriesEffect.Total,
    _ estimates: SeriesEstimates, _ placebos: PlaceboWindows?
  ) {
    let text = NumberText()
    let value = total.actual - total.expected
    func words(_ value: Double, _ replicates: [Double], _ measure: Measure) -> String {
      text.text(estimates.estimate(value, replicates, measure))
    }
    let stretch =
      "\(text.text(series.first(window.positions.lowerBound))) to \(text.text(series.last(window.positions.upperBound - 1)))"
    let name = series.key.cells.isEmpty ? "" : "\(series.name), "
    let actual = text.text(Quantity(total.actual, estimates.measure))
    let difference = words(
      abs(value), total.effects.map { value < 0 ? -$0 : $0 }, estimates.measure)
    let relative =
      total.expected > 0
      ? ", \(words(value / total.expected, total.relative, .share))" : ""
    var sentence =
      "\(name)\(stretch): \(actual), where \(words(total.expected, total.replicates, estimates.measure)) was to be expected: \(difference) \(value < 0 ? "less" : "more")\(relative)"
    let interval = estimates.interval(total.effects)
    if case .between(let low, let high) = interval, low <= 0, high >= 0 {
      sentence += "; chance alone can make as much"
    } else if let placebos, !placebos.scores.isEmpty {
      sentence += "; hardly to be put down to chance"
    }
    note = Note(.note, sentence)
  }
}
