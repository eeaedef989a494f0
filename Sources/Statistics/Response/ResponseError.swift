/// Why no response can be fitted.
package enum ResponseError: Error, Sendable, Equatable {
  /// It was asked for by `ResponseSetting.isStopped`.
  case stopped
  /// There is no channel.
  case noChannels
  /// A channel has no family to choose from.
  case noFamilies(channel: String)
  /// A series has another length than the outcome.
  case length(ResponseInput, expected: Int, found: Int)
  /// A value is NaN, infinite, or a spend is negative.
  case value(ResponseInput, period: Int, Double)
  /// The spend at which returns are asked for is negative or not finite.
  case today(channel: String, Double)
  /// A calibration names no channel, no period of the series, no change, or an error that is not positive.
  case calibration(Int)
  /// Level outside 0 to 1.
  case level(Double)
  /// Negative, or beyond a million.
  case replicateCount(Int)
  /// Fewer observed periods than parameters and one more.
  case tooFew(observed: Int, parameters: Int)
  /// Regressors that those before them make superfluous, by index.
  case collinearRegressors([Int])
}

/// What is given to a fit.
package enum ResponseInput: Sendable, Equatable {
  case outcome
  case spend(channel: String)
  case history(channel: String)
  case regressor(String)
}
