/// The interval of a hazard: events over the time at risk.
package enum HazardInterval {
  /// The score interval of the number of events, over the time.
  ///
  /// With a constant hazard λ the events of a subject minus λ times its time at risk have mean 0 and
  /// variance λ times the expected time (Aalen, Borgan & Gjessing 2008, "Survival and Event History
  /// Analysis", 1.4), so the number of events varies as a Poisson count although times differ. Where
  /// subjects differ in their hazard, the count is divided by the design effect, which is the
  /// variance between buckets over that of the count, when it is above one. See
  /// ``PoissonInterval/score(count:level:)``.
  ///
  /// - Parameters:
  ///   - events: the events, by resampling bucket.
  ///   - time: the time at risk, by resampling bucket, of the same length.
  ///   - level: the confidence level, between 0 and 1.
  /// - Returns: an upper bound by the rule of three when there was no event; `.unavailable` when
  ///   there was no time at risk.
  package static func pooled(
    events: Span<Double>, time: Span<Double>, level: Double,
  ) -> ConfidenceInterval {
    guard let residuals = RatioResiduals(events, over: time) else { return .unavailable }
    let (count, total) = (residuals.numerator, residuals.denominator)
    var designEffect = 1.0
    if count > 0, let variance = residuals.variance {
      designEffect = max(1, variance / count)
    }
    return PoissonInterval.score(count: count / designEffect, level: level)
      .mapped(increasing: { events in events * designEffect / total })
  }
}
