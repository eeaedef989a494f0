/// Writes the columns of a channel: its curve of size 1, and the derivatives by its nonlinear parameters.
///
/// Holds the scratch space, so that an evaluation allocates nothing but the weights of a window.
struct ColumnEvaluation {
  private var stock: [Double]
  private var byFirst: [Double]
  private var bySecond: [Double]
  private var value: [Double]
  private var slope: [Double]
  private var byShape: [Double]
  /// The columns over all periods, one after the other.
  private var series: [Double] = []
  /// What is kept for the columns of a demand index.
  private(set) var index = IndexColumns()

  /// - Parameter longest: periods of the longest series, history included.
  init(longest: Int) {
    let empty = [Double](repeating: 0, count: longest)
    (stock, byFirst, bySecond, value, slope, byShape) = (empty, empty, empty, empty, empty, empty)
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
      fill(column, model, unit, norm)
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
          fill(column, model, unit, norm)
          multiply(by: basis.multiplier, from: past)
          if column == 0, design.hasIndex {
            index.add(
              series, after: past, row: change.row, from: change.from - past,
              factor: sign * change.factor, isFirst: sign > 0, of: design)
          }
          var sum = 0.0
          for t in change.from..<spend.values.count { sum += series[t] }
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

  /// Stocks and curve of all periods.
  private mutating func evaluate(
    _ model: ChannelModel, _ spend: SpendSeries, _ unit: SaturationCurve, _ carryOver: CarryOver
  ) {
    let count = spend.values.count
    if series.count != count { series = [Double](repeating: 0, count: count) }
    Self.setStock(spend, carryOver, &stock, &byFirst, &bySecond)
    Self.setCurve(unit, stock, count, &value, &slope, &byShape)
  }

  private static func setCurve(
    _ unit: SaturationCurve, _ stock: [Double], _ count: Int, _ value: inout [Double],
    _ slope: inout [Double], _ byShape: inout [Double]
  ) {
    var value = value.mutableSpan
    var slope = slope.mutableSpan
    var byShape = byShape.mutableSpan
    UnitCurve(family: unit.family, scale: unit.scale, shape: unit.shape).evaluate(
      stock.span.extracting(first: count), value: &value, slope: &slope, byShape: &byShape)
  }

  private static func setStock(
    _ spend: SpendSeries, _ carryOver: CarryOver, _ stock: inout [Double],
    _ byFirst: inout [Double], _ bySecond: inout [Double]
  ) {
    var stock = stock.mutableSpan
    var byFirst = byFirst.mutableSpan
    var bySecond = bySecond.mutableSpan
    let values = spend.values.span
    switch carryOver {
    case .none: for t in values.indices { stock[t] = values[t] }
    case .geometric(let retention):
      var (present, change) = (spend.before, 0.0)
      for t in values.indices {
        change = present - values[t] + retention * change
        present = (1 - retention) * values[t] + retention * present
        (stock[t], byFirst[t]) = (present, change)
      }
    case .delayed, .weibull:
      let lags = LagWeights(carryOver)
      let weights = lags.values.span
      let first = lags.first.span
      let second = lags.second.span
      for t in values.indices {
        var sums = (0.0, 0.0, 0.0)
        for lag in weights.indices {
          let amount = t < lag ? spend.before : values[t - lag]
          sums.0 += weights[lag] * amount
          sums.1 += first[lag] * amount
          sums.2 += second[lag] * amount
        }
        (stock[t], byFirst[t], bySecond[t]) = sums
      }
    }
  }

  /// Writes a column over all periods into `series`.
  private mutating func fill(
    _ column: Int, _ model: ChannelModel, _ unit: SaturationCurve,
    _ norm: (value: Double, byScale: Double, byShape: Double)
  ) {
    let factor = 1 / norm.value
    let scaleColumn = model.hasScale ? 1 : 0
    switch column {
    case 0: Self.set(&series, factor, value)
    case scaleColumn:
      // The curve is one of s/k, so that dg/d ln k = −s g′.
      Self.set(&series, -factor, stock, times: slope)
      Self.add(-factor * norm.byScale, value, to: &series)
    case scaleColumn + 1 where unit.family.hasShape:
      Self.set(&series, factor, byShape)
      Self.add(-factor * norm.byShape, value, to: &series)
    case model.curveCount + 1: Self.set(&series, factor, slope, times: byFirst)
    default: Self.set(&series, factor, slope, times: bySecond)
    }
  }

  private static func set(_ series: inout [Double], _ factor: Double, _ first: [Double]) {
    var series = series.mutableSpan
    let first = first.span
    for t in series.indices { series[t] = factor * first[t] }
  }

  private static func set(
    _ series: inout [Double], _ factor: Double, _ first: [Double], times second: [Double]
  ) {
    var series = series.mutableSpan
    let first = first.span
    let second = second.span
    for t in series.indices { series[t] = factor * first[t] * second[t] }
  }

  private static func add(_ factor: Double, _ first: [Double], to series: inout [Double]) {
    guard factor != 0 else { return }
    var series = series.mutableSpan
    let first = first.span
    for t in series.indices { series[t] += factor * first[t] }
  }
}
