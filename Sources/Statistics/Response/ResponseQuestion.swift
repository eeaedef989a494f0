/// What a fit is given, checked.
struct ResponseQuestion: Sendable {
  let outcome: [Double]
  let channels: [ResponseChannel]
  /// The intercept, then the regressors.
  private(set) var columns: [[Double]]
  /// Demand that multiplies base and channels.
  private(set) var index: DemandIndex
  let calibrations: [ResponseCalibration]
  let setting: ResponseSetting
  /// Periods whose outcome is known.
  let observed: [Int]
  /// Channels whose spend varies, by index; the others have no curve.
  let fitted: [Int]

  /// Below this ratio of standard deviation and mean, spend counts as constant.
  static let leastVariation = 0.02

  init(
    outcome: [Double], channels: [ResponseChannel], regressors: [ResponseRegressor],
    index: [ResponseRegressor] = [], calibrations: [ResponseCalibration], setting: ResponseSetting
  ) throws(ResponseError) {
    let count = outcome.count
    guard !channels.isEmpty else { throw .noChannels }
    guard setting.level > 0, setting.level < 1 else { throw .level(setting.level) }
    guard (0...1_000_000).contains(setting.replicateCount) else {
      throw .replicateCount(setting.replicateCount)
    }
    for (period, value) in outcome.enumerated() where value.isInfinite {
      throw .value(.outcome, period: period, value)
    }
    for channel in channels { try Self.check(channel, count: count) }
    for regressor in regressors + index {
      let input = ResponseInput.regressor(regressor.name)
      try Self.check(regressor.values, input, count: count, least: -.infinity)
    }
    for (place, calibration) in calibrations.enumerated() {
      guard channels.indices.contains(calibration.channel), !calibration.periods.isEmpty,
        calibration.periods.lowerBound >= 0, calibration.periods.upperBound <= count,
        calibration.spendChange.isFinite, calibration.spendChange != 0,
        calibration.outcomeChange.isFinite, calibration.standardError > 0,
        calibration.standardError.isFinite
      else { throw .calibration(place) }
    }
    self.outcome = outcome
    self.channels = channels
    self.calibrations = calibrations
    self.index = DemandIndex(index.map(\.values), last: setting.indexPeriods)
    self.setting = setting
    columns =
      [[Double](repeating: 1, count: count)] + regressors.map(\.values)
    observed = outcome.indices.filter { !outcome[$0].isNaN }
    fitted = channels.indices.filter {
      Self.variation(channels[$0].spend) > Self.leastVariation
    }
    try checkIndex(after: regressors.count)
  }

  /// The columns of an index may not follow from a constant and those before them.
  private func checkIndex(after count: Int) throws(ResponseError) {
    guard index.count > 0, !observed.isEmpty else { return }
    do {
      _ = try RegressorBasis(
        [columns[0]] + index.deviations,
        rows: WhiteningRows(periods: observed, autocorrelation: 0), rowCount: observed.count,
        isMeanNonnegative: false)
    } catch {
      guard case .collinearRegressors(let places) = error else { throw error }
      throw .collinearRegressors(places.map { count + $0 })
    }
  }

  private static func check(_ channel: ResponseChannel, count: Int) throws(ResponseError) {
    guard !channel.families.isEmpty else { throw .noFamilies(channel: channel.name) }
    try check(channel.spend, .spend(channel: channel.name), count: count, least: 0)
    if case .history(let past) = channel.start {
      try check(past, .history(channel: channel.name), count: past.count, least: 0)
    }
    guard channel.today >= 0, channel.today.isFinite else {
      throw .today(channel: channel.name, channel.today)
    }
  }

  private static func check(
    _ values: [Double], _ input: ResponseInput, count: Int, least: Double
  ) throws(ResponseError) {
    guard values.count == count else {
      throw .length(input, expected: count, found: values.count)
    }
    for (period, value) in values.enumerated() where !value.isFinite || value < least {
      throw .value(input, period: period, value)
    }
  }

  /// The standard deviation over the mean; 0 where nothing was spent.
  static func variation(_ values: [Double]) -> Double {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    guard mean > 0 else { return 0 }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / count).squareRoot() / mean
  }

  /// The same with the columns of the index as regressors, after the others.
  var withIndexAdded: ResponseQuestion {
    var question = self
    question.columns += index.deviations
    question.index = DemandIndex([], last: 1)
    return question
  }

  /// The mean outcome of the observed periods at today's demand, as far as an index tells it.
  func meanOutcome(_ index: [Double]) -> Double {
    observed.reduce(0) { $0 + outcome[$1] / index[$1] } / Double(max(1, observed.count))
  }

  /// Whether the mean of the base may not be negative.
  var isBaseNonnegative: Bool {
    setting.isBaseNonnegative ?? observed.allSatisfy { outcome[$0] >= 0 }
  }

  /// The calibrations of fitted channels, with their place among those.
  var usedCalibrations: [ResponseCalibration] {
    calibrations.compactMap { calibration in
      fitted.firstIndex(of: calibration.channel).map {
        ResponseCalibration(
          channel: $0, periods: calibration.periods, spendChange: calibration.spendChange,
          outcomeChange: calibration.outcomeChange, standardError: calibration.standardError)
      }
    }
  }
}
