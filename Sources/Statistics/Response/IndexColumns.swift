/// The columns of a demand index: what the fit changes by with each η.
///
/// With m_t (Z_t γ + Σ f) as the fit, its derivative by η_j is (w_jt − w̄_j) times the fit; of a calibration's row it
/// is the change of each period, weighed in the same way.
struct IndexColumns {
  /// The curves of size 1 in each period, demand included, channel after channel.
  private var series: [Double] = []
  /// Of each calibration by each η, for a curve of size 1.
  private var changes: [Double] = []

  /// Keeps what a curve of size 1 gives in each period, which come after a past.
  mutating func keep(
    _ values: [Double], after past: Int, channel: Int, of design: ResponseDesign
  ) {
    let count = design.periodCount
    if series.count != design.models.count * count {
      series = [Double].zeros(design.models.count * count)
    }
    for period in 0..<count { series[channel * count + period] = values[past + period] }
  }

  /// Adds what spend, or spend without a change, gives to the row of a calibration.
  ///
  /// - Parameters:
  ///   - values: of a past and each period, demand included.
  ///   - past: periods of the past.
  ///   - row: of the calibration.
  ///   - first: period from which it is summed.
  ///   - factor: its weight, negative without the change.
  ///   - isFirst: whether what was there is forgotten.
  ///   - design: rows and channels.
  mutating func add(
    _ values: [Double], after past: Int, row: Int, from first: Int, factor: Double, isFirst: Bool,
    of design: ResponseDesign
  ) {
    let index = design.index
    let calibrations = design.rowCount - design.rows.periods.count
    if changes.count != calibrations * index.count {
      changes = [Double].zeros(calibrations * index.count)
    }
    for (parameter, deviations) in index.deviations.enumerated() {
      var sum = 0.0
      for period in first..<deviations.count {
        sum += deviations[period] * values[past + period]
      }
      let place = (row - design.rows.periods.count) * index.count + parameter
      changes[place] = (isFirst ? 0 : changes[place]) + factor * sum
    }
  }

  /// Writes the columns, projected.
  ///
  /// - Parameters:
  ///   - design: rows and channels.
  ///   - basis: the regressors at this index.
  ///   - sizes: of the channels.
  ///   - target: rows of the outcome, not projected.
  ///   - columns: of the whole model.
  ///   - first: where those of the index begin.
  /// - Complexity: O(n (channels + regressors)) a column.
  func write(
    of design: ResponseDesign, _ basis: RegressorBasis, sizes: [Double], target: [Double],
    to columns: inout [Double], from first: Int
  ) {
    let count = design.periodCount
    var fitted = [Double].zeros(count)
    for (channel, size) in sizes.enumerated() where size > 0 {
      for period in 0..<count { fitted[period] += size * series[channel * count + period] }
    }
    var rest = [Double].zeros(design.rowCount)
    do {
      var span = rest.mutableSpan
      design.rows.write(fitted.span, to: &span, from: 0)
    }
    for row in rest.indices { rest[row] = target[row] - rest[row] }
    let base = design.base(basis.coefficients(rest))
    for period in 0..<count { fitted[period] += basis.multiplier[period] * base[period] }
    for (parameter, deviations) in design.index.deviations.enumerated() {
      let start = first + parameter * design.columnLength
      let values = zip(deviations, fitted).map { $0 * $1 }
      do {
        var span = columns.mutableSpan
        design.rows.write(values.span, to: &span, from: start)
      }
      for row in design.rows.periods.count..<design.columnLength { columns[start + row] = 0 }
      for (channel, model) in design.models.enumerated() {
        for change in model.withoutChange {
          let place = (change.row - design.rows.periods.count) * design.index.count + parameter
          columns[start + change.row] = sizes[channel] * changes[place]
        }
      }
      basis.project(&columns, from: start)
    }
  }
}
