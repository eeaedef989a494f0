internal import Statistics
internal import Units
internal import Values

/// Makes estimates of figures and their replicates.
struct SeriesEstimates {
  let level: Double
  let measure: Measure

  /// An estimate with the interval between the quantiles of its replicates.
  ///
  /// Missing where the value is no number, or has no replicates that are.
  func estimate(_ value: Double, _ replicates: [Double], _ measure: Measure? = nil) -> Value {
    guard value.isFinite else { return .missing }
    return .estimate(
      Estimate(
        value: value, measure: measure ?? self.measure, interval: interval(replicates),
        level: level, replicates: replicates))
  }

  /// The interval between the quantiles of replicates.
  func interval(_ replicates: [Double]) -> Estimate.Interval {
    FigureIntervals.interval(
      ReplicateInterval(replicates: replicates.span, level: level).interval)
  }

  /// How the intervals are made, for `explain`.
  var words: String {
    "\(NumberText().text(Quantity(level, .share))): quantiles of \(ResamplingWeights.replicateCount) paths drawn "
      + "from the model, with the uncertainty of its variances"
  }
}
