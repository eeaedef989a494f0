/// What stays the same during a search: rows, linear regressors and channels.
///
/// A row is a whitened observed period, or after those a calibration, which is in units of the standard
/// deviation of the innovations. Everything is projected off the linear regressors, so that their
/// coefficients need no place in the search.
struct ResponseDesign: Sendable {
  let models: [ChannelModel]
  /// The first nonlinear parameter of each channel, and their number last.
  let offsets: [Int]
  let rows: WhiteningRows
  let autocorrelation: Double
  /// Periods of the series.
  let periodCount: Int
  /// Observed periods and calibrations.
  let rowCount: Int
  /// Orthonormal whitened regressors, one after the other, each `rowCount` long.
  private let basis: [Double]
  let basisCount: Int
  /// The intercept and the regressors, not whitened.
  let regressors: [[Double]]
  private let factors: HouseholderFactors
  private let lengths: [Double]
  /// What the calibration rows are to give, in their units.
  private let calibrationTargets: [Double]

  /// - Parameters:
  ///   - observed: the periods that are fitted, in order.
  ///   - periodCount: periods of the series.
  ///   - autocorrelation: of the errors, between −1 and 1.
  ///   - regressors: a value for each period each; the intercept is among them.
  ///   - models: the channels; their `withoutChange` is set here.
  ///   - calibrations: of channels by their place among the models.
  ///   - deviation: standard deviation of the innovations, by which calibrations are weighed.
  /// - Throws: `collinearRegressors`.
  init(
    observed: [Int], periodCount: Int, autocorrelation: Double, regressors: [[Double]],
    models: [ChannelModel], calibrations: [ResponseCalibration], deviation: Double
  ) throws(ResponseError) {
    rows = WhiteningRows(periods: observed, autocorrelation: autocorrelation)
    self.autocorrelation = autocorrelation
    self.periodCount = periodCount
    let count = observed.count + calibrations.count
    rowCount = count
    self.regressors = regressors
    var columns: [[Double]] = []
    var lengths: [Double] = []
    for values in regressors {
      var column = [Double](repeating: 0, count: count)
      var span = column.mutableSpan
      rows.write(values.span, to: &span, from: 0)
      let length = ScaledColumns.length(column)
      lengths.append(length)
      columns.append(length > 0 ? column.map { $0 / length } : column)
    }
    self.lengths = lengths
    factors = HouseholderFactors(
      columns,
      tolerances: [Double](repeating: ScaledColumns.leastRemainder, count: columns.count))
    guard factors.dependent.isEmpty else {
      throw .collinearRegressors(factors.dependent.map { $0.column - 1 })
    }
    basis = factors.orthonormal.flatMap { $0 }
    basisCount = columns.count
    var models = models
    var targets: [Double] = []
    for (place, calibration) in calibrations.enumerated() {
      let weight = deviation / calibration.standardError
      targets.append(weight * calibration.outcomeChange)
      models[calibration.channel].addCalibration(
        calibration, row: observed.count + place, weight: weight)
    }
    calibrationTargets = targets
    self.models = models
    var offsets = [0]
    for model in models { offsets.append(offsets[offsets.count - 1] + model.bounds.count) }
    self.offsets = offsets
  }

  /// The whitened regressors as orthonormal columns.
  var orthonormalRegressors: [[Double]] {
    (0..<basisCount).map { Array(basis[($0 * rowCount)..<(($0 + 1) * rowCount)]) }
  }

  var parameterCount: Int { offsets[models.count] }
  /// Parameters of the whole model, the linear ones included.
  var allParameterCount: Int { parameterCount + models.count + basisCount }
  var bounds: [ClosedRange<Double>] { models.flatMap(\.bounds) }

  /// The rows of an outcome that each period has, projected; missing periods are not read.
  func target(_ outcome: [Double], calibrations: [Double]? = nil) -> [Double] {
    var target = [Double](repeating: 0, count: rowCount)
    var span = target.mutableSpan
    rows.write(outcome.span, to: &span, from: 0)
    for (place, value) in (calibrations ?? calibrationTargets).enumerated() {
      target[rows.periods.count + place] = value
    }
    project(&target, from: 0)
    return target
  }

  /// Takes from a column what the linear regressors have of it.
  func project(_ columns: inout [Double], from first: Int) {
    var columns = columns.mutableSpan
    let basis = basis.span
    let count = rowCount
    for start in stride(from: 0, to: basisCount * count, by: count) {
      var (even, odd) = (0.0, 0.0)
      var row = 0
      while row + 1 < count {
        even += basis[start + row] * columns[first + row]
        odd += basis[start + row + 1] * columns[first + row + 1]
        row += 2
      }
      if row < count { even += basis[start + row] * columns[first + row] }
      let product = even + odd
      for row in 0..<count { columns[first + row] -= product * basis[start + row] }
    }
  }

  /// The coefficients of the regressors that fit what the channels leave of an outcome.
  ///
  /// - Parameter rest: the outcome less the channels, of each period.
  /// - Returns: one for each regressor, the intercept first.
  func coefficients(_ rest: [Double]) -> [Double] {
    var column = [Double](repeating: 0, count: rowCount)
    var span = column.mutableSpan
    rows.write(rest.span, to: &span, from: 0)
    let coordinates = (0..<basisCount).map { place in
      (0..<rowCount).reduce(0) { $0 + basis[place * rowCount + $1] * column[$1] }
    }
    return zip(factors.solve(coordinates), lengths).map { $0 / $1 }
  }
}

extension ChannelModel {
  /// Adds the row of a calibration: Σ f(stock) − f(stock without the change) from its first period on.
  mutating func addCalibration(_ calibration: ResponseCalibration, row: Int, weight: Double) {
    var values = spend.values
    let each = calibration.spendChange / Double(calibration.periods.count)
    for period in calibration.periods {
      let place = spend.historyCount + period
      values[place] = max(0, values[place] - each)
    }
    withoutChange.append(
      (
        row, SpendSeries(values, historyCount: spend.historyCount, before: spend.before),
        spend.historyCount + calibration.periods.lowerBound, weight
      ))
  }
}
