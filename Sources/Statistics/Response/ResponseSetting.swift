/// How a response is estimated.
package struct ResponseSetting: Sendable {
  /// Of the intervals, between 0 and 1.
  package var level = 0.95
  /// How many draws of the whole model are made.
  package var replicateCount = 500
  package var seed: UInt64 = 1
  /// Whether intervals are computed; without them a fit takes a fraction of the time.
  package var hasIntervals = true
  /// Whether errors are first-order autoregressive; otherwise they are taken as independent.
  package var isAutocorrelated = true
  /// Whether the mean of the base over the observed periods may not be negative; nil where that is so
  /// if no observed outcome is negative.
  package var isBaseNonnegative: Bool?
  /// Over how many of the last periods demand is that of today, where it multiplies.
  package var indexPeriods = 13
  /// Whether demand that multiplies is compared with its columns added, like regressors.
  ///
  /// Held-out periods decide; the intervals of the returns are the union over the forms within reach. Takes
  /// twice the time.
  package var isIndexCompared = false
  /// Asked between the parts of the work; where it is true the fit throws `stopped`.
  package var isStopped: @Sendable () -> Bool = { false }

  package init() {}

  func check() throws(ResponseError) { if isStopped() { throw .stopped } }
}
