/// What stays the same during a search: rows, linear regressors and channels.
///
/// A row is a whitened observed period, or after those a calibration, which is in units of the standard
/// deviation of the innovations. Everything is projected off the linear regressors, so that their
/// coefficients need no place in the search.
struct ResponseDesign: Sendable {
  private(set) var models: [ChannelModel]
  /// The first nonlinear parameter of each channel, and their number last.
  private(set) var offsets: [Int]
  /// Demand that multiplies; its parameters come after those of the channels.
  let index: DemandIndex
  let rows: WhiteningRows
  let autocorrelation: Double
  /// Periods of the series.
  let periodCount: Int
  /// Observed periods and calibrations.
  let rowCount: Int
  /// The intercept and the regressors, not whitened.
  let regressors: [[Double]]
  /// The regressors where demand is always 1.
  let basis: RegressorBasis
  private let isBaseNonnegative: Bool
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
  ///   - isBaseNonnegative: whether the mean of the base may not be negative.
  ///   - index: demand that multiplies base and channels.
  /// - Throws: `collinearRegressors`.
  init(
    observed: [Int], periodCount: Int, autocorrelation: Double, regressors: [[Double]],
    models: [ChannelModel], calibrations: [ResponseCalibration], deviation: Double,
    isBaseNonnegative: Bool = false, index: DemandIndex = DemandIndex([], last: 1)
  ) throws(ResponseError) {
    rows = WhiteningRows(periods: observed, autocorrelation: autocorrelation)
    self.autocorrelation = autocorrelation
    self.periodCount = periodCount
    let count = observed.count + calibrations.count
    rowCount = count
    self.regressors = regressors
    self.index = index
    self.isBaseNonnegative = isBaseNonnegative
    basis = try RegressorBasis(
      regressors, rows: rows, rowCount: count, isMeanNonnegative: isBaseNonnegative)
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
  var orthonormalRegressors: [[Double]] { basis.orthonormal() }
  /// Entries of a column: the rows, and one for the mean of the base where it is bounded.
  var columnLength: Int { basis.columnLength }

  /// The places of the parameters of a channel.
  func parameters(ofChannel channel: Int) -> Range<Int> { offsets[channel]..<offsets[channel + 1] }
  /// Nonlinear parameters of channels and index.
  var parameterCount: Int { offsets[models.count] + index.count }
  var hasIndex: Bool { index.count > 0 }
  /// Parameters of the whole model, the linear ones included.
  var allParameterCount: Int { parameterCount + models.count + basis.count }
  var bounds: [ClosedRange<Double>] { models.flatMap(\.bounds) + index.bounds }

  /// The same rows without channels.
  var baseAlone: ResponseDesign {
    var design = self
    (design.models, design.offsets) = ([], [0])
    return design
  }

  /// The regressors at the index of a point.
  ///
  /// - Returns: nil where demand is such that they cannot be told apart.
  func basis(at point: [Double]) -> RegressorBasis? {
    guard hasIndex else { return basis }
    return try? RegressorBasis(
      regressors, rows: rows, rowCount: rowCount, isMeanNonnegative: isBaseNonnegative,
      multiplier: index.multiplier(point.suffix(index.count)))
  }

  /// Intercept and regressors in each period, at today's demand.
  func base(_ coefficients: [Double]) -> [Double] {
    (0..<periodCount).map { period in
      zip(coefficients, regressors).reduce(0) { $0 + $1.0 * $1.1[period] }
    }
  }

  /// The rows of an outcome that each period has; missing periods are not read.
  ///
  /// They are projected, unless there is an index, with which the projection changes.
  func target(_ outcome: [Double], calibrations: [Double]? = nil) -> [Double] {
    var target = [Double].zeros(columnLength)
    var span = target.mutableSpan
    rows.write(outcome.span, to: &span, from: 0)
    for (place, value) in (calibrations ?? calibrationTargets).enumerated() {
      target[rows.periods.count + place] = value
    }
    if !hasIndex { project(&target, from: 0) }
    return target
  }

  /// Takes from a column of `columnLength` entries what the linear regressors have of it.
  func project(_ columns: inout [Double], from first: Int) {
    basis.project(&columns, from: first)
  }

  /// The coefficients of the regressors that fit what the channels leave of an outcome.
  ///
  /// - Parameters:
  ///   - rest: the outcome less the channels, of each period.
  ///   - basis: the regressors at an index.
  /// - Returns: one for each regressor, the intercept first.
  func coefficients(_ rest: [Double], _ basis: RegressorBasis) -> [Double] {
    var column = [Double].zeros(rowCount)
    var span = column.mutableSpan
    rows.write(rest.span, to: &span, from: 0)
    return basis.coefficients(column)
  }
}

extension ChannelModel {
  /// Adds the row of a calibration: what the channel brings, less what it would without the change, from its
  /// first period on.
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
