/// Spend with what came before it.
struct SpendSeries: Sendable {
  /// The history, then the periods of the series.
  let values: [Double]
  let historyCount: Int
  /// Spend of each period before the first value.
  let before: Double

  init(_ spend: [Double], start: CarryOverStart) {
    switch start {
    case .steady, .zero: (values, historyCount) = (spend, 0)
    case .history(let past): (values, historyCount) = (past + spend, past.count)
    }
    let first = values.prefix(CarryOverStart.periods)
    before = start == .zero || first.isEmpty ? 0 : first.reduce(0, +) / Double(first.count)
  }

  init(_ values: [Double], historyCount: Int, before: Double) {
    (self.values, self.historyCount, self.before) = (values, historyCount, before)
  }

  /// Another figure of each period.
  func mapped(_ figure: (Double) -> Double) -> SpendSeries {
    SpendSeries(values.map(figure), historyCount: historyCount, before: figure(before))
  }

  /// Spend at an index of `values`, which may be before the first.
  func spend(at index: Int) -> Double { index < 0 ? before : values[index] }
}
