/// Writes the columns of a channel: its curve of size 1, and the derivatives by its nonlinear parameters.
///
/// Holds the scratch space, so that an evaluation allocates nothing but the weights of a window.
struct ColumnEvaluation {
  private var curve: CarriedCurve
  /// The columns over all periods, one after the other.
  private var series: [Double] = []
  /// What is kept for the columns of a demand index.
  private(set) var index = IndexColumns()

  /// - Parameter longest: periods of the longest series, history included.
  init(longest: Int) {
    curve = CarriedCurve(longest: longest)
  }

  /// Writes the columns of a channel into `columns` from an index on, projected.
  ///
  /// - Parameters:
  ///   - channel: by its place in the design.
  ///   - design: rows and channels.
  ///   - point: the nonlinear parameters of all channels.
  ///   - measure: what the curve of size 1 has as 1.
  ///   - columns: of all channels, one after the other.
  ///   - first: where those of this channel begin.
  ///   - hasDerivatives: whether those columns are written, too.
  ///   - basis: the regressors at the index; those of the design where there is none.
  /// - Complexity: O(rows (regressors + 1)) a column.
  mutating func write(
    _ channel: Int, of design: ResponseDesign, at point: [Double], _ measure: ReturnMeasure,
    to columns: inout [Double], from first: Int, hasDerivatives: Bool,
    basis: RegressorBasis? = nil
  ) {
    let model = design.models[channel]
    let parameters = point[design.parameters(ofChannel: channel)]
    let unit = model.curve(parameters, amplitude: 1)
    let carryOver = model.carryOver(parameters)
    let norm = measure == .amplitude ? (1, 0, 0) : measure.norm(unit, today: model.today)
    let basis = basis ?? design.basis
    let past = model.spend.historyCount
    let count = design.columnLength
    let columnCount = hasDerivatives ? 1 + model.bounds.count : 1
    evaluate(model, model.spend, unit, carryOver)
    for column in 0..<columnCount {
      let start = first + column * count
      curve.write(column, of: model, norm, to: &series)
      multiply(by: basis.multiplier, from: past)
      if column == 0, design.hasIndex {
        index.keep(series, after: past, channel: channel, of: design)
      }
      do {
        var span = columns.mutableSpan
        design.rows.write(series.span.extracting(droppingFirst: past), to: &span, from: start)
        for row in design.rows.periods.count..<count { span[start + row] = 0 }
      }
    }
    for change in model.withoutChange {
      for column in 0..<columnCount {
        columns[first + column * count + change.row] = 0
      }
      for (spend, sign) in [(model.spend, 1.0), (change.spend, -1.0)] {
        evaluate(model, spend, unit, carryOver)
        for column in 0..<columnCount {
          curve.write(column, of: model, norm, to: &series)
          multiply(by: basis.multiplier, from: past)
          if column == 0, design.hasIndex {
            index.add(
              series, after: past, row: change.row, from: change.from - past,
              factor: sign * change.factor, isFirst: sign > 0, of: design)
          }
          let sum = CompensatedSum.of(series.span.extracting(droppingFirst: change.from))
          columns[first + column * count + change.row] += sign * change.factor * sum
        }
      }
    }
    for column in 0..<columnCount { basis.project(&columns, from: first + column * count) }
  }

  /// Multiplies the series, after its history, by demand.
  private mutating func multiply(by multiplier: [Double], from first: Int) {
    guard !multiplier.isEmpty else { return }
    for (period, factor) in multiplier.enumerated() { series[first + period] *= factor }
  }

  /// The curve of all periods, with space for its columns.
  private mutating func evaluate(
    _ model: ChannelModel, _ spend: SpendSeries, _ unit: SaturationCurve, _ carryOver: CarryOver
  ) {
    let count = spend.values.count
    if series.count != count { series = [Double].zeros(count) }
    curve.evaluate(spend, unit, carryOver, first: model.first)
  }
}
