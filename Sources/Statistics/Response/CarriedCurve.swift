/// A curve of amplitude 1 over all periods of a series, with its derivatives by the nonlinear parameters.
///
/// Holds the scratch space of an evaluation. With s the stock, g the curve and θ, φ the parameters of the
/// carry-over, the columns are g, −s g′ (by ln k), dg/d ln n, and g′ ds/dθ, g′ ds/dφ. Where saturation comes
/// first they are the carried-over g(x), −x g′(x) and dg/d ln n of the spend x, and the derivatives of the carried
/// g(x) by θ and φ: the same products, with 1 in the place of g′.
struct CarriedCurve {
  private var stock: [Double]
  private var byFirst: [Double]
  private var bySecond: [Double]
  private var value: [Double]
  private var slope: [Double]
  private var byShape: [Double]

  /// - Parameter longest: periods of the longest series, history included.
  init(longest: Int) {
    // One more, for the spend before the series.
    let empty = [Double].zeros(longest + 1)
    (stock, byFirst, bySecond, value, slope, byShape) = (empty, empty, empty, empty, empty, empty)
  }

  mutating func evaluate(
    _ spend: SpendSeries, _ unit: SaturationCurve, _ carryOver: CarryOver, first: ResponseOrder
  ) {
    switch first {
    case .carryOver:
      Self.carry(spend, carryOver, &stock, &byFirst, &bySecond)
      Self.setCurve(unit, stock, spend.values.count, &value, &slope, &byShape)
    case .saturation: carrySaturated(spend, unit, carryOver)
    }
  }

  private mutating func carrySaturated(
    _ spend: SpendSeries, _ unit: SaturationCurve, _ carryOver: CarryOver
  ) {
    let count = spend.values.count
    let all = spend.values + [spend.before]
    Self.setCurve(unit, all, all.count, &value, &slope, &byShape)
    func series(_ figure: (Int) -> Double) -> SpendSeries {
      SpendSeries(
        (0..<count).map(figure), historyCount: spend.historyCount, before: figure(count))
    }
    let (brought, byShape) = (series { value[$0] }, series { self.byShape[$0] })
    let scaled = series { all[$0] * slope[$0] }
    Self.carry(scaled, carryOver, &stock, &byFirst, &bySecond)
    if unit.family.hasShape {
      Self.carry(byShape, carryOver, &self.byShape, &byFirst, &bySecond)
    }
    Self.carry(brought, carryOver, &value, &byFirst, &bySecond)
    for period in 0..<count { slope[period] = 1 }
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

  /// Carries a figure of each period over, with the derivatives by the parameters of the carry-over.
  private static func carry(
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

  // MARK: Columns

  /// Writes a column over all periods: the curve, then the derivatives in the order of the parameters.
  ///
  /// - Parameters:
  ///   - column: by its place.
  ///   - model: of the curve that was evaluated.
  ///   - norm: what the curve of amplitude 1 is divided by, with its derivatives relative to it.
  ///   - series: of one value for each period.
  func write(
    _ column: Int, of model: ChannelModel,
    _ norm: (value: Double, byScale: Double, byShape: Double), to series: inout [Double]
  ) {
    let factor = 1 / norm.value
    let scaleColumn = model.hasScale ? 1 : 0
    switch column {
    case 0: Self.set(&series, factor, value)
    case scaleColumn:
      // The curve is one of s/k, so that dg/d ln k = −s g′.
      Self.set(&series, -factor, stock, times: slope)
      Self.add(-factor * norm.byScale, value, to: &series)
    case scaleColumn + 1 where model.family.hasShape:
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
